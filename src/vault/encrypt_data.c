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

static uint8_t letter(const cf_vault_marks *marks, const cf_contest *contest)
{
    const uint64_t sum = marks->sum;
    uint64_t out = 'N';
    out = cf_ct_pick(cf_vault_above(contest->selection_limit, sum), 'U', out);
    out = cf_ct_pick(cf_ct_is_zero(sum), '-', out);
    return (uint8_t)cf_ct_pick(marks->overvoted, 'O', out);
}

/* '9' for 9 marks and more; '0' where the contest is not overvoted. */
static uint8_t digit(const cf_vault_marks *marks, uint64_t mark)
{
    const uint64_t shown = cf_ct_pick(cf_vault_above(mark, DIGIT_MAX), DIGIT_MAX, mark);
    return (uint8_t)('0' + (shown & marks->overvoted));
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

/* D of the contest in the layout of doc/formats.md, into making->data: 32 octets a block. */
static void lay_out(cf_vault_making *making, const cf_vault_walk *walk)
{
    const cf_plain_contest *plain = walk->plain;
    const cf_contest *contest = plain->contest;
    const size_t octets = (size_t)contest->data_blocks * CF_EG21_BLOCK_OCTETS;
    const size_t room = cf_contest_write_in_room(contest);
    const size_t text = octets - room; /* where the write-in begins */
    const size_t digits = text - LENGTH_OCTETS - 2;

    memset(making->data, 0, octets);
    making->data[LENGTH_OCTETS] = letter(&walk->marks, contest);
    for (size_t i = 0; i < digits; i++) {
        making->data[LENGTH_OCTETS + 1 + i] = digit(&walk->marks, plain->marks[i]);
    }
    making->data[text - 1] = ':';
    const uint64_t write_in = lay_out_write_in(plain, room, making->data + text);
    const uint64_t len = text - LENGTH_OCTETS + write_in;
    for (size_t i = 0; i < LENGTH_OCTETS; i++) {
        making->data[i] = (uint8_t)(len >> (24 - 8 * i));
    }
}

/* --- hashed ElGamal: alpha = g^xi, beta = K'^xi, and g^u to which the proof commits --- */

/* Places for xi and u. */
static cf_secret_scalar *put_two(cf_vault_making *making)
{
    return &making->tray.g.exponents[cf_vault_pile_put(&making->tray.g, 2)];
}

/* And one for xi under K'. */
static void put_again(cf_vault_making *making, const cf_secret_scalar *xi)
{
    making->tray.k_hat.exponents[cf_vault_pile_put(&making->tray.k_hat, 1)] = *xi;
}

cf_status cf_vault_data_plan(cf_vault_making *making)
{
    const cf_group *group = making->tray.group;
    const uint32_t index = making->planned.plain->contest->index;
    cf_secret_scalar *xi_u = put_two(making);
    cf_eg21_data_nonce(&making->h_i, group, index, &making->xi_b, &xi_u[0]);
    put_again(making, &xi_u[0]);
    return cf_secret_scalar_draw(group, making->entropy, 1, &xi_u[1]);
}

cf_status cf_vault_nonce_plan(cf_vault_making *making)
{
    cf_secret_scalar *xi_u = put_two(making);
    const cf_status status = cf_secret_scalar_draw(making->tray.group, making->entropy, 2, xi_u);
    put_again(making, &xi_u[0]);
    return status;
}

/* What was planned, with its powers.  Whoever knows the secret of K' finds beta from alpha. */
typedef struct agreement {
    const cf_secret_scalar *xi_u;
    const cf_element *alpha;
    const uint8_t *c0; /* alpha, encoded */
    const uint8_t *a;  /* g^u, encoded */
} agreement;

static agreement take_agreement(cf_vault_making *making)
{
    const cf_vault_pile *g = &making->tray.g;
    const size_t width = cf_group_element_octets(making->tray.group);
    const size_t at = cf_vault_pile_take(&making->tray.g, 2);
    const size_t at_k_hat = cf_vault_pile_take(&making->tray.k_hat, 1);
    making->shared.element = making->tray.k_hat.powers[at_k_hat];
    return (agreement){ .xi_u = &g->exponents[at],
                        .alpha = &g->powers[at],
                        .c0 = g->octets + at * width,
                        .a = g->octets + (at + 1) * width };
}

/* (c, v): who made this knew xi.  The challenge covers C_0 and C_1, which stand side by side. */
static cf_status prove(cf_vault_making *making, const cf_transcript *challenge, cf_octets c0_c1,
                       const agreement *from, cf_hashed_ciphertext *out)
{
    const cf_group *group = making->tray.group;
    cf_scalar proof[2];
    cf_schnorr_answer(group, challenge, from->a, c0_c1, &from->xi_u[1], &from->xi_u[0], &proof[0],
                      &proof[1]);
    cf_vault_publish_hints(making, from->a, 1);
    const cf_unchecked_scalar *published = cf_encoded_scalars(group, 2, proof, making->published);
    if (published == NULL) {
        return CF_ERR_MEMORY;
    }
    out->c = published[0];
    out->v = published[1];
    return CF_OK;
}

/* c1 is encrypted already. */
static cf_status publish(cf_vault_making *making, const cf_transcript *challenge,
                         const agreement *from, const uint8_t *c1, size_t len,
                         cf_hashed_ciphertext *out)
{
    const size_t width = cf_group_element_octets(making->tray.group);
    uint8_t *both = cf_arena_take(making->published, 1, width + len);
    if (both == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(both, from->c0, width);
    memcpy(both + width, c1, len);
    *out = (cf_hashed_ciphertext){ .c0.octets = cf_octets_of(both, width),
                                   .c1 = cf_octets_of(both + width, len) };
    return prove(making, challenge, cf_octets_of(both, width + len), from, out);
}

cf_status cf_vault_data_encrypt(cf_vault_making *making, uint32_t contest_index, size_t blocks,
                                cf_hashed_ciphertext *out)
{
    const size_t len = blocks * CF_EG21_BLOCK_OCTETS;
    const agreement from = take_agreement(making);
    cf_eg21_secret_data_xor(&making->h_i, making->tray.group, contest_index, from.alpha,
                            &making->shared, making->data, len);
    cf_transcript challenge;
    cf_eg21_data_challenge(&challenge, &making->h_i, contest_index);
    return publish(making, &challenge, &from, making->data, len, out);
}

cf_status cf_vault_data_finish(cf_vault_making *making, cf_encrypted_contest *out)
{
    const cf_contest *contest = making->finished.plain->contest;
    lay_out(making, &making->finished);
    return cf_vault_data_encrypt(making, contest->index, contest->data_blocks, &out->data);
}

cf_status cf_vault_nonce_finish(cf_vault_making *making, cf_hashed_ciphertext *out)
{
    const agreement from = take_agreement(making);
    cf_ballot_nonce sealed = making->xi_b;
    cf_eg21_nonce_xor(&making->h_i, making->tray.group, from.alpha, &making->shared, sealed.octets);
    cf_transcript challenge;
    cf_eg21_nonce_challenge(&challenge, &making->h_i);
    return publish(making, &challenge, &from, sealed.octets, sizeof sealed.octets, out);
}
