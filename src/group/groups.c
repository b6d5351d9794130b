/*
 * group/groups.c -- the groups that we know, made ready once.
 *
 * Parameters are pinned as octets in parameters_table.c.  What arith calculates from them is
 * calculated when the first caller asks, and never changes after that.
 */
#include "group/inside.h"

#include "arith/self_test.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { STANDARD = 0, REASON_MAX = 128 };

static cf_group known[CF_GROUP_COUNT];
static bool multiplies_wrongly;
static char reason[REASON_MAX]; /* not to calculate; "" if there is none */
static pthread_once_t made_ready = PTHREAD_ONCE_INIT;

static void init_modulus(cf_modulus *mod, cf_octets value)
{
    cf_limb limbs[CF_LIMBS_MAX];
    size_t n = (value.len + 7) / 8;
    cf_limbs_from_octets(limbs, n, value.at, value.len);
    cf_status status = cf_modulus_init_vartime(mod, limbs, n, NULL);
    assert(status == CF_OK); /* the table holds odd numbers of at most 64 limbs */
    (void)status;
}

/* 2^q_bits - q, where q_bits is at most 256: 0 - q, without the bits from q_bits on. */
static void set_gap(cf_group *group)
{
    size_t n = group->q.n;
    size_t top_bits = group->parameters->q_bits - 64 * (n - 1);
    cf_limb zero[CF_SCALAR_LIMBS] = { 0 };
    (void)cf_limbs_subtract(group->gap.limb, zero, group->q.m, n);
    group->gap.limb[n - 1] &= UINT64_MAX >> (64 - top_bits);
}

static void init_group(cf_group *group, const cf_group_parameters *parameters)
{
    group->parameters = parameters;
    init_modulus(&group->p, parameters->p);
    init_modulus(&group->q, parameters->q);
    set_gap(group);

    cf_limb plain[CF_LIMBS_MAX];
    cf_limb g[CF_DOMAIN_LIMBS_MAX];
    cf_limbs_from_octets(plain, group->p.n, parameters->g.at, parameters->g.len);
    cf_modulus_enter(&group->p, g, plain);
    cf_element_set(group, &group->generator, g);
}

static void look_for_reasons(void)
{
    const cf_modulus *p = &known[STANDARD].p;
    multiplies_wrongly = !cf_modulus_self_test(p);
    if (multiplies_wrongly) {
        (void)snprintf(reason, sizeof reason, "the kernel %s multiplies wrongly on this machine",
                       p->kernel->name);
    } else if (!cf_arith_wish_is_granted()) {
        (void)snprintf(reason, sizeof reason, "COUNTERFOIL_KERNEL names no kernel that runs here");
    }
}

static void make_ready(void)
{
    for (size_t i = 0; i < CF_GROUP_COUNT; i++) {
        init_group(&known[i], &cf_group_parameters_table[i]);
    }
    look_for_reasons();
}

static void be_ready(void)
{
    int failed = pthread_once(&made_ready, make_ready);
    assert(failed == 0);
    (void)failed;
}

const char *cf_group_self_test(void)
{
    be_ready();
    return reason[0] != '\0' ? reason : NULL;
}

/*
 * A wrong product can make any claim look true: no assert, which a benchmark build would leave
 * out.
 */
static const cf_group *known_group(size_t index)
{
    be_ready();
    if (index == STANDARD && multiplies_wrongly) {
        abort();
    }
    return &known[index];
}

const cf_group *cf_group_standard(void)
{
    return known_group(STANDARD);
}

size_t cf_group_toy_count(void)
{
    return CF_GROUP_COUNT - 1;
}

const cf_group *cf_group_toy(size_t index)
{
    assert(index < cf_group_toy_count());
    return known_group(index + 1);
}

static bool same_number(cf_octets claimed, cf_octets shortest)
{
    if (claimed.at == NULL) {
        return false;
    }
    while (claimed.len > 0 && claimed.at[0] == 0) {
        claimed = cf_octets_of(claimed.at + 1, claimed.len - 1);
    }
    return cf_octets_equal(claimed, shortest);
}

const cf_group *cf_group_find(cf_octets p, cf_octets q, cf_octets g)
{
    for (size_t i = 0; i < CF_GROUP_COUNT; i++) {
        const cf_group_parameters *parameters = &cf_group_parameters_table[i];
        if (same_number(p, parameters->p) && same_number(q, parameters->q)
            && same_number(g, parameters->g)) {
            return known_group(i);
        }
    }
    return NULL;
}

const char *cf_group_name(const cf_group *group)
{
    return group->parameters->name;
}

bool cf_group_is_toy(const cf_group *group)
{
    return group->parameters->is_toy;
}

cf_octets cf_group_p(const cf_group *group)
{
    return group->parameters->p;
}

cf_octets cf_group_q(const cf_group *group)
{
    return group->parameters->q;
}

cf_octets cf_group_r(const cf_group *group)
{
    return group->parameters->r;
}

cf_octets cf_group_g(const cf_group *group)
{
    return group->parameters->g;
}

size_t cf_group_element_octets(const cf_group *group)
{
    return group->parameters->p.len;
}

void cf_group_generator(const cf_group *group, cf_element *out)
{
    *out = group->generator;
}
