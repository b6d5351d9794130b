/*
 * crypto/eg21_ballot.c -- what the identifier and the proofs of one ballot of 2.1.0 hash.
 *
 * All but the first are keyed with H_I, so nothing that was proven for one ballot can be moved to
 * another.  Range and limit proofs share a separator; what keeps them apart is the option's
 * index, which only one of them has.  Before the elements, of 512 octets each in the standard
 * group, stand 9 octets in the one and 5 in the other: no octets are both.
 */
#include "crypto/eg21.h"

enum {
    SEPARATOR_H_I = 0x20,
    SEPARATOR_NONCE_PROOF = 0x23,
    SEPARATOR_RANGE_PROOF = 0x24,
    SEPARATOR_DATA_KEY = 0x26,
    SEPARATOR_DATA_PROOF = 0x27
};

void cf_eg21_identifier_hash(const cf_hash *h_e, cf_octets id_b, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_e, SEPARATOR_H_I);
    cf_transcript_octets(&transcript, id_b);
    cf_transcript_close(&transcript, out);
}

void cf_eg21_option_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                              uint32_t contest_index, uint32_t option_index)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_RANGE_PROOF);
    cf_transcript_u32(transcript, contest_index);
    cf_transcript_u32(transcript, option_index);
}

void cf_eg21_limit_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                             uint32_t contest_index)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_RANGE_PROOF);
    cf_transcript_u32(transcript, contest_index);
}

void cf_eg21_nonce_challenge(cf_transcript *transcript, const cf_hmac_key *h_i)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_NONCE_PROOF);
}

void cf_eg21_data_challenge(cf_transcript *transcript, const cf_hmac_key *h_i,
                            uint32_t contest_index)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_DATA_PROOF);
    cf_transcript_u32(transcript, contest_index);
}

void cf_eg21_data_key(const cf_hmac_key *h_i, uint32_t contest_index, const cf_group *group,
                      const cf_element *alpha, const cf_element *beta, cf_hash *h)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_i, SEPARATOR_DATA_KEY);
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_pairs(&transcript, group, 1, alpha, beta);
    cf_transcript_close(&transcript, h);
}

/*
 * [EGDS21] (66).  The first octet of this data is the counter's first, 0, and the key is never
 * one of the hashes above, so a block and a hash cannot be mistaken for each other.
 */
static void data_block(const cf_hmac_key *h, uint32_t number, uint32_t contest_index, uint32_t bits,
                       cf_hash *block)
{
    cf_transcript transcript;
    cf_hmac_start(&transcript.hmac, h);
    cf_transcript_u32(&transcript, number);
    cf_transcript_text(&transcript, "data_enc_keys");
    cf_transcript_octets(&transcript, cf_octets_of("", 1)); /* the 00 between label and context */
    cf_transcript_text(&transcript, "contest_data");
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_u32(&transcript, bits);
    cf_transcript_close(&transcript, block);
}

void cf_eg21_data_xor(const cf_hash *h, uint32_t contest_index, uint8_t *octets, size_t len)
{
    cf_hmac_key key;
    cf_hmac_key_init(&key, h->octets, CF_HASH_OCTETS);
    const uint32_t blocks = (uint32_t)(len / CF_EG21_BLOCK_OCTETS);

    for (uint32_t t = 0; t < blocks; t++) {
        cf_hash block;
        data_block(&key, t + 1, contest_index, blocks * 256, &block);
        for (size_t i = 0; i < CF_EG21_BLOCK_OCTETS; i++) {
            octets[(size_t)t * CF_EG21_BLOCK_OCTETS + i] ^= block.octets[i];
        }
    }
}
