/*
 * group/group.h -- the prime-order subgroup that an election lives in.
 *
 * Z_p^r is the set of r-th residues modulo p, the subgroup of prime order q = (p - 1) / r.
 * Everything comes in batches, because several numbers side by side are multiplied sooner than one
 * after the other; how they are kept inside is nobody else's business.
 *
 * There is one door.  Octets from outside are a cf_unchecked_element; only cf_group_admit_* makes a
 * cf_element of them, after it has shown that they are the one canonical encoding of a member.
 *
 *   uses     base arith
 *   units    count, each   how many;  octets are big-endian, most significant first
 *   aliasing an output may be the array of an input of the same type, and overlaps none otherwise
 *   memory   no heap; tables live in the caller's memory
 *   threads  a cf_group and an initialised table never change and may be shared
 *   secrets  functions that end in _vartime may branch on everything, the others on counts alone
 *   source   [EGDS21] 3.1.1 for the standard group, verification 2.A for membership
 */
#ifndef CF_GROUP_GROUP_H
#define CF_GROUP_GROUP_H

#include "base/hash.h"
#include "base/octets.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CF_ELEMENT_LIMBS = 80,       /* room for 4096 bits in any domain, limbs of 52 or 64 bits */
    CF_ELEMENT_OCTETS_MAX = 512, /* the widest encoding */
    CF_SCALAR_LIMBS = 4,
    CF_SCALAR_OCTETS = 32, /* scalars are written this wide in every group, toy groups too */
};

typedef struct cf_group cf_group;

/* Octets that claim to be an element. */
typedef struct cf_unchecked_element {
    cf_octets octets;
} cf_unchecked_element;

/*
 * A proven member of the group.  The limbs are in the domain of the group and mean nothing outside.
 */
typedef struct cf_element {
    _Alignas(64) uint64_t limb[CF_ELEMENT_LIMBS];
} cf_element;

/* Octets that claim to be a number below q. */
typedef struct cf_unchecked_scalar {
    cf_octets octets;
} cf_unchecked_scalar;

/* A public number in [0, q), least significant limb first. */
typedef struct cf_scalar {
    uint64_t limb[CF_SCALAR_LIMBS];
} cf_scalar;

/* Why something did not come through the door. */
typedef enum cf_refusal {
    CF_ADMITTED = 0,
    CF_REFUSED_ENCODING, /* the text could not be decoded: octets.at is NULL */
    CF_REFUSED_WIDTH,    /* not exactly the octets that the group writes */
    CF_REFUSED_RANGE,    /* a number, but p or more (q or more for scalars) */
    CF_REFUSED_ZERO,     /* an element 0, which no power is */
    CF_REFUSED_SUBGROUP  /* below p, but its q-th power is not 1 */
} cf_refusal;

/* A phrase that completes "alpha ...": "is not below p". */
const char *cf_refusal_phrase(cf_refusal refusal, bool scalar);

/* --- the groups that we know; parameters are pinned here and never taken from a record --- */

/*
 * Why nothing should be calculated here, a sentence for people; NULL where all is well.  What is
 * asked, once: that the kernel which was chosen for the standard group gives answers that are
 * known; and that COUNTERFOIL_KERNEL, if set, names a kernel that runs here.
 *
 * A program asks before anything else, and ends if there is a reason.  Whoever has a wrong kernel
 * and did not ask is stopped by abort on the way to the standard group.
 */
const char *cf_group_self_test(void);

/* The standard baseline parameters, 4096 bits ([EGDS21] 3.1.1). */
const cf_group *cf_group_standard(void);

/* Toy groups for complete tests ([EGDS21] appendix), index in [0, cf_group_toy_count()). */
size_t cf_group_toy_count(void);
const cf_group *cf_group_toy(size_t index);

/*
 * The known group with exactly these p, q, g (octets without leading zeros are compared as
 * numbers), or NULL.
 */
const cf_group *cf_group_find(cf_octets p, cf_octets q, cf_octets g);

const char *
cf_group_name(const cf_group *group); /* "standard 4096", "toy 64/256" (bits of q / p) */
bool cf_group_is_toy(const cf_group *group);

