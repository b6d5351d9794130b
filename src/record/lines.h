/*
 * record/lines.h -- documents that are lines of files: where does each begin and end?
 *
 * Inside the room only.  A line is one octet or more and ends in a line feed.  Batches are scanned
 * once at opening, which judges nothing: a line that is none is refused when it is read, as a
 * ballot that nobody knows.  In a binary batch (record/binary.h) a ballot stands for a line, and
 * for the start of the file that says where it ends.
 *
 *   units    number   0..count-1, batch by batch; batch and line count from 1
 *   memory   8 octets a line and 4 a batch, in the arena of the table
 *   threads  after cf_lines_read nothing changes but which file is held (record/held_file.h)
 */
#ifndef CF_RECORD_LINES_H
#define CF_RECORD_LINES_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/file.h"
#include "record/held_file.h"

struct cf_record;

enum {
    CF_LINES_OF_BATCH_MAX = 4096,
    CF_LINES_BUFFER = 1 << 16, /* how much of a file is looked at together */
    CF_LINES_CHUNK = 1 << 16,  /* ends that stand together */
    CF_BATCH_NAME_MAX = 64     /* a short folder, eight digits, ".jsonl" */
};

typedef enum cf_batch_form { CF_BATCH_LINES, CF_BATCH_BINARY } cf_batch_form;

#define CF_LINE_OCTETS_MAX (UINT64_C(1) << 26)

const char *cf_batch_suffix(cf_batch_form form); /* ".jsonl", ".cfb" */

/* "ballots/00000001.jsonl" */
void cf_batch_name(char out[CF_BATCH_NAME_MAX], const char *folder, cf_batch_form form,
                   uint32_t batch);

/* --- one file, line by line --- */

typedef struct cf_line {
    uint64_t offset;
    uint64_t octets; /* without the line feed */
    bool is_ended;   /* by one */
} cf_line;

/*
 * Whether it is a line.  CF_ERR_SHAPE: empty, or without its line feed; CF_ERR_LIMIT: longer than
 * CF_LINE_OCTETS_MAX.
 */
CF_MUST_CHECK cf_status cf_line_check(const cf_line *line, const char *label, cf_fault *fault);

typedef struct cf_line_walk {
    const char *name; /* for faults */
    cf_file file;     /* a window of somebody else's */
    uint8_t *buffer;  /* CF_LINES_BUFFER */
    size_t at;
    size_t end;
    uint64_t offset; /* of what is at `at` */
} cf_line_walk;

void cf_line_walk_start(cf_line_walk *walk, const char *name, const cf_file *file, uint8_t *buffer);

/* What stands up to the next line feed or the end; *has_line is false when nothing does.  CF_ERR_IO. */
CF_MUST_CHECK cf_status cf_line_walk_next(cf_line_walk *walk, cf_line *line, bool *has_line,
                                          cf_fault *fault);

/* --- all lines of numbered files --- */

typedef struct cf_lines {
    const char *folder;
    cf_batch_form form;
    uint32_t element_octets; /* binary: of every batch; 0 while there is none */
    uint32_t batch_count;
    uint32_t *first; /* number of the first line of each batch; and the count */
    uint32_t count;
    uint64_t **chunks; /* where each line ends in its file, before its line feed */
    size_t chunk_room;
    cf_held_file *held;
} cf_lines;

/* A line, and where it stands. */
typedef struct cf_lines_place {
    uint32_t batch;
    uint32_t line;
    cf_line at;
} cf_lines_place;

/* Scan the numbered files of a folder.  One without a line is a stray of the record. */
CF_MUST_CHECK cf_status cf_lines_read(cf_lines *lines, struct cf_record *record, const char *folder,
                                      cf_batch_form form, cf_fault *fault);

void cf_lines_close(cf_lines *lines);

/* Open the file of a batch, to be read by windows alone.  As cf_store_open_file. */
CF_MUST_CHECK cf_status cf_lines_open_batch(const cf_lines *lines, const cf_store *store,
                                            uint32_t batch, cf_file *file, cf_fault *fault);

/* While they are scanned: one more, which ends there.  CF_ERR_LIMIT, CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_lines_keep(cf_lines *lines, struct cf_record *record, uint64_t end,
                                      cf_fault *fault);

cf_lines_place cf_lines_find(const cf_lines *lines, uint32_t number);

/* The number of a line; false when there is none there. */
bool cf_lines_number(const cf_lines *lines, uint64_t batch, uint64_t line, uint32_t *number);

#endif
