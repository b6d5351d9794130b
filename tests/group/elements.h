/*
 * group/elements.h -- what the tests of the group room share: its numbers as GMP sees them.
 */
#ifndef CF_TEST_GROUP_ELEMENTS_H
#define CF_TEST_GROUP_ELEMENTS_H

#include "arith/numbers.h"
#include "group/group.h"

enum { SKIPPED = 77 }; /* what a program of tests returns that could not test anything here */

/*
 * Whether the kernel that COUNTERFOIL_KERNEL wishes for multiplies in any known group; true without a
 * wish.  Says which one multiplies in the standard group.
 */
bool wished_kernel_is_here(void);

/* A group with p, q, r, g read from its own octets. */
typedef struct cast {
    const cf_group *group;
    size_t width;
    mpz_t p, q, r, g;
} cast;

void cast_open(cast *of, const cf_group *group);
void cast_close(cast *of);

/* Every known group, the standard one first. */
size_t known_group_count(void);
const cf_group *known_group_at(size_t index);

void mpz_of_octets(mpz_t out, cf_octets octets);

/* value in exactly width octets; value must fit. */
void octets_of_mpz(uint8_t *out, size_t width, const mpz_t value);

void mpz_of_element(mpz_t out, const cast *of, const cf_element *element);

/* An element that is known to be a member, through the door. */
void element_of_mpz(cf_element *out, const cast *of, const mpz_t value);

void mpz_of_scalar(mpz_t out, const cf_scalar *scalar);
void scalar_of_mpz(cf_scalar *out, const mpz_t value);

/* Below q: often an end of the range, or with many zero digits. */
void draw_exponent(mpz_t out, const cast *of);

/* g to a random power. */
void draw_member(mpz_t out, const cast *of);

#endif
