/*
 * tests/vault/decryption_world.h -- guardians who have finished their ceremony, and their sittings.
 *
 * The guardians' key shares are computed here from polynomials that the test knows; nothing of the
 * key ceremony is used.  A sitting runs the three rounds, one session a guardian; one guardian may
 * be a rogue, which is played by the test and deviates in one thing.
 */
#ifndef CF_TEST_VAULT_DECRYPTION_WORLD_H
#define CF_TEST_VAULT_DECRYPTION_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "crypto/proofs_check.h"
#include "scripted_entropy.h"
#include "vault/decryption.h"
#include "vault/inside.h"

enum { PEOPLE_MAX = 5 };

typedef struct decryption_world {
    const cf_group *group;
    cf_arena *arena;
    cf_election_keys keys;
    cf_guardian_key guardian_keys[PEOPLE_MAX];
    cf_vault_guardian guardians[PEOPLE_MAX];
    cf_scalar secret; /* s and s' */
    cf_scalar secret_hat;
    cf_election_bases bases; /* the verifier's tables */
    scripted_entropy script;
    cf_entropy_source entropy; /* endless */
} decryption_world;

/* n guardians, quorum k, polynomials from a seed. */
void people_open(decryption_world *w, const cf_group *group, uint32_t n, uint32_t k, uint64_t seed);

/* Polynomials of the test: n * k coefficients of each kind; h_e as given. */
void people_open_with(decryption_world *w, const cf_group *group, uint32_t n, uint32_t k,
                      const cf_scalar *vote, const cf_scalar *data, const cf_hash *h_e);
void people_close(decryption_world *w);

/* --- elements and numbers, in the open --- */

cf_scalar any_scalar(decryption_world *w);
cf_scalar small_scalar(const decryption_world *w, uint64_t value);
cf_element power_of(const decryption_world *w, const cf_element *base, const cf_scalar *exponent);
cf_element g_to(const decryption_world *w, const cf_scalar *exponent);
cf_unchecked_element claim_of(decryption_world *w, const cf_element *element);
cf_unchecked_scalar scalar_claim_of(decryption_world *w, const cf_scalar *scalar);
cf_octets octets_with(decryption_world *w, cf_octets octets, size_t at, uint8_t change);

/* (g^xi, K^(value + xi)). */
void encrypt_openly(decryption_world *w, uint64_t value, const cf_scalar *xi, cf_selection *out);

/* len plain octets of a ballot under xi and u: contest data, or the nonce for contest 0. */
cf_hashed_ciphertext hashed_openly(decryption_world *w, const cf_hash *h_i, uint32_t contest_index,
                                   const uint8_t *plain, size_t len, const cf_scalar *xi,
                                   const cf_scalar *u);

/* --- sittings --- */

typedef enum deviation {
    NOTHING,
    OTHER_M,      /* M_i is not base^z_i; the commitment fits */
    OTHER_A,      /* a_i, likewise */
    OTHER_B,      /* b_i */
    OTHER_ANSWER, /* v_i + 1 */
    HUGE_ANSWER,  /* q */
    NO_ANSWER,
    SHORT_ANSWER,
    CHANGED_COMMITMENT,
    CHANGED_REVEAL, /* another M_i than committed to */
    ZERO_ELEMENT,
    HUGE_ELEMENT,  /* all ones */
    STRAY_ELEMENT, /* below p, no member */
    NO_ELEMENT,
    SHORT_ELEMENT,
    DEVIATIONS
} deviation;

typedef struct sitting {
    decryption_world *w;
    uint32_t indices[PEOPLE_MAX];
    cf_available available;
    size_t count;
    const cf_decryption_task *tasks;
    cf_vault_session *sessions[PEOPLE_MAX];
    cf_decryption_commitment *commitments;
    cf_decryption_reveal *reveals;
    cf_decryption_response *responses;
    cf_decryption_rounds rounds;
    cf_decryption_proof *proofs;
    cf_decryption_blame blame;

    /* the rogue: its place in U, or none */
    size_t rogue;
    size_t rogue_task;
    deviation deviation;
    cf_scalar *rogue_u;
} sitting;

enum { NO_ROGUE = PEOPLE_MAX };

/* For a ballot that is no copy of any other. */
const cf_unopened_ballots *decryption_nothing_unopened(cf_arena *arena);

/* Bit i of members: guardian i + 1 sits.  Nothing has begun. */
void sitting_open(sitting *s, decryption_world *w, unsigned members, size_t count,
                  const cf_decryption_task *tasks);
void sitting_plant(sitting *s, size_t place, size_t task, deviation kind);

/* Each round of all; CF_OK is asserted but of respond, whose first failure is handed back. */
void sitting_begin(sitting *s);
void sitting_reveal(sitting *s);
cf_status sitting_respond(sitting *s);

/* What anybody does with it: the joint proofs, or blame. */
cf_status sitting_finish(sitting *s);
void sitting_close(sitting *s);

/* All of it without a rogue; CF_OK is asserted. */
void sitting_run(sitting *s);

/* The verifier's equation for one finished task. */
bool decryption_holds(const sitting *s, size_t task);

#endif
