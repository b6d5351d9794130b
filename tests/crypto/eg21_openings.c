/*
 * What is opened in ElectionGuard 2.1.0: contest data, their decryptions, ballot nonces and
 * tallies, against known answers of an independent implementation; each also once with something
 * that it is bound to changed.
 */
#include "egcs.h"

#include <stdio.h>

/* C_0, C_1, c and v of one contest's data, as they are hashed. */
static void data_parts(election *el, const json_t *contest, const cf_element *c_0,
                       cf_octets parts[4])
{
    uint8_t *octets = cf_arena_take(el->fx.arena, 1, CF_ELEMENT_OCTETS_MAX);
    assert_non_null(octets);
    cf_group_encode(el->fx.group, 1, c_0, octets);
    parts[0] = cf_octets_of(octets, cf_group_element_octets(el->fx.group));
    parts[1] = hex_octets(&el->fx, text_of(contest, "C_1"));
    parts[2] = hex_octets(&el->fx, text_of(contest, "c_0x27"));
    parts[3] = hex_octets(&el->fx, text_of(contest, "v"));
}

/* Key, plaintext and proof of one contest's data. */
static void check_contest_data(election *el, const cf_hmac_key *key, uint32_t index,
                               const json_t *contest)
{
    fixture *fx = &el->fx;
    const cf_scalar xi = hex_scalar(fx, text_of(contest, "xi_0x25"));
    const cf_element c_0 = power_of_g(fx, &xi);
    cf_element beta;
    cf_fixed_base_powers_vartime(fx->bases.k_hat, 1, &xi, &beta);
    cf_octets parts[4];
    data_parts(el, contest, &c_0, parts);

    cf_hash h;
    cf_eg21_data_key(key, index, fx->group, &c_0, &beta, &h);
    assert_hash_is(fx, &h, text_of(contest, "h_0x26"));
    const cf_octets d = hex_octets(fx, text_of(contest, "D"));
    uint8_t opened[3 * CF_EG21_BLOCK_OCTETS];
    assert_true(parts[1].len <= sizeof opened && parts[1].len == d.len);
    memcpy(opened, parts[1].at, parts[1].len);
    cf_eg21_data_xor(&h, index, opened, parts[1].len);
    assert_memory_equal(opened, d.at, d.len);

    uint8_t suffix[CF_ELEMENT_OCTETS_MAX + 3 * CF_EG21_BLOCK_OCTETS];
    memcpy(suffix, parts[0].at, parts[0].len);
    memcpy(suffix + parts[0].len, parts[1].at, parts[1].len);
    const cf_scalar c = hex_scalar(fx, text_of(contest, "c_0x27"));
    const cf_scalar v = hex_scalar(fx, text_of(contest, "v"));
    cf_schnorr_claim claim = { .suffix = cf_octets_of(suffix, parts[0].len + parts[1].len),
                               .c = &c,
                               .v = &v };
    cf_eg21_data_challenge(&claim.prefix, key, index);
    bool holds = false;
    assert_int_equal(cf_schnorr_check(&fx->bases, fx->arena, &claim.prefix, claim.suffix, 1, &c_0,
                                      &c, &v, &holds),
                     CF_OK);
    assert_true(holds);

    cf_eg21_data_challenge(&claim.prefix, key, index + 1);
    assert_int_equal(cf_schnorr_check(&fx->bases, fx->arena, &claim.prefix, claim.suffix, 1, &c_0,
                                      &c, &v, &holds),
                     CF_OK);
    assert_false(holds);
}

