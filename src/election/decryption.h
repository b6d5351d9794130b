/*
 * election/decryption.h -- what guardians send one another while they decrypt together.
 *
 * A task is one ciphertext.  The available guardians U each commit, reveal and respond; whoever has
 * all of it can finish the decryption and, if it fails, say whose part is wrong.  All of it is
 * public but the parts of a ballot's nonce, which go only to who opens the ballot.
 *
 *   source   [EGDS21] 3.6.2 to 3.6.7
 */
#ifndef CF_ELECTION_DECRYPTION_H
#define CF_ELECTION_DECRYPTION_H

#include "group/group.h"

typedef enum cf_decryption_kind {
    CF_DECRYPT_TOTAL, /* (A, B) of a tally, with z */
    CF_DECRYPT_DATA,  /* contest data of a cast ballot, with z' */
    CF_DECRYPT_NONCE  /* the nonce of a challenged ballot, with z' */
} cf_decryption_kind;

/* Made by combine/tasks.h only, which checks what a guardian has to check before it takes part. */
typedef struct cf_decryption_task {
    cf_decryption_kind kind;
    uint32_t contest_index; /* 0 for a nonce */
    uint32_t option_index;  /* 0 but for totals */
    cf_hash key_hash;       /* H_E for totals, else H_I: the key of every hash of the task */
    cf_element base;        /* A, or C_0 */
    cf_element masked;      /* B; the identity but for totals */
    cf_octets c0;           /* but for totals: the ciphertext as it is hashed */
    cf_octets c1;
    cf_octets c2_c;
    cf_octets c2_v;
} cf_decryption_task;

/* First round: d_i. */
typedef struct cf_decryption_commitment {
    cf_hash d;
} cf_decryption_commitment;

/* Second round, sent when every d_j is in. */
typedef struct cf_decryption_reveal {
    cf_unchecked_element a; /* g^u_i */
    cf_unchecked_element b; /* base^u_i */
    cf_unchecked_element m; /* base^z_i */
} cf_decryption_reveal;

/* Third round: v_i. */
typedef struct cf_decryption_response {
    cf_unchecked_scalar v;
} cf_decryption_response;

/* Who takes part: U. */
typedef struct cf_available {
    size_t count;
    const uint32_t *indices; /* of guardians, ascending, each in 1..n once */
} cf_available;

/* What was wrong with somebody's part. */
typedef enum cf_decryption_defect {
    CF_PART_GOOD = 0,
    CF_PART_MALFORMED,  /* an element that is no member, a number that is q or more */
    CF_PART_COMMITMENT, /* what was revealed is not what was committed to */
    CF_PART_PROOF /* the response does not fit: the part was not made with the guardian's key */
} cf_decryption_defect;

const char *cf_decryption_defect_phrase(cf_decryption_defect defect);

/* Whose part of which task. */
typedef struct cf_decryption_blame {
    uint32_t guardian;
    size_t task;
    cf_decryption_defect defect;
} cf_decryption_blame;

#endif
