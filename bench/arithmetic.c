/*
 * arithmetic.c -- products and powers against GMP and OpenSSL.
 *
 * Ours come as the rooms above ask for them: blocks of as many numbers as the kernel has lanes, and
 * powers by the batch.  Each side works on its own last result, so that nothing can be left out.
 */
#include "arithmetic.h"

#include "die.h"

#include "arith/block.h"
#include "group/secret.h"

#include <gmp.h>
#include <openssl/bn.h>
#include <string.h>

enum {
    PRODUCTS = 1000,
    POWERS = 32,
    THEIR_POWERS =
        6, /* turns of about the same length: who is interrupted is then left to chance */
    OCTETS = 512
};

/* --- numbers that anybody may have --- */

/* A number below the standard p that looks random. */
static void draw(uint8_t out[OCTETS], unsigned seed)
{
    for (size_t i = 0; i < OCTETS; i++) {
        seed = seed * 1103515245 + 12345;
        out[i] = (uint8_t)(seed >> 16);
    }
    out[0] &= 0x7f; /* p begins with ones */
}

/* The standard p for this kernel, or for the best (NULL); its name, or NULL if it cannot run. */
static const char *kernel_of(const cf_arith_kernel *wanted, cf_modulus *mod)
{
    cf_limb p[CF_LIMBS_MAX];
    const cf_octets octets = cf_group_p(cf_group_standard());
    cf_limbs_from_octets(p, CF_LIMBS_MAX, octets.at, octets.len);
    return cf_modulus_init_vartime(mod, p, CF_LIMBS_MAX, wanted) == CF_OK ? mod->kernel->name
                                                                          : NULL;
}

const char *arithmetic_kernel(void)
{
    static cf_modulus mod;
    return kernel_of(NULL, &mod);
}

/* --- products --- */

typedef struct our_products {
    cf_modulus mod;
    size_t lanes;
    cf_block a;
    cf_block b;
} our_products;

static void prepare_products(our_products *of)
{
    _Alignas(64) cf_limb number[2][CF_LANES_MAX][CF_DOMAIN_LIMBS_MAX];
    const cf_limb *place[2][CF_LANES_MAX];
    of->lanes = of->mod.kernel->lanes;
    for (unsigned i = 0; i < 2 * of->lanes; i++) {
        uint8_t octets[OCTETS];
        cf_limb plain[CF_LIMBS_MAX];
        draw(octets, i);
        cf_limbs_from_octets(plain, CF_LIMBS_MAX, octets, OCTETS);
        cf_modulus_enter(&of->mod, number[i % 2][i / 2], plain);
        place[i % 2][i / 2] = number[i % 2][i / 2];
    }
    cf_block_gather(&of->mod, of->lanes, &of->a, place[0]);
    cf_block_gather(&of->mod, of->lanes, &of->b, place[1]);
}

static void multiply_ours(void *context)
{
    our_products *of = context;
    for (size_t i = 0; i < PRODUCTS; i++) {
        cf_block_multiply(&of->mod, of->lanes, &of->a, &of->a, &of->b);
    }
}

typedef struct their_numbers {
    mpz_t p, x, y, product;
    BN_CTX *context;
    BN_MONT_CTX *montgomery;
    BIGNUM *bn_p, *bn_x, *bn_y, *bn_exponent;
} their_numbers;

static void open_theirs(their_numbers *of)
{
    uint8_t octets[OCTETS];
    const cf_octets p = cf_group_p(cf_group_standard());
    mpz_inits(of->p, of->x, of->y, of->product, NULL);
    mpz_import(of->p, p.len, 1, 1, 1, 0, p.at);
    of->context = BN_CTX_new();
    of->montgomery = BN_MONT_CTX_new();
    of->bn_p = BN_bin2bn(p.at, (int)p.len, NULL);
    if (BN_MONT_CTX_set(of->montgomery, of->bn_p, of->context) != 1) {
        die("OpenSSL cannot calculate");
    }
    draw(octets, 1);
    mpz_import(of->x, OCTETS, 1, 1, 1, 0, octets);
    of->bn_x = BN_bin2bn(octets, OCTETS, NULL);
    draw(octets, 2);
    mpz_import(of->y, OCTETS, 1, 1, 1, 0, octets);
    of->bn_y = BN_bin2bn(octets, OCTETS, NULL);
    of->bn_exponent = BN_bin2bn(octets + OCTETS - 32, 32, NULL);
}

static void close_theirs(their_numbers *of)
{
    mpz_clears(of->p, of->x, of->y, of->product, NULL);
    BN_free(of->bn_p);
    BN_free(of->bn_x);
    BN_free(of->bn_y);
    BN_free(of->bn_exponent);
    BN_MONT_CTX_free(of->montgomery);
    BN_CTX_free(of->context);
}

static void multiply_gmp(void *context)
{
    their_numbers *of = context;
    for (size_t i = 0; i < PRODUCTS; i++) {
        mpz_mul(of->product, of->x, of->y);
        mpz_mod(of->x, of->product, of->p);
    }
}

static void multiply_openssl(void *context)
{
    their_numbers *of = context;
    for (size_t i = 0; i < PRODUCTS; i++) {
        if (BN_mod_mul_montgomery(of->bn_x, of->bn_x, of->bn_y, of->montgomery, of->context) != 1) {
            die("OpenSSL cannot calculate");
        }
    }
}

