/*
 * tests/vault/decryption_world.c -- keys from polynomials that are known, guardians filled by hand.
 */
#include "decryption_world.h"

#include "crypto/eg21_make.h"

enum { ARENA_OCTETS = 1 << 28 };

/* --- numbers in the open --- */

cf_scalar any_scalar(decryption_world *w)
{
    cf_secret_scalar drawn;
    assert_int_equal(cf_secret_scalar_draw(w->group, &w->entropy, 1, &drawn), CF_OK);
    return drawn.number;
}

cf_scalar small_scalar(const decryption_world *w, uint64_t value)
{
    cf_scalar out;
    cf_scalar_from_u64(w->group, value, &out);
    return out;
}

cf_element power_of(const decryption_world *w, const cf_element *base, const cf_scalar *exponent)
{
    cf_element out;
    cf_group_powers_vartime(w->group, 1, base, 1, exponent, &out);
    return out;
}

cf_element g_to(const decryption_world *w, const cf_scalar *exponent)
{
    cf_element g;
    cf_group_generator(w->group, &g);
    return power_of(w, &g, exponent);
}

cf_unchecked_element claim_of(decryption_world *w, const cf_element *element)
{
    const size_t width = cf_group_element_octets(w->group);
    uint8_t *octets = cf_arena_take(w->arena, 1, width);
    assert_non_null(octets);
    cf_group_encode(w->group, 1, element, octets);
    return (cf_unchecked_element){ cf_octets_of(octets, width) };
}

cf_unchecked_scalar scalar_claim_of(decryption_world *w, const cf_scalar *scalar)
{
    uint8_t *octets = cf_arena_take(w->arena, 1, CF_SCALAR_OCTETS);
    assert_non_null(octets);
    cf_scalar_encode(w->group, scalar, octets);
    return (cf_unchecked_scalar){ cf_octets_of(octets, CF_SCALAR_OCTETS) };
}

cf_octets octets_with(decryption_world *w, cf_octets octets, size_t at, uint8_t change)
{
    uint8_t *copy = cf_arena_take(w->arena, 1, octets.len);
    assert_non_null(copy);
    memcpy(copy, octets.at, octets.len);
    copy[at] ^= change;
    return cf_octets_of(copy, octets.len);
}

/* --- guardians --- */

/* P(x) of one polynomial. */
static cf_scalar value_at(const decryption_world *w, const cf_scalar *coefficients, uint64_t x)
{
    const cf_scalar at = small_scalar(w, x);
    cf_scalar sum = small_scalar(w, 0);
    for (size_t j = w->keys.k; j-- > 0;) {
        cf_scalar_mul(w->group, &sum, &sum, &at);
        cf_scalar_add(w->group, &sum, &sum, &coefficients[j]);
    }
    return sum;
}

static cf_scalar sum_at(const decryption_world *w, const cf_scalar *polynomials, uint64_t x)
{
    cf_scalar sum = small_scalar(w, 0);
    for (size_t i = 0; i < w->keys.n; i++) {
        const cf_scalar own = value_at(w, &polynomials[i * w->keys.k], x);
        cf_scalar_add(w->group, &sum, &sum, &own);
    }
    return sum;
}

static const cf_element *commitments_to(decryption_world *w, const cf_scalar *coefficients)
{
    cf_element *out = cf_arena_take(w->arena, w->keys.k, sizeof *out);
    assert_non_null(out);
    for (size_t j = 0; j < w->keys.k; j++) {
        out[j] = g_to(w, &coefficients[j]);
    }
    return out;
}

static void make_guardian(decryption_world *w, uint32_t index, const cf_scalar *vote,
                          const cf_scalar *data, const cf_scanned_base *g)
{
    const size_t first = (size_t)(index - 1) * w->keys.k;
    w->guardian_keys[index - 1] = (cf_guardian_key){ .index = index,
                                                     .vote = commitments_to(w, &vote[first]),
                                                     .data = commitments_to(w, &data[first]) };
    w->guardians[index - 1] =
        (cf_vault_guardian){ .ceremony = { .group = w->group, .n = w->keys.n, .k = w->keys.k },
                             .index = index,
                             .has_finished = true,
                             .h_e = w->keys.h_e,
                             .z.number = sum_at(w, vote, index),
                             .z_hat.number = sum_at(w, data, index),
                             .g = g };
}

static const cf_fixed_base *table_of(decryption_world *w, const cf_element *base)
{
    const uint64_t uses = 100;
    void *memory = cf_arena_take(w->arena, 1, cf_fixed_base_octets(w->group, uses));
    assert_non_null(memory);
    return cf_fixed_base_init(w->group, base, uses, memory);
}

static void open_memory(decryption_world *w, const cf_group *group, uint64_t seed)
{
    memset(w, 0, sizeof *w);
    w->group = group;
    w->arena = cf_arena_open(ARENA_OCTETS);
    assert_non_null(w->arena);
    script_start_endless(&w->script, seed);
    w->entropy = script_source(&w->script);
}

