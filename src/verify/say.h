/*
 * verify/say.h -- findings, said in one breath.
 *
 * A place and a phrase are written out only when there is something to say: an honest record costs no printing.
 *
 *   memory   on the stack; the report copies what it keeps
 */
#ifndef CF_VERIFY_SAY_H
#define CF_VERIFY_SAY_H

#include "verify/report.h"

enum { CF_SAYING_MAX = 512 };

typedef struct cf_saying {
    char text[CF_SAYING_MAX];
} cf_saying;

/* printf into a value; longer texts are cut. */
cf_saying cf_saying_of(const char *format, ...) CF_PRINTF(1, 2);

/* A finding of check at where, its phrase made by printf. */
void cf_say_fail(cf_report *report, cf_check check, const char *where, const char *format, ...)
    CF_PRINTF(4, 5);

/*
 * One item of check: the hash `name` that the record claims is the one that was computed.  Counts it; says both in
 * upper-case hex where they differ.
 */
void cf_say_hash(cf_report *report, cf_check check, const char *where, const char *name,
                 const cf_hash *computed, cf_octets claimed);

/* One item that had to be there and was looked at. */
static inline void cf_say_looked(cf_report *report, cf_check check)
{
    cf_report_expect(report, check, 1);
    cf_report_count(report, check, 1);
}

#endif
