/*
 * vault/guardian_draw.c -- a guardian's secrets, and what it says of them.
 *
 * Two polynomials of degree k - 1, whose values at 0 are the guardian's parts of the two election
 * keys, and zeta, with which it reads its mail.  One challenge covers the k coefficients of a
 * polynomial and zeta.
 */
#include "crypto/eg21.h"
#include "vault/inside.h"

/* --- secrets --- */

static cf_status draw_secrets(cf_vault_guardian *guardian, const cf_entropy_source *entropy)
{
    const cf_group *group = guardian->ceremony.group;
    const size_t k = guardian->ceremony.k;
    cf_status status = cf_secret_scalar_draw(group, entropy, k, guardian->vote_polynomial);
    if (status == CF_OK) {
        status = cf_secret_scalar_draw(group, entropy, k, guardian->data_polynomial);
    }
    if (status == CF_OK) {
        status = cf_secret_scalar_draw(group, entropy, 1, &guardian->zeta);
    }
    return status;
}

static void commit(cf_vault_guardian *guardian)
{
    const size_t k = guardian->ceremony.k;
    cf_scanned_base_powers(guardian->g, k, guardian->vote_polynomial, guardian->vote);
    cf_scanned_base_powers(guardian->g, k, guardian->data_polynomial, guardian->data);
    cf_scanned_base_powers(guardian->g, 1, &guardian->zeta, &guardian->kappa);
}

/* A guardian sends no share to itself. */
static void keep_own_share(cf_vault_guardian *guardian)
{
    const uint32_t i = guardian->index;
    cf_vault_own_value(guardian, i, false, &guardian->vote_shares[i - 1]);
    cf_vault_own_value(guardian, i, true, &guardian->data_shares[i - 1]);
    guardian->has_share[i - 1] = true;
}

/* --- proofs --- */

typedef struct proof {
    const cf_unchecked_scalar *c; /* 1 */
    const cf_unchecked_scalar *v; /* k + 1 */
} proof;

/* room: for 3 (k + 1) scalars. */
static cf_status prove_in(const cf_vault_guardian *guardian, bool data,
                          const cf_entropy_source *entropy, cf_arena *room, cf_arena *arena,
                          proof *out)
{
    const cf_group *group = guardian->ceremony.group;
    const size_t k = guardian->ceremony.k;
    cf_secret_scalar *x = cf_arena_take(room, k + 1, sizeof *x);
    cf_secret_scalar *u = cf_arena_take(room, k + 1, sizeof *u);
    cf_scalar *v = cf_arena_take(room, k + 1, sizeof *v);
    if (x == NULL || u == NULL || v == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(x, data ? guardian->data_polynomial : guardian->vote_polynomial, k * sizeof *x);
    x[k] = guardian->zeta;

    cf_transcript prefix;
    cf_eg21_guardian_challenge(&prefix, &guardian->ceremony.h_p, group, data, guardian->index, k,
                               data ? guardian->data : guardian->vote, &guardian->kappa);
    const cf_making_bases bases = { .group = group, .g = guardian->g };
    cf_scalar c;
    const cf_status status =
        cf_schnorr_make(&bases, &prefix, cf_octets_of("", 0), k + 1, x, entropy, u, &c, v);
    if (status != CF_OK) {
        return status;
    }
    out->c = cf_encoded_scalars(group, 1, &c, arena);
    out->v = cf_encoded_scalars(group, k + 1, v, arena);
    return out->c != NULL && out->v != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status prove(const cf_vault_guardian *guardian, bool data,
                       const cf_entropy_source *entropy, cf_arena *arena, proof *out)
{
    const size_t scalars = 3 * ((size_t)guardian->ceremony.k + 1);
    cf_arena *room = cf_arena_open_secret(scalars * sizeof(cf_secret_scalar) + 3 * 64);
    const cf_status status =
        room != NULL ? prove_in(guardian, data, entropy, room, arena, out) : CF_ERR_MEMORY;
    cf_arena_close(room);
    return status;
}

/* --- what is published --- */

static cf_status publish(const cf_vault_guardian *guardian, cf_octets name, const proof *vote,
                         const proof *data, cf_arena *arena, cf_guardian *out)
{
    const cf_group *group = guardian->ceremony.group;
    const size_t k = guardian->ceremony.k;
    const cf_unchecked_element *kappa = cf_encoded_elements(group, 1, &guardian->kappa, arena);
    const cf_guardian published = {
        .index = guardian->index,
        .name = cf_arena_copy(arena, name),
        .vote_count = k,
        .vote = cf_encoded_elements(group, k, guardian->vote, arena),
        .data_count = k,
        .data = cf_encoded_elements(group, k, guardian->data, arena),
        .kappa = kappa != NULL ? *kappa : (cf_unchecked_element){ { NULL, 0 } },
        .vote_c_count = 1,
        .vote_c = vote->c,
        .vote_v_count = k + 1,
        .vote_v = vote->v,
        .data_c = *data->c,
        .data_v_count = k + 1,
        .data_v = data->v,
    };
    if (published.name.at == NULL || published.vote == NULL || published.data == NULL
        || kappa == NULL) {
        return CF_ERR_MEMORY;
    }
    *out = published;
    return CF_OK;
}

static cf_status draw(cf_vault_guardian *guardian, cf_octets name, const cf_entropy_source *entropy,
                      cf_arena *arena, cf_guardian *published)
{
    proof vote;
    proof data;
    cf_status status = draw_secrets(guardian, entropy);
    if (status != CF_OK) {
        return status;
    }
    commit(guardian);
    keep_own_share(guardian);
    status = prove(guardian, false, entropy, arena, &vote);
    if (status == CF_OK) {
        status = prove(guardian, true, entropy, arena, &data);
    }
    return status == CF_OK ? publish(guardian, name, &vote, &data, arena, published) : status;
}

cf_status cf_vault_guardian_draw(const cf_ceremony *ceremony, uint32_t index, cf_octets name,
                                 const cf_entropy_source *entropy, cf_arena *arena,
                                 cf_vault_guardian **guardian, cf_guardian *published)
{
    cf_vault_guardian *out = NULL;
    cf_status status = cf_vault_guardian_open(ceremony, index, &out);
    if (status == CF_OK) {
        status = draw(out, name, entropy, arena, published);
    }
    if (status == CF_OK) {
        *guardian = out;
    } else {
        cf_vault_guardian_close(out);
    }
    cf_wipe_stack();
    return status;
}