static void make_people(decryption_world *w, const cf_scalar *vote, const cf_scalar *data)
{
    cf_element g;
    cf_group_generator(w->group, &g);
    void *memory = cf_arena_take(w->arena, 1, cf_scanned_base_octets(w->group, 1));
    assert_non_null(memory);
    const cf_scanned_base *table = cf_scanned_base_init(w->group, &g, 1, memory);
    for (uint32_t i = 1; i <= w->keys.n; i++) {
        make_guardian(w, i, vote, data, table);
    }
    w->secret = sum_at(w, vote, 0);
    w->secret_hat = sum_at(w, data, 0);
    w->keys.joint = g_to(w, &w->secret);
    w->keys.joint_hat = g_to(w, &w->secret_hat);
    w->keys.guardians = w->guardian_keys;
    w->bases = (cf_election_bases){ .group = w->group,
                                    .g = table_of(w, &g),
                                    .k = table_of(w, &w->keys.joint),
                                    .k_hat = table_of(w, &w->keys.joint_hat) };
}

void people_open_with(decryption_world *w, const cf_group *group, uint32_t n, uint32_t k,
                      const cf_scalar *vote, const cf_scalar *data, const cf_hash *h_e)
{
    open_memory(w, group, 1);
    w->keys = (cf_election_keys){ .group = group, .n = n, .k = k, .h_e = *h_e };
    make_people(w, vote, data);
}

void people_open(decryption_world *w, const cf_group *group, uint32_t n, uint32_t k, uint64_t seed)
{
    open_memory(w, group, seed);
    cf_scalar vote[PEOPLE_MAX * PEOPLE_MAX];
    cf_scalar data[PEOPLE_MAX * PEOPLE_MAX];
    for (size_t j = 0; j < (size_t)n * k; j++) {
        vote[j] = any_scalar(w);
        data[j] = any_scalar(w);
    }
    w->keys = (cf_election_keys){ .group = group, .n = n, .k = k };
    memset(&w->keys.h_b, 0x0b, sizeof w->keys.h_b);
    memset(&w->keys.h_e, 0x0e, sizeof w->keys.h_e);
    make_people(w, vote, data);
}

void people_close(decryption_world *w)
{
    cf_arena_close(w->arena);
}

/* --- ciphertexts --- */

void encrypt_openly(decryption_world *w, uint64_t value, const cf_scalar *xi, cf_selection *out)
{
    cf_scalar sum = small_scalar(w, value);
    cf_scalar_add(w->group, &sum, &sum, xi);
    const cf_element alpha = g_to(w, xi);
    const cf_element beta = power_of(w, &w->keys.joint, &sum);
    out->alpha = claim_of(w, &alpha);
    out->beta = claim_of(w, &beta);
}

cf_hashed_ciphertext hashed_openly(decryption_world *w, const cf_hash *h_i, uint32_t contest_index,
                                   const uint8_t *plain, size_t len, const cf_scalar *xi,
                                   const cf_scalar *u)
{
    cf_hmac_key key;
    cf_hmac_key_init(&key, h_i->octets, sizeof h_i->octets);
    const cf_element c0 = g_to(w, xi);
    const cf_secret_element beta = { power_of(w, &w->keys.joint_hat, xi) };
    uint8_t *c1 = cf_arena_take(w->arena, 1, len);
    assert_non_null(c1);
    memcpy(c1, plain, len);
    cf_transcript challenge;
    if (contest_index == 0) {
        cf_eg21_nonce_xor(&key, w->group, &c0, &beta, c1);
        cf_eg21_nonce_challenge(&challenge, &key);
    } else {
        cf_eg21_secret_data_xor(&key, w->group, contest_index, &c0, &beta, c1, len);
        cf_eg21_data_challenge(&challenge, &key, contest_index);
    }
    cf_hashed_ciphertext out = { .c0 = claim_of(w, &c0), .c1 = cf_octets_of(c1, len) };
    const cf_element a = g_to(w, u);
    cf_transcript_elements(&challenge, w->group, 1, &a);
    cf_transcript_octets(&challenge, out.c0.octets);
    cf_transcript_octets(&challenge, out.c1);
    cf_scalar c;
    cf_scalar v;
    cf_transcript_close_scalar(&challenge, w->group, &c);
    cf_scalar_mul(w->group, &v, &c, xi);
    cf_scalar_sub(w->group, &v, u, &v);
    out.c = scalar_claim_of(w, &c);
    out.v = scalar_claim_of(w, &v);
    return out;
}

const cf_unopened_ballots *decryption_nothing_unopened(cf_arena *arena)
{
    cf_unopened_ballots *unopened = NULL;
    assert_int_equal(cf_unopened_ballots_open(arena, &unopened), CF_OK);
    return unopened;
}
