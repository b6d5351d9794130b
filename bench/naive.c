/*
 * naive.c -- [EGDS21] 3.3.5, 3.3.7, 3.3.8 and verification 6, written to be read.
 */
#include "naive.h"

#include "group/group.h"

#include <openssl/hmac.h>
#include <string.h>

static void read_number(mpz_t out, const uint8_t *octets, size_t len)
{
    mpz_import(out, len, 1, 1, 1, 0, octets);
}

static void write_number(uint8_t *out, size_t octets, const mpz_t number)
{
    const size_t len = (mpz_sizeinbase(number, 2) + 7) / 8;
    memset(out, 0, octets);
    mpz_export(out + octets - len, NULL, 1, 1, 1, 0, number);
}

static void read_parameter(mpz_t out, cf_octets octets)
{
    mpz_init(out);
    read_number(out, octets.at, octets.len);
}

void naive_open(naive_election *of, const uint8_t key[NAIVE_ELEMENT],
                const uint8_t key_hat[NAIVE_ELEMENT])
{
    const cf_group *group = cf_group_standard();
    read_parameter(of->p, cf_group_p(group));
    read_parameter(of->q, cf_group_q(group));
    read_parameter(of->g, cf_group_g(group));
    read_parameter(of->key, cf_octets_of(key, NAIVE_ELEMENT));
    read_parameter(of->key_hat, cf_octets_of(key_hat, NAIVE_ELEMENT));
}

void naive_close(naive_election *of)
{
    mpz_clears(of->p, of->q, of->g, of->key, of->key_hat, NULL);
}

/* --- the challenge of a proof: alpha, beta, then its commitments --- */

static void write_index(uint8_t out[4], uint32_t index)
{
    out[0] = (uint8_t)(index >> 24);
    out[1] = (uint8_t)(index >> 16);
    out[2] = (uint8_t)(index >> 8);
    out[3] = (uint8_t)index;
}

/* H_q(H_I; 24, contest [, option], the numbers); option 0 stands for none. */
static void hash_numbers(const naive_election *of, const uint8_t *h_i, uint32_t contest,
                         uint32_t option, size_t count, mpz_t *numbers, mpz_t out)
{
    uint8_t text[9 + 6 * NAIVE_ELEMENT] = { 0x24 };
    uint8_t *at = text + 1;
    write_index(at, contest);
    at += 4;
    if (option != 0) {
        write_index(at, option);
        at += 4;
    }
    for (size_t i = 0; i < count; i++) {
        write_number(at, NAIVE_ELEMENT, numbers[i]);
        at += NAIVE_ELEMENT;
    }
    uint8_t digest[NAIVE_SCALAR];
    HMAC(EVP_sha256(), h_i, 32, text, (size_t)(at - text), digest, NULL);
    read_number(out, digest, sizeof digest);
    mpz_mod(out, out, of->q);
}

/* --- verifying --- */

static bool is_member(const naive_election *of, const mpz_t x)
{
    if (mpz_sgn(x) <= 0 || mpz_cmp(x, of->p) >= 0) {
        return false;
    }
    mpz_t power;
    mpz_init(power);
    mpz_powm(power, x, of->q, of->p);
    const bool is = mpz_cmp_ui(power, 1) == 0;
    mpz_clear(power);
    return is;
}

/* out = fixed^v base^c mod p */
static void product_of_powers(const naive_election *of, mpz_t out, const mpz_t fixed, const mpz_t v,
                              const mpz_t base, const mpz_t c)
{
    mpz_t power;
    mpz_init(power);
    mpz_powm(out, fixed, v, of->p);
    mpz_powm(power, base, c, of->p);
    mpz_mul(out, out, power);
    mpz_mod(out, out, of->p);
    mpz_clear(power);
}

/*
 * alpha^q = beta^q = 1,  a_j = g^v_j alpha^c_j,  b_j = K^(v_j - j c_j) beta^c_j,
 * c_0 + c_1 = H(.., alpha, beta, a_0, b_0, a_1, b_1)
 */
bool naive_holds(const naive_election *of, const naive_selection *claimed)
{
    mpz_t hashed[6]; /* alpha, beta, a_0, b_0, a_1, b_1 */
    mpz_t w, sum, challenge, c, v;
    mpz_inits(w, sum, challenge, c, v, NULL);
    mpz_inits(hashed[0], hashed[1], hashed[2], hashed[3], hashed[4], hashed[5], NULL);
    read_number(hashed[0], claimed->alpha, NAIVE_ELEMENT);
    read_number(hashed[1], claimed->beta, NAIVE_ELEMENT);
    bool holds = is_member(of, hashed[0]) && is_member(of, hashed[1]);

    for (unsigned j = 0; j < 2; j++) {
        read_number(c, claimed->c[j], NAIVE_SCALAR);
        read_number(v, claimed->v[j], NAIVE_SCALAR);
        holds = holds && mpz_cmp(c, of->q) < 0 && mpz_cmp(v, of->q) < 0;
        product_of_powers(of, hashed[2 + 2 * j], of->g, v, hashed[0], c);
        mpz_set(w, v);
        mpz_submul_ui(w, c, j);
        mpz_mod(w, w, of->q);
        product_of_powers(of, hashed[3 + 2 * j], of->key, w, hashed[1], c);
        mpz_add(sum, sum, c);
    }
    mpz_mod(sum, sum, of->q);
    hash_numbers(of, claimed->h_i, claimed->contest, claimed->option, 6, hashed, challenge);
    holds = holds && mpz_cmp(sum, challenge) == 0;

    mpz_clears(hashed[0], hashed[1], hashed[2], hashed[3], hashed[4], hashed[5], NULL);
    mpz_clears(w, sum, challenge, c, v, NULL);
    return holds;
}

