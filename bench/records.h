/*
 * records.h -- rows about whole records: the programs run as anybody runs them.
 */
#ifndef CF_BENCH_RECORDS_H
#define CF_BENCH_RECORDS_H

#include "rows.h"
#include "scale.h"

/* verify_record_*, cores_vs_processes, memory_large_vs_small, and how cost grows. */
void records_rows(rows *table, const scale *size, FILE *progress);

#endif
