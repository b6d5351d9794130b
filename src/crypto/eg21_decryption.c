/*
 * crypto/eg21_decryption.c -- what the proofs of decryption of ElectionGuard 2.1.0 hash.
 *
 * Both prove that one exponent joins the public key to g and the decryption factor to the
 * ciphertext (equal_logs_check.c).  A tally belongs to the election and is keyed with H_E;
 * contest data belong to a ballot and are keyed with its H_I.
 *
 * Before such a proof each guardian commits itself to its part, so that none can choose its own
 * after it has seen the others'.  Everyone who decrypts stands in the commitment: it is worth
 * nothing in another company.
 */
#include "crypto/eg21.h"

enum {
    SEPARATOR_TALLY_COMMITMENT = 0x30,
    SEPARATOR_TALLY = 0x31,
    SEPARATOR_DATA_COMMITMENT = 0x32,
    SEPARATOR_DATA_DECRYPTION = 0x33
};

void cf_eg21_tally_challenge(cf_transcript *transcript, const cf_hash *h_e, uint32_t contest_index,
                             uint32_t option_index, const cf_group *group, const cf_element *a,
                             const cf_element *b)
{
    cf_transcript_start_under(transcript, h_e, SEPARATOR_TALLY);
    cf_transcript_u32(transcript, contest_index);
    cf_transcript_u32(transcript, option_index);
    cf_transcript_pairs(transcript, group, 1, a, b);
}

void cf_eg21_data_decryption_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                                       uint32_t contest_index, cf_octets c0, cf_octets c1,
                                       cf_octets c2_c, cf_octets c2_v)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_DATA_DECRYPTION);
    cf_transcript_u32(transcript, contest_index);
    cf_transcript_octets(transcript, c0);
    cf_transcript_octets(transcript, c1);
    cf_transcript_octets(transcript, c2_c);
    cf_transcript_octets(transcript, c2_v);
}

/* What both commitments end with: a_i, b_i, the factor, b(#U,4), U. */
static void close_commitment(cf_transcript *transcript, const cf_group *group,
                             const cf_element *a_i, const cf_element *b_i, const cf_element *factor,
                             size_t available_count, const uint32_t *available, cf_hash *out)
{
    cf_transcript_pairs(transcript, group, 1, a_i, b_i);
    cf_transcript_elements(transcript, group, 1, factor);
    cf_transcript_u32(transcript, (uint32_t)available_count);
    for (size_t j = 0; j < available_count; j++) {
        cf_transcript_u32(transcript, available[j]);
    }
    cf_transcript_close(transcript, out);
}

void cf_eg21_tally_commitment(const cf_hash *h_e, const cf_group *group, uint32_t contest_index,
                              uint32_t option_index, uint32_t guardian_index, const cf_element *a,
                              const cf_element *b, const cf_element *a_i, const cf_element *b_i,
                              const cf_element *m_i, size_t available_count,
                              const uint32_t *available, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_e, SEPARATOR_TALLY_COMMITMENT);
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_u32(&transcript, option_index);
    cf_transcript_u32(&transcript, guardian_index);
    cf_transcript_pairs(&transcript, group, 1, a, b);
    close_commitment(&transcript, group, a_i, b_i, m_i, available_count, available, out);
}

void cf_eg21_data_commitment(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             uint32_t guardian_index, cf_octets c0, cf_octets c1, cf_octets c2_c,
                             cf_octets c2_v, const cf_element *a_i, const cf_element *b_i,
                             const cf_element *m_i, size_t available_count,
                             const uint32_t *available, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_i, SEPARATOR_DATA_COMMITMENT);
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_u32(&transcript, guardian_index);
    cf_transcript_octets(&transcript, c0);
    cf_transcript_octets(&transcript, c1);
    cf_transcript_octets(&transcript, c2_c);
    cf_transcript_octets(&transcript, c2_v);
    close_commitment(&transcript, group, a_i, b_i, m_i, available_count, available, out);
}