/* p, q, r, g as the shortest big-endian octets; r = (p - 1) / q. */
cf_octets cf_group_p(const cf_group *group);
cf_octets cf_group_q(const cf_group *group);
cf_octets cf_group_r(const cf_group *group);
cf_octets cf_group_g(const cf_group *group);

/* Width of an encoded element: the octets of p (512 for the standard group). */
size_t cf_group_element_octets(const cf_group *group);

/* --- scalars: integers modulo q --- */

CF_MUST_CHECK cf_refusal cf_scalar_admit(const cf_group *group, cf_unchecked_scalar claimed,
                                         cf_scalar *out);

/* The digest as a big-endian integer, modulo q: H_q of the specification. */
void cf_scalar_from_hash(const cf_group *group, const cf_hash *digest, cf_scalar *out);

/* value modulo q. */
void cf_scalar_from_u64(const cf_group *group, uint64_t value, cf_scalar *out);

void cf_scalar_add(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b);
void cf_scalar_sub(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b);
void cf_scalar_mul(const cf_group *group, cf_scalar *out, const cf_scalar *a, const cf_scalar *b);
void cf_scalar_encode(const cf_group *group, const cf_scalar *scalar,
                      uint8_t out[CF_SCALAR_OCTETS]);

/* Same number.  For public values. */
bool cf_scalar_equal(const cf_scalar *a, const cf_scalar *b);

/* --- elements --- */

/*
 * The door.  verdict[i] says whether claimed[i] came through; out[i] is the element then and the
 * identity otherwise, so that what is computed from it later is defined.
 */
void cf_group_admit_vartime(const cf_group *group, size_t count,
                            const cf_unchecked_element *claimed, cf_element *out,
                            cf_refusal *verdict);

/*
 * The door, and powers of what comes through it, on one ladder per base: the squarings that show
 * membership also serve the powers, so membership is nearly free.
 *
 *   exponents   count * each, those of base i from i * each; each may be 0
 *   powers      count * each, in the same order; the identity for a base that was refused
 */
void cf_group_admit_powers_vartime(const cf_group *group, size_t count,
                                   const cf_unchecked_element *claimed, size_t each,
                                   const cf_scalar *exponents, cf_element *out, cf_element *powers,
                                   cf_refusal *verdict);

/*
 * Powers of elements, laid out as above; powers[i * each + j] = base[i] ^ exponents[i * each + j].
 */
void cf_group_powers_vartime(const cf_group *group, size_t count, const cf_element *base,
                             size_t each, const cf_scalar *exponents, cf_element *powers);

/* out[i] = a[i] * b[i]. */
void cf_group_multiply(const cf_group *group, size_t count, cf_element *out, const cf_element *a,
                       const cf_element *b);

void cf_group_identity(const cf_group *group, cf_element *out);

/* Whether it is 1.  Not constant time. */
bool cf_group_is_identity(const cf_group *group, const cf_element *element);

/* Same element.  Not constant time. */
bool cf_group_equal(const cf_group *group, const cf_element *a, const cf_element *b);

/* count encodings of cf_group_element_octets each, one after another. */
void cf_group_encode(const cf_group *group, size_t count, const cf_element *elements, uint8_t *out);

/* --- a base that serves a whole election --- */

/*
 * A table of powers of one base, so that raising it costs a few dozen products.  Built in the
 * caller's memory: cf_fixed_base_octets octets, aligned to 64, untouched while the table is used.
 *
 *   uses   how many powers it will give, roughly; the same for both calls.  Many are worth a table
 *          that is long in the making: in the standard group 47 MB and 74,000 products, so that a
 *          power costs 21.  For few it has 0.4 MB and 600 products, and a power costs 84.
 */
typedef struct cf_fixed_base cf_fixed_base;

size_t cf_fixed_base_octets(const cf_group *group, uint64_t uses);

const cf_fixed_base *cf_fixed_base_init(const cf_group *group, const cf_element *base,
                                        uint64_t uses, void *memory);

/* out[i] = base ^ exponents[i]. */
void cf_fixed_base_powers_vartime(const cf_fixed_base *table, size_t count,
                                  const cf_scalar *exponents, cf_element *out);

/* The generator as an element. */
void cf_group_generator(const cf_group *group, cf_element *out);

#endif
