/*
 * group/jacobi.h -- is it a square, as far as symbols tell?
 *
 * Of plain numbers, not of elements: whoever has an element takes it out of its domain first.
 *
 *   uses     arith
 *   secrets  none: this branches on everything
 *   source   [HAC96] 2.4.5 for the rules; [BY19] for following the lowest limbs alone
 */
#ifndef CF_GROUP_JACOBI_H
#define CF_GROUP_JACOBI_H

#include "arith/limbs.h"

/*
 * The Jacobi symbol (x / m), for m odd and x < m, of n limbs, 1 .. CF_LIMBS_MAX: 1, -1, or 0 when
 * they have a divisor in common.
 */
int cf_jacobi_vartime(const cf_limb *x, const cf_limb *m, size_t n);

#endif
