/*
 * combine/inverse.h -- dividing by a public value.  For this room only.
 */
#ifndef CF_COMBINE_INVERSE_H
#define CF_COMBINE_INVERSE_H

#include "group/group.h"

/* 1 / x. */
void cf_element_inverse_vartime(const cf_group *group, const cf_element *x, cf_element *out);

/* 1 / x modulo q; 0 for 0. */
void cf_scalar_inverse_vartime(const cf_group *group, const cf_scalar *x, cf_scalar *out);

#endif
