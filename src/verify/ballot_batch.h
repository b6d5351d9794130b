/*
 * verify/ballot_batch.h -- a handful of ballots under the glass.
 *
 * Ballots are read one by one and checked by the handful, because the group works fastest on long batches.  Each
 * check walks the whole batch; rows of the tables are selections (and contests) of all its ballots, in the order
 * of the record, so that findings come out in that order too.
 *
 * Where a sidecar has hints of a ballot its proofs go into a batch proof, and what is said of them here is provisional
 * until that holds (stretch.h).
 *
 *   memory   everything lives in the batch's arena, and the next handful begins with an empty one
 *   threads  one batch belongs to one worker
 */
#ifndef CF_VERIFY_BALLOT_BATCH_H
#define CF_VERIFY_BALLOT_BATCH_H

#include "crypto/batch.h"
#include "record/hints.h"
#include "verify/say.h"
#include "verify/verification.h"
#include "verify/x_codes.h"

#include <stdatomic.h>

enum {
    CF_BATCH_BALLOTS_MAX = 16,
    CF_BATCH_SELECTIONS =
        512 /* a batch that has so many is checked before another ballot is read */
};

/* A contest as a ballot lists it, beside what the manifest says of it. */
typedef struct cf_contest_look {
    const cf_encrypted_contest *published;
    const cf_contest
        *contest; /* NULL: the manifest has none with this index, so nothing says what to expect */
    size_t row;   /* in the tables of contests */
    size_t first; /* row of its first selection; all of them have rows where contest is not NULL */
    cf_hash chi;  /* computed */
    bool has_chi;
    size_t hint_first; /* number of its first hint on the ballot */
} cf_contest_look;

typedef struct cf_ballot_look {
    const char *file; /* "ballots/0042.json" */
    size_t number;    /* in the record */
    cf_ballot ballot;
    cf_hash h_i;                /* eg2.1, computed */
    cf_hmac_key key;            /* what keys this ballot's hashes: H_I, or H_E in egk2.0 */
    cf_contest_look *contests;  /* ballot.contest_count */
    uint64_t expected_contests; /* the style's, or as many as the ballot lists when that is more */
    uint64_t expected_selections;
    uint64_t expected_data; /* contests with contest data, likewise */

    size_t hint_count;    /* by its shape; 0: it can have none */
    size_t claim_octets;  /* that its claims take in a batch proof */
    const uint8_t *hints; /* hint_count elements, or NULL */
    uint8_t *commitments; /* where as many are to be written, or NULL */
    bool keys_hold;       /* every Schnorr proof, as far as they were looked at */
} cf_ballot_look;

/* What the claims of all workers may take together in one batch proof.  Once it is full it stays so. */
typedef struct cf_claim_room {
    size_t octets;
    atomic_size_t asked;
} cf_claim_room;

/* Commitments of the ballots of a piece, for the sidecar that is written. */
typedef struct cf_kept_hints {
    cf_arena *arena;
    size_t first; /* number of the ballot of of[0] */
    cf_octets of[CF_BATCH_BALLOTS_MAX];
} cf_kept_hints;

typedef struct cf_ballot_batch {
    const cf_verification *verification;
    cf_report *report; /* of this part of the record */
    cf_arena *arena;
    cf_sums *sums;      /* of this worker */
    cf_code_run *codes; /* of this piece */

    const cf_hints *hints; /* the sidecar, or NULL: everything exactly */
    cf_batch_part *part;   /* of this worker, where there is a sidecar */
    cf_claim_room *room;   /* of all workers */
    bool is_hinted;        /* there was room for the handful that is checked */
    cf_kept_hints *kept;   /* of this piece; NULL: no sidecar is written */

    size_t ballot_count;
    cf_ballot_look ballots[CF_BATCH_BALLOTS_MAX];

    size_t selection_count; /* rows */
    cf_unchecked_element *alpha_claimed;
    cf_unchecked_element *beta_claimed;
    cf_range_claim *claims;
    cf_element *alpha;
    cf_element *beta;
    cf_refusal *alpha_verdict;
    cf_refusal *beta_verdict;
    bool *holds;
    cf_batch_place *places;

    size_t contest_count; /* rows */
    cf_range_claim *limit_claims;
    cf_element *alpha_products;
    cf_element *beta_products;
    bool *limit_holds;
    cf_batch_place *spans; /* of the selections of each */

    cf_transcript egk_challenge; /* egk2.0: the beginning that all range proofs share */
} cf_ballot_batch;

/* --- the handful (ballot_batch.c) --- */

