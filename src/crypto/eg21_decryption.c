/*
 * crypto/eg21_decryption.c -- what the proofs of decryption of ElectionGuard 2.1.0 hash.
 *
 * Both prove that one exponent joins the public key to g and the decryption factor to the
 * ciphertext (equal_logs_check.c).  A tally belongs to the election and is keyed with H_E;
 * contest data belong to a ballot and are keyed with its H_I.
 */
#include "crypto/eg21.h"

enum { SEPARATOR_TALLY = 0x31, SEPARATOR_DATA_DECRYPTION = 0x33 };

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
