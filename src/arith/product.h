/*
 * arith/product.h -- products of 64 limbs, 4096 bits, in plain C.
 *
 *   units    a and b have 64 limbs, out has 128
 *   aliasing out overlaps neither input
 *   secrets  constant time
 *   source   [KO63] for the two levels above the school's method
 */
#ifndef CF_ARITH_PRODUCT_H
#define CF_ARITH_PRODUCT_H

#include "arith/limbs.h"

void cf_product_64(cf_limb *out, const cf_limb *a, const cf_limb *b);
void cf_square_64(cf_limb *out, const cf_limb *a);

#endif
