/*
 * crypto/eg21_keys.c -- the hashes of ElectionGuard 2.1.0 up to the extended base hash.
 *
 * They form a chain in which each hash is the key of the next: H_P fixes the arithmetic and the
 * guardians' numbers, H_B the manifest, H_E the keys.  Whoever agrees on H_E agrees on all of it.
 */
#include "crypto/eg21.h"

enum {
    SEPARATOR_H_P = 0x00,
    SEPARATOR_H_B = 0x01,
    SEPARATOR_GUARDIAN_PROOF = 0x10,
    SEPARATOR_SHARE_PROOF = 0x12,
    SEPARATOR_H_G = 0x13,
    SEPARATOR_H_E = 0x14
};

/* The version stands where a key stands: 32 octets, zeros after the text. */
static const cf_hash VERSION = { .octets = "v2.1.0" };

void cf_eg21_parameter_base_hash(const cf_group *group, uint32_t n, uint32_t k, cf_hash *out)
{
    cf_element generator;
    cf_group_generator(group, &generator);

    cf_transcript transcript;
    cf_transcript_start_under(&transcript, &VERSION, SEPARATOR_H_P);
    cf_transcript_octets(&transcript, cf_group_p(group));
    cf_transcript_octets(&transcript, cf_group_q(group));
    cf_transcript_elements(&transcript, group, 1, &generator);
    cf_transcript_u32(&transcript, n);
    cf_transcript_u32(&transcript, k);
    cf_transcript_close(&transcript, out);
}

void cf_eg21_base_hash_start(cf_transcript *transcript, const cf_hash *h_p, uint32_t manifest_len)
{
    cf_transcript_start_under(transcript, h_p, SEPARATOR_H_B);
    cf_transcript_u32(transcript, manifest_len);
}

void cf_eg21_guardian_challenge(cf_transcript *transcript, const cf_hash *h_p,
                                const cf_group *group, bool data_key, uint32_t guardian_index,
                                size_t quorum, const cf_element *commitments,
                                const cf_element *kappa)
{
    cf_transcript_start_under(transcript, h_p, SEPARATOR_GUARDIAN_PROOF);
    cf_transcript_text(transcript, data_key ? "pk_data" : "pk_vote");
    cf_transcript_u32(transcript, guardian_index);
    cf_transcript_elements(transcript, group, quorum, commitments);
    cf_transcript_elements(transcript, group, 1, kappa);
}

void cf_eg21_share_challenge(cf_transcript *transcript, const cf_hash *h_p, uint32_t sender,
                             uint32_t receiver)
{
    cf_transcript_start_under(transcript, h_p, SEPARATOR_SHARE_PROOF);
    cf_transcript_u32(transcript, sender);
    cf_transcript_u32(transcript, receiver);
}

void cf_eg21_extended_base_hash(const cf_hash *h_b, const cf_group *group, const cf_element *k,
                                const cf_element *k_hat, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_b, SEPARATOR_H_E);
    cf_transcript_elements(&transcript, group, 1, k);
    cf_transcript_elements(&transcript, group, 1, k_hat);
    cf_transcript_close(&transcript, out);
}

void cf_eg21_guardian_record_hash(const cf_hash *h_b, const cf_group *group, size_t n, size_t k,
                                  const cf_element *joint, const cf_element *joint_hat,
                                  const cf_element *vote, const cf_element *data,
                                  const cf_element *kappa, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_b, SEPARATOR_H_G);
    cf_transcript_elements(&transcript, group, 1, joint);
    cf_transcript_elements(&transcript, group, 1, joint_hat);
    cf_transcript_elements(&transcript, group, n * k, vote);
    cf_transcript_elements(&transcript, group, n * k, data);
    cf_transcript_elements(&transcript, group, n, kappa);
    cf_transcript_close(&transcript, out);
}
