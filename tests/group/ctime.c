/*
 * Does time or an address depend on a secret?  As arith/ctime.c, for the functions of group.h
 * that are neither _vartime nor said not to be constant time.
 */
#include "group/elements.h"

#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
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
    for (size_t i = 0; i < known_group_count(); i++) {
        printf("%s\n", cf_group_name(known_group_at(i)));
        scalars(known_group_at(i));
        elements(known_group_at(i));
    }
    return 0;
}
