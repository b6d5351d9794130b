/*
 * group/parameters_table.h -- which groups do we know?
 *
 * The standard group first, then the toy groups in the order of the specification.
 *
 *   units    octets are the shortest big-endian ones;  q_bits   bits of q
 */
#ifndef CF_GROUP_PARAMETERS_TABLE_H
#define CF_GROUP_PARAMETERS_TABLE_H

#include "base/octets.h"

enum { CF_GROUP_COUNT = 9 };

typedef struct cf_group_parameters {
    const char *name;
    bool is_toy;
    size_t q_bits;
    cf_octets p;
    cf_octets q;
    cf_octets r; /* (p - 1) / q */
    cf_octets g; /* 2^r mod p */
} cf_group_parameters;

extern const cf_group_parameters cf_group_parameters_table[CF_GROUP_COUNT];

#endif
