/*
 * record/held_file.h -- the file of a series that was read last, kept open for who reads on in it.
 *
 * Inside the room only.  Ballots are asked for one by one, and hundreds stand in a batch: to
 * open it for each costs as much as to read the ballot.
 *
 *   memory   one descriptor, until it is closed
 *   threads  any; who opens a file keeps the others waiting that long
 */
#ifndef CF_RECORD_HELD_FILE_H
#define CF_RECORD_HELD_FILE_H

#include "record/store.h"

typedef struct cf_held_file cf_held_file;

/* With nothing held; NULL when memory is out. */
CF_MUST_CHECK cf_held_file *cf_held_file_open(cf_arena *arena);

/* NULL is allowed. */
void cf_held_file_close(cf_held_file *held);

/*
 * Open the file that has this name and, among the files that are asked for here, this number
 * from 1.  It is the caller's to close, and read by windows alone.  As cf_store_open_file.
 */
CF_MUST_CHECK cf_status cf_held_file_get(cf_held_file *held, const cf_store *store, uint32_t number,
                                         const char *name, cf_file *file, cf_fault *fault);

#endif
