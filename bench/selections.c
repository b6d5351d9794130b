/*
 * selections.c -- encrypting 0 or 1, and proving that it is one of the two.
 *
 * For the value s that is there, a commitment is honest: a_s = g^u, b_s = K^u.  For the other
 * value, l, its challenge and response are drawn first and the commitments follow from them.
 */
#include "selections.h"

#include "group/group.h"

#include <openssl/hmac.h>
#include <string.h>

void number_write(uint8_t *out, size_t octets, const mpz_t number)
{
    size_t len = (mpz_sizeinbase(number, 2) + 7) / 8;
    memset(out, 0, octets);
    mpz_export(out + octets - len, NULL, 1, 1, 1, 0, number);
}

void number_read(mpz_t out, const uint8_t *octets, size_t len)
{
    mpz_import(out, len, 1, 1, 1, 0, octets);
}

static void read_parameter(mpz_t out, cf_octets octets)
{
    mpz_init(out);
    number_read(out, octets.at, octets.len);
}

void election_open(election *of)
{
    const cf_group *group = cf_group_standard();
    read_parameter(of->p, cf_group_p(group));
    read_parameter(of->q, cf_group_q(group));
    read_parameter(of->g, cf_group_g(group));
    mpz_init(of->key);
    mpz_fdiv_q_ui(of->key, of->q, 3); /* any secret will do */
    mpz_powm(of->key, of->g, of->key, of->p);
    memset(of->h_i, 0x49, sizeof of->h_i);
}

void election_close(election *of)
{
    mpz_clears(of->p, of->q, of->g, of->key, NULL);
}

void selection_challenge(const election *of, const uint8_t *alpha, const uint8_t *beta,
                         mpz_t commitments[4], mpz_t out)
{
    uint8_t text[9 + 6 * ELEMENT_OCTETS] = { 0x24, 0, 0, 0, 1, 0, 0, 0, 1 };
    uint8_t *at = text + 9;
    memcpy(at, alpha, ELEMENT_OCTETS);
    memcpy(at + ELEMENT_OCTETS, beta, ELEMENT_OCTETS);
    for (size_t i = 0; i < 4; i++) {
        number_write(at + (2 + i) * ELEMENT_OCTETS, ELEMENT_OCTETS, commitments[i]);
    }
    uint8_t digest[SCALAR_OCTETS];
    HMAC(EVP_sha256(), of->h_i, sizeof of->h_i, text, sizeof text, digest, NULL);
    number_read(out, digest, sizeof digest);
    mpz_mod(out, out, of->q);
}

/* out = g^v base^c, or K^v base^c. */
static void commitment(const election *of, mpz_t out, const mpz_t fixed, const mpz_t v,
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

void selection_make(const election *of, gmp_randstate_t random, unsigned value, selection *out)
{
    unsigned other = 1 - value;
    mpz_t nonce, u, alpha, beta, exponent, challenge, c[2], v[2], commitments[4];
    mpz_inits(nonce, u, alpha, beta, exponent, challenge, c[0], c[1], v[0], v[1], NULL);
    mpz_inits(commitments[0], commitments[1], commitments[2], commitments[3], NULL);

    mpz_urandomm(nonce, random, of->q);
    mpz_powm(alpha, of->g, nonce, of->p);
    mpz_add_ui(exponent, nonce, value);
    mpz_powm(beta, of->key, exponent, of->p);
    number_write(out->alpha, ELEMENT_OCTETS, alpha);
    number_write(out->beta, ELEMENT_OCTETS, beta);

    mpz_urandomm(u, random, of->q);
    mpz_powm(commitments[2 * value], of->g, u, of->p);
    mpz_powm(commitments[2 * value + 1], of->key, u, of->p);
    mpz_urandomm(c[other], random, of->q);
    mpz_urandomm(v[other], random, of->q);
    commitment(of, commitments[2 * other], of->g, v[other], alpha, c[other]);
    mpz_set(exponent, v[other]);
    mpz_submul_ui(exponent, c[other], other);
    mpz_mod(exponent, exponent, of->q);
    commitment(of, commitments[2 * other + 1], of->key, exponent, beta, c[other]);

    /* v_s = u - c_s nonce: then g^v alpha^c = g^u, and K^(v - s c) beta^c = K^u. */
    selection_challenge(of, out->alpha, out->beta, commitments, challenge);
    mpz_sub(c[value], challenge, c[other]);
    mpz_mod(c[value], c[value], of->q);
    mpz_mul(v[value], c[value], nonce);
    mpz_sub(v[value], u, v[value]);
    mpz_mod(v[value], v[value], of->q);
    for (size_t j = 0; j < 2; j++) {
        number_write(out->c[j], SCALAR_OCTETS, c[j]);
        number_write(out->v[j], SCALAR_OCTETS, v[j]);
    }
    mpz_clears(nonce, u, alpha, beta, exponent, challenge, c[0], c[1], v[0], v[1], NULL);
    mpz_clears(commitments[0], commitments[1], commitments[2], commitments[3], NULL);
}
