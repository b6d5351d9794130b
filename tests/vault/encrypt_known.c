/*
 * Known answers in the standard group: given the randomness, ballots come out octet for octet.
 *
 * Our own fixed proofs have bounds 1, 1 and 3 in one contest, a manifest has one R: with R = 3 the
 * ciphertexts, the third option's proof, the limit proof and chi have to be the known ones, with R
 * = 1 the first two options' proofs.  The egcs vectors are another implementation's: nonces of
 * ballots, chi, codes with and without chaining, contest data.
 */
#include "ballot_world.h"

#include "base/hex.h"
#include "crypto/egcs.h"
#include "vault/making.h"

#include <stdlib.h>

/* An election of the vectors, and a script for one ballot of it. */
typedef struct known {
    fixture fx;
    json_t *root;
    cf_election_keys keys;
    cf_contest contests[3];
    cf_option options[3];
    size_t positions[3];
    cf_ballot_style style;
    cf_manifest manifest;
    cf_vault_encryptor *encryptor;
    scripted_entropy script;
    cf_entropy_source entropy;
} known;

static known kn;

static void open_keys(void)
{
    kn.keys.group = kn.fx.group;
    kn.keys.joint = kn.fx.k;
    kn.keys.joint_hat = kn.fx.k_hat;
    kn.style = (cf_ballot_style){ .contests = kn.positions };
    kn.manifest = (cf_manifest){ .contests = kn.contests, .style_count = 1, .styles = &kn.style };
    for (uint32_t i = 0; i < 3; i++) {
        kn.options[i].index = i + 1;
        kn.positions[i] = i;
    }
    script_start(&kn.script);
    kn.entropy = script_source(&kn.script);
    assert_int_equal(cf_vault_encryptor_open(&kn.keys, &kn.manifest, &kn.encryptor), CF_OK);
}

static void add_contest(uint32_t options, uint32_t l, uint32_t r)
{
    const size_t position = kn.manifest.contest_count++;
    kn.style.contest_count = kn.manifest.contest_count;
    kn.contests[position] = (cf_contest){ .index = (uint32_t)position + 1,
                                          .selection_limit = l,
                                          .option_limit = r,
                                          .option_count = options,
                                          .options = kn.options };
}

static void close_known(void)
{
    cf_vault_encryptor_close(kn.encryptor);
    json_decref(kn.root);
    fixture_close(&kn.fx);
    memset(&kn, 0, sizeof kn);
}

static void expect(cf_octets found, const char *hex)
{
    const cf_octets known_octets = hex_octets(&kn.fx, hex);
    assert_int_equal(found.len, known_octets.len);
    assert_memory_equal(found.at, known_octets.at, found.len);
}

static void script_octets(const char *hex)
{
    const cf_octets octets = hex_octets(&kn.fx, hex);
    script_add(&kn.script, octets.at, octets.len);
}

static void script_scalar(const cf_scalar *scalar)
{
    script_add_scalar(&kn.script, kn.fx.group, scalar);
}

/* Numbers that nothing is compared with. */
static void script_any_range(size_t bound)
{
    for (uint64_t i = 0; i < 2 * (bound + 1); i++) {
        cf_scalar any;
        cf_scalar_from_u64(kn.fx.group, 1000 + i, &any);
        script_scalar(&any);
    }
}

/* u_j and the chosen c_j; the true branch's is thrown away. */
static void script_range(const json_t *proof)
{
    const size_t bound = number_of(proof, "bound");
    const uint32_t value = number_of(proof, "value");
    for (size_t j = 0; j <= bound; j++) {
        script_octets(json_string_value(item(member(proof, "u"), j)));
    }
    for (size_t j = 0; j <= bound; j++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", j);
        const json_t *chosen = member(proof, "c_j_chosen_for_j_ne_value");
        const cf_scalar thrown_away = { { 77 } };
        if (j == value) {
            script_scalar(&thrown_away);
        } else {
            script_octets(text_of(chosen, name));
        }
    }
}

static void expect_proof(const cf_range_proof *found, const json_t *proof)
{
    const json_t *pairs = member(proof, "proof");
    assert_int_equal(found->count, json_array_size(pairs));
    for (size_t j = 0; j < found->count; j++) {
        expect(found->c[j].octets, text_of(item(pairs, j), "c"));
        expect(found->v[j].octets, text_of(item(pairs, j), "v"));
    }
}

