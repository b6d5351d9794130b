/*
 * combine/shares.c -- a share seen from outside.
 *
 * The proof C_2 binds the ciphertext to the indices of its sender and its receiver: a share that
 * was copied from another guardian's cannot carry one.  It does not tell who made it, nor in which
 * ceremony of the same n and k: that is for whoever carries shares.
 */
#include "combine/shares.h"

#include "crypto/eg21.h"
#include "crypto/eg21_make.h"

/* Separators of ElectionGuard stop at 0x45. */
enum { SEPARATOR_COMPLAINT = 0xC0, SCRATCH_OCTETS = 1 << 16 };

static bool is_absent(uint32_t sender, uint32_t receiver, const cf_encrypted_share *share)
{
    return share == NULL || share->sender != sender || share->receiver != receiver
           || (share->c0.octets.at == NULL && share->c1.at == NULL);
}

/* What can be said without an exponentiation. */
static bool is_well_formed(const cf_group *group, const cf_encrypted_share *share, cf_scalar *c,
                           cf_scalar *v)
{
    return share->c1.at != NULL && share->c1.len == CF_EG21_SHARE_OCTETS
           && share->c0.octets.at != NULL && share->c0.octets.len == cf_group_element_octets(group)
           && cf_scalar_admit(group, share->c, c) == CF_ADMITTED
           && cf_scalar_admit(group, share->v, v) == CF_ADMITTED;
}

/* C_0 || C_1, as the challenge hashes them after the commitment. */
static cf_octets ciphertext_of(const cf_encrypted_share *share,
                               uint8_t out[CF_ELEMENT_OCTETS_MAX + CF_EG21_SHARE_OCTETS])
{
    memcpy(out, share->c0.octets.at, share->c0.octets.len);
    memcpy(out + share->c0.octets.len, share->c1.at, CF_EG21_SHARE_OCTETS);
    return cf_octets_of(out, share->c0.octets.len + CF_EG21_SHARE_OCTETS);
}

static cf_status check_with(const cf_ceremony *ceremony, const cf_election_bases *bases,
                            const cf_encrypted_share *share, cf_arena *scratch, cf_element *c0,
                            cf_share_defect *defect)
{
    cf_scalar c;
    cf_scalar v;
    if (!is_well_formed(ceremony->group, share, &c, &v)) {
        *defect = CF_SHARE_MALFORMED;
        return CF_OK;
    }
    uint8_t ciphertext[CF_ELEMENT_OCTETS_MAX + CF_EG21_SHARE_OCTETS];
    cf_schnorr_claim claim = { .suffix = ciphertext_of(share, ciphertext), .c = &c, .v = &v };
    cf_eg21_share_challenge(&claim.prefix, &ceremony->h_p, share->sender, share->receiver);

    cf_element admitted;
    cf_refusal verdict;
    bool holds;
    const cf_status status =
        cf_schnorr_check_keys(bases, scratch, 1, &share->c0, &claim, &admitted, &verdict, &holds);
    if (status != CF_OK) {
        return status;
    }
    *defect = verdict != CF_ADMITTED ? CF_SHARE_MALFORMED : !holds ? CF_SHARE_PROOF : CF_SHARE_GOOD;
    if (*defect == CF_SHARE_GOOD) {
        *c0 = admitted;
    }
    return CF_OK;
}

cf_status cf_share_check(const cf_ceremony *ceremony, const cf_election_bases *bases,
                         uint32_t sender, uint32_t receiver, const cf_encrypted_share *share,
                         cf_element *c0, cf_share_defect *defect)
{
    cf_group_identity(ceremony->group, c0);
    if (is_absent(sender, receiver, share)) {
        *defect = CF_SHARE_ABSENT;
        return CF_OK;
    }
    cf_arena *scratch = cf_arena_open(SCRATCH_OCTETS);
    if (scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = check_with(ceremony, bases, share, scratch, c0, defect);
    cf_arena_close(scratch);
    return status;
}

bool cf_share_defect_is_hidden(cf_share_defect defect)
{
    return defect == CF_SHARE_NO_SCALAR || defect == CF_SHARE_OTHER_VALUE;
}

void cf_share_complaint_challenge(cf_transcript *transcript, const cf_ceremony *ceremony,
                                  uint32_t sender, uint32_t receiver, const cf_element *kappa,
                                  const cf_element *c0)
{
    cf_transcript_start_under(transcript, &ceremony->h_p, SEPARATOR_COMPLAINT);
    cf_transcript_text(transcript, "share complaint");
    cf_transcript_u32(transcript, sender);
    cf_transcript_u32(transcript, receiver);
    cf_transcript_elements(transcript, ceremony->group, 1, kappa);
    cf_transcript_elements(transcript, ceremony->group, 1, c0);
}