static void product_rows(rows *table, const scale *size, FILE *progress, their_numbers *theirs)
{
    static our_products ours;
    kernel_of(NULL, &ours.mod);
    prepare_products(&ours);
    const duel_side us = { multiply_ours, &ours, PRODUCTS * (double)ours.lanes };
    const duel_side gmp = { multiply_gmp, theirs, PRODUCTS };
    const duel_side openssl = { multiply_openssl, theirs, PRODUCTS };
    rows_add(table, "modmul_vs_gmp", "a product modulo p; mpz_mul and mpz_mod",
             duel_fight(size->rounds, &us, &gmp));
    rows_show_last(table, progress);
    rows_add(table, "modmul_vs_openssl", "a product modulo p; BN_mod_mul_montgomery",
             duel_fight(size->rounds, &us, &openssl));
    rows_show_last(table, progress);
}

/* The first kernel that has no lanes: what machines without vector units run. */
static const cf_arith_kernel *fallback_kernel(void)
{
    static cf_modulus mod;
    size_t count;
    const cf_arith_kernel *kernels = cf_arith_kernels(&count);
    for (size_t i = 0; i < count; i++) {
        if (kernels[i].lanes == 1 && kernel_of(&kernels[i], &mod) != NULL) {
            return &kernels[i];
        }
    }
    return &kernels[count - 1];
}

static void fallback_row(rows *table, const scale *size, FILE *progress, their_numbers *theirs)
{
    static our_products ours;
    kernel_of(fallback_kernel(), &ours.mod);
    prepare_products(&ours);
    const duel_side us = { multiply_ours, &ours, PRODUCTS };
    const duel_side gmp = { multiply_gmp, theirs, PRODUCTS };
    rows_add(table, "fallback_modmul_vs_gmp",
             "a product modulo p by the fastest kernel without lanes; mpz_mul and mpz_mod",
             duel_fight(size->rounds, &us, &gmp));
    rows_show_last(table, progress);
}

/* --- powers --- */

typedef struct our_powers {
    const cf_group *group;
    cf_element bases[POWERS];
    cf_scalar exponents[POWERS];
    cf_secret_scalar secrets[POWERS];
} our_powers;

static void prepare_powers(our_powers *of)
{
    of->group = cf_group_standard();
    for (unsigned i = 0; i < POWERS; i++) {
        uint8_t octets[OCTETS];
        cf_hash digest;
        draw(octets, 100 + i);
        memcpy(digest.octets, octets + 1, sizeof digest.octets);
        cf_scalar_from_hash(of->group, &digest, &of->exponents[i]);
        cf_secret_scalar_from_hash(of->group, &digest, &of->secrets[i]);
        cf_group_generator(of->group, &of->bases[i]);
    }
    cf_group_powers_vartime(of->group, POWERS, of->bases, 1, of->exponents, of->bases);
}

static void raise_public(void *context)
{
    our_powers *of = context;
    cf_group_powers_vartime(of->group, POWERS, of->bases, 1, of->exponents, of->bases);
}

static void raise_secret(void *context)
{
    our_powers *of = context;
    cf_group_secret_powers(of->group, POWERS, of->bases, of->secrets, of->bases);
}

static void raise_openssl_public(void *context)
{
    their_numbers *of = context;
    for (size_t i = 0; i < THEIR_POWERS; i++) {
        if (BN_mod_exp_mont(of->bn_x, of->bn_x, of->bn_exponent, of->bn_p, of->context,
                            of->montgomery)
            != 1) {
            die("OpenSSL cannot calculate");
        }
    }
}

static void raise_openssl_secret(void *context)
{
    their_numbers *of = context;
    for (size_t i = 0; i < THEIR_POWERS; i++) {
        if (BN_mod_exp_mont_consttime(of->bn_x, of->bn_x, of->bn_exponent, of->bn_p, of->context,
                                      of->montgomery)
            != 1) {
            die("OpenSSL cannot calculate");
        }
    }
}

static void power_rows(rows *table, const scale *size, FILE *progress, their_numbers *theirs)
{
    static our_powers ours;
    prepare_powers(&ours);
    const duel_side us_public = { raise_public, &ours, POWERS };
    const duel_side us_secret = { raise_secret, &ours, POWERS };
    const duel_side they_public = { raise_openssl_public, theirs, THEIR_POWERS };
    const duel_side they_secret = { raise_openssl_secret, theirs, THEIR_POWERS };
    rows_add(table, "modexp_public_vs_openssl",
             "a power of any base, 256 bits, public; BN_mod_exp_mont",
             duel_fight(size->rounds, &us_public, &they_public));
    rows_show_last(table, progress);
    rows_add(table, "modexp_secret_vs_openssl",
             "a power of any base, 256 bits, constant time; BN_mod_exp_mont_consttime",
             duel_fight(size->rounds, &us_secret, &they_secret));
    rows_show_last(table, progress);
}

void arithmetic_rows(rows *table, const scale *size, FILE *progress)
{
    their_numbers theirs;
    open_theirs(&theirs);
    product_rows(table, size, progress, &theirs);
    fallback_row(table, size, progress, &theirs);
    power_rows(table, size, progress, &theirs);
    close_theirs(&theirs);
}
