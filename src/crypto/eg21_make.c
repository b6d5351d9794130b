/*
 * crypto/eg21_make.c -- the hashes of ElectionGuard 2.1.0 that have a secret in them.
 *
 * Three of them end as key streams: what two parties agreed on is hashed to a key, the key numbers
 * its blocks, and the blocks are xored over octets.  Each use counts and measures its blocks at
 * widths of its own, and its labels keep it apart from the others.
 *
 * Transcripts and keys have names here and are wiped by them; what hashing copied of them lay below
 * in the stack, which is burnt.
 */
#include "crypto/eg21_make.h"

#include "base/wipe.h"

enum {
    SEPARATOR_SHARE_KEY = 0x11,
    SEPARATOR_SELECTION_NONCE = 0x21,
    SEPARATOR_NONCE_KEY = 0x22,
    SEPARATOR_DATA_NONCE = 0x25
};

/* Close what hashed a secret. */
static void close_secret(cf_transcript *transcript, cf_hash *out)
{
    cf_transcript_close(transcript, out);
    cf_wipe(transcript, sizeof *transcript);
}

static void close_secret_scalar(cf_transcript *transcript, const cf_group *group,
                                cf_secret_scalar *out)
{
    cf_hash digest;
    close_secret(transcript, &digest);
    cf_secret_scalar_from_hash(group, &digest, out);
    cf_wipe(&digest, sizeof digest);
}

static void xor_over(uint8_t *octets, const cf_hash *block)
{
    for (size_t i = 0; i < CF_HASH_OCTETS; i++) {
        octets[i] ^= block->octets[i];
    }
}

/* Begin block number t of a key stream: HMAC(key, t, label, 00, context ...). */
static void start_block(cf_transcript *transcript, const cf_hash *key, uint8_t t, const char *label,
                        const char *context)
{
    cf_hmac_key compressed;
    cf_hmac_key_init(&compressed, key->octets, CF_HASH_OCTETS);
    cf_hmac_start(&transcript->hmac, &compressed);
    cf_transcript_octets(transcript, cf_octets_of(&t, 1));
    cf_transcript_text(transcript, label);
    cf_transcript_octets(transcript, cf_octets_of("", 1)); /* the 00 between label and context */
    cf_transcript_text(transcript, context);
    cf_wipe(&compressed, sizeof compressed);
}

/* The bits of the whole stream, in two octets, end a block. */
static void close_block(cf_transcript *transcript, size_t stream_octets, uint8_t *octets)
{
    const size_t bits = 8 * stream_octets;
    const uint8_t length[2] = { (uint8_t)(bits >> 8), (uint8_t)bits };
    cf_hash block;
    cf_transcript_octets(transcript, cf_octets_of(length, sizeof length));
    close_secret(transcript, &block);
    xor_over(octets, &block);
    cf_wipe(&block, sizeof block);
}

/* --- shares between guardians --- */

static void share_key(const cf_hash *h_p, const cf_group *group, uint32_t sender, uint32_t receiver,
                      const cf_element *kappa, const cf_element *alpha,
                      const cf_secret_element *beta, cf_hash *k_il)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_p, SEPARATOR_SHARE_KEY);
    cf_transcript_u32(&transcript, sender);
    cf_transcript_u32(&transcript, receiver);
    cf_transcript_elements(&transcript, group, 1, kappa);
    cf_transcript_pairs(&transcript, group, 1, alpha, &beta->element);
    close_secret(&transcript, k_il);
}

void cf_eg21_share_xor(const cf_hash *h_p, const cf_group *group, uint32_t sender,
                       uint32_t receiver, const cf_element *kappa, const cf_element *alpha,
                       const cf_secret_element *beta, uint8_t octets[CF_EG21_SHARE_OCTETS])
{
    cf_hash k_il;
    share_key(h_p, group, sender, receiver, kappa, alpha, beta, &k_il);
    for (unsigned t = 0; t < CF_EG21_SHARE_OCTETS / CF_HASH_OCTETS; t++) {
        cf_transcript block;
        start_block(&block, &k_il, (uint8_t)(t + 1), "share_enc_keys", "share_encrypt");
        cf_transcript_u32(&block, sender);
        cf_transcript_u32(&block, receiver);
        close_block(&block, CF_EG21_SHARE_OCTETS, octets + (size_t)t * CF_HASH_OCTETS);
    }
    cf_wipe(&k_il, sizeof k_il);
    cf_wipe_stack();
}

/* --- what follows from the nonce of a ballot --- */

void cf_eg21_selection_nonce(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             uint32_t option_index, const cf_ballot_nonce *xi_b,
                             cf_secret_scalar *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_i, SEPARATOR_SELECTION_NONCE);
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_u32(&transcript, option_index);
    cf_transcript_octets(&transcript, cf_octets_of(xi_b->octets, sizeof xi_b->octets));
    close_secret_scalar(&transcript, group, out);
    cf_wipe_stack_top();
}

void cf_eg21_data_nonce(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                        const cf_ballot_nonce *xi_b, cf_secret_scalar *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_i, SEPARATOR_DATA_NONCE);
    cf_transcript_u32(&transcript, contest_index);
    cf_transcript_octets(&transcript, cf_octets_of(xi_b->octets, sizeof xi_b->octets));
    close_secret_scalar(&transcript, group, out);
    cf_wipe_stack_top();
}

/* --- what is encrypted under K-hat --- */

void cf_eg21_nonce_xor(const cf_hmac_key *h_i, const cf_group *group, const cf_element *alpha,
                       const cf_secret_element *beta, uint8_t octets[CF_HASH_OCTETS])
{
    cf_transcript transcript;
    cf_hash h;
    cf_transcript_start(&transcript, h_i, SEPARATOR_NONCE_KEY);
    cf_transcript_pairs(&transcript, group, 1, alpha, &beta->element);
    close_secret(&transcript, &h);

    start_block(&transcript, &h, 1, "ballot_nonce", "ballot_nonce_encrypt");
    close_block(&transcript, CF_HASH_OCTETS, octets);
    cf_wipe(&h, sizeof h);
    cf_wipe_stack();
}

void cf_eg21_secret_data_xor(const cf_hmac_key *h_i, const cf_group *group, uint32_t contest_index,
                             const cf_element *alpha, const cf_secret_element *beta,
                             uint8_t *octets, size_t len)
{
    cf_hash h;
    cf_eg21_data_key(h_i, contest_index, group, alpha, &beta->element, &h);
    cf_eg21_data_xor(&h, contest_index, octets, len);
    cf_wipe(&h, sizeof h);
    cf_wipe_stack();
}
