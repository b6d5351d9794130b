/*
 * record/inside.h -- what an open record is made of.
 *
 * Inside the room only.  A format is a table of functions and lives in a folder of its own;
 * detect.c asks each family whether a record is its kind; record.c hands every call of record.h
 * through.
 */
#ifndef CF_RECORD_INSIDE_H
#define CF_RECORD_INSIDE_H

#include "record/manifest_draft.h"
#include "record/names.h"
#include "record/record.h"
#include "record/series.h"
#include "record/store.h"
#include "record/values.h"

/* A file that is one line, an object in canonical form that says what it is. */
typedef struct cf_line_file {
    const char *name;   /* "keys.json" */
    const char *object; /* "keys" */
} cf_line_file;

typedef struct cf_format {
    const char *name;
    cf_profile profile;
    cf_text_code code; /* how it writes octets */

    /* Files that are lines; of all others the JSON says nothing of itself and may have white space. */
    const cf_line_file *line_files;
    size_t line_file_count;

    /* What stands in one file each.  Readers take a document from wherever it comes. */
    const char *keys_file;
    const char *encrypted_tally_file;
    uint64_t encrypted_tally_octets_max;
    const char *decrypted_tally_file;
    cf_keys (*keys)(cf_reading *reading);
    cf_encrypted_tally (*encrypted_tally)(cf_reading *reading);
    cf_decrypted_tally (*decrypted_tally)(cf_reading *reading);
    cf_ballot (*ballot)(cf_reading *reading, const cf_manifest *manifest, const char *folder);
    cf_opened_ballot (*opened)(cf_reading *reading);
    cf_draft_read *manifest;

    /* Parameters: of one file, with its reader, or (egk) of several. */
    const char *parameters_file;
    cf_parameters (*parameters)(cf_reading *reading);
    cf_status (*read_parameters)(const cf_record *record, cf_arena *arena, cf_parameters *out,
                                 cf_fault *fault);
    bool (*lists_devices)(const cf_record *record); /* NULL: always */
    cf_status (*visit_devices)(const cf_record *record, const cf_device_visitor *visitor,
                               cf_arena *scratch, cf_fault *fault);
    cf_status (*visit_cast_ids)(const cf_record *record, cf_ballot_id_visit *visit, void *context,
                                cf_fault *fault); /* NULL: the format has no such list */
    cf_status (*visit_opened_data)(const cf_record *record, cf_opened_data_visit *visit,
                                   void *context, cf_arena *scratch,
                                   cf_fault *fault); /* NULL: likewise */
    cf_status (*visit_codes)(const cf_record *record, cf_code_visit *visit, void *context,
                             cf_fault *fault); /* NULL: likewise */
} cf_format;

/* One or more formats that the names of their files do not tell apart. */
typedef struct cf_format_family {
    const char *looked_for; /* for people: "constants.json with election_config.json" */
    bool (*detect)(const cf_store *store);
    cf_status (*open)(cf_record *record, cf_fault *fault); /* sets format, lists names */
} cf_format_family;

typedef struct cf_strays {
    size_t count;
    size_t kept;
    cf_fault *faults[CF_STRAYS_KEPT];
} cf_strays;

/* Whether codes are chained, as far as opening could tell. */
typedef enum cf_chained { CF_CHAINED_UNKNOWN, CF_CHAINED_NO, CF_CHAINED_YES } cf_chained;

struct cf_record {
    cf_arena *arena; /* holds everything here, this struct too */
    cf_store store;
    const cf_format *format;
    cf_series ballots;
    cf_series opened;
    cf_strays strays;
    cf_chained chained;         /* egk */
    uint32_t opened_data_count; /* counterfoil: files of contest_data/ */
    cf_names codes;             /* counterfoil: files of codes/ */
};

#endif