static void contest_data_open_and_their_proofs_hold(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_contest_data.json");
    const json_t *contests = member(root, "contests");
    const cf_octets xi_b = hex_octets(&el.fx, XI_B);
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);

    const char *votes_text[] = { "[1,0]", "[0,0,1]", "[1]" };
    const char *names[] = { "1", "2", "3" };
    cf_hash chi[3];
    for (uint32_t i = 0; i < 3; i++) {
        const json_t *contest = member(contests, names[i]);
        check_contest_data(&el, &key, i + 1, contest);

        const cf_scalar xi = hex_scalar(&el.fx, text_of(contest, "xi_0x25"));
        const cf_element c_0 = power_of_g(&el.fx, &xi);
        cf_octets parts[4];
        data_parts(&el, contest, &c_0, parts);
        json_t *votes = json_loads(votes_text[i], 0, NULL);
        contest_hash(&el, &h_i, i + 1, votes, xi_b, parts, &chi[i]);
        json_decref(votes);
        assert_hash_is(&el.fx, &chi[i], text_of(member(root, "chi"), names[i]));
    }

    json_t *chain = vectors_load(VECTORS "egcs_hash_chain.json");
    const char *device = text_of(item(member(chain, "H_DI"), 0), "S_device");
    cf_hash h_di;
    cf_hash code;
    uint8_t field[CF_EG21_CHAIN_FIELD_OCTETS];
    cf_eg21_device_hash(&el.h_e, cf_octets_of_text(device), &h_di);
    cf_eg21_chaining_field(0, &h_di, field);
    cf_eg21_confirmation_code(&key, 3, chi, cf_octets_of(field, sizeof field), &code);
    assert_hash_is(&el.fx, &code, text_of(root, "H_C"));
    json_decref(chain);
    json_decref(root);
    fixture_close(&el.fx);
}

static void contest_data_decryptions_hold(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    fixture *fx = &el.fx;
    json_t *root = vectors_load(VECTORS "egcs_contest_data.json");
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);

    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "decryptions"), place, entry)
    {
        const uint32_t index = number_of(entry, "ind_c");
        char name[16];
        snprintf(name, sizeof name, "%u", (unsigned)index);
        const json_t *contest = member(member(root, "contests"), name);
        const cf_scalar xi = hex_scalar(fx, text_of(contest, "xi_0x25"));
        const cf_element c_0 = power_of_g(fx, &xi);
        cf_element beta;
        cf_fixed_base_powers_vartime(fx->bases.k_hat, 1, &xi, &beta);
        cf_octets parts[4];
        data_parts(&el, contest, &c_0, parts);
        const cf_scalar c = hex_scalar(fx, text_of(entry, "c"));
        const cf_scalar v = hex_scalar(fx, text_of(entry, "v"));

        /* Once as it is, then with c and v of C_2 changed about, then to another key. */
        const cf_fixed_base *keys[] = { fx->bases.k_hat, fx->bases.k_hat, fx->bases.k };
        for (size_t turn = 0; turn < 3; turn++) {
            cf_transcript prefix;
            cf_eg21_data_decryption_challenge(&prefix, &key, index, parts[0], parts[1],
                                              parts[turn == 1 ? 3 : 2], parts[turn == 1 ? 2 : 3]);
            bool holds = false;
            assert_int_equal(cf_equal_logs_check(&fx->bases, fx->arena, keys[turn], &prefix, &c_0,
                                                 &beta, &c, &v, &holds),
                             CF_OK);
            assert_int_equal(holds, turn == 0);
        }
    }
    assert_int_equal(place, 2);
    json_decref(root);
    fixture_close(fx);
}

