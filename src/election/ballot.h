/*
 * election/ballot.h -- an encrypted ballot, and a challenged one after it was opened.
 *
 * Everything is as the record claims it; spans live in the arena that the ballot was read into.
 * Fields of one profile only are marked; in the other they are empty.
 */
#ifndef CF_ELECTION_BALLOT_H
#define CF_ELECTION_BALLOT_H

#include "election/manifest.h"
#include "group/group.h"

typedef enum cf_ballot_state {
    CF_BALLOT_CAST,
    CF_BALLOT_CHALLENGED, /* a voter had it opened */
    CF_BALLOT_SPOILED     /* set aside: neither cast nor opened */
} cf_ballot_state;
enum { CF_BALLOT_STATES = CF_BALLOT_SPOILED + 1 };

/* By state, as files of eg2.1 write it: "cast", "challenged", "spoiled". */
extern const char *const cf_ballot_state_names[CF_BALLOT_STATES];

/* count pairs (c_j, v_j), as many as the record lists. */
typedef struct cf_range_proof {
    size_t count;
    const cf_unchecked_scalar *c;
    const cf_unchecked_scalar *v;
} cf_range_proof;

typedef struct cf_selection {
    cf_octets label; /* egk2.0: selection_id; eg2.1: at NULL, the place in the list is the index */
    uint32_t index;
    cf_unchecked_element alpha;
    cf_unchecked_element beta;
    cf_range_proof proof;
} cf_selection;

/* (C_0, C_1, C_2): hashed ElGamal. */
typedef struct cf_hashed_ciphertext {
    cf_unchecked_element c0;
    cf_octets c1;
    cf_unchecked_scalar c; /* eg2.1: C_2 is a Schnorr proof */
    cf_unchecked_scalar v;
    cf_octets mac;         /* egk2.0: C_2 is a MAC */
    uint32_t plain_octets; /* egk2.0: numBytes, hashed into the keys */
} cf_hashed_ciphertext;

typedef struct cf_encrypted_contest {
    cf_octets label; /* egk2.0: contest_id; eg2.1: at NULL */
    uint32_t index;
    cf_octets contest_hash; /* chi */
    size_t selection_count;
    const cf_selection *selections; /* in the order of the record */
    cf_range_proof limit_proof;
    bool has_data;
    cf_hashed_ciphertext data;
} cf_encrypted_contest;

typedef struct cf_ballot {
    cf_octets id;    /* eg2.1: id_B, 32 octets; egk2.0: ballot_id, UTF-8 */
    cf_octets style; /* as written: a decimal number from 1 (eg2.1) or an object id */
    const cf_ballot_style *style_found; /* NULL when the manifest has no such style */
    cf_ballot_state state;
    uint64_t weight;          /* 1 where the record has none */
    cf_octets code;           /* confirmation code */
    cf_octets chaining_field; /* B_C (eg2.1) or Baux (egk2.0) */
    size_t contest_count;
    const cf_encrypted_contest *contests; /* in the order of the record */

    cf_octets h_i;              /* eg2.1 */
    cf_hashed_ciphertext nonce; /* eg2.1: the encrypted ballot nonce */

    cf_octets device; /* egk2.0: encrypting_device */
    cf_octets
        device_folder;     /* egk2.0: where it stands, the device with '_' for ' '; may be empty */
    cf_octets election_id; /* egk2.0: the extended base hash */
    bool has_serial;       /* egk2.0: encrypted_sn */
    cf_unchecked_element serial_alpha;
    cf_unchecked_element serial_beta;

    cf_octets
        hints; /* what its maker hands over for the sidecar (record/hints.h), or at NULL; never
                        read from a record */
} cf_ballot;

/* --- a challenged ballot, opened --- */

typedef struct cf_opened_option {
    cf_octets label;
    uint64_t value; /* sigma */

    cf_unchecked_scalar nonce; /* eg2.1: xi */

    cf_unchecked_element power; /* egk2.0: T = K^sigma */
    cf_unchecked_element alpha; /* egk2.0: the ciphertext again */
    cf_unchecked_element beta;
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} cf_opened_option;

typedef struct cf_opened_contest {
    cf_octets label;
    uint32_t index; /* as claimed; 0 where the record gives none */
    size_t option_count;
    const cf_opened_option *options;

    bool has_data;
    cf_octets data; /* eg2.1: D; egk2.0: the claim as egk-ec writes it, or at NULL */
    cf_unchecked_scalar data_nonce; /* eg2.1 */

    cf_hashed_ciphertext data_again; /* egk2.0: the ciphertext again */
    cf_unchecked_element data_beta;  /* egk2.0 */
    cf_unchecked_scalar data_c;      /* egk2.0 */
    cf_unchecked_scalar data_v;      /* egk2.0 */
} cf_opened_contest;

typedef struct cf_opened_ballot {
    cf_octets id;
    cf_octets election_id; /* egk2.0 */
    size_t contest_count;
    const cf_opened_contest *contests;
} cf_opened_ballot;

/* One decrypted contest-data field of a cast ballot (eg2.1). */
typedef struct cf_opened_data {
    cf_octets ballot_id;
    uint32_t contest_index;
    cf_unchecked_element beta;
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
    cf_octets data; /* D */
} cf_opened_data;

#endif
