/*
 * crypto/egk20.c -- the byte layout of profile egk2.0.
 *
 * Specification 2.0.0 has no H_I: everything of a ballot is keyed with H_E, and most hashes carry
 * K as their first element.  Two habits are the programs' own and not the specification's: key
 * proofs are one per coefficient, and the proof of opened contest data hashes C_1 as text.
 */
#include "crypto/egk20.h"

#include "base/hex.h"

enum {
    SEPARATOR_H_P = 0x00,
    SEPARATOR_H_M = 0x01,
    SEPARATOR_H_B = 0x02,
    SEPARATOR_COEFFICIENT_PROOF = 0x10,
    SEPARATOR_H_E = 0x12,
    SEPARATOR_RANGE_PROOF = 0x21,
    SEPARATOR_DATA_KEY = 0x22,
    SEPARATOR_CONTEST_HASH = 0x23,
    SEPARATOR_CODE = 0x24,
    SEPARATOR_DECRYPTION = 0x30,
    SEPARATOR_DATA_DECRYPTION = 0x31,
    BLOCK_OCTETS = CF_HASH_OCTETS
};

static const cf_hash VERSION = { .octets = "v2.0.0" };

void cf_egk20_parameter_base_hash(const cf_group *group, cf_hash *out)
{
    cf_element generator;
    cf_group_generator(group, &generator);

    cf_transcript transcript;
    cf_transcript_start_under(&transcript, &VERSION, SEPARATOR_H_P);
    cf_transcript_octets(&transcript, cf_group_p(group));
    cf_transcript_octets(&transcript, cf_group_q(group));
    cf_transcript_elements(&transcript, group, 1, &generator);
    cf_transcript_close(&transcript, out);
}

void cf_egk20_manifest_hash_start(cf_transcript *transcript, const cf_hash *h_p,
                                  uint32_t manifest_len)
{
    cf_transcript_start_under(transcript, h_p, SEPARATOR_H_M);
    cf_transcript_u32(transcript, manifest_len);
}

void cf_egk20_base_hash(const cf_hash *h_p, const cf_hash *h_m, uint32_t n, uint32_t k,
                        cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_p, SEPARATOR_H_B);
    cf_transcript_hash(&transcript, h_m);
    cf_transcript_u32(&transcript, n);
    cf_transcript_u32(&transcript, k);
    cf_transcript_close(&transcript, out);
}

void cf_egk20_coefficient_challenge(cf_transcript *transcript, const cf_hash *h_p,
                                    const cf_group *group, uint32_t guardian_index, uint32_t j,
                                    const cf_element *commitment)
{
    cf_transcript_start_under(transcript, h_p, SEPARATOR_COEFFICIENT_PROOF);
    cf_transcript_u32(transcript, guardian_index);
    cf_transcript_u32(transcript, j);
    cf_transcript_elements(transcript, group, 1, commitment);
}

void cf_egk20_extended_base_hash(const cf_hash *h_b, const cf_group *group, const cf_element *k,
                                 cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_b, SEPARATOR_H_E);
    cf_transcript_elements(&transcript, group, 1, k);
    cf_transcript_close(&transcript, out);
}

void cf_egk20_range_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                              const cf_group *group, const cf_element *k)
{
    cf_transcript_start(transcript, h_e, SEPARATOR_RANGE_PROOF);
    cf_transcript_elements(transcript, group, 1, k);
}

void cf_egk20_contest_hash_start(cf_transcript *transcript, const cf_hmac_key *h_e,
                                 uint32_t contest_index, const cf_group *group, const cf_element *k)
{
    cf_transcript_start(transcript, h_e, SEPARATOR_CONTEST_HASH);
    cf_transcript_u32(transcript, contest_index);
    cf_transcript_elements(transcript, group, 1, k);
}

void cf_egk20_confirmation_code(const cf_hmac_key *h_e, size_t contest_count, const cf_hash *chi,
                                cf_octets baux, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_e, SEPARATOR_CODE);
    for (size_t i = 0; i < contest_count; i++) {
        cf_transcript_hash(&transcript, &chi[i]);
    }
    cf_transcript_octets(&transcript, baux);
    cf_transcript_close(&transcript, out);
}

