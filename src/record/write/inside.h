/*
 * record/write/inside.h -- a record while it is written.
 *
 * Inside the room only.  The pieces come in stages.  What a stage gathered is written when it is
 * left: the last batch, the index of codes, openings in their order.  Whatever fails is said in
 * writer->fault, which sticks.
 */
#ifndef CF_RECORD_WRITE_INSIDE_H
#define CF_RECORD_WRITE_INSIDE_H

#include "record/hints.h"
#include "record/lines.h"
#include "record/write.h"
#include "record/write/objects.h"
#include "record/write/pile.h"
#include "record/write/store.h"

enum {
    CF_WRITE_BATCH_LINES = 4096,
    CF_WRITE_BATCH_OCTETS = 16 << 20,
    CF_WRITE_FILES_MAX = 99999999, /* eight digits */
    CF_WRITE_DEVICE_ID_MAX = 1024
};

typedef enum cf_write_stage {
    CF_WRITE_NOTHING,
    CF_WRITE_PARAMETERS,
    CF_WRITE_MANIFEST,
    CF_WRITE_KEYS,
    CF_WRITE_BALLOTS,
    CF_WRITE_DEVICES,
    CF_WRITE_TALLY,
    CF_WRITE_OPENINGS,
    CF_WRITE_OPENED_DATA
} cf_write_stage;

/* Numbered files of one folder. */
typedef struct cf_write_series {
    uint32_t number; /* of the file that was begun last */
    bool is_open;
    size_t lines; /* of the open file */
    uint64_t octets;
    char name[CF_WRITE_NAME_MAX];
} cf_write_series;

/* A line or a binary ballot in memory, or a line in the spool: in all the key comes first. */
typedef struct cf_write_line {
    uint8_t code[CF_WRITE_KEY_OCTETS];
    const uint8_t *at;
    size_t len;
    cf_octets hints; /* at NULL: none */
} cf_write_line;

typedef struct cf_write_spooled {
    uint8_t id[CF_WRITE_KEY_OCTETS];
    uint8_t contest_index[4]; /* big-endian; zeros for an opened ballot */
    uint32_t len;
    uint64_t offset;
} cf_write_spooled;

/* Where a code stands. */
typedef struct cf_write_code {
    uint8_t code[CF_WRITE_KEY_OCTETS];
    uint32_t batch;
    uint32_t line;
} cf_write_code;

_Static_assert(sizeof(cf_write_code) == 40, "the promise of record/write.h");
_Static_assert(sizeof(cf_write_spooled) == 48, "the promise of record/write.h");

struct cf_record_writer {
    cf_arena *arena; /* holds everything here, this struct too */
    cf_fault fault;
    cf_write_format format;
    cf_write_stage stage;
    cf_write_store store;
    cf_writing writing;
    cf_write_series series;

    struct {
        cf_arena *arena; /* the text of its lines */
        cf_pile lines;
        uint64_t octets;       /* as lines, whatever the form: both have the same batches */
        size_t element_octets; /* binary: of the first ballot; 0 before it */
    } batch;
    cf_pile codes;

    struct {
        cf_hints_writer *writer; /* NULL: nobody asked */
        cf_hash h_e;
        size_t element_octets;
        cf_arena *arena; /* hints of the ballots of the batch */
    } hints;

    struct {
        int descriptor; /* a file without a name; -1 for none */
        uint64_t octets;
        cf_pile lines;
        uint8_t buffer[CF_WRITE_BUFFER];
    } spool;

    struct {
        bool is_list_open;
        bool is_device_open;
        bool is_ascending;
        size_t last_len;
        uint8_t last[CF_WRITE_DEVICE_ID_MAX];
    } devices;
};

static inline bool cf_write_is_counterfoil(const cf_record_writer *writer)
{
    return writer->format != CF_WRITE_PLAIN21;
}

static inline cf_batch_form cf_write_form(const cf_record_writer *writer)
{
    return writer->format == CF_WRITE_COUNTERFOIL_BINARY ? CF_BATCH_BINARY : CF_BATCH_LINES;
}

/* --- stages.c --- */

/* Enter the stage of a piece, or stay in it; leave the one before. */
CF_MUST_CHECK cf_status cf_write_reach(cf_record_writer *writer, cf_write_stage stage);

/* Write what the stage gathered. */
CF_MUST_CHECK cf_status cf_write_leave(cf_record_writer *writer);

/* The file of a stage: "keys.json". */
const char *cf_write_stage_file(const cf_record_writer *writer, cf_write_stage stage);

/* --- writer.c --- */

/* Begin a JSON text in the open file.  End it with cf_writing_end where others follow it. */
void cf_write_text_begin(cf_record_writer *writer, const char *file);

/* End the text, and with it the file. */
CF_MUST_CHECK cf_status cf_write_text_end(cf_record_writer *writer);

/* What a public function returns. */
cf_status cf_write_done(const cf_record_writer *writer, cf_status status, cf_fault *fault);

cf_status cf_write_no_memory(cf_record_writer *writer);

/* --- series.c --- */

/* Begin the next file: "ballots", ".json". */
CF_MUST_CHECK cf_status cf_write_series_next(cf_record_writer *writer, const char *folder,
                                             const char *suffix);
CF_MUST_CHECK cf_status cf_write_series_end(cf_record_writer *writer);

/* Whether a file that holds so much has no room for len octets more. */
bool cf_write_is_full(size_t lines, uint64_t octets, uint64_t len);

/* --- batch.c: ballots of counterfoil, lines or binary --- */
CF_MUST_CHECK cf_status cf_write_batch_put(cf_record_writer *writer, const cf_ballot *ballot);
CF_MUST_CHECK cf_status cf_write_batch_flush(cf_record_writer *writer);

/* --- codes.c --- */
CF_MUST_CHECK cf_status cf_write_codes(cf_record_writer *writer);

/* Whether the index of a record is the one that would be written: so are batches and lines then. */
CF_MUST_CHECK cf_status cf_write_codes_compare(cf_record_writer *writer, const cf_record *record,
                                               bool *is_same);

/* --- sidecar.c: hints, if they were asked for --- */

/* Of the next ballot in the order of the record. */
CF_MUST_CHECK cf_status cf_write_hints_put(cf_record_writer *writer, cf_octets hints);
CF_MUST_CHECK cf_status cf_write_hints_close(cf_record_writer *writer);

/* Nothing is left of what was not closed. */
void cf_write_hints_abandon(cf_record_writer *writer);

/* --- spool.c: openings of counterfoil, which come in any order --- */
CF_MUST_CHECK cf_status cf_write_spool_opened(cf_record_writer *writer,
                                              const cf_opened_ballot *opened);
CF_MUST_CHECK cf_status cf_write_spool_data(cf_record_writer *writer, const cf_opened_data *data);

/* Write what was spooled into the files of the stage. */
CF_MUST_CHECK cf_status cf_write_spool_drain(cf_record_writer *writer);

/* --- devices.c --- */

/* Open the list, which may stay empty. */
CF_MUST_CHECK cf_status cf_write_devices_begin(cf_record_writer *writer);
CF_MUST_CHECK cf_status cf_write_devices_end(cf_record_writer *writer);

#endif
