/*
 * verify/say.c -- printf for findings, with the hashes in hex.
 */
#include "verify/say.h"

#include "base/hex.h"

#include <stdarg.h>
#include <stdio.h>

cf_saying cf_saying_of(const char *format, ...)
{
    cf_saying saying;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(saying.text, sizeof saying.text, format, args);
    va_end(args);
    return saying;
}

void cf_say_fail(cf_report *report, cf_check check, const char *where, const char *format, ...)
{
    cf_saying what;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what.text, sizeof what.text, format, args);
    va_end(args);
    cf_report_fail(report, check, where, what.text);
}

static void say_difference(cf_report *report, cf_check check, const char *where, const char *name,
                           const cf_hash *computed, cf_octets claimed)
{
    char due[2 * CF_HASH_OCTETS + 1];
    char found[2 * CF_HASH_OCTETS + 1];
    cf_hex_encode(due, cf_octets_of(computed->octets, CF_HASH_OCTETS), CF_HEX_UPPER);
    cf_hex_encode(found, claimed, CF_HEX_UPPER);
    cf_say_fail(report, check, where, "%s is %s, expected %s", name, found, due);
}

void cf_say_hash(cf_report *report, cf_check check, const char *where, const char *name,
                 const cf_hash *computed, cf_octets claimed)
{
    cf_report_count(report, check, 1);
    if (cf_hash_is(computed, claimed)) {
        return;
    }
    if (claimed.at == NULL) {
        cf_say_fail(report, check, where, "%s is missing or could not be decoded", name);
    } else if (claimed.len != CF_HASH_OCTETS) {
        cf_say_fail(report, check, where, "%s has %zu octets, expected 32", name, claimed.len);
    } else {
        say_difference(report, check, where, name, computed, claimed);
    }
}
