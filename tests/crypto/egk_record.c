/*
 * Profile egk2.0 against one record of egk-ec, where it lies beside this repository: base hashes,
 * keys, one challenged ballot and one code.  The record is not copied here; without it this program
 * says so and is skipped.
 */
#include "fixture.h"

#include "base/hex.h"
#include "crypto/egk20.h"

#include <stdio.h>

#define RECORD CF_SOURCE_DIR "/../shared/records/egkec-int4096-3of3/"

enum { SKIPPED = 77 };

static cf_octets base64_octets(fixture *fx, const char *text)
{
    const cf_octets encoded = cf_octets_of_text(text);
    uint8_t *out = cf_arena_take(fx->arena, cf_base64_decoded_max(encoded.len) + 1, 1);
    assert_non_null(out);
    size_t len = 0;
    assert_int_equal(cf_base64_decode(out, &len, encoded, NULL), CF_OK);
    return cf_octets_of(out, len);
}

static cf_element base64_element(fixture *fx, const char *text)
{
    const cf_unchecked_element claimed = { base64_octets(fx, text) };
    cf_element out;
    cf_refusal verdict;
    cf_group_admit_vartime(fx->group, 1, &claimed, &out, &verdict);
    assert_int_equal(verdict, CF_ADMITTED);
    return out;
}

static cf_scalar base64_scalar(fixture *fx, const char *text)
{
    const cf_unchecked_scalar claimed = { base64_octets(fx, text) };
    cf_scalar out;
    assert_int_equal(cf_scalar_admit(fx->group, claimed, &out), CF_ADMITTED);
    return out;
}

static bool base64_is(fixture *fx, const cf_hash *hash, const char *text)
{
    return cf_hash_is(hash, base64_octets(fx, text));
}

typedef struct record {
    json_t *config;
    json_t *initialized;
    json_t *opened;
    json_t *sealed;
    fixture fx;
    cf_hmac_key h_e;
} record;

static void open_record(record *r)
{
    r->config = vectors_load(RECORD "election_config.json");
    r->initialized = vectors_load(RECORD "election_initialized.json");
    r->opened = vectors_load(RECORD "challenged_ballots/dballot-id-1.json");
    r->sealed = vectors_load(RECORD "encrypted_ballots/runWorkflowDevice/eballot-id-1.json");
    cf_element g;
    cf_group_generator(cf_group_standard(), &g);
    fixture bare;
    fixture_open(&bare, cf_group_standard(), &g, &g);
    const cf_element k = base64_element(&bare, text_of(r->initialized, "joint_public_key"));
    fixture_close(&bare);
    fixture_open(&r->fx, cf_group_standard(), &k, &k);
    const cf_octets h_e = base64_octets(&r->fx, text_of(r->initialized, "extended_base_hash"));
    cf_hmac_key_init(&r->h_e, h_e.at, h_e.len);
}

static void close_record(record *r)
{
    fixture_close(&r->fx);
    json_decref(r->config);
    json_decref(r->initialized);
    json_decref(r->opened);
    json_decref(r->sealed);
}

static void base_hashes_of_a_record_are_recomputed(void **state)
{
    (void)state;
    record r;
    open_record(&r);
    cf_hash h_p;
    cf_egk20_parameter_base_hash(r.fx.group, &h_p);
    assert_true(base64_is(&r.fx, &h_p, text_of(r.config, "parameter_base_hash")));

    static uint8_t manifest[1 << 20];
    FILE *file = fopen(RECORD "manifest.json", "rb");
    assert_non_null(file);
    const size_t len = fread(manifest, 1, sizeof manifest, file);
    fclose(file);
    cf_transcript transcript;
    cf_hash h_m;
    cf_egk20_manifest_hash_start(&transcript, &h_p, (uint32_t)len);
    cf_transcript_octets(&transcript, cf_octets_of(manifest, len));
    cf_transcript_close(&transcript, &h_m);
    assert_true(base64_is(&r.fx, &h_m, text_of(r.config, "manifest_hash")));

    cf_hash h_b;
    cf_egk20_base_hash(&h_p, &h_m, number_of(r.config, "number_of_guardians"),
                       number_of(r.config, "quorum"), &h_b);
    assert_true(base64_is(&r.fx, &h_b, text_of(r.config, "election_base_hash")));
    cf_hash h_e;
    cf_egk20_extended_base_hash(&h_b, r.fx.group, &r.fx.k, &h_e);
    assert_true(base64_is(&r.fx, &h_e, text_of(r.initialized, "extended_base_hash")));
    close_record(&r);
}

