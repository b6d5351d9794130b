/*
 * tests/crypto/reference.c -- the equations as the specification prints them.
 */
#include "reference.h"

#include <assert.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>

void ref_put_octets(ref_bytes *bytes, const void *octets, size_t len)
{
    assert(len <= sizeof bytes->at - bytes->len);
    if (len > 0) {
        memcpy(bytes->at + bytes->len, octets, len);
        bytes->len += len;
    }
}

void ref_put_u8(ref_bytes *bytes, uint8_t octet)
{
    ref_put_octets(bytes, &octet, 1);
}

void ref_put_u32(ref_bytes *bytes, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        ref_put_u8(bytes, (uint8_t)(value >> shift));
    }
}

void ref_put_text(ref_bytes *bytes, const char *text)
{
    ref_put_octets(bytes, text, strlen(text));
}

static void number_octets(uint8_t *out, const mpz_t number, size_t width)
{
    const size_t len = (mpz_sizeinbase(number, 2) + 7) / 8;
    assert(mpz_sgn(number) == 0 || len <= width);
    memset(out, 0, width);
    if (mpz_sgn(number) != 0) {
        mpz_export(out + width - len, NULL, 1, 1, 1, 0, number);
    }
}

void ref_put_number(ref_bytes *bytes, const mpz_t number, size_t width)
{
    assert(width <= sizeof bytes->at - bytes->len);
    number_octets(bytes->at + bytes->len, number, width);
    bytes->len += width;
}

void ref_hash(const uint8_t key[32], const ref_bytes *bytes, cf_hash *out)
{
    unsigned len = 0;
    const uint8_t *done = HMAC(EVP_sha256(), key, 32, bytes->at, bytes->len, out->octets, &len);
    assert(done != NULL && len == 32);
    (void)done;
}

unsigned long ref_seed(int argc, char **argv)
{
    const unsigned long seed = argc > 1 ? strtoul(argv[1], NULL, 10) : 20170709UL;
    printf("seed %lu\n", seed);
    return seed;
}

static void import(mpz_t out, cf_octets octets)
{
    mpz_import(out, octets.len, 1, 1, 1, 0, octets.at);
}

void ref_group_open(ref_group *ref, const cf_group *group, unsigned long seed)
{
    ref->group = group;
    mpz_inits(ref->p, ref->q, ref->g, ref->s, ref->s_hat, ref->k, ref->k_hat, NULL);
    import(ref->p, cf_group_p(group));
    import(ref->q, cf_group_q(group));
    import(ref->g, cf_group_g(group));
    ref->width = (mpz_sizeinbase(ref->p, 2) + 7) / 8;
    gmp_randinit_default(ref->random);
    gmp_randseed_ui(ref->random, seed);

    /* Not 0: a key of 1 would make every ciphertext encrypt everything. */
    do {
        ref_random_scalar(ref, ref->s);
    } while (mpz_sgn(ref->s) == 0);
    do {
        ref_random_scalar(ref, ref->s_hat);
    } while (mpz_sgn(ref->s_hat) == 0);
    mpz_powm(ref->k, ref->g, ref->s, ref->p);
    mpz_powm(ref->k_hat, ref->g, ref->s_hat, ref->p);
}

void ref_group_close(ref_group *ref)
{
    mpz_clears(ref->p, ref->q, ref->g, ref->s, ref->s_hat, ref->k, ref->k_hat, NULL);
    gmp_randclear(ref->random);
}

void ref_random_scalar(ref_group *ref, mpz_t out)
{
    mpz_urandomm(out, ref->random, ref->q);
}

void ref_challenge(const ref_group *ref, const uint8_t key[32], const ref_bytes *bytes, mpz_t out)
{
    cf_hash digest;
    ref_hash(key, bytes, &digest);
    mpz_import(out, 32, 1, 1, 1, 0, digest.octets);
    mpz_mod(out, out, ref->q);
}