static cf_ballot encrypt_marks(size_t contests, const uint32_t marks[][3])
{
    cf_plain_ballot plain;
    cf_ballot ballot;
    assert_int_equal(cf_plain_ballot_blank(&kn.manifest, 1, kn.fx.arena, &plain), CF_OK);
    assert_int_equal(plain.contest_count, contests);
    for (size_t i = 0; i < contests; i++) {
        for (size_t j = 0; j < plain.contests[i].contest->option_count; j++) {
            plain.contests[i].marks[j] = marks[i][j];
        }
    }
    cf_arena *secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    assert_non_null(secrets);
    assert_int_equal(
        cf_vault_ballot_encrypt(kn.encryptor, &plain, &kn.entropy, secrets, kn.fx.arena, &ballot),
        CF_OK);
    cf_arena_close(secrets);
    assert_true(script_is_used_up(&kn.script));
    return ballot;
}

/* --- our own proofs with fixed randomness --- */

static void open_own(uint32_t r)
{
    kn.root = vectors_load(VECTORS "v21_proofs_fixed_randomness.json");
    assert_non_null(kn.root);
    fixture_open_hex(&kn.fx, text_of(kn.root, "K"), text_of(kn.root, "K_hat"));
    open_keys();
    kn.keys.h_e = hex_hash(&kn.fx, text_of(kn.root, "H_E"));
    add_contest(3, 4, r);
    script_octets(text_of(kn.root, "id_B"));
    script_octets(text_of(kn.root, "xi_B"));
}

static void script_nonce(void)
{
    const json_t *nonce = member(kn.root, "ballot_nonce_encryption");
    script_octets(text_of(nonce, "xi"));
    script_octets(text_of(nonce, "u"));
}

static void expect_nonce(const cf_ballot *ballot)
{
    const json_t *nonce = member(kn.root, "ballot_nonce_encryption");
    expect(ballot->nonce.c0.octets, text_of(nonce, "C0"));
    expect(ballot->nonce.c1, text_of(nonce, "C1"));
    expect(ballot->nonce.c.octets, text_of(nonce, "c"));
    expect(ballot->nonce.v.octets, text_of(nonce, "v"));
}

static void ciphertexts_limit_proof_and_nonce_are_the_known_ones(void **state)
{
    (void)state;
    open_own(3);
    const json_t *contest = member(kn.root, "contest1");
    const json_t *selections = member(contest, "selections");
    script_any_range(3);
    script_any_range(3);
    script_range(member(item(selections, 2), "range_proof"));
    script_range(member(contest, "limit_proof"));
    script_nonce();
    const uint32_t marks[][3] = { { 1, 0, 2 } };
    const cf_ballot ballot = encrypt_marks(1, marks);

    expect(ballot.id, text_of(kn.root, "id_B"));
    expect(ballot.h_i, text_of(kn.root, "H_I"));
    const cf_encrypted_contest *found = &ballot.contests[0];
    for (size_t i = 0; i < 3; i++) {
        expect(found->selections[i].alpha.octets, text_of(item(selections, i), "alpha"));
        expect(found->selections[i].beta.octets, text_of(item(selections, i), "beta"));
    }
    expect_proof(&found->selections[2].proof, member(item(selections, 2), "range_proof"));
    expect_proof(&found->limit_proof, member(contest, "limit_proof"));
    expect(found->contest_hash, text_of(contest, "chi_without_data"));
    expect_nonce(&ballot);
    close_known();
}

static void range_proofs_are_the_known_ones(void **state)
{
    (void)state;
    open_own(1);
    const json_t *selections = member(member(kn.root, "contest1"), "selections");
    script_range(member(item(selections, 0), "range_proof"));
    script_range(member(item(selections, 1), "range_proof"));
    script_any_range(1);
    script_any_range(4);
    script_nonce();
    const uint32_t marks[][3] = { { 1, 0, 0 } };
    const cf_ballot ballot = encrypt_marks(1, marks);
    for (size_t i = 0; i < 2; i++) {
        expect_proof(&ballot.contests[0].selections[i].proof,
                     member(item(selections, i), "range_proof"));
    }
    expect_nonce(&ballot);
    close_known();
}

/* --- contest data, whose text is not in our layout: the step below it --- */

