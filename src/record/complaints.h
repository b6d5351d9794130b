/*
 * record/complaints.h -- what is wrong with a manifest, all of it.
 *
 * One reader serves both who wants a sound manifest and who wants to hear everything that is wrong
 * with one: errors of shape become complaints, and the reading goes on.  The first grave complaint
 * is kept as a fault; remarks (an unknown member, a candidate that is nowhere listed) refuse
 * nothing.
 *
 *   units    offset   octets from the start of the file
 *   memory   a complaint's texts are valid during the call that hands it over
 */
#ifndef CF_RECORD_COMPLAINTS_H
#define CF_RECORD_COMPLAINTS_H

#include "record/record.h"
#include "json/reader.h"

enum {
    CF_COMPLAINT_PATH_MAX = 512,
    CF_COMPLAINT_TEXT_MAX = 256,
    CF_COMPLAINT_NEAREST_MAX =
        200 /* after so many, nobody is told what is nearest: it costs time */
};

typedef struct cf_complaints {
    const char *file;
    cf_manifest_complain
        *complain; /* NULL: nobody listens, and the first grave complaint ends the reading */
    void *context;
    cf_json *json;      /* while the document is read; NULL after */
    cf_octets document; /* what json reads */
    size_t count;
    bool grave;     /* whether any was */
    cf_fault first; /* the first grave one */
    char path[CF_COMPLAINT_PATH_MAX];
} cf_complaints;

typedef enum cf_gravity {
    CF_REMARK, /* the manifest can be used */
    CF_GRAVE   /* it cannot */
} cf_gravity;

/*
 * Complain about what stands at the current path with `tail` (may be "") behind it.  found and
 * nearest may come from the file: all texts are made showable.  After CF_COMPLAINTS_MAX the reading
 * is refused with CF_ERR_LIMIT.
 */
void cf_complain(cf_complaints *complaints, cf_gravity gravity, uint64_t offset, const char *tail,
                 const char *expected, cf_octets found, const char *nearest);

/* Whether a complaint of this gravity would be heard, and is worth its cost. */
bool cf_complaints_hear(const cf_complaints *complaints, cf_gravity gravity);

/* Whether there is no point in looking for more. */
bool cf_complaints_full(const cf_complaints *complaints);

/* Whether it is still worth its cost to look for the nearest match. */
bool cf_complaints_want_nearest(const cf_complaints *complaints);

/*
 * Go deeper: to a member, or to an element of the list at the path; and back to where a mark was
 * set.
 */
size_t cf_path_mark(const cf_complaints *complaints);
void cf_path_member(cf_complaints *complaints, const char *name);
void cf_path_element(cf_complaints *complaints, size_t position);
void cf_path_back(cf_complaints *complaints, size_t mark);

#endif
