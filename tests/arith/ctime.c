/*
 * Does time or an address depend on a secret?  Run under valgrind, which is told that secrets
 * are undefined and complains when a branch or an address is made from them.
 *
 * Every function of arith that is not called _vartime, by every kernel, modulo the standard p
 * and modulo q.  With the argument "planted" one branch on a secret is made on purpose: a
 * watchdog has to be heard barking.
 */
#include "arith/block.h"
#include "arith/numbers.h"

#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

enum { LIMBS = CF_LIMBS_MAX, ENTRIES = 16 };

static cf_limb a[CF_DOMAIN_LIMBS_MAX], b[CF_DOMAIN_LIMBS_MAX], out[CF_DOMAIN_LIMBS_MAX];

static void hide(cf_limb *secret, size_t n)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, n * sizeof secret[0]);
}

static void draw_secrets(const cf_modulus *mod)
{
    draw_residue(a, mod->m, mod->n);
    draw_residue(b, mod->m, mod->n);
    hide(a, mod->n);
    hide(b, mod->n);
}

static void walk(const cf_modulus *mod)
{
    draw_secrets(mod);
    cf_modulus_add(mod, out, a, b);
    cf_modulus_subtract(mod, out, a, b);
    cf_modulus_reduce(mod, out, a, mod->n);

    cf_modulus_enter(mod, a, a);
    cf_modulus_enter(mod, b, b);
    (void)cf_modulus_equal(mod, a, b);
    cf_modulus_multiply(mod, out, a, b);
    cf_modulus_square(mod, out, out, 3);
    cf_modulus_leave(mod, out, out);
    (void)cf_limbs_below(out, mod->m, mod->n);
    (void)cf_limbs_zero(out, mod->n);

    uint8_t octets[8 * LIMBS];
    cf_limbs_to_octets(octets, 8 * mod->n, out, mod->n);
    cf_limbs_from_octets(out, mod->n, octets, 8 * mod->n);
}

/* Numbers and digits are hidden; of a table, only which entry is taken. */
static void walk_blocks(const cf_modulus *mod, size_t lanes)
{
    static cf_block x, y, entries[ENTRIES];
    _Alignas(64) static cf_limb table[ENTRIES * CF_DOMAIN_LIMBS_MAX];
    const cf_limb *in[CF_LANES_MAX];
    cf_limb *rows[CF_LANES_MAX];
    static cf_limb room[CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    cf_limb digits[CF_LANES_MAX] = { 0 };
    draw_secrets(mod);
    for (size_t i = 0; i < lanes; i++) {
        in[i] = a;
        rows[i] = room[i];
    }
    cf_block_enter(mod, lanes, &x, in);
    cf_block_square(mod, lanes, &y, &x, 2);
    cf_block_multiply(mod, lanes, &y, &y, &x);
    cf_block_scatter(mod, lanes, rows, &y);
    cf_block_gather(mod, lanes, &y, (const cf_limb *const *)rows);
    for (size_t i = 0; i < ENTRIES; i++) {
        entries[i] = y;
    }
    for (size_t i = 0; i < ENTRIES; i += mod->kernel->lanes) {
        cf_block_put(mod, table, ENTRIES, i, &y);
    }
    hide(digits, CF_LANES_MAX);
    cf_block_select(mod, lanes, &x, 1, table, ENTRIES, digits);
    cf_block_select_lanes(mod, lanes, &x, entries, ENTRIES, digits);
    cf_block_leave(mod, lanes, rows, &x);
}

static bool runs_under_valgrind(void)
{
    return true;
}

/* Valgrind runs ADCX and ADOX, but tells programs that the processor has none. */
static cf_arith_kernel as_valgrind_runs_it(const cf_arith_kernel *kernel)
{
    cf_arith_kernel here = *kernel;
#if defined(__x86_64__)
    if (strcmp(here.name, "adx") == 0 && __builtin_cpu_supports("bmi2")) {
        here.runs_here = runs_under_valgrind;
    }
#endif
    return here;
}

static void walk_every_kernel(const cf_limb *m, size_t n)
{
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t k = 0; k < count; k++) {
        const cf_arith_kernel kernel = as_valgrind_runs_it(&kernels[k]);
        cf_modulus mod;
        if (cf_modulus_init_vartime(&mod, m, n, &kernel) != CF_OK) {
            printf("%zu limbs: %s left out\n", n, kernels[k].name);
            continue;
        }
        printf("%zu limbs: %s\n", n, mod.kernel->name);
        walk(&mod);
        walk_blocks(&mod, 1);
        walk_blocks(&mod, mod.kernel->lanes);
    }
}

/* What a careless comparison looks like. */
static int planted_branch(void)
{
    draw_limbs(a, 1);
    hide(a, 1);
    return a[0] > b[0] ? puts("more") : puts("less");
}

int main(int argc, char **argv)
{
    numbers_seed(1, argv);
    const cf_limb q[4] = { (cf_limb)0 - 189, UINT64_MAX, UINT64_MAX, UINT64_MAX };
    const cf_limb small = 127;
    if (argc > 1 && strcmp(argv[1], "planted") == 0) {
        return planted_branch() < 0;
    }
    walk_every_kernel(standard_p(), LIMBS);
    walk_every_kernel(q, 4);
    walk_every_kernel(&small, 1);
    return 0;
}