/* --- encrypting --- */

enum { MADE_OCTETS = 2 * NAIVE_ELEMENT + 4 * NAIVE_SCALAR };

size_t naive_made_octets(size_t options)
{
    return options * MADE_OCTETS;
}

/*
 * A proof that (alpha, beta), which stands in hashed[0] and [1] under this nonce, encrypts value, 0
 * or 1: a_j = g^u_j, b_j = K^(u_j + (value - j) c_j), where c of the branch that is not true was
 * drawn before and the other is what is left of the hash.
 */
static void prove(const naive_election *of, gmp_randstate_t random, const uint8_t *h_i,
                  uint32_t option, unsigned value, const mpz_t nonce, mpz_t *hashed, uint8_t *out)
{
    const unsigned other = 1 - value;
    mpz_t u[2], c[2], t, challenge;
    mpz_inits(u[0], u[1], c[0], c[1], t, challenge, NULL);
    mpz_urandomm(u[0], random, of->q);
    mpz_urandomm(u[1], random, of->q);
    mpz_urandomm(c[other], random, of->q);

    for (unsigned j = 0; j < 2; j++) {
        mpz_set(t, u[j]);
        if (j == other) { /* value - j is 1 for j = 0 and -1 for j = 1 */
            j == 0 ? mpz_add(t, t, c[j]) : mpz_sub(t, t, c[j]);
            mpz_mod(t, t, of->q);
        }
        mpz_powm_sec(hashed[2 + 2 * j], of->g, u[j], of->p);
        mpz_powm_sec(hashed[3 + 2 * j], of->key, t, of->p);
    }
    hash_numbers(of, h_i, 1, option, 6, hashed, challenge);
    mpz_sub(c[value], challenge, c[other]);
    mpz_mod(c[value], c[value], of->q);
    for (unsigned j = 0; j < 2; j++) { /* v_j = u_j - c_j nonce */
        mpz_mul(t, c[j], nonce);
        mpz_sub(t, u[j], t);
        mpz_mod(t, t, of->q);
        write_number(out + (2 * j) * NAIVE_SCALAR, NAIVE_SCALAR, c[j]);
        write_number(out + (2 * j + 1) * NAIVE_SCALAR, NAIVE_SCALAR, t);
    }
    mpz_clears(u[0], u[1], c[0], c[1], t, challenge, NULL);
}

/* The ballot nonce under K', with its proof: as much as matters for the time. */
static void encrypt_nonce(const naive_election *of, gmp_randstate_t random)
{
    mpz_t exponent, power;
    mpz_inits(exponent, power, NULL);
    mpz_urandomm(exponent, random, of->q);
    mpz_powm_sec(power, of->g, exponent, of->p);
    mpz_powm_sec(power, of->key_hat, exponent, of->p);
    mpz_urandomm(exponent, random, of->q);
    mpz_powm_sec(power, of->g, exponent, of->p);
    mpz_clears(exponent, power, NULL);
}

static void multiply_into(const naive_election *of, mpz_t product, const mpz_t factor)
{
    mpz_mul(product, product, factor);
    mpz_mod(product, product, of->p);
}

void naive_encrypt(const naive_election *of, gmp_randstate_t random, const uint8_t *h_i,
                   size_t options, uint8_t *out)
{
    mpz_t hashed[6], products[2], nonce, nonce_sum, exponent;
    uint8_t limit_proof[4 * NAIVE_SCALAR];
    mpz_inits(hashed[0], hashed[1], hashed[2], hashed[3], hashed[4], hashed[5], NULL);
    mpz_inits(products[0], products[1], nonce, nonce_sum, exponent, NULL);
    mpz_set_ui(products[0], 1);
    mpz_set_ui(products[1], 1);

    for (size_t i = 0; i < options; i++, out += MADE_OCTETS) {
        const unsigned value = i == 0;
        mpz_urandomm(nonce, random, of->q);
        mpz_add_ui(exponent, nonce, value);
        mpz_powm_sec(hashed[0], of->g, nonce, of->p);
        mpz_powm_sec(hashed[1], of->key, exponent, of->p);
        write_number(out, NAIVE_ELEMENT, hashed[0]);
        write_number(out + NAIVE_ELEMENT, NAIVE_ELEMENT, hashed[1]);
        prove(of, random, h_i, (uint32_t)i + 1, value, nonce, hashed, out + 2 * NAIVE_ELEMENT);
        multiply_into(of, products[0], hashed[0]);
        multiply_into(of, products[1], hashed[1]);
        mpz_add(nonce_sum, nonce_sum, nonce);
    }
    mpz_mod(nonce_sum, nonce_sum, of->q);
    mpz_set(hashed[0], products[0]);
    mpz_set(hashed[1], products[1]);
    prove(of, random, h_i, 0, 1, nonce_sum, hashed, limit_proof);
    encrypt_nonce(of, random);

    mpz_clears(hashed[0], hashed[1], hashed[2], hashed[3], hashed[4], hashed[5], NULL);
    mpz_clears(products[0], products[1], nonce, nonce_sum, exponent, NULL);
}
