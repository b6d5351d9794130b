/*
 * reading.h -- a row about reading: from a line of a record to a ballot in memory.
 */
#ifndef CF_BENCH_READING_H
#define CF_BENCH_READING_H

#include "rows.h"
#include "scale.h"

/*
 * read_ballots_vs_copy: seconds on one core for a gigabyte of ballots of a record of lines.  Ours:
 * cf_record_read_ballot.  Theirs: the same lines copied from the system, and not looked at.
 */
void reading_rows(rows *table, const scale *size, FILE *progress, const char *record);

#endif
