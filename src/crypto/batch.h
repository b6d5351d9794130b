/*
 * crypto/batch.h -- very many proofs at once, with hints.
 *
 * A hint is a commitment (a_j or b_j of a range proof, a of a Schnorr proof) that somebody wrote
 * beside the record.  Nobody trusts it: its hash must be the challenge of the proof, or the claim
 * is checked exactly, as if there were no hint; and that the equations hold for it, and that
 * ciphertexts are members, is shown for all claims together, with random coefficients that are
 * drawn when all of them are there.  If the batch holds, then except with a probability of 2^-128
 * every claim in it holds exactly as crypto/proofs_check.h says.  If it does not, at least one
 * claim is false, and who wants to know which checks all of them exactly.
 *
 *     cf_batch_open
 *     for each worker:        cf_batch_part_open
 *       for many claims:      cf_batch_check_ciphertexts, _elements, _keys      -> holds, so far
 *     cf_batch_draw                                                             coefficients
 *     for each phase, for each piece, in parallel:  cf_batch_do_piece
 *     cf_batch_holds                                                            -> the verdict
 *     cf_batch_empty          and again
 *
 *   uses     base group
 *   threads  each part belongs to one worker; pieces of one phase may be done at the same time, by
 *            anybody; everything else is for one thread while no other is inside
 *   memory   of arenas: a part grows with its claims, by 640 octets a number and some 200 for the
 *            rest of a 0/1 claim, up to the octets that it was opened with; then claims are checked
 *            exactly.  It keeps what it has, in steps of 0.7 MiB, until the batch is closed.
 *            Scratch is dead after the call: what the exact checks take, and 2 KiB a claim for them
 *   errors   CF_ERR_MEMORY: nothing was decided then, and the part holds what it held before
 *   source   doc/soundness.md
 */
#ifndef CF_CRYPTO_BATCH_H
#define CF_CRYPTO_BATCH_H

#include "crypto/proofs_check.h"
#include "group/candidates.h"

typedef struct cf_batch cf_batch;
typedef struct cf_batch_part cf_batch_part;

/* Bits of a coefficient: the error is at most 2^-CF_BATCH_BITS. */
enum { CF_BATCH_BITS = 128 };

/*
 * An empty batch.  bases outlives it, and its keys came through the door.
 *
 *   parts   at most so many: work is cut so that as many workers are kept busy
 *
 * CF_ERR_UNSUPPORTED  the group has no batches (a toy): everything is checked exactly then
 */
CF_MUST_CHECK cf_status cf_batch_open(const cf_election_bases *bases, size_t parts, cf_batch **out);

/* With its parts.  NULL is allowed. */
void cf_batch_close(cf_batch *batch);

/*
 * The next part, which the batch owns.
 *
 *   octets_max   of memory, for its claims
 *
 * CF_ERR_RANGE  all parts are open
 */
CF_MUST_CHECK cf_status cf_batch_part_open(cf_batch *batch, size_t octets_max, cf_batch_part **out);

/* Where a claim went, until the batch is emptied.  count 0: it was checked exactly. */
typedef struct cf_batch_place {
    size_t first;
    size_t count;
} cf_batch_place;

/*
 * As cf_range_check_ciphertexts, with the hints of each claim where it has some.
 *
 * For a claim that went into the batch, verdicts are CF_ADMITTED, alpha and beta what the numbers
 * are if they are members, and holds is true: all three so far.  If it asks for commitments, hints
 * are handed over.  Nothing of it is needed afterwards: all is copied.
 *
 *   places   written for each claim
 */
CF_MUST_CHECK cf_status cf_batch_check_ciphertexts(
    cf_batch_part *part, cf_arena *scratch, size_t count, const cf_unchecked_element *alpha_claimed,
    const cf_unchecked_element *beta_claimed, const cf_range_claim *claims, cf_element *alpha,
    cf_element *beta, cf_refusal *alpha_verdict, cf_refusal *beta_verdict, bool *holds,
    cf_batch_place *places);

/*
 * As cf_range_check_elements, over products: claim i is about the product of the ciphertexts of
 * the claims whose places are spans[i].  spans[i].count 0: of something else, and checked exactly.
 * (A product brings no new numbers into a batch: its exponent is added to those of its factors.)
 */
CF_MUST_CHECK cf_status cf_batch_check_elements(cf_batch_part *part, cf_arena *scratch,
                                                size_t count, const cf_element *alpha,
                                                const cf_element *beta,
                                                const cf_range_claim *claims,
                                                const cf_batch_place *spans, bool *holds);

/*
 * The span of neighbouring places of one part: together they are one span when all are in the batch
 * and follow each other, and otherwise count is 0.
 */
cf_batch_place cf_batch_join(size_t count, const cf_batch_place *places);

/* As cf_schnorr_check_keys; verdict, keys and holds as above. */
CF_MUST_CHECK cf_status cf_batch_check_keys(cf_batch_part *part, cf_arena *scratch, size_t count,
                                            const cf_unchecked_element *claimed,
                                            const cf_schnorr_claim *claims, cf_element *keys,
                                            cf_refusal *verdict, bool *holds);

/* How many numbers the batch holds, of all parts: 0 means that nothing waits for a verdict. */
size_t cf_batch_count(const cf_batch *batch);

/*
 * Draw the coefficients: from the system's entropy, after the last claim, hashed together with
 * everything that the batch holds.  CF_ERR_IO when the system gives none: nothing can be said then.
 */
CF_MUST_CHECK cf_status cf_batch_draw(cf_batch *batch);

/* The work, in phases that follow each other; the pieces of one may be done at once. */
enum { CF_BATCH_PHASES = 2 };
size_t cf_batch_pieces(const cf_batch *batch, size_t phase);

/*
 * Memory that whoever does pieces needs, aligned to 64; the same for all pieces of this draw, and
 * never more than 41 MiB.
 */
size_t cf_batch_piece_octets(const cf_batch *batch);
void cf_batch_do_piece(cf_batch *batch, size_t phase, size_t piece, void *memory);

/* After the last piece: whether all claims in the batch hold. */
bool cf_batch_holds(const cf_batch *batch);

/* Forget all claims; parts stay open. */
void cf_batch_empty(cf_batch *batch);

#endif
