/*
 * election/tally.h -- the sums, encrypted and decrypted.
 *
 * As the record claims them, in the order of the record.
 */
#ifndef CF_ELECTION_TALLY_H
#define CF_ELECTION_TALLY_H

#include "group/group.h"

typedef struct cf_encrypted_total {
    cf_octets label;
    uint32_t index; /* 0 where the record gives none */
    cf_unchecked_element a;
    cf_unchecked_element b;
} cf_encrypted_total;

typedef struct cf_encrypted_tally_contest {
    cf_octets label;
    uint32_t index;
    size_t option_count;
    const cf_encrypted_total *options;
} cf_encrypted_tally_contest;

typedef struct cf_encrypted_tally {
    cf_octets election_id; /* egk2.0; at NULL in eg2.1 */
    size_t contest_count;
    const cf_encrypted_tally_contest *contests;
} cf_encrypted_tally;

typedef struct cf_decrypted_total {
    cf_octets label;
    uint32_t index;             /* 0 where the record gives none */
    uint64_t tally;             /* t */
    cf_unchecked_element power; /* T = K^t */
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
    bool has_again; /* egk2.0 repeats the ciphertext */
    cf_unchecked_element a_again;
    cf_unchecked_element b_again;
} cf_decrypted_total;

typedef struct cf_decrypted_tally_contest {
    cf_octets label;
    uint32_t index;
    size_t option_count;
    const cf_decrypted_total *options;
} cf_decrypted_tally_contest;

typedef struct cf_decrypted_tally {
    cf_octets election_id; /* egk2.0; at NULL in eg2.1 */
    size_t contest_count;
    const cf_decrypted_tally_contest *contests;
} cf_decrypted_tally;

#endif