/* The key of the ballot nonce (0x22) is no part of verifying: the proof over C_0 and C_1 is. */
static void ballot_nonce_proofs_hold(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    fixture *fx = &el.fx;
    json_t *root = vectors_load(VECTORS "egcs_ballot_nonce.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "cases"), place, entry)
    {
        const cf_hmac_key key = hex_key(fx, text_of(entry, "H_I"));
        const cf_scalar xi = egcs_scalar(fx, member(entry, "xi_hat"));
        const cf_element c_0 = power_of_g(fx, &xi);
        const cf_octets c_1 = hex_octets(fx, text_of(entry, "C_1"));
        uint8_t suffix[CF_ELEMENT_OCTETS_MAX + 32];
        const size_t width = cf_group_element_octets(fx->group);
        cf_group_encode(fx->group, 1, &c_0, suffix);
        memcpy(suffix + width, c_1.at, 32);
        const cf_scalar c = hex_scalar(fx, text_of(entry, "c"));
        const cf_scalar v = hex_scalar(fx, text_of(entry, "v"));
        for (size_t turn = 0; turn < 2; turn++) {
            suffix[width + 31] ^= (uint8_t)turn; /* the last bit of C_1 */
            cf_transcript prefix;
            cf_eg21_nonce_challenge(&prefix, &key);
            bool holds = false;
            assert_int_equal(cf_schnorr_check(&fx->bases, fx->arena, &prefix,
                                              cf_octets_of(suffix, width + 32), 1, &c_0, &c, &v,
                                              &holds),
                             CF_OK);
            assert_int_equal(holds, turn == 0);
        }
    }
    assert_true(place >= 3);
    json_decref(root);
    fixture_close(fx);
}

static void tally_decryptions_hold(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    fixture *fx = &el.fx;
    json_t *root = vectors_load(VECTORS "egcs_tally_decryption.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "cases"), place, entry)
    {
        const uint32_t contest = number_of(entry, "ind_c");
        const uint32_t option = number_of(entry, "ind_o");
        char name[16];
        snprintf(name, sizeof name, "%u", (unsigned)contest);

        /* A and B: the product over the three ballots.  M = K^(sum of nonces), because T = K^t. */
        cf_element a;
        cf_element b;
        cf_group_identity(fx->group, &a);
        cf_group_identity(fx->group, &b);
        cf_scalar nonces = { { 0 } };
        size_t number;
        const json_t *ballot;
        json_array_foreach(member(root, "ballots"), number, ballot)
        {
            cf_hash h_i;
            cf_hmac_key key;
            identifier(&el, text_of(ballot, "id_B"), &h_i, &key);
            const json_t *votes = member(member(ballot, "votes"), name);
            const cf_scalar xi =
                option_nonce(&el, &h_i, contest, option, hex_octets(fx, text_of(ballot, "xi_B")));
            cf_element alpha;
            cf_element beta;
            encrypt(fx, (uint64_t)json_integer_value(item(votes, option - 1)), &xi, &alpha, &beta);
            cf_group_multiply(fx->group, 1, &a, &a, &alpha);
            cf_group_multiply(fx->group, 1, &b, &b, &beta);
            cf_scalar_add(fx->group, &nonces, &nonces, &xi);
        }
        cf_element m;
        cf_fixed_base_powers_vartime(fx->bases.k, 1, &nonces, &m);
        cf_scalar t;
        cf_element t_power;
        cf_element t_m;
        cf_scalar_from_u64(fx->group, number_of(entry, "t"), &t);
        cf_fixed_base_powers_vartime(fx->bases.k, 1, &t, &t_power);
        cf_group_multiply(fx->group, 1, &t_m, &t_power, &m);
        assert_true(cf_group_equal(fx->group, &t_m, &b));

        const cf_scalar c = hex_scalar(fx, text_of(entry, "c"));
        const cf_scalar v = hex_scalar(fx, text_of(entry, "v"));
        for (uint32_t turn = 0; turn < 3; turn++) {
            cf_transcript prefix;
            cf_eg21_tally_challenge(&prefix, &el.h_e, contest + (turn == 1), option + (turn == 2),
                                    fx->group, &a, &b);
            bool holds = false;
            assert_int_equal(cf_equal_logs_check(&fx->bases, fx->arena, fx->bases.k, &prefix, &a,
                                                 &m, &c, &v, &holds),
                             CF_OK);
            assert_int_equal(holds, turn == 0);
        }
    }
    assert_int_equal(place, 2);
    json_decref(root);
    fixture_close(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contest_data_open_and_their_proofs_hold),
        cmocka_unit_test(contest_data_decryptions_hold),
        cmocka_unit_test(ballot_nonce_proofs_hold),
        cmocka_unit_test(tally_decryptions_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