static void expect_data(const char *h_i, const char *xi_b, uint32_t index, const char *plain,
                        const cf_scalar *u, const cf_octets expected[3], const cf_element *c0)
{
    const cf_octets d = hex_octets(&kn.fx, plain);
    cf_contest contest = { .index = index, .data_blocks = (uint32_t)(d.len / 32) };
    cf_plain_contest plain_contest = { .contest = &contest };
    cf_plain_ballot ballot = { .contest_count = 1, .contests = &plain_contest };
    cf_vault_making *making = NULL;
    cf_arena *secrets = cf_arena_open_secret(1 << 20);
    assert_non_null(secrets);
    assert_int_equal(cf_vault_making_open(kn.encryptor, &ballot, secrets, &making), CF_OK);
    making->published = kn.fx.arena;
    making->entropy = &kn.entropy;
    making->h_i = hex_key(&kn.fx, h_i);
    memcpy(making->xi_b.octets, hex_octets(&kn.fx, xi_b).at, 32);
    memcpy(making->data, d.at, d.len);
    script_scalar(u);

    cf_hashed_ciphertext found;
    assert_int_equal(cf_vault_data_plan(making), CF_OK);
    cf_vault_tray_raise(&making->tray);
    assert_int_equal(cf_vault_data_encrypt(making, index, d.len / 32, &found), CF_OK);
    uint8_t c0_octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(kn.fx.group, 1, c0, c0_octets);
    assert_memory_equal(found.c0.octets.at, c0_octets, found.c0.octets.len);
    assert_true(cf_octets_equal(found.c1, expected[0]));
    assert_true(cf_octets_equal(found.c.octets, expected[1]));
    assert_true(cf_octets_equal(found.v.octets, expected[2]));
    cf_arena_close(secrets);
}

static void contest_data_are_the_known_ones(void **state)
{
    (void)state;
    open_own(1);
    const json_t *data = member(member(kn.root, "contest1"), "data");
    const cf_scalar u = hex_scalar(&kn.fx, text_of(data, "u"));
    const cf_element c0 = hex_element(&kn.fx, text_of(data, "C0"));
    const cf_octets expected[3] = { hex_octets(&kn.fx, text_of(data, "C1")),
                                    hex_octets(&kn.fx, text_of(data, "c")),
                                    hex_octets(&kn.fx, text_of(data, "v")) };
    script_start(&kn.script);
    expect_data(text_of(kn.root, "H_I"), text_of(kn.root, "xi_B"), 1, text_of(data, "plaintext"),
                &u, expected, &c0);
    close_known();
}

/* --- another implementation's ballots --- */

static void open_egcs(const char *file)
{
    election el;
    open_election(&el);
    kn.fx = el.fx;
    kn.root = vectors_load(file);
    assert_non_null(kn.root);
    open_keys();
    kn.keys.h_e = el.h_e;
}

static void contest_data_of_others_are_met(void **state)
{
    (void)state;
    open_egcs(VECTORS "egcs_contest_data.json");
    const json_t *ballot = member(kn.root, "ballot");
    const char *names[] = { "1", "2", "3" };
    for (uint32_t i = 0; i < 3; i++) {
        const json_t *contest = member(member(kn.root, "contests"), names[i]);
        const cf_scalar u = egcs_scalar(&kn.fx, member(contest, "u"));
        const cf_scalar xi = hex_scalar(&kn.fx, text_of(contest, "xi_0x25"));
        const cf_element c0 = power_of_g(&kn.fx, &xi);
        const cf_octets expected[3] = { hex_octets(&kn.fx, text_of(contest, "C_1")),
                                        hex_octets(&kn.fx, text_of(contest, "c_0x27")),
                                        hex_octets(&kn.fx, text_of(contest, "v")) };
        expect_data(text_of(ballot, "H_I"), text_of(ballot, "xi_B"), i + 1, text_of(contest, "D"),
                    &u, expected, &c0);
    }
    close_known();
}

/* A ballot with the votes of the hash chain's first, and any nonce ciphertext. */
static cf_ballot egcs_ballot(const char *id_b, const char *xi_b, const cf_scalar *xi,
                             const cf_scalar *u)
{
    if (kn.manifest.contest_count == 0) {
        add_contest(2, 1, 1);
        add_contest(3, 1, 1);
    }
    script_octets(id_b);
    script_octets(xi_b);
    for (size_t i = 0; i < 5 + 2; i++) {
        script_any_range(1);
    }
    script_scalar(xi);
    script_scalar(u);
    const uint32_t marks[][3] = { { 1, 0, 0 }, { 0, 0, 1 } };
    return encrypt_marks(2, marks);
}

static void ballot_nonces_of_others_are_met(void **state)
{
    (void)state;
    open_egcs(VECTORS "egcs_ballot_nonce.json");
    size_t place;
    const json_t *known_case;
    json_array_foreach(member(kn.root, "cases"), place, known_case)
    {
        const cf_scalar xi = egcs_scalar(&kn.fx, member(known_case, "xi_hat"));
        const cf_scalar u = egcs_scalar(&kn.fx, member(known_case, "u"));
        const cf_ballot ballot =
            egcs_ballot(place < 2 ? BALLOT_1 : BALLOT_2, text_of(known_case, "xi_B"), &xi, &u);
        expect(ballot.h_i, text_of(known_case, "H_I"));
        expect(ballot.nonce.c1, text_of(known_case, "C_1"));
        expect(ballot.nonce.c.octets, text_of(known_case, "c"));
        expect(ballot.nonce.v.octets, text_of(known_case, "v"));
    }
    assert_int_equal(place, 3);
    close_known();
}