cf_scalar ref_scalar(const mpz_t number)
{
    cf_scalar out = { { 0 } };
    assert(mpz_sizeinbase(number, 2) <= 256);
    mpz_export(out.limb, NULL, -1, 8, 0, 0, number);
    return out;
}

void ref_from_scalar(mpz_t out, const cf_scalar *scalar)
{
    mpz_import(out, CF_SCALAR_LIMBS, -1, 8, 0, 0, scalar->limb);
}

cf_element ref_element(const ref_group *ref, const mpz_t number)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    const cf_unchecked_element claimed = ref_claim(ref, number, octets);
    cf_element out;
    cf_refusal verdict;
    cf_group_admit_vartime(ref->group, 1, &claimed, &out, &verdict);
    assert(verdict == CF_ADMITTED);
    return out;
}

void ref_from_element(const ref_group *ref, mpz_t out, const cf_element *element)
{
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(ref->group, 1, element, octets);
    mpz_import(out, ref->width, 1, 1, 1, 0, octets);
}

cf_unchecked_element ref_claim(const ref_group *ref, const mpz_t number, uint8_t *octets)
{
    number_octets(octets, number, ref->width);
    return (cf_unchecked_element){ cf_octets_of(octets, ref->width) };
}

/* out = x^e y^f mod p; exponents may be negative or q and more: they are reduced first. */
static void power_product(const ref_group *ref, mpz_t out, const mpz_t x, const mpz_t e,
                          const mpz_t y, const mpz_t f)
{
    mpz_t exponent, factor;
    mpz_inits(exponent, factor, NULL);
    mpz_mod(exponent, f, ref->q);
    mpz_powm(factor, y, exponent, ref->p);
    mpz_mod(exponent, e, ref->q);
    mpz_powm(out, x, exponent, ref->p);
    mpz_mul(out, out, factor);
    mpz_mod(out, out, ref->p);
    mpz_clears(exponent, factor, NULL);
}

void ref_encrypt(const ref_group *ref, const mpz_t key, unsigned long sigma, const mpz_t xi,
                 mpz_t alpha, mpz_t beta)
{
    mpz_t sum;
    mpz_init(sum);
    mpz_add_ui(sum, xi, sigma);
    mpz_mod(sum, sum, ref->q);
    mpz_powm(alpha, ref->g, xi, ref->p);
    mpz_powm(beta, key, sum, ref->p);
    mpz_clear(sum);
}

void ref_range_proof_open(ref_range_proof *proof)
{
    proof->branches = 0;
    for (size_t j = 0; j < REF_BRANCHES_MAX; j++) {
        mpz_inits(proof->c[j], proof->v[j], NULL);
    }
}

void ref_range_proof_close(ref_range_proof *proof)
{
    for (size_t j = 0; j < REF_BRANCHES_MAX; j++) {
        mpz_clears(proof->c[j], proof->v[j], NULL);
    }
}

static void put_element(const ref_group *ref, ref_bytes *bytes, const mpz_t number)
{
    ref_put_number(bytes, number, ref->width);
}

