/*
 * group/candidates.h -- membership and products of very many numbers at once.
 *
 * A candidate is a number 0 < x < p of which nobody has shown that it is a member.  Who has many of
 * them raises them to random coefficients, and looks at the product instead of at each: that is a
 * proof with an error, and the argument stands in doc/soundness.md.  This header gives its pieces:
 * products over bits of the coefficients (planes), Jacobi symbols, membership of one number.
 *
 *   uses     base arith
 *   units    as in group.h
 *   memory   no heap; the caller's
 *   secrets  none: everything here may branch on everything
 *   source   [PIP76] for the buckets, [BGR98] for small exponents, [BP00] for what they miss,
 *            doc/soundness.md
 */
#ifndef CF_GROUP_CANDIDATES_H
#define CF_GROUP_CANDIDATES_H

#include "group/group.h"

/*
 * 0 < x < p, as the kernel cuts numbers.  Not in the domain: that would cost a product each, and
 * what is missing is made good once, in a plane.
 */
typedef struct cf_candidate {
    _Alignas(64) uint64_t limb[CF_ELEMENT_LIMBS];
} cf_candidate;

/*
 * Whether random coefficients of `bits` bits prove anything in this group: p is 3 mod 4, and it is
 * known that (p - 1) / 2 has no prime factor of `bits` bits or fewer.  True of the standard group,
 * whose (p - 1) / 2q is prime, while q has more bits; never of a toy.
 */
bool cf_group_has_batches(const cf_group *group, size_t bits);

/*
 * Read numbers: exactly as wide as the group writes them, and 0 < x < p.  verdict[i] is CF_ADMITTED
 * then, which here says no more than that; otherwise why not, and out[i] is 1.
 */
void cf_group_candidates_vartime(const cf_group *group, size_t count,
                                 const cf_unchecked_element *claimed, cf_candidate *out,
                                 cf_refusal *verdict);

/*
 * The elements that candidates are if they are members.  Whoever calls this owes the proof, and
 * believes nothing that was computed from them until it holds.
 */
void cf_group_presume(const cf_group *group, size_t count, const cf_candidate *candidates,
                      cf_element *out);

/* Numbers in memory, each with a coefficient. */
typedef struct cf_plane_run {
    size_t count;
    const cf_candidate *x;
    const uint64_t *coefficients; /* that of x[i] from i * limbs, least significant limb first */
    size_t limbs;                 /* of one coefficient; bits past them are 0 */
} cf_plane_run;

enum { CF_PLANE_BITS_MAX = 16 };

/* How many bits to take at a time so that `count` numbers cost the fewest products. */
size_t cf_group_plane_bits(size_t count);

/* Memory that a call with so many bits needs, aligned to 64; 2^bits elements and a little. */
size_t cf_group_planes_octets(const cf_group *group, size_t bits);

/*
 * planes[b] = the product of all x, of all runs, whose coefficient has bit `at` + b; for b < bits,
 * bits in 1 .. CF_PLANE_BITS_MAX.  About one product a number and 2^(bits + 1).
 *
 * As numbers modulo p, whether members or not.  Each number goes into the plane of a bit exactly
 * as often as it stands in the runs: twice the same number are two numbers.
 */
void cf_group_planes_vartime(const cf_group *group, size_t run_count, const cf_plane_run *runs,
                             size_t at, size_t bits, void *memory, cf_element *planes);

/* The Jacobi symbol (x / p): 1, -1, or 0 when x is 0 modulo p. */
int cf_group_jacobi_vartime(const cf_group *group, const cf_element *x);

/* Whether x^q = 1, for x that is not 0 and need not be a member. */
bool cf_group_is_member_vartime(const cf_group *group, const cf_element *x);

#endif