/* The second ballot of the chain has only its chi and H_I known. */
static cf_ballot second_of_chain(cf_encrypted_contest *contest)
{
    const json_t *chain_2 = member(member(kn.root, "codes"), "ballot_2");
    *contest =
        (cf_encrypted_contest){ .index = 1,
                                .contest_hash = hex_octets(&kn.fx, text_of(chain_2, "chi")) };
    const json_t *other = member(kn.root, "id_B_not_reduced");
    return (cf_ballot){ .contest_count = 1,
                        .contests = contest,
                        .h_i = hex_octets(&kn.fx, text_of(other, "H_I")) };
}

static void codes_and_chains_of_others_are_met(void **state)
{
    (void)state;
    open_egcs(VECTORS "egcs_hash_chain.json");
    const json_t *chi = member(member(kn.root, "ballot"), "chi");
    const json_t *codes = member(kn.root, "codes");
    const json_t *named = item(member(kn.root, "H_DI"), 0);
    const cf_octets name = cf_octets_of_text(text_of(named, "S_device"));
    const cf_scalar any = { { 4711 } };
    cf_ballot first = egcs_ballot(BALLOT_1, XI_B, &any, &any);
    expect(first.contests[0].contest_hash, text_of(chi, "1"));
    expect(first.contests[1].contest_hash, text_of(chi, "2"));

    cf_vault_device device;
    cf_hash closing;
    cf_vault_device_open(&kn.keys, name, false, &device);
    assert_int_equal(cf_vault_device_seal(&device, &first, kn.fx.arena), CF_OK);
    expect(first.code, text_of(codes, "no_chaining"));

    cf_encrypted_contest contest;
    cf_ballot second = second_of_chain(&contest);
    cf_vault_device_open(&kn.keys, name, true, &device);
    assert_hash_is(&kn.fx, &device.h_di, text_of(named, "H_DI_2A"));
    assert_hash_is(&kn.fx, &device.h_0, text_of(codes, "H_0"));
    assert_int_equal(cf_vault_device_seal(&device, &first, kn.fx.arena), CF_OK);
    expect(first.code, text_of(codes, "H_1"));
    assert_int_equal(cf_vault_device_seal(&device, &second, kn.fx.arena), CF_OK);
    expect(second.code, text_of(codes, "H_2"));
    assert_int_equal(cf_vault_device_close(&device, &closing), CF_OK);
    assert_hash_is(&kn.fx, &closing, text_of(codes, "closing_hash"));
    close_known();
}

/* The closing hash once more, as our table of all hashes gives it. */
static void closing_hash_is_that_of_the_hash_chain(void **state)
{
    (void)state;
    open_egcs(VECTORS "v21_hash_chain.json");
    cf_vault_device device;
    cf_hash closing;
    cf_vault_device_open(&kn.keys,
                         cf_octets_of_text("Wahllokal Z\xc3\xbcrich \xe2\x80\x93 Ger"
                                           "\xc3\xa4t \xe2\x84\x96"
                                           "7 \xf0\x9f\x97\xb3"),
                         true, &device);
    size_t place;
    const json_t *vector;
    size_t met = 0;
    json_array_foreach(member(kn.root, "vectors"), place, vector)
    {
        const char *name = text_of(vector, "name");
        if (strcmp(name, "H_DI") == 0) {
            assert_hash_is(&kn.fx, &device.h_di, text_of(vector, "H"));
            met++;
        } else if (strcmp(name, "H_0 chain start") == 0) {
            assert_hash_is(&kn.fx, &device.h_0, text_of(vector, "H"));
            met++;
        } else if (strcmp(name, "H_C chain j=2") == 0) {
            device.previous = hex_hash(&kn.fx, text_of(vector, "H"));
            device.sealed = 2;
        } else if (strcmp(name, "chain close H") == 0) {
            assert_int_equal(cf_vault_device_close(&device, &closing), CF_OK);
            assert_hash_is(&kn.fx, &closing, text_of(vector, "H"));
            met++;
        }
    }
    assert_int_equal(met, 3);
    close_known();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ciphertexts_limit_proof_and_nonce_are_the_known_ones),
        cmocka_unit_test(range_proofs_are_the_known_ones),
        cmocka_unit_test(contest_data_are_the_known_ones),
        cmocka_unit_test(contest_data_of_others_are_met),
        cmocka_unit_test(ballot_nonces_of_others_are_met),
        cmocka_unit_test(codes_and_chains_of_others_are_met),
        cmocka_unit_test(closing_hash_is_that_of_the_hash_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
