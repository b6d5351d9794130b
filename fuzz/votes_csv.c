/*
 * fuzz/votes_csv.c -- what CSV is read as ballots says the same when it is written again.
 */
#include "votes_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_votes_file(CF_VOTES_CSV, cf_octets_of(data, size));
    return 0;
}
