/*
 * vault/share_accept.c -- a share from another guardian: to be kept, or to be complained about.
 *
 * What anybody can see is asked first.  Then the share is decrypted and held against the sender's
 * commitments.  Should it not fit, the receiver gives away the one agreed element that opens this
 * share, with a proof, and so the share itself; its zeta stays secret.
 */
#include "combine/guardians.h"
#include "combine/shares.h"
#include "crypto/eg21_make.h"
#include "vault/inside.h"

typedef struct opened_share {
    cf_secret_element beta;
    uint8_t octets[CF_EG21_SHARE_OCTETS];
    cf_secret_scalar vote;
    cf_secret_scalar data;
} opened_share;

/* --- decrypting --- */

static void decrypt(const cf_vault_guardian *guardian, const cf_guardian_key *sender,
                    const cf_encrypted_share *share, const cf_element *c0, opened_share *o)
{
    const cf_ceremony *ceremony = &guardian->ceremony;
    cf_group_secret_powers(ceremony->group, 1, c0, &guardian->zeta, &o->beta.element);
    memcpy(o->octets, share->c1.at, sizeof o->octets);
    cf_eg21_share_xor(&ceremony->h_p, ceremony->group, sender->index, guardian->index,
                      &guardian->kappa, c0, &o->beta, o->octets);
}

static cf_mask read_scalars(const cf_group *group, opened_share *o)
{
    const bool vote = cf_secret_scalar_decode(group, o->octets, &o->vote);
    const bool data = cf_secret_scalar_decode(group, o->octets + CF_SCALAR_OCTETS, &o->data);
    return cf_ct_mask(vote) & cf_ct_mask(data);
}

static cf_mask is_promised(const cf_vault_guardian *guardian, const cf_guardian_key *sender,
                           const opened_share *o)
{
    cf_element vote;
    cf_element data;
    cf_guardian_share_value_vartime(&guardian->ceremony, sender, guardian->index, false, &vote);
    cf_guardian_share_value_vartime(&guardian->ceremony, sender, guardian->index, true, &data);
    return cf_vault_fits(guardian, &o->vote, &vote) & cf_vault_fits(guardian, &o->data, &data);
}

static cf_share_defect look(const cf_vault_guardian *guardian, const cf_guardian_key *sender,
                            const cf_encrypted_share *share, const cf_element *c0, opened_share *o)
{
    decrypt(guardian, sender, share, c0, o);
    if (!cf_vault_tell(read_scalars(guardian->ceremony.group, o))) {
        return CF_SHARE_NO_SCALAR;
    }
    return cf_vault_tell(is_promised(guardian, sender, o)) ? CF_SHARE_GOOD : CF_SHARE_OTHER_VALUE;
}

static void keep(cf_vault_guardian *guardian, uint32_t sender, const opened_share *o)
{
    guardian->vote_shares[sender - 1] = o->vote;
    guardian->data_shares[sender - 1] = o->data;
    guardian->has_share[sender - 1] = true;
}

/* --- complaining --- */

/* A span that was none stays none. */
static bool copy(cf_arena *arena, cf_octets from, cf_octets *out)
{
    *out = from.at != NULL ? cf_arena_copy(arena, from) : from;
    return from.at == NULL || out->at != NULL;
}

/* An absent share has parties only: whatever came in its place was not from this sender for us. */
static bool copy_share(cf_arena *arena, const cf_encrypted_share *from, cf_share_defect defect,
                       cf_encrypted_share *out)
{
    return defect == CF_SHARE_ABSENT
           || (copy(arena, from->c0.octets, &out->c0.octets) && copy(arena, from->c1, &out->c1)
               && copy(arena, from->c.octets, &out->c.octets)
               && copy(arena, from->v.octets, &out->v.octets));
}

static cf_status prove_beta(const cf_vault_guardian *guardian, uint32_t sender,
                            const cf_element *c0, const cf_element *beta,
                            const cf_entropy_source *entropy, cf_arena *arena,
                            cf_share_complaint *out)
{
    const cf_group *group = guardian->ceremony.group;
    const cf_making_bases bases = { .group = group, .g = guardian->g };
    cf_transcript prefix;
    cf_share_complaint_challenge(&prefix, &guardian->ceremony, sender, guardian->index,
                                 &guardian->kappa, c0);
    cf_scalar proof[2];
    const cf_status status = cf_equal_logs_make(&bases, &prefix, c0, beta, &guardian->zeta, entropy,
                                                &proof[0], &proof[1]);
    if (status != CF_OK) {
        return status;
    }
    const cf_unchecked_element *element = cf_encoded_elements(group, 1, beta, arena);
    const cf_unchecked_scalar *scalars = cf_encoded_scalars(group, 2, proof, arena);
    if (element == NULL || scalars == NULL) {
        return CF_ERR_MEMORY;
    }
    out->beta = *element;
    out->c = scalars[0];
    out->v = scalars[1];
    return CF_OK;
}

static cf_status complain(const cf_vault_guardian *guardian, uint32_t sender,
                          const cf_encrypted_share *share, const cf_element *c0,
                          const opened_share *o, cf_share_defect defect,
                          const cf_entropy_source *entropy, cf_arena *arena,
                          cf_share_complaint *out)
{
    *out = (cf_share_complaint){ .accuser = guardian->index,
                                 .share = { .sender = sender, .receiver = guardian->index },
                                 .defect = defect };
    if (!copy_share(arena, share, defect, &out->share)) {
        return CF_ERR_MEMORY;
    }
    if (!cf_share_defect_is_hidden(defect)) {
        return CF_OK;
    }
    return prove_beta(guardian, sender, c0, &o->beta.element, entropy, arena, out);
}

/* --- the act --- */

static cf_status accept(cf_vault_guardian *guardian, const cf_guardian_key *sender,
                        const cf_encrypted_share *share, const cf_entropy_source *entropy,
                        cf_arena *arena, opened_share *o, cf_share_defect *defect,
                        cf_share_complaint *complaint)
{
    cf_element c0;
    cf_share_defect found;
    const cf_status status = cf_share_check(&guardian->ceremony, &guardian->checking, sender->index,
                                            guardian->index, share, &c0, &found);
    if (status != CF_OK) {
        return status;
    }
    if (found == CF_SHARE_GOOD) {
        found = look(guardian, sender, share, &c0, o);
    }
    *defect = found;
    if (found == CF_SHARE_GOOD) {
        keep(guardian, sender->index, o);
        return CF_OK;
    }
    return complain(guardian, sender->index, share, &c0, o, found, entropy, arena, complaint);
}

cf_status cf_vault_share_accept(cf_vault_guardian *guardian, const cf_guardian_key *sender,
                                const cf_encrypted_share *share, const cf_entropy_source *entropy,
                                cf_arena *arena, cf_share_defect *defect,
                                cf_share_complaint *complaint)
{
    if (guardian->has_finished || !cf_vault_is_other(guardian, sender->index)) {
        return CF_ERR_RANGE;
    }
    opened_share o = { 0 };
    cf_share_defect found = CF_SHARE_ABSENT;
    cf_share_complaint filled = { 0 };
    const cf_status status = accept(guardian, sender, share, entropy, arena, &o, &found, &filled);
    if (status == CF_OK) {
        *defect = found;
        *complaint = filled;
    }
    cf_wipe(&o, sizeof o);
    cf_wipe_stack();
    return status;
}
