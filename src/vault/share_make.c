/*
 * vault/share_make.c -- one value of each polynomial, for one other guardian.
 *
 * Hashed ElGamal: g^xi, and the values under keys that follow from kappa_l^xi.  The proof that xi
 * is known keeps anybody from sending on, as its own, a share that it cannot read.
 */
#include "crypto/eg21.h"
#include "crypto/eg21_make.h"
#include "vault/inside.h"

typedef struct share_secrets {
    cf_secret_scalar xi;
    cf_secret_scalar u;
    cf_secret_scalar value;
    cf_secret_element beta;
    uint8_t plain[CF_EG21_SHARE_OCTETS]; /* until it is encrypted in place */
} share_secrets;

static void put_values(const cf_vault_guardian *guardian, uint32_t receiver, share_secrets *s)
{
    const cf_group *group = guardian->ceremony.group;
    cf_vault_own_value(guardian, receiver, false, &s->value);
    cf_secret_scalar_encode(group, &s->value, s->plain);
    cf_vault_own_value(guardian, receiver, true, &s->value);
    cf_secret_scalar_encode(group, &s->value, s->plain + CF_SCALAR_OCTETS);
}

static void encrypt(const cf_vault_guardian *guardian, const cf_guardian_key *receiver,
                    share_secrets *s, cf_element *alpha)
{
    const cf_ceremony *ceremony = &guardian->ceremony;
    cf_scanned_base_powers(guardian->g, 1, &s->xi, alpha);
    cf_group_secret_powers(ceremony->group, 1, &receiver->kappa, &s->xi, &s->beta.element);
    cf_eg21_share_xor(&ceremony->h_p, ceremony->group, guardian->index, receiver->index,
                      &receiver->kappa, alpha, &s->beta, s->plain);
}

/* C_0 || C_1, one after the other, so that they can be hashed at once. */
static bool publish_ciphertext(const cf_group *group, const cf_element *alpha,
                               const share_secrets *s, cf_arena *arena, cf_octets *both,
                               cf_encrypted_share *out)
{
    const size_t width = cf_group_element_octets(group);
    uint8_t *octets = cf_arena_take(arena, 1, width + sizeof s->plain);
    if (octets == NULL) {
        return false;
    }
    cf_group_encode(group, 1, alpha, octets);
    memcpy(octets + width, s->plain, sizeof s->plain);
    *both = cf_octets_of(octets, width + sizeof s->plain);
    out->c0.octets = cf_octets_of(octets, width);
    out->c1 = cf_octets_of(octets + width, sizeof s->plain);
    return true;
}

static cf_status prove(const cf_vault_guardian *guardian, cf_octets ciphertext,
                       const cf_entropy_source *entropy, share_secrets *s, cf_arena *arena,
                       cf_encrypted_share *out)
{
    const cf_group *group = guardian->ceremony.group;
    const cf_making_bases bases = { .group = group, .g = guardian->g };
    cf_transcript prefix;
    cf_eg21_share_challenge(&prefix, &guardian->ceremony.h_p, out->sender, out->receiver);
    cf_scalar proof[2];
    const cf_status status = cf_schnorr_make(&bases, &prefix, ciphertext, 1, &s->xi, entropy, &s->u,
                                             &proof[0], &proof[1]);
    if (status != CF_OK) {
        return status;
    }
    const cf_unchecked_scalar *published = cf_encoded_scalars(group, 2, proof, arena);
    if (published == NULL) {
        return CF_ERR_MEMORY;
    }
    out->c = published[0];
    out->v = published[1];
    return CF_OK;
}

static cf_status make(const cf_vault_guardian *guardian, const cf_guardian_key *receiver,
                      const cf_entropy_source *entropy, share_secrets *s, cf_arena *arena,
                      cf_encrypted_share *out)
{
    const cf_group *group = guardian->ceremony.group;
    const cf_status status = cf_secret_scalar_draw(group, entropy, 1, &s->xi);
    if (status != CF_OK) {
        return status;
    }
    cf_element alpha;
    cf_octets ciphertext;
    put_values(guardian, receiver->index, s);
    encrypt(guardian, receiver, s, &alpha);
    if (!publish_ciphertext(group, &alpha, s, arena, &ciphertext, out)) {
        return CF_ERR_MEMORY;
    }
    return prove(guardian, ciphertext, entropy, s, arena, out);
}

cf_status cf_vault_share_make(const cf_vault_guardian *guardian, const cf_guardian_key *receiver,
                              const cf_entropy_source *entropy, cf_arena *arena,
                              cf_encrypted_share *out)
{
    if (guardian->has_finished || !cf_vault_is_other(guardian, receiver->index)) {
        return CF_ERR_RANGE;
    }
    share_secrets s = { 0 };
    cf_encrypted_share share = { .sender = guardian->index, .receiver = receiver->index };
    const cf_status status = make(guardian, receiver, entropy, &s, arena, &share);
    if (status == CF_OK) {
        *out = share;
    }
    cf_wipe(&s, sizeof s);
    cf_wipe_stack();
    return status;
}
