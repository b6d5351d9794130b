/*
 * record/manifest_draft.h -- a manifest as it was found, before anybody knows whether it is sound.
 *
 * The readers of the formats fill a draft, with the offset of everything that may be complained
 * about.  What makes a manifest sound is the same for all of them and is judged once, on the way
 * from a draft to a manifest.
 *
 *   law      the reading has complaints (complaints.h), and its document is in memory
 */
#ifndef CF_RECORD_MANIFEST_DRAFT_H
#define CF_RECORD_MANIFEST_DRAFT_H

#include "election/manifest.h"
#include "record/complaints.h"
#include "record/members.h"
#include "record/store.h"

/*
 * A text of the file and where it stands.  at NULL: missing or of a wrong type, which was said
 * already.
 */
typedef struct cf_draft_text {
    cf_octets text;
    uint64_t offset;
} cf_draft_text;

/* 0: missing or unfit, which was said already. */
typedef struct cf_draft_number {
    uint64_t value;
    uint64_t offset;
} cf_draft_number;

typedef struct cf_draft_option {
    cf_draft_text label;
    cf_draft_number index;
    cf_draft_text candidate; /* egk */
} cf_draft_option;

typedef struct cf_draft_contest {
    cf_draft_text label;
    cf_draft_number index;
    uint32_t selection_limit;
    uint32_t option_limit;
    uint32_t data_blocks;
    bool has_options; /* the list was there */
    cf_list options;  /* of cf_draft_option */
    uint64_t options_offset;
    cf_draft_text district; /* egk */
} cf_draft_contest;

typedef struct cf_draft_style {
    cf_draft_text label;
    cf_list contests; /* plain21: of cf_draft_number, indices of contests */
    cf_list units;    /* egk: of cf_draft_text; a unit stands for all its contests */
    cf_list parties;  /* egk: of cf_draft_text */
} cf_draft_style;

/* What the formats call what the judge may complain about. */
typedef struct cf_draft_words {
    const char *label;   /* "label", "object_id" */
    const char *options; /* "options", "ballot_selections" */
    bool plain_options;  /* an option is a text and has no members */
} cf_draft_words;

typedef struct cf_draft {
    const cf_draft_words *words;
    cf_draft_text label;
    bool has_contests;
    cf_list contests; /* of cf_draft_contest */
    uint64_t contests_offset;
    cf_list styles; /* of cf_draft_style */
    cf_list units;  /* egk: of cf_draft_text, as are the next two */
    cf_list candidates;
    cf_list parties;
} cf_draft;

/* --- draft_values.c: what does not fit is complained about and taken all the same --- */

/* A text.  An empty one is grave unless it may be empty. */
cf_draft_text cf_draft_read_text(cf_reading *reading, bool may_be_empty);

/* A whole number in [min, max]. */
cf_draft_number cf_draft_read_number(cf_reading *reading, uint64_t min, uint64_t max);

/* A list: open it, then next before each element.  Keeps the path of the complaints. */
typedef struct cf_draft_elements {
    bool is_list;
    size_t mark;
    size_t position; /* of the next element */
} cf_draft_elements;

cf_draft_elements cf_draft_open_list(cf_reading *reading);
bool cf_draft_next(cf_reading *reading, cf_draft_elements *elements);

/* A list of texts, none of them empty: of cf_draft_text. */
cf_list cf_draft_read_texts(cf_reading *reading);

/* --- draft_judge.c, draft_build.c --- */

/* Complain about everything that is unsound in what was read.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_draft_judge(const cf_draft *draft, cf_complaints *complaints);

/*
 * Make the manifest of a draft about which nothing grave was said.  file is what is hashed.
 * CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_draft_build(const cf_draft *draft, cf_octets file, cf_arena *arena,
                                       cf_manifest *out);

/* --- a format's manifest, whole (manifest_document.c) --- */

typedef void cf_draft_read(cf_reading *reading, cf_draft *draft);

/*
 * Read a manifest that is in memory.  complaints->file and the listener are set by the caller.
 * manifest may be NULL: then it is only judged, and CF_OK says that it could be read.  Otherwise
 * the first grave complaint is the fault.
 */
CF_MUST_CHECK cf_status cf_manifest_document(cf_octets file, cf_draft_read *read, cf_arena *arena,
                                             cf_complaints *complaints, cf_manifest *manifest,
                                             cf_fault *fault);

/* The same from a file of a record, for who wants a sound manifest. */
CF_MUST_CHECK cf_status cf_manifest_read_file(const cf_store *store, const char *name,
                                              cf_draft_read *read, cf_arena *arena,
                                              cf_manifest *manifest, cf_fault *fault);

#endif