/* An empty batch; everything up to `kept` is set. */
void cf_ballot_batch_start(cf_ballot_batch *batch);

/* Read a ballot into the batch, or say why not.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_ballot_batch_read(cf_ballot_batch *batch, size_t ballot_number);

/* Check all that was read and empty the batch.  CF_ERR_MEMORY only: nothing was decided then. */
CF_MUST_CHECK cf_status cf_ballot_batch_check(cf_ballot_batch *batch);

/* --- places --- */

/* Where on a ballot; written out only when something is said. */
typedef struct cf_spot {
    const cf_ballot_look *look;
    const cf_contest_look *contest; /* NULL: the ballot itself */
    const cf_selection *selection;  /* NULL: the contest itself */
} cf_spot;

/* "ballots/0042.json: contests[1].selections[3]" */
cf_saying cf_spot_text(const cf_spot *spot);

/* --- the checks, each in the file of its number --- */

/* X.8: what of the ballot is in the manifest; fills look->contests and the expected counts.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_x_ballot_shape(cf_ballot_batch *batch, cf_ballot_look *look);

/* 5.B; sets look->h_i and look->key. */
void cf_verify_v05_identifier(const cf_ballot_batch *batch, cf_ballot_look *look);

/* 6 and 7 with X.9, or X.14 for ballots that were not cast.  7 needs what 6 admitted.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_v06_selections(cf_ballot_batch *batch);
CF_MUST_CHECK cf_status cf_verify_v07_limits(cf_ballot_batch *batch);

/* 8.A, 8.B, and 8.D of unchained egk2.0 ballots.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_v08_codes(cf_ballot_batch *batch, cf_ballot_look *look);

/* What the index remembers of a ballot, so that v08_devices.c can follow the chains (v08_codes.c).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_v08_remember(const cf_ballot_batch *batch,
                                               const cf_ballot_look *look);

/* X.7, X.10, and X.15 of the folder that the ballot stands in. */
void cf_verify_x_ballot(const cf_ballot_batch *batch, const cf_ballot_look *look);

/* X.11, X.12, X.13 (x_nonces.c) and X.17 (x_ballots.c).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_x_nonces(cf_ballot_batch *batch);
CF_MUST_CHECK cf_status cf_verify_x_serials(cf_ballot_batch *batch);

/* Whether a folder of ballots is named after the device: '_' for ' ' (x_ballots.c). */
bool cf_is_device_folder(cf_octets folder, cf_octets device);

/* Whether a < q (x_ballots.c). */
bool cf_is_below_q(const cf_group *group, uint64_t a);

/* --- range proofs, for 6 and 7 (range_proofs.c) --- */

/* The letters A to D of 6 or of 7, and the name of what they are about. */
typedef struct cf_proof_checks {
    cf_check a;
    cf_check b;
    cf_check c;
    cf_check d;
    const char *name;       /* "range proof" */
    const char *bound_name; /* "R" */
} cf_proof_checks;

/* That many items had to be looked at: four checks for a cast ballot, X.14 for any other; and X.9. */
void cf_proofs_expect(const cf_ballot_batch *batch, const cf_ballot_look *look,
                      const cf_proof_checks *checks, uint64_t items);
void cf_proofs_count(const cf_ballot_batch *batch, const cf_ballot_look *look,
                     const cf_proof_checks *checks, uint64_t items);

/* A finding of one of the letters; under X.14, with the letter before it, for a ballot that was not cast. */
void cf_proofs_fail(const cf_ballot_batch *batch, const cf_spot *spot, cf_check check,
                    const char *format, ...) CF_PRINTF(4, 5);

/*
 * X.9, B and C of one proof.  claim->c and claim->v are set when it has bound + 1 branches of scalars
 * in Z_q, and NULL otherwise.  CF_ERR_MEMORY only.
 */
CF_MUST_CHECK cf_status cf_proof_admit(const cf_ballot_batch *batch, const cf_spot *spot,
                                       const cf_proof_checks *checks, const cf_range_proof *proof,
                                       size_t bound, cf_range_claim *claim);

/* alpha_products and beta_products of every contest that has a row (contest_products.c).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_contest_products(cf_ballot_batch *batch);

/*
 * Add all ballots to the sums: of each its contests, and where it was cast its weight and ciphertexts
 * (aggregate_ballots.c).  Uses up alpha and beta.  CF_ERR_MEMORY only.
 */
CF_MUST_CHECK cf_status cf_sums_add(cf_ballot_batch *batch);

#endif
