/*
 * vault/inside.h -- what a guardian holds.  For this room only.
 *
 * Two blocks: what must not be known is in one that is locked and wiped, what was published in
 * another, so that little has to be locked.
 */
#ifndef CF_VAULT_INSIDE_H
#define CF_VAULT_INSIDE_H

#include "base/ct.h"
#include "base/wipe.h"
#include "combine/encoded.h"
#include "crypto/proofs_check.h"
#include "crypto/proofs_make.h"
#include "vault/guardian.h"

struct cf_vault_guardian {
    cf_arena *secrets; /* this struct stands in it, and what is marked secret */
    cf_arena *open;    /* what the guardian published, and tables */

    cf_ceremony ceremony;
    uint32_t index;    /* i */
    bool has_finished; /* then z and z_hat are all that is left of the secrets */
    cf_hash h_e;       /* of the keys that it finished with */
    cf_hash h_g;       /* likewise: it covers every coefficient, h_e only K and K' */

    /* secret, until finish */
    cf_secret_scalar *vote_polynomial; /* k: a_i0 .. a_i,k-1 of P_i */
    cf_secret_scalar *data_polynomial; /* k: of P'_i */
    cf_secret_scalar zeta;
    cf_secret_scalar *vote_shares; /* n: P_j(i) in place j - 1, where has_share says so */
    cf_secret_scalar *data_shares; /* n: P'_j(i) */
    bool *has_share;               /* n, public; its own is always there */

    /* secret, from finish on */
    cf_secret_scalar z;     /* the sum of all P_j(i) */
    cf_secret_scalar z_hat; /* the sum of all P'_j(i) */

    /* public */
    cf_element *vote; /* k: K_i0 .. */
    cf_element *data; /* k: K'_i0 .. */
    cf_element kappa;
    const cf_scanned_base *g;   /* a table of g for secret exponents */
    cf_election_bases checking; /* and one for public ones */
};

/* A guardian without secrets yet, its tables built.  CF_ERR_RANGE, CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_vault_guardian_open(const cf_ceremony *ceremony, uint32_t index,
                                               cf_vault_guardian **guardian);

/* Whether index is that of another guardian of the same ceremony. */
bool cf_vault_is_other(const cf_vault_guardian *guardian, uint32_t index);

/* P_i(l), or P'_i(l). */
void cf_vault_own_value(const cf_vault_guardian *guardian, uint32_t l, bool data,
                        cf_secret_scalar *out);

/* Whether g^value is `promised`, which is public. */
cf_mask cf_vault_fits(const cf_vault_guardian *guardian, const cf_secret_scalar *value,
                      const cf_element *promised);

/*
 * The one place where something that was calculated from secrets becomes public: whether a share,
 * or the sum of all, is right; whether a ballot's ciphertext is what its opened nonce gives.
 */
bool cf_vault_tell(cf_mask verdict);

#endif
