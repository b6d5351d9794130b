/*
 * crypto/elgamal.c -- (g^nonce, key^(value + nonce)): encrypting again what was opened.
 *
 * Exponential ElGamal to the base of the key itself ([EGDS21] (31)): one table for value and nonce.
 */
#include "crypto/proofs_check.h"

enum { HANDFUL = 16 };

void cf_elgamal_reencrypt_vartime(const cf_election_bases *bases, const cf_fixed_base *key_table,
                                  size_t count, const cf_scalar *values, const cf_scalar *nonces,
                                  cf_element *alpha, cf_element *beta)
{
    cf_fixed_base_powers_vartime(bases->g, count, nonces, alpha);

    for (size_t done = 0; done < count; done += HANDFUL) {
        const size_t now = count - done < HANDFUL ? count - done : HANDFUL;
        cf_scalar sums[HANDFUL];
        for (size_t i = 0; i < now; i++) {
            cf_scalar_add(bases->group, &sums[i], &values[done + i], &nonces[done + i]);
        }
        cf_fixed_base_powers_vartime(key_table, now, sums, &beta[done]);
    }
}
