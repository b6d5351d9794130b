/*
 * vault/session.h -- what a guardian remembers between the rounds.  For this room only.
 */
#ifndef CF_VAULT_SESSION_H
#define CF_VAULT_SESSION_H

#include "base/wipe.h"
#include "vault/decryption.h"
#include "vault/inside.h"

/* How far a session is. */
typedef enum cf_vault_stage {
    CF_VAULT_COMMITTED,
    CF_VAULT_REVEALED,
    CF_VAULT_SPENT
} cf_vault_stage;

enum { CF_VAULT_TASK_ELEMENTS = 3 }; /* a, b, M */

struct cf_vault_session {
    cf_arena *secrets; /* this struct stands in it, and what is marked secret */
    cf_arena *open;    /* the rest */

    const cf_vault_guardian *guardian;
    cf_election_keys keys;
    cf_available available;
    size_t place; /* of this guardian in U */
    size_t count;
    const cf_decryption_task *tasks;
    cf_vault_stage stage;

    cf_secret_scalar *u;                   /* count, secret */
    uint8_t *revealed;                     /* count * (a, b, M), encoded */
    cf_decryption_commitment *commitments; /* U * count; from reveal on those of all */
};

/* Where its own commitments stand among those of all. */
static inline cf_decryption_commitment *cf_vault_own_commitments(const cf_vault_session *session)
{
    return session->commitments + session->place * session->count;
}

/* z for totals, z' for everything else: (84), (96), (107). */
static inline const cf_secret_scalar *cf_vault_key_share(const cf_vault_session *session,
                                                         size_t task)
{
    return session->tasks[task].kind == CF_DECRYPT_TOTAL ? &session->guardian->z
                                                         : &session->guardian->z_hat;
}

#endif
