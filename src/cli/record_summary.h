/*
 * cli/record_summary.h -- what a record says about itself, gathered but not checked.
 *
 * Each piece was read or is missing, for a reason.  How many ballots and devices there are is
 * counted from names and lists; no ballot is opened.
 *
 *   memory   everything lives as long as the arena
 */
#ifndef CF_CLI_RECORD_SUMMARY_H
#define CF_CLI_RECORD_SUMMARY_H

#include "record/record.h"

#include <stdio.h>

typedef enum cf_piece {
    CF_PIECE_PARAMETERS,
    CF_PIECE_MANIFEST,
    CF_PIECE_KEYS,
    CF_PIECE_ENCRYPTED_TALLY,
    CF_PIECE_DECRYPTED_TALLY,
    CF_PIECE_DEVICES,
    CF_PIECE_COUNT
} cf_piece;

typedef struct cf_record_summary {
    const char *format;
    cf_profile profile;
    cf_status status[CF_PIECE_COUNT]; /* CF_ERR_ABSENT: the record stops before it */
    cf_fault fault[CF_PIECE_COUNT];
    cf_parameters parameters;
    cf_manifest manifest;
    cf_keys keys;
    const char *group; /* "" when it is none that we know */
    size_t ballot_files;
    const char *ballot_form; /* cf_record_ballot_form */
    size_t opened_files;
    bool lists_devices;
    size_t device_count;
    size_t listed_ballots;
} cf_record_summary;

/*
 * Gather from an open record.  The pieces that could not be read say so; there is no other failure.
 */
void cf_record_summary_read(const cf_record *record, cf_arena *arena, cf_record_summary *out);

/* Whether some piece is there and could not be read. */
bool cf_record_summary_has_fault(const cf_record_summary *summary);

const char *cf_piece_name(cf_piece piece); /* "parameters" .. */

/* --- how it is shown --- */

void cf_record_summary_text(const cf_record_summary *summary, FILE *stream);
CF_MUST_CHECK cf_status cf_record_summary_json(const cf_record_summary *summary, FILE *stream);

#endif
