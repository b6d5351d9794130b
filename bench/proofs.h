/*
 * proofs.h -- rows about proofs in memory: exact and batch verification, encryption.
 */
#ifndef CF_BENCH_PROOFS_H
#define CF_BENCH_PROOFS_H

#include "rows.h"
#include "scale.h"

void proofs_rows(rows *table, const scale *size, FILE *progress);

#endif
