/*
 * crypto/elgamal_make.c -- (g^nonce, key^(value + nonce)), and nobody learns of which value.
 *
 * Exponential ElGamal to the base of the key itself ([EGDS21] (31)): one table for value and nonce.
 */
#include "crypto/proofs_make.h"

#include "base/wipe.h"

enum { HANDFUL = 24 };

void cf_elgamal_exponent(const cf_group *group, const cf_secret_scalar *value,
                         const cf_secret_scalar *nonce, cf_secret_scalar *t)
{
    cf_secret_scalar_add(group, t, value, nonce);
}

void cf_elgamal_encrypt(const cf_making_bases *bases, const cf_scanned_base *key, size_t count,
                        const cf_secret_scalar *values, const cf_secret_scalar *nonces,
                        cf_element *alpha, cf_element *beta)
{
    cf_secret_scalar t[HANDFUL];
    cf_scanned_base_powers(bases->g, count, nonces, alpha);

    for (size_t done = 0; done < count; done += HANDFUL) {
        const size_t now = count - done < HANDFUL ? count - done : HANDFUL;
        for (size_t i = 0; i < now; i++) {
            cf_elgamal_exponent(bases->group, &values[done + i], &nonces[done + i], &t[i]);
        }
        cf_scanned_base_powers(key, now, t, &beta[done]);
    }
    cf_wipe(t, sizeof t);
    cf_wipe_stack();
}