void cf_egk20_tally_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                              const cf_group *group, const cf_element *k, const cf_element *a,
                              const cf_element *b)
{
    cf_transcript_start(transcript, h_e, SEPARATOR_DECRYPTION);
    cf_transcript_elements(transcript, group, 1, k);
    cf_transcript_pairs(transcript, group, 1, a, b);
}

/* Octets as upper-case hexadecimal text, a block at a time. */
static void hash_as_text(cf_transcript *transcript, cf_octets octets)
{
    for (size_t done = 0; octets.at != NULL && done < octets.len; done += BLOCK_OCTETS) {
        const size_t left = octets.len - done;
        const size_t now = left < BLOCK_OCTETS ? left : BLOCK_OCTETS;
        char text[2 * BLOCK_OCTETS + 1];
        cf_hex_encode(text, cf_octets_of(octets.at + done, now), CF_HEX_UPPER);
        cf_transcript_octets(transcript, cf_octets_of(text, 2 * now));
    }
}

void cf_egk20_data_decryption_challenge(cf_transcript *transcript, const cf_hmac_key *h_e,
                                        const cf_group *group, const cf_element *k, cf_octets c0,
                                        cf_octets c1, cf_octets c2)
{
    cf_transcript_start(transcript, h_e, SEPARATOR_DATA_DECRYPTION);
    cf_transcript_elements(transcript, group, 1, k);
    cf_transcript_octets(transcript, c0);
    hash_as_text(transcript, c1);
    cf_transcript_octets(transcript, c2);
}

void cf_egk20_data_key(const cf_hmac_key *h_e, const cf_group *group, const cf_element *k,
                       const cf_element *c0, const cf_element *beta, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_e, SEPARATOR_DATA_KEY);
    cf_transcript_elements(&transcript, group, 1, k);
    cf_transcript_pairs(&transcript, group, 1, c0, beta);
    cf_transcript_close(&transcript, out);
}

/* k_t of the header.  The length counts bits and wraps as the 32-bit field does. */
static void data_block(const cf_hmac_key *key, uint32_t t, cf_octets contest_id,
                       uint32_t plain_octets, cf_hash *block)
{
    cf_transcript transcript;
    cf_hmac_start(&transcript.hmac, key);
    cf_transcript_u32(&transcript, t);
    cf_transcript_text(&transcript, "share_enc_keys");
    cf_transcript_octets(&transcript, cf_octets_of("", 1)); /* the 00 between label and context */
    cf_transcript_text(&transcript, "contest_data");
    cf_transcript_octets(&transcript, contest_id);
    cf_transcript_u32(&transcript, 8 * plain_octets);
    cf_transcript_close(&transcript, block);
}

void cf_egk20_data_mac(const cf_hash *key, cf_octets contest_id, uint32_t plain_octets,
                       cf_octets c0, cf_octets c1, cf_hash *out)
{
    cf_hmac_key block_key;
    cf_hmac_key_init(&block_key, key->octets, CF_HASH_OCTETS);
    cf_hash k_0;
    data_block(&block_key, 0, contest_id, plain_octets, &k_0);

    cf_hmac_key mac_key;
    cf_hmac_key_init(&mac_key, k_0.octets, CF_HASH_OCTETS);
    cf_transcript mac;
    cf_hmac_start(&mac.hmac, &mac_key);
    cf_transcript_octets(&mac, c0);
    cf_transcript_octets(&mac, c1);
    cf_transcript_close(&mac, out);
}

void cf_egk20_data_xor(const cf_hash *key, cf_octets contest_id, uint32_t plain_octets,
                       uint8_t *octets, size_t len)
{
    cf_hmac_key block_key;
    cf_hmac_key_init(&block_key, key->octets, CF_HASH_OCTETS);
    cf_hash block;

    for (size_t i = 0; i < len; i++) {
        if (i % BLOCK_OCTETS == 0) {
            const uint32_t t = (uint32_t)(i / BLOCK_OCTETS) + 1;
            data_block(&block_key, t, contest_id, plain_octets, &block);
        }
        octets[i] ^= block.octets[i % BLOCK_OCTETS];
    }
}