static void coefficient_proofs_of_a_record_hold(void **state)
{
    (void)state;
    record r;
    open_record(&r);
    const cf_octets h_p_octets = base64_octets(&r.fx, text_of(r.config, "parameter_base_hash"));
    cf_hash h_p;
    memcpy(h_p.octets, h_p_octets.at, sizeof h_p.octets);
    size_t place;
    const json_t *guardian;
    json_array_foreach(member(r.initialized, "guardians"), place, guardian)
    {
        size_t j;
        const json_t *proof;
        json_array_foreach(member(guardian, "coefficient_proofs"), j, proof)
        {
            const cf_element key = base64_element(&r.fx, text_of(proof, "public_key"));
            const cf_scalar c = base64_scalar(&r.fx, text_of(proof, "challenge"));
            const cf_scalar v = base64_scalar(&r.fx, text_of(proof, "response"));
            for (uint32_t shift = 0; shift < 2; shift++) {
                cf_transcript prefix;
                cf_egk20_coefficient_challenge(&prefix, &h_p, r.fx.group,
                                               number_of(guardian, "x_coordinate"),
                                               (uint32_t)j + shift, &key);
                bool holds = false;
                assert_int_equal(cf_schnorr_check(&r.fx.bases, r.fx.arena, &prefix,
                                                  cf_octets_of("", 0), 1, &key, &c, &v, &holds),
                                 CF_OK);
                assert_int_equal(holds, shift == 0);
            }
        }
    }
    assert_int_equal(place, 3);
    close_record(&r);
}

static void opened_selection_holds(record *r, const json_t *selection)
{
    fixture *fx = &r->fx;
    const json_t *vote = member(selection, "encrypted_vote");
    const cf_element a = base64_element(fx, text_of(vote, "pad"));
    const cf_element b = base64_element(fx, text_of(vote, "data"));
    const cf_element t = base64_element(fx, text_of(selection, "b_over_m"));
    const cf_element m = quotient(fx, &b, &t);
    const cf_scalar c = base64_scalar(fx, text_of(member(selection, "proof"), "challenge"));
    const cf_scalar v = base64_scalar(fx, text_of(member(selection, "proof"), "response"));
    cf_element one_vote_less;
    cf_group_multiply(fx->group, 1, &one_vote_less, &m, &fx->k);
    const cf_element *powers[] = { &m, &one_vote_less };
    for (size_t turn = 0; turn < 2; turn++) {
        cf_transcript prefix;
        cf_egk20_tally_challenge(&prefix, &r->h_e, fx->group, &fx->k, &a, &b);
        bool holds = false;
        assert_int_equal(cf_equal_logs_check(&fx->bases, fx->arena, fx->bases.k, &prefix, &a,
                                             powers[turn], &c, &v, &holds),
                         CF_OK);
        assert_int_equal(holds, turn == 0);
    }
}

