/*
 * vault/encrypt_data.c -- what a contest's data say, and how they and the nonce are encrypted.
 *
 *     b(len, 4)   letter   a digit an option   ':'   write-in   zeros
 *
 * Where things stand is public; len, the letter, the digits and the write-in are chosen by masks.
 * Data and nonce are both hashed ElGamal under K' with a Schnorr proof: only what is hashed
 * differs.
 */
#include "vault/making.h"

enum { LENGTH_OCTETS = 4, DIGIT_MAX = 9 };

static uint8_t letter(const cf_vault_making *making, const cf_contest *contest)
{
    const uint64_t sum = making->mark_sum;
    uint64_t out = 'N';
    out = cf_ct_pick(cf_vault_above(contest->selection_limit, sum), 'U', out);
    out = cf_ct_pick(cf_ct_is_zero(sum), '-', out);
    return (uint8_t)cf_ct_pick(making->overvoted, 'O', out);
}

/* '9' for 9 marks and more; '0' where the contest is not overvoted. */
static uint8_t digit(const cf_vault_making *making, uint64_t mark)
{
    const uint64_t shown = cf_ct_pick(cf_vault_above(mark, DIGIT_MAX), DIGIT_MAX, mark);
    return (uint8_t)('0' + (shown & making->overvoted));
}

/* The octets of a write-in, and zeros for what stands behind it in its place; its length. */
static uint64_t lay_out_write_in(const cf_plain_contest *plain, size_t room, uint8_t *out)
{
    const size_t there = plain->write_in_room < room ? plain->write_in_room : room;
    if (plain->write_in == NULL || there == 0) {
        return 0;
    }
    const uint64_t len =
        cf_ct_pick(cf_vault_above(plain->write_in_len, there), there, plain->write_in_len);
    for (size_t i = 0; i < there; i++) {
        out[i] = (uint8_t)(plain->write_in[i] & cf_vault_above(len, i));
    }
    return len;
}

void cf_vault_data_lay_out(cf_vault_making *making, const cf_plain_contest *plain)
{
    const cf_contest *contest = plain->contest;
    const size_t octets = (size_t)contest->data_blocks * CF_EG21_BLOCK_OCTETS;
    const size_t room = cf_contest_write_in_room(contest);
    const size_t text = octets - room; /* where the write-in begins */
    const size_t digits = text - LENGTH_OCTETS - 2;

    memset(making->data, 0, octets);
    making->data[LENGTH_OCTETS] = letter(making, contest);
    for (size_t i = 0; i < digits; i++) {
        making->data[LENGTH_OCTETS + 1 + i] = digit(making, plain->marks[i]);
    }
    making->data[text - 1] = ':';
    const uint64_t write_in = lay_out_write_in(plain, room, making->data + text);
    const uint64_t len = text - LENGTH_OCTETS + write_in;
    for (size_t i = 0; i < LENGTH_OCTETS; i++) {
        making->data[i] = (uint8_t)(len >> (24 - 8 * i));
    }
}

/* --- hashed ElGamal --- */

/* alpha = g^xi, and beta = K'^xi, which whoever knows the secret of K' finds from alpha. */
static void agree(cf_vault_making *making)
{
    const cf_making_bases *bases = &making->encryptor->bases;
    cf_scanned_base_powers(bases->g, 1, &making->xi, &making->shared_alpha);
    cf_scanned_base_powers(bases->k_hat, 1, &making->xi, &making->shared_beta.element);
}

/* (c, v): who made this knew xi.  The challenge covers C_0 and C_1, which stand side by side. */
static cf_status prove(cf_vault_making *making, const cf_transcript *challenge, cf_octets c0_c1,
                       cf_hashed_ciphertext *out)
{
    const cf_making_bases *bases = &making->encryptor->bases;
    cf_scalar proof[2];
    const cf_status status = cf_schnorr_make(bases, challenge, c0_c1, 1, &making->xi,
                                             making->entropy, &making->u, &proof[0], &proof[1]);
    if (status != CF_OK) {
        return status;
    }
    const cf_unchecked_scalar *published =
        cf_encoded_scalars(bases->group, 2, proof, making->published);
    if (published == NULL) {
        return CF_ERR_MEMORY;
    }
    out->c = published[0];
    out->v = published[1];
    return CF_OK;
}

/* c1 is encrypted already. */
static cf_status publish(cf_vault_making *making, const cf_transcript *challenge, const uint8_t *c1,
                         size_t len, cf_hashed_ciphertext *out)
{
    const cf_group *group = making->encryptor->keys->group;
    const size_t width = cf_group_element_octets(group);
    uint8_t *both = cf_arena_take(making->published, 1, width + len);
    if (both == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_group_encode(group, 1, &making->shared_alpha, both);
    memcpy(both + width, c1, len);
    *out = (cf_hashed_ciphertext){ .c0.octets = cf_octets_of(both, width),
                                   .c1 = cf_octets_of(both + width, len) };
    return prove(making, challenge, cf_octets_of(both, width + len), out);
}

cf_status cf_vault_data_encrypt(cf_vault_making *making, uint32_t contest_index, size_t blocks,
                                cf_hashed_ciphertext *out)
{
    const cf_group *group = making->encryptor->keys->group;
    const size_t len = blocks * CF_EG21_BLOCK_OCTETS;
    cf_eg21_data_nonce(&making->h_i, group, contest_index, &making->xi_b, &making->xi);
    agree(making);
    cf_eg21_secret_data_xor(&making->h_i, group, contest_index, &making->shared_alpha,
                            &making->shared_beta, making->data, len);
    cf_transcript challenge;
    cf_eg21_data_challenge(&challenge, &making->h_i, contest_index);
    return publish(making, &challenge, making->data, len, out);
}

cf_status cf_vault_nonce_encrypt(cf_vault_making *making, cf_hashed_ciphertext *out)
{
    const cf_group *group = making->encryptor->keys->group;
    const cf_status status = cf_secret_scalar_draw(group, making->entropy, 1, &making->xi);
    if (status != CF_OK) {
        return status;
    }
    agree(making);
    cf_ballot_nonce sealed = making->xi_b;
    cf_eg21_nonce_xor(&making->h_i, group, &making->shared_alpha, &making->shared_beta,
                      sealed.octets);
    cf_transcript challenge;
    cf_eg21_nonce_challenge(&challenge, &making->h_i);
    return publish(making, &challenge, sealed.octets, sizeof sealed.octets, out);
}