void ref_range_prove(ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                     const mpz_t alpha, const mpz_t beta, const mpz_t xi, size_t value,
                     size_t bound, ref_range_proof *out)
{
    assert(bound < REF_BRANCHES_MAX && value <= bound);
    mpz_t u[REF_BRANCHES_MAX], a, b, t, c;
    mpz_inits(a, b, t, c, NULL);
    ref_bytes *bytes = malloc(sizeof *bytes);
    assert(bytes != NULL);
    *bytes = *prefix;
    put_element(ref, bytes, alpha);
    put_element(ref, bytes, beta);

    /* (57), (58): a_j = g^u_j, b_j = K^(u_j + (value - j) c_j), and no c for the true branch. */
    out->branches = bound + 1;
    for (size_t j = 0; j <= bound; j++) {
        mpz_init(u[j]);
        ref_random_scalar(ref, u[j]);
        mpz_set_ui(out->c[j], 0);
        if (j != value) {
            ref_random_scalar(ref, out->c[j]);
        }
        mpz_mul_si(t, out->c[j], (long)value - (long)j);
        mpz_add(t, t, u[j]);
        mpz_mod(t, t, ref->q);
        mpz_powm(a, ref->g, u[j], ref->p);
        mpz_powm(b, ref->k, t, ref->p);
        put_element(ref, bytes, a);
        put_element(ref, bytes, b);
    }

    /* (60), (61) */
    ref_challenge(ref, key, bytes, c);
    for (size_t j = 0; j <= bound; j++) {
        if (j != value) {
            mpz_sub(c, c, out->c[j]);
        }
    }
    mpz_mod(out->c[value], c, ref->q);
    for (size_t j = 0; j <= bound; j++) {
        mpz_mul(t, out->c[j], xi);
        mpz_sub(t, u[j], t);
        mpz_mod(out->v[j], t, ref->q);
        mpz_clear(u[j]);
    }
    mpz_clears(a, b, t, c, NULL);
    free(bytes);
}

bool ref_range_holds(const ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                     const mpz_t alpha, const mpz_t beta, const ref_range_proof *proof)
{
    mpz_t a, b, w, c, sum;
    mpz_inits(a, b, w, c, sum, NULL);
    ref_bytes *bytes = malloc(sizeof *bytes);
    assert(bytes != NULL);
    *bytes = *prefix;
    put_element(ref, bytes, alpha);
    put_element(ref, bytes, beta);
    for (size_t j = 0; j < proof->branches; j++) {
        power_product(ref, a, ref->g, proof->v[j], alpha, proof->c[j]);
        mpz_mul_ui(w, proof->c[j], j);
        mpz_sub(w, proof->v[j], w);
        power_product(ref, b, ref->k, w, beta, proof->c[j]);
        put_element(ref, bytes, a);
        put_element(ref, bytes, b);
        mpz_add(sum, sum, proof->c[j]);
    }
    ref_challenge(ref, key, bytes, c);
    mpz_mod(sum, sum, ref->q);
    const bool holds = mpz_cmp(sum, c) == 0;
    mpz_clears(a, b, w, c, sum, NULL);
    free(bytes);
    return holds;
}

void ref_schnorr_prove(ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                       const ref_bytes *suffix, const mpz_t secret, mpz_t c, mpz_t v)
{
    mpz_t u, h;
    mpz_inits(u, h, NULL);
    ref_bytes *bytes = malloc(sizeof *bytes);
    assert(bytes != NULL);
    *bytes = *prefix;
    ref_random_scalar(ref, u);
    mpz_powm(h, ref->g, u, ref->p);
    put_element(ref, bytes, h);
    ref_put_octets(bytes, suffix->at, suffix->len);
    ref_challenge(ref, key, bytes, c);
    mpz_mul(v, c, secret);
    mpz_sub(v, u, v);
    mpz_mod(v, v, ref->q);
    mpz_clears(u, h, NULL);
    free(bytes);
}

bool ref_equal_logs_hold(const ref_group *ref, const uint8_t key[32], const ref_bytes *prefix,
                         const mpz_t public_key, const mpz_t base, const mpz_t power, const mpz_t c,
                         const mpz_t v)
{
    mpz_t a, b, hashed;
    mpz_inits(a, b, hashed, NULL);
    ref_bytes *bytes = malloc(sizeof *bytes);
    assert(bytes != NULL);
    *bytes = *prefix;
    power_product(ref, a, ref->g, v, public_key, c);
    power_product(ref, b, base, v, power, c);
    put_element(ref, bytes, a);
    put_element(ref, bytes, b);
    put_element(ref, bytes, power);
    ref_challenge(ref, key, bytes, hashed);
    const bool holds = mpz_cmp(hashed, c) == 0;
    mpz_clears(a, b, hashed, NULL);
    free(bytes);
    return holds;
}