static void opened_data_hold(record *r, const json_t *contest)
{
    fixture *fx = &r->fx;
    const json_t *decrypted = member(contest, "decrypted_contest_data");
    const json_t *sealed = member(decrypted, "encrypted_contest_data");
    const cf_octets c_0 = base64_octets(fx, text_of(sealed, "c0"));
    const cf_octets c_1 = base64_octets(fx, text_of(sealed, "c1"));
    const cf_octets c_2 = base64_octets(fx, text_of(sealed, "c2"));
    const cf_octets id = cf_octets_of_text(text_of(contest, "contest_id"));
    const uint32_t octets = number_of(sealed, "numBytes");
    const cf_element base = base64_element(fx, text_of(sealed, "c0"));
    const cf_element beta = base64_element(fx, text_of(decrypted, "beta"));
    const cf_scalar c = base64_scalar(fx, text_of(member(decrypted, "proof"), "challenge"));
    const cf_scalar v = base64_scalar(fx, text_of(member(decrypted, "proof"), "response"));
    cf_transcript prefix;
    cf_egk20_data_decryption_challenge(&prefix, &r->h_e, fx->group, &fx->k, c_0, c_1, c_2);
    bool holds = false;
    assert_int_equal(cf_equal_logs_check(&fx->bases, fx->arena, fx->bases.k, &prefix, &base, &beta,
                                         &c, &v, &holds),
                     CF_OK);
    assert_true(holds);

    cf_hash key;
    cf_hash mac;
    cf_egk20_data_key(&r->h_e, fx->group, &fx->k, &base, &beta, &key);
    cf_egk20_data_mac(&key, id, octets, c_0, c_1, &mac);
    assert_true(cf_hash_is(&mac, c_2));
    cf_egk20_data_mac(&key, id, octets + 1, c_0, c_1, &mac);
    assert_false(cf_hash_is(&mac, c_2));

    /* No overvotes, no write-ins, six letters of status, then zeros. */
    static const uint8_t normal[] = { 0, 0, 6, 'n', 'o', 'r', 'm', 'a', 'l', 0 };
    uint8_t opened[128];
    assert_true(c_1.len <= sizeof opened && c_1.len >= sizeof normal);
    memcpy(opened, c_1.at, c_1.len);
    cf_egk20_data_xor(&key, id, octets, opened, c_1.len);
    if (strcmp(text_of(member(decrypted, "contest_data"), "status"), "normal") == 0) {
        assert_memory_equal(opened, normal, sizeof normal);
    }
    assert_int_equal(opened[c_1.len - 1], 0);
}

static void an_opened_ballot_of_a_record_holds(void **state)
{
    (void)state;
    record r;
    open_record(&r);
    size_t place;
    const json_t *contest;
    json_array_foreach(member(r.opened, "contests"), place, contest)
    {
        size_t j;
        const json_t *selection;
        json_array_foreach(member(contest, "selections"), j, selection)
        {
            opened_selection_holds(&r, selection);
        }
        opened_data_hold(&r, contest);
    }
    assert_int_equal(place, 9);
    close_record(&r);
}

static void codes_of_a_record_are_recomputed(void **state)
{
    (void)state;
    record r;
    open_record(&r);
    cf_hash chi[16];
    size_t place;
    const json_t *contest;
    json_array_foreach(member(r.sealed, "contests"), place, contest)
    {
        assert_true(place < 16);
        cf_transcript transcript;
        cf_egk20_contest_hash_start(&transcript, &r.h_e, number_of(contest, "sequence_order"),
                                    r.fx.group, &r.fx.k);
        size_t j;
        const json_t *selection;
        json_array_foreach(member(contest, "selections"), j, selection)
        {
            const json_t *vote = member(selection, "encrypted_vote");
            const cf_element alpha = base64_element(&r.fx, text_of(vote, "pad"));
            const cf_element beta = base64_element(&r.fx, text_of(vote, "data"));
            cf_transcript_pairs(&transcript, r.fx.group, 1, &alpha, &beta);
        }
        cf_transcript_close(&transcript, &chi[place]);
        assert_true(base64_is(&r.fx, &chi[place], text_of(contest, "contest_hash")));
    }
    cf_hash code;
    cf_egk20_confirmation_code(&r.h_e, place, chi,
                               hex_octets(&r.fx, text_of(r.sealed, "code_baux")), &code);
    assert_true(base64_is(&r.fx, &code, text_of(r.sealed, "confirmation_code")));
    close_record(&r);
}

int main(void)
{
    json_t *config = vectors_load(RECORD "election_config.json");
    if (config == NULL) {
        printf("skipped: " RECORD " is not there\n");
        return SKIPPED;
    }
    json_decref(config);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_hashes_of_a_record_are_recomputed),
        cmocka_unit_test(coefficient_proofs_of_a_record_hold),
        cmocka_unit_test(an_opened_ballot_of_a_record_holds),
        cmocka_unit_test(codes_of_a_record_are_recomputed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
