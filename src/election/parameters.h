/*
 * election/parameters.h -- what does an election say about itself before the first ballot?
 *
 * Values that a record claims stay as they were found, in spans: whether they are what they claim
 * is for the numbered checks.  A span whose text could not be decoded has `at` NULL.
 */
#ifndef CF_ELECTION_PARAMETERS_H
#define CF_ELECTION_PARAMETERS_H

#include "group/group.h"

/* Which hash layout a record is written in. */
typedef enum cf_profile {
    CF_PROFILE_EG21, /* ElectionGuard 2.1.0, crypto/eg21.h */
    CF_PROFILE_EGK20 /* egk-ec and egk-kmp, crypto/egk20.h */
} cf_profile;

const char *cf_profile_name(cf_profile profile); /* "eg2.1", "egk2.0" */

enum { CF_GUARDIANS_MAX = 1000 };

typedef struct cf_parameters {
    cf_octets version;        /* the text that claims a specification version */
    cf_octets config_version; /* egk2.0 only: what election_config.json calls itself */
    cf_octets p;              /* as numbers, leading zeros removed */
    cf_octets q;
    cf_octets r;
    cf_octets g;
    uint32_t n; /* guardians, 1..CF_GUARDIANS_MAX */
    uint32_t k; /* quorum */
    cf_octets h_p;
    cf_octets h_b;
    cf_octets h_m;    /* egk2.0 only: the manifest hash */
    bool chaining;    /* egk2.0 only: codes are chained on every device */
    cf_octets baux_0; /* egk2.0 only: may be empty, then the device's name stands for it */
} cf_parameters;

/* Schnorr proofs of one guardian, in the two shapes of the profiles. */
typedef struct cf_guardian {
    uint32_t index; /* i, as claimed */
    cf_octets name;
    size_t vote_count; /* K_i0 .. as many as the record lists */
    const cf_unchecked_element *vote;
    size_t data_count; /* K'_i0 ..; 0 in egk2.0 */
    const cf_unchecked_element *data;
    cf_unchecked_element kappa; /* eg2.1 only */

    /* eg2.1: one challenge c[0], k + 1 responses.  egk2.0: one of each per coefficient. */
    size_t vote_c_count;
    const cf_unchecked_scalar *vote_c;
    size_t vote_v_count;
    const cf_unchecked_scalar *vote_v;
    cf_unchecked_scalar data_c;
    size_t data_v_count;
    const cf_unchecked_scalar *data_v;
} cf_guardian;

typedef struct cf_keys {
    cf_unchecked_element joint;     /* K */
    cf_unchecked_element joint_hat; /* K', eg2.1 only */
    cf_octets h_e;
    bool has_h_g;
    cf_octets h_g; /* eg2.1 only */
    size_t guardian_count;
    const cf_guardian *guardians;
} cf_keys;

#endif
