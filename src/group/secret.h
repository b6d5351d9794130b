/*
 * group/secret.h -- exponents and elements that nobody may learn.
 *
 * A secret has a type of its own, so that it cannot reach a function that branches on it, or a
 * printer, unseen.  Nothing here depends on a secret in time or address: sums and products go
 * through every limb, a power reads every entry of every row of its table.
 *
 *   uses     base arith
 *   ranges   a secret scalar lies in [0, q)
 *   aliasing as in group.h
 *   memory   no heap.  Who declares a secret wipes it with cf_wipe
 *   secrets  everything of type cf_secret_*; counts and groups are public
 *   source   [EGDS21] 3.1
 */
#ifndef CF_GROUP_SECRET_H
#define CF_GROUP_SECRET_H

#include "base/ct.h"
#include "base/entropy.h"
#include "group/group.h"

typedef struct cf_secret_scalar {
    cf_scalar number;
} cf_secret_scalar;

/* A member that only some may know, such as what two parties agreed on by Diffie and Hellman. */
typedef struct cf_secret_element {
    cf_element element;
} cf_secret_element;

/* --- scalars --- */

/*
 * count numbers, uniform in [0, q).  For each: as many octets as q has are drawn, most
 * significant first; bits above those of q are dropped; a number that is q or more is drawn
 * again.  So a source that gives an encoded scalar below q gives that scalar.
 *
 * What the entropy source returns, if not CF_OK, and CF_ERR_IO when 64 numbers in a row were q or
 * more, which no source of randomness gives.  out is wiped then.
 */
CF_MUST_CHECK cf_status cf_secret_scalar_draw(const cf_group *group,
                                              const cf_entropy_source *entropy, size_t count,
                                              cf_secret_scalar *out);

/* A digest as a number modulo q: H_q of the specification. */
void cf_secret_scalar_from_hash(const cf_group *group, const cf_hash *digest,
                                cf_secret_scalar *out);

/* value modulo q. */
void cf_secret_scalar_from_u64(const cf_group *group, uint64_t value, cf_secret_scalar *out);

/*
 * 32 octets, most significant first; false, and out 0, when they are not below q.  Only that is
 * told.
 */
CF_MUST_CHECK bool cf_secret_scalar_decode(const cf_group *group,
                                           const uint8_t octets[CF_SCALAR_OCTETS],
                                           cf_secret_scalar *out);
void cf_secret_scalar_encode(const cf_group *group, const cf_secret_scalar *scalar,
                             uint8_t out[CF_SCALAR_OCTETS]);

void cf_secret_scalar_add(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b);
void cf_secret_scalar_sub(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b);
void cf_secret_scalar_mul(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b);

/* a where mask is ones, b where it is zeros. */
void cf_secret_scalar_pick(cf_secret_scalar *out, cf_mask mask, const cf_secret_scalar *a,
                           const cf_secret_scalar *b);

/*
 * The answer of a Schnorr proof, v = u - c x mod q.  It may be published: u hides x.
 */
void cf_secret_scalar_answer(const cf_group *group, cf_scalar *v, const cf_secret_scalar *u,
                             const cf_scalar *c, const cf_secret_scalar *x);

/* --- powers --- */

/*
 * A table of a public base for secret exponents.  Each row of it is read whole for each power, or
 * for many powers that are calculated together.
 *
 *   together   how many powers of this base are mostly asked for at once
 *   memory     the caller's: cf_scanned_base_octets(group, together) octets, aligned to 64,
 *              untouched while the table is used
 */
typedef struct cf_scanned_base cf_scanned_base;

size_t cf_scanned_base_octets(const cf_group *group, size_t together);
const cf_scanned_base *cf_scanned_base_init(const cf_group *group, const cf_element *base,
                                            size_t together, void *memory);

/*
 * out[i] = base ^ exponents[i].  What becomes of out is the caller's: a ciphertext is public,
 * an agreed key is not.
 */
void cf_scanned_base_powers(const cf_scanned_base *table, size_t count,
                            const cf_secret_scalar *exponents, cf_element *out);

/* out[i] = base[i] ^ exponents[i], for bases that come only once. */
void cf_group_secret_powers(const cf_group *group, size_t count, const cf_element *base,
                            const cf_secret_scalar *exponents, cf_element *out);

#endif
