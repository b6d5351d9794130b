/*
 * election/ceremony.h -- what guardians send one another while they make the keys of an election.
 *
 * Everything here is public, the encrypted shares too.  What a guardian says of itself is a
 * cf_guardian (parameters.h); a cf_guardian_key is the same after it came through the door and its
 * two proofs held.
 *
 *   units    index   1..n, of a guardian
 *   source   [EGDS21] 3.2
 */
#ifndef CF_ELECTION_CEREMONY_H
#define CF_ELECTION_CEREMONY_H

#include "election/parameters.h"

/* What all agree on before they begin. */
typedef struct cf_ceremony {
    const cf_group *group;
    uint32_t n; /* 1..CF_GUARDIANS_MAX */
    uint32_t k; /* 1..n */
    cf_hash h_p;
    cf_hash h_b;
} cf_ceremony;

typedef struct cf_guardian_key {
    uint32_t index;
    const cf_element *vote; /* K_i0 .. K_i,k-1 */
    const cf_element *data; /* K'_i0 .. */
    cf_element kappa;
} cf_guardian_key;

/* P_i(l) and P'_i(l), encrypted by i for l: (C_0, C_1, C_2) with C_2 = (c, v). */
typedef struct cf_encrypted_share {
    uint32_t sender;
    uint32_t receiver;
    cf_unchecked_element c0;
    cf_octets c1; /* 64 octets */
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} cf_encrypted_share;

/* Why a share is refused. */
typedef enum cf_share_defect {
    CF_SHARE_GOOD = 0,
    CF_SHARE_ABSENT,     /* none came */
    CF_SHARE_MALFORMED,  /* C_0 is no member, C_1 or C_2 no such numbers */
    CF_SHARE_PROOF,      /* C_2 does not hold */
    CF_SHARE_NO_SCALAR,  /* what C_1 decrypts to is q or more */
    CF_SHARE_OTHER_VALUE /* it is not the value that the commitments promise: (28) or (29) */
} cf_share_defect;

const char *
cf_share_defect_phrase(cf_share_defect defect); /* "is not what the commitments promise" */

/*
 * A receiver's complaint.  For the last two defects it carries beta = C_0^zeta and a proof of equal
 * logarithms (kappa = g^zeta), so that anybody can decrypt the share and see who lies.
 */
typedef struct cf_share_complaint {
    uint32_t accuser;
    cf_encrypted_share share;
    cf_share_defect defect;
    cf_unchecked_element beta; /* at NULL for the other defects */
    cf_unchecked_scalar c;
    cf_unchecked_scalar v;
} cf_share_complaint;

/* The keys of an election that is ready to open. */
typedef struct cf_election_keys {
    const cf_group *group;
    uint32_t n;
    uint32_t k;
    cf_hash h_b;
    cf_hash h_e;
    cf_hash h_g;
    cf_element joint;                 /* K */
    cf_element joint_hat;             /* K' */
    const cf_guardian_key *guardians; /* n, ascending index */
} cf_election_keys;

#endif
