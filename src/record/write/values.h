/*
 * record/write/values.h -- the members that every object is made of.
 *
 * Inside the room only.  A writing is one JSON text on its way into a file, in canonical form: the
 * caller gives the members in ascending order.  Write as if all went well and ask at the end.
 *
 *   law      octets that are not there (at NULL) cannot be written: CF_ERR_SHAPE, with the member's
 *            name.  What may be left out, the caller leaves out
 *   source   [RFC8785]
 */
#ifndef CF_RECORD_WRITE_VALUES_H
#define CF_RECORD_WRITE_VALUES_H

#include "election/ballot.h"
#include "record/write/fail.h"
#include "json/writer.h"

enum {
    CF_WRITING_OCTETS_MAX = 1 << 16, /* readers take texts of twice as many */
    CF_WRITING_FORMAT_VERSION = 1
};

/* The largest whole number that every reader of JSON reads exactly. */
#define CF_WRITING_NUMBER_MAX (UINT64_C(1) << 53)

typedef struct cf_writing {
    cf_fault *fault;   /* the writer's */
    const char *file;  /* for faults */
    bool is_canonical; /* counterfoil: objects say what they are, numbers are exact for all */
    cf_json_out json;
    cf_json_sink *sink;
    void *sink_context;
    char digits[2 * CF_WRITING_OCTETS_MAX + 1];
} cf_writing;

/* Begin a text and end it with a line feed. */
void cf_writing_begin(cf_writing *writing, cf_json_sink *sink, void *context);
CF_MUST_CHECK cf_status cf_writing_end(cf_writing *writing);

void cf_writing_refuse(cf_writing *writing, cf_status status, const char *format, ...)
    CF_PRINTF(3, 4);

/* --- members --- */

void cf_writing_octets(cf_writing *writing, const char *key, cf_octets octets);
void cf_writing_text(cf_writing *writing, const char *key, cf_octets text);
void cf_writing_number(cf_writing *writing, const char *key, uint64_t number);

/* Without its leading zeros; zero is "00". */
void cf_writing_big_number(cf_writing *writing, const char *key, cf_octets octets);
void cf_writing_proof(cf_writing *writing, const char *key, const cf_range_proof *proof);
void cf_writing_hashed(cf_writing *writing, const char *key, const cf_hashed_ciphertext *hashed);

/* An index that readers want to be 1 or more. */
void cf_writing_index(cf_writing *writing, uint32_t index);

/*
 * What an object of format counterfoil says of itself; nothing in plain21.  The specification's
 * version is the format's; what the election claims it to be stands among the parameters.
 */
void cf_writing_format_version(cf_writing *writing);
void cf_writing_object(cf_writing *writing, const char *object);
void cf_writing_spec_version(cf_writing *writing);

/* --- items of lists; what: the member that the list is --- */

void cf_writing_octets_item(cf_writing *writing, const char *what, cf_octets octets);

#endif
