/*
 * naive.c -- the equations of verification 6 of ElectionGuard 2.1, one after another.
 *
 *   alpha^q = beta^q = 1,  a_j = g^v_j alpha^c_j,  b_j = K^(v_j - j c_j) beta^c_j,
 *   c_0 + c_1 = H(.., alpha, beta, a_0, b_0, a_1, b_1)
 */
#include "naive.h"

static bool is_member(const election *of, const mpz_t x)
{
    if (mpz_sgn(x) <= 0 || mpz_cmp(x, of->p) >= 0) {
        return false;
    }
    mpz_t power;
    mpz_init(power);
    mpz_powm(power, x, of->q, of->p);
    bool is = mpz_cmp_ui(power, 1) == 0;
    mpz_clear(power);
    return is;
}

/* out = fixed^v base^c mod p */
static void product_of_powers(const election *of, mpz_t out, const mpz_t fixed, const mpz_t v,
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

bool naive_selection_holds(const election *of, const selection *claimed)
{
    mpz_t alpha, beta, w, sum, challenge, c[2], v[2], commitments[4];
    mpz_inits(alpha, beta, w, sum, challenge, c[0], c[1], v[0], v[1], NULL);
    mpz_inits(commitments[0], commitments[1], commitments[2], commitments[3], NULL);
    number_read(alpha, claimed->alpha, ELEMENT_OCTETS);
    number_read(beta, claimed->beta, ELEMENT_OCTETS);
    bool holds = is_member(of, alpha) && is_member(of, beta);

    for (unsigned j = 0; j < 2; j++) {
        number_read(c[j], claimed->c[j], SCALAR_OCTETS);
        number_read(v[j], claimed->v[j], SCALAR_OCTETS);
        holds = holds && mpz_cmp(c[j], of->q) < 0 && mpz_cmp(v[j], of->q) < 0;
        product_of_powers(of, commitments[2 * j], of->g, v[j], alpha, c[j]);
        mpz_set(w, v[j]);
        mpz_submul_ui(w, c[j], j);
        mpz_mod(w, w, of->q);
        product_of_powers(of, commitments[2 * j + 1], of->key, w, beta, c[j]);
        mpz_add(sum, sum, c[j]);
    }
    mpz_mod(sum, sum, of->q);
    selection_challenge(of, claimed->alpha, claimed->beta, commitments, challenge);
    holds = holds && mpz_cmp(sum, challenge) == 0;

    mpz_clears(alpha, beta, w, sum, challenge, c[0], c[1], v[0], v[1], NULL);
    mpz_clears(commitments[0], commitments[1], commitments[2], commitments[3], NULL);
    return holds;
}
