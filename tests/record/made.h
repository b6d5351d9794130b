/*
 * tests/record/made.h -- pieces of an election that never was, for whoever tests writing.
 *
 * Octets are drawn from a number; nothing in them is true, and no writer may care.
 */
#ifndef CF_TEST_RECORD_MADE_H
#define CF_TEST_RECORD_MADE_H

#include "record/write.h"

/* len octets that follow from the seed. */
cf_octets cf_made_octets(cf_arena *arena, uint64_t seed, size_t len);

extern const char cf_made_manifest[];

cf_parameters cf_made_parameters(cf_arena *arena);
cf_keys cf_made_keys(cf_arena *arena);

/* Two contests, the second with data.  id and code begin with the number, big-endian. */
cf_ballot cf_made_ballot(cf_arena *arena, uint32_t number);

/* The same without contests: a small one. */
cf_ballot cf_made_small_ballot(cf_arena *arena, uint32_t number);

/* What begins a ballot's id and code. */
cf_octets cf_made_id(cf_arena *arena, uint32_t number);

cf_device cf_made_device(cf_arena *arena, uint32_t number, uint32_t chaining);

/* Halves of one tally, of two contests and three options. */
void cf_made_tally(cf_arena *arena, cf_encrypted_tally *encrypted, cf_decrypted_tally *decrypted);
cf_opened_ballot cf_made_opened(cf_arena *arena, uint32_t number);
cf_opened_data cf_made_data(cf_arena *arena, uint32_t number, uint32_t contest_index);

#endif
