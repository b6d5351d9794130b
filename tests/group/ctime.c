/*
 * Does time or an address depend on a secret?  As arith/ctime.c, for the functions of group.h
 * that are neither _vartime nor said not to be constant time, and for all of secret.h.
 *
 * Whether octets are below q may be told, so decoding is asked here and its answer
 * shown.  Drawing branches on that answer inside: its octets stay visible, and what it does with
 * them is decoding's.
 */
#include "group/elements.h"
#include "group/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
}

static void show(void *told, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(told, octets);
}

static void scalars(const cf_group *group)
{
    cf_hash digest;
    for (size_t i = 0; i < sizeof digest.octets; i++) {
        digest.octets[i] = (uint8_t)draw();
    }
    uint64_t count = draw();
    hide(&digest, sizeof digest);
    hide(&count, sizeof count);
    cf_scalar a, b, out;
    cf_scalar_from_hash(group, &digest, &a);
    cf_scalar_from_u64(group, count, &b);
    cf_scalar_add(group, &out, &a, &b);
    cf_scalar_sub(group, &out, &out, &a);
    cf_scalar_mul(group, &out, &out, &a);
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(group, &out, octets);
}

static void elements(const cf_group *group)
{
    cf_element a[2], b[2];
    uint8_t octets[2 * CF_ELEMENT_OCTETS_MAX];
    for (size_t i = 0; i < 2; i++) {
        cf_group_generator(group, &a[i]);
        cf_group_generator(group, &b[i]);
    }
    hide(a, sizeof a);
    hide(b, sizeof b);
    cf_group_multiply(group, 2, a, a, b);
    cf_group_encode(group, 2, a, octets);
}

enum { SECRETS = CF_LANES_MAX + 1 }; /* a block and a row, where there are lanes */

static void draw_secrets(const cf_group *group, cf_secret_scalar *out)
{
    if (cf_secret_scalar_draw(group, &cf_entropy_system, SECRETS, out) != CF_OK) {
        puts("no entropy");
        exit(2);
    }
    hide(out, SECRETS * sizeof *out);
}

static void secret_scalars(const cf_group *group)
{
    cf_secret_scalar s[SECRETS], out, again;
    cf_scalar answer;
    cf_scalar c = { { 5 } };
    cf_hash digest = { { 1, 2, 3 } };
    uint64_t count = draw();
    uint8_t octets[CF_SCALAR_OCTETS];
    uint64_t bit = draw_below(2);
    hide(&digest, sizeof digest);
    hide(&count, sizeof count);
    hide(&bit, sizeof bit);
    hide(&c, sizeof c);
    draw_secrets(group, s);
    cf_secret_scalar_from_hash(group, &digest, &out);
    cf_secret_scalar_from_u64(group, count, &out);
    cf_secret_scalar_add(group, &out, &s[0], &s[1]);
    cf_secret_scalar_sub(group, &out, &out, &s[1]);
    cf_secret_scalar_mul(group, &out, &out, &s[1]);
    cf_secret_scalar_pick(&out, cf_ct_mask(bit), &s[0], &out);
    cf_secret_scalar_answer(group, &answer, &s[0], &c, &s[1]);
    cf_secret_scalar_encode(group, &out, octets);
    bool below_q = cf_secret_scalar_decode(group, octets, &again);
    octets[0] |= 0xff;
    bool above_q = cf_secret_scalar_decode(group, octets, &again);
    show(&below_q, sizeof below_q);
    show(&above_q, sizeof above_q);
    printf("  below q: %d %d\n", below_q, above_q);
}

/* Exponents and bases are hidden; what the table is made of is public, and for how many powers. */
static void secret_powers(const cf_group *group, size_t together)
{
    cf_secret_scalar s[SECRETS];
    cf_element base[SECRETS];
    void *memory = aligned_alloc(64, cf_scanned_base_octets(group, together));
    if (memory == NULL) {
        exit(2);
    }
    for (size_t i = 0; i < SECRETS; i++) {
        cf_group_generator(group, &base[i]);
    }
    draw_secrets(group, s);
    const cf_scanned_base *table = cf_scanned_base_init(group, &base[0], together, memory);
    cf_scanned_base_powers(table, SECRETS, s, base);
    free(memory);
    hide(base, sizeof base);
    cf_group_secret_powers(group, SECRETS, base, s, base);
}

/* A power that may branch, asked for a hidden exponent. */
static int planted_power(const cf_group *group)
{
    cf_secret_scalar s[SECRETS];
    cf_element base;
    cf_group_generator(group, &base);
    draw_secrets(group, s);
    cf_group_powers_vartime(group, 1, &base, 1, &s[0].number, &base);
    return 0;
}

/* cf_scalar_equal compares public values and may stop early. */
static int planted_branch(const cf_group *group)
{
    cf_scalar a, b;
    cf_scalar_from_u64(group, 5, &a);
    cf_scalar_from_u64(group, 6, &b);
    hide(&a, sizeof a);
    return cf_scalar_equal(&a, &b) ? puts("same") : puts("another");
}

int main(int argc, char **argv)
{
    numbers_seed(1, argv);
    if (argc > 1 && strcmp(argv[1], "planted") == 0) {
        return planted_branch(cf_group_standard()) < 0;
    }
    if (argc > 1 && strcmp(argv[1], "planted-power") == 0) {
        return planted_power(cf_group_toy(0));
    }
    if (!wished_kernel_is_here()) {
        return 2;
    }
    for (size_t i = 0; i < known_group_count(); i++) {
        printf("%s\n", cf_group_name(known_group_at(i)));
        scalars(known_group_at(i));
        elements(known_group_at(i));
        secret_scalars(known_group_at(i));
        secret_powers(known_group_at(i), 1);
        secret_powers(known_group_at(i), SECRETS);
    }
    return 0;
}
