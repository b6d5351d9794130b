/*
 * tests/vault/ballot_decrypts.c -- opening a ballot with the secret keys, in GMP and OpenSSL.
 */
#include "ballot_world.h"

static void number_of_octets(mpz_t out, cf_octets octets)
{
    mpz_import(out, octets.len, 1, 1, 1, 0, octets.at);
}

/* beta / alpha^s == K^value? */
static bool encrypts(const ballot_world *w, const cf_selection *selection, unsigned long value)
{
    mpz_t alpha, beta, expected;
    mpz_inits(alpha, beta, expected, NULL);
    number_of_octets(alpha, selection->alpha.octets);
    number_of_octets(beta, selection->beta.octets);
    mpz_powm(alpha, alpha, w->ref.s, w->ref.p);
    mpz_powm_ui(expected, w->ref.k, value, w->ref.p);
    mpz_mul(expected, expected, alpha);
    mpz_mod(expected, expected, w->ref.p);
    const bool same = mpz_cmp(beta, expected) == 0;
    mpz_clears(alpha, beta, expected, NULL);
    return same;
}

static bool is_overvoted(const cf_plain_contest *contest)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < contest->contest->option_count; i++) {
        sum += contest->marks[i];
        if (contest->marks[i] > contest->contest->option_limit) {
            return true;
        }
    }
    return sum > contest->contest->selection_limit;
}

/* alpha == g^xi with xi = H_q(H_I; 21, ind_c, ind_o, xi_B)? */
static bool has_derived_nonce(const ballot_world *w, const cf_ballot *ballot, uint32_t contest,
                              const cf_selection *selection, const uint8_t xi_b[32])
{
    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, 0x21);
    ref_put_u32(&bytes, contest);
    ref_put_u32(&bytes, selection->index);
    ref_put_octets(&bytes, xi_b, 32);
    mpz_t xi, alpha;
    mpz_inits(xi, alpha, NULL);
    ref_challenge(&w->ref, ballot->h_i.at, &bytes, xi);
    number_of_octets(alpha, selection->alpha.octets);
    mpz_powm(xi, w->ref.g, xi, w->ref.p);
    const bool same = mpz_cmp(xi, alpha) == 0;
    mpz_clears(xi, alpha, NULL);
    return same;
}

void assert_ballot_decrypts(ballot_world *w, const cf_plain_ballot *plain, const cf_ballot *ballot)
{
    uint8_t xi_b[32];
    world_open_nonce(w, ballot, xi_b);
    for (size_t i = 0; i < plain->contest_count; i++) {
        const cf_plain_contest *contest = &plain->contests[i];
        const bool overvoted = is_overvoted(contest);
        for (size_t j = 0; j < contest->contest->option_count; j++) {
            const cf_selection *selection = &ballot->contests[i].selections[j];
            assert_true(encrypts(w, selection, overvoted ? 0 : contest->marks[j]));
            assert_true(has_derived_nonce(w, ballot, contest->contest->index, selection, xi_b));
        }
    }
}

/* H(H_I; separator [, ind_c], C_0, C_0^s'), the key under which C_1 was masked. */
static void mask_key(const ballot_world *w, const cf_ballot *ballot, uint8_t separator,
                     uint32_t contest, const cf_hashed_ciphertext *sealed, cf_hash *out)
{
    ref_bytes bytes = { .len = 0 };
    mpz_t c0;
    mpz_init(c0);
    number_of_octets(c0, sealed->c0.octets);
    ref_put_u8(&bytes, separator);
    if (contest != 0) {
        ref_put_u32(&bytes, contest);
    }
    ref_put_number(&bytes, c0, w->ref.width);
    mpz_powm(c0, c0, w->ref.s_hat, w->ref.p);
    ref_put_number(&bytes, c0, w->ref.width);
    ref_hash(ballot->h_i.at, &bytes, out);
    mpz_clear(c0);
}

void world_open_data(ballot_world *w, const cf_ballot *ballot, size_t contest, uint8_t *d)
{
    const cf_encrypted_contest *from = &ballot->contests[contest];
    cf_hash key;
    mask_key(w, ballot, 0x26, from->index, &from->data, &key);
    const uint32_t blocks = (uint32_t)(from->data.c1.len / 32);
    for (uint32_t t = 1; t <= blocks; t++) {
        ref_bytes bytes = { .len = 0 };
        cf_hash block;
        ref_put_u32(&bytes, t);
        ref_put_text(&bytes, "data_enc_keys");
        ref_put_u8(&bytes, 0);
        ref_put_text(&bytes, "contest_data");
        ref_put_u32(&bytes, from->index);
        ref_put_u32(&bytes, blocks * 256);
        ref_hash(key.octets, &bytes, &block);
        for (size_t i = 0; i < 32; i++) {
            const size_t at = (size_t)(t - 1) * 32 + i;
            d[at] = from->data.c1.at[at] ^ block.octets[i];
        }
    }
}

void world_open_nonce(ballot_world *w, const cf_ballot *ballot, uint8_t xi_b[32])
{
    cf_hash key;
    cf_hash block;
    mask_key(w, ballot, 0x22, 0, &ballot->nonce, &key);
    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, 1);
    ref_put_text(&bytes, "ballot_nonce");
    ref_put_u8(&bytes, 0);
    ref_put_text(&bytes, "ballot_nonce_encrypt");
    ref_put_u8(&bytes, 1);
    ref_put_u8(&bytes, 0);
    ref_hash(key.octets, &bytes, &block);
    for (size_t i = 0; i < 32; i++) {
        xi_b[i] = ballot->nonce.c1.at[i] ^ block.octets[i];
    }
}
