/*
 * group/elements.c -- back and forth between the room's types and GMP's.
 */
#include "group/elements.h"

#include "base/cpu.h"
#include "group/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool wished_kernel_is_here(void)
{
    const char *wish = cf_cpu_read()->kernel;
    bool is_here = wish[0] == '\0';
    for (size_t i = 0; i < known_group_count(); i++) {
        is_here = is_here || strcmp(known_group_at(i)->p.kernel->name, wish) == 0;
    }
    printf("kernel %s\n", is_here ? cf_group_standard()->p.kernel->name : "is not here");
    return is_here;
}

void cast_open(cast *of, const cf_group *group)
{
    of->group = group;
    of->width = cf_group_element_octets(group);
    mpz_inits(of->p, of->q, of->r, of->g, NULL);
    mpz_of_octets(of->p, cf_group_p(group));
    mpz_of_octets(of->q, cf_group_q(group));
    mpz_of_octets(of->r, cf_group_r(group));
    mpz_of_octets(of->g, cf_group_g(group));
}

void cast_close(cast *of)
{
    mpz_clears(of->p, of->q, of->r, of->g, NULL);
}

size_t known_group_count(void)
{
    return 1 + cf_group_toy_count();
}

const cf_group *known_group_at(size_t index)
{
    return index == 0 ? cf_group_standard() : cf_group_toy(index - 1);
}

void mpz_of_octets(mpz_t out, cf_octets octets)
{
    mpz_import(out, octets.len, 1, 1, 1, 0, octets.at);
}

void octets_of_mpz(uint8_t *out, size_t width, const mpz_t value)
{
    size_t len = (mpz_sizeinbase(value, 2) + 7) / 8;
    if (len > width) {
        fprintf(stderr, "a number of %zu octets in %zu\n", len, width);
        abort();
    }
    memset(out, 0, width);
    mpz_export(out + width - len, NULL, 1, 1, 1, 0, value);
}

void mpz_of_element(mpz_t out, const cast *of, const cf_element *element)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(of->group, 1, element, octets);
    mpz_of_octets(out, cf_octets_of(octets, of->width));
}

void element_of_mpz(cf_element *out, const cast *of, const mpz_t value)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    octets_of_mpz(octets, of->width, value);
    cf_unchecked_element claimed = { cf_octets_of(octets, of->width) };
    cf_refusal verdict;
    cf_group_admit_vartime(of->group, 1, &claimed, out, &verdict);
    if (verdict != CF_ADMITTED) {
        fprintf(stderr, "a member %s\n", cf_refusal_phrase(verdict, false));
        abort();
    }
}

void mpz_of_scalar(mpz_t out, const cf_scalar *scalar)
{
    to_mpz(out, scalar->limb, CF_SCALAR_LIMBS);
}

void scalar_of_mpz(cf_scalar *out, const mpz_t value)
{
    from_mpz(out->limb, CF_SCALAR_LIMBS, value);
}

void draw_exponent(mpz_t out, const cast *of)
{
    cf_limb limbs[CF_SCALAR_LIMBS];
    switch (draw_below(8)) {
    case 0:
        mpz_set_ui(out, draw_below(3));
        break;
    case 1:
        mpz_sub_ui(out, of->q, 1 + draw_below(3));
        break;
    case 2: /* one bit */
        mpz_set_ui(out, 1);
        mpz_mul_2exp(out, out, draw_below(mpz_sizeinbase(of->q, 2)));
        break;
    default:
        draw_limbs(limbs, CF_SCALAR_LIMBS);
        to_mpz(out, limbs, CF_SCALAR_LIMBS);
        break;
    }
    mpz_mod(out, out, of->q);
}

void draw_member(mpz_t out, const cast *of)
{
    draw_exponent(out, of);
    mpz_powm(out, of->g, out, of->p);
}
