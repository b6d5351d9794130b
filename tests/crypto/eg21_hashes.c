/*
 * The hashes of ElectionGuard 2.1.0 against vectors: the chain from parameters to closing hash,
 * most of it known answers of an independent implementation.  A name in v21_hash_chain.json that
 * this file neither computes nor lists as out of scope fails the test.
 */
#include "egcs.h"
#include "reference.h"

#include <stdlib.h>

static void parameter_and_base_hashes_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_hash_chain.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "H_P"), place, entry)
    {
        cf_hash h_p;
        cf_eg21_parameter_base_hash(el.fx.group, number_of(entry, "n"), number_of(entry, "k"),
                                    &h_p);
        assert_hash_is(&el.fx, &h_p, text_of(entry, "H_P"));
    }
    json_array_foreach(member(root, "H_B"), place, entry)
    {
        cf_hash h_p;
        cf_hash h_b;
        cf_eg21_parameter_base_hash(el.fx.group, number_of(entry, "n"), number_of(entry, "k"),
                                    &h_p);
        base_hash(&h_p, hex_octets(&el.fx, text_of(entry, "manifest_hex")), &h_b);
        assert_hash_is(&el.fx, &h_b, text_of(entry, "H_B"));
    }
    const json_t *known = member(root, "election");
    assert_hash_is(&el.fx, &el.h_p, text_of(known, "H_P"));
    assert_hash_is(&el.fx, &el.h_b, text_of(known, "H_B"));
    assert_hash_is(&el.fx, &el.h_e, text_of(known, "H_E"));
    json_decref(root);
    fixture_close(&el.fx);
}

static void one_more_octet_of_manifest_is_another_base_hash(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    cf_hash h_b;
    base_hash(&el.h_p, hex_octets(&el.fx, "7B22656C656374696F6E223A226B6174227D0A"), &h_b);
    assert_memory_not_equal(&h_b, &el.h_b, sizeof h_b);
    fixture_close(&el.fx);
}

/* A toy group writes p, q and g at the shortest widths that hold p and q. */
static void toy_parameter_hash_has_the_widths_of_the_group(void **state)
{
    (void)state;
    for (size_t which = 0; which < cf_group_toy_count(); which++) {
        ref_group ref;
        ref_group_open(&ref, cf_group_toy(which), 1);
        ref_bytes bytes = { .len = 0 };
        ref_put_u8(&bytes, 0x00);
        ref_put_number(&bytes, ref.p, (mpz_sizeinbase(ref.p, 2) + 7) / 8);
        ref_put_number(&bytes, ref.q, (mpz_sizeinbase(ref.q, 2) + 7) / 8);
        ref_put_number(&bytes, ref.g, (mpz_sizeinbase(ref.p, 2) + 7) / 8);
        ref_put_u32(&bytes, 5);
        ref_put_u32(&bytes, 3);
        const uint8_t version[32] = "v2.1.0";
        cf_hash expected;
        cf_hash found;
        ref_hash(version, &bytes, &expected);
        cf_eg21_parameter_base_hash(ref.group, 5, 3, &found);
        assert_memory_equal(&found, &expected, sizeof found);
        ref_group_close(&ref);
    }
}

static void guardian_record_hash_is_the_known_one(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_hash_chain.json");
    const json_t *polynomials = member(member(root, "election"), "guardian_polynomials");
    cf_element vote[6];
    cf_element data[6];
    cf_element kappa[3];
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 2; j++) {
            const cf_scalar a = egcs_scalar(&el.fx, item(item(member(polynomials, "a"), i), j));
            const cf_scalar a_hat =
                egcs_scalar(&el.fx, item(item(member(polynomials, "a_hat"), i), j));
            vote[2 * i + j] = power_of_g(&el.fx, &a);
            data[2 * i + j] = power_of_g(&el.fx, &a_hat);
        }
        kappa[i] = small_power(el.fx.group, 1000 + i + 1);
    }
    cf_hash h_g;
    cf_eg21_guardian_record_hash(&el.h_b, el.fx.group, 3, 2, &el.fx.k, &el.fx.k_hat, vote, data,
                                 kappa, &h_g);
    assert_hash_is(&el.fx, &h_g, text_of(member(root, "H_G_0x13"), "H_G"));
    json_decref(root);
    fixture_close(&el.fx);
}

static void identifier_hash_does_not_reduce_its_input(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_hash_chain.json");
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);
    assert_hash_is(&el.fx, &h_i, text_of(member(root, "ballot"), "H_I"));
    identifier(&el, BALLOT_2, &h_i, &key);
    assert_hash_is(&el.fx, &h_i, text_of(member(root, "id_B_not_reduced"), "H_I"));
    json_decref(root);
    fixture_close(&el.fx);
}

static void device_hashes_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_hash_chain.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "H_DI"), place, entry)
    {
        cf_hash h_di;
        cf_eg21_device_hash(&el.h_e, cf_octets_of_text(text_of(entry, "S_device")), &h_di);
        assert_hash_is(&el.fx, &h_di, text_of(entry, "H_DI_2A"));
    }
    json_decref(root);
    fixture_close(&el.fx);
}

/* Two ballots on one device: every code of the chain, from H_0 to the closing hash. */
static void codes_and_chain_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *root = vectors_load(VECTORS "egcs_hash_chain.json");
    const json_t *codes = member(root, "codes");
    const json_t *contests = member(member(root, "ballot"), "contests");
    const cf_octets xi_b = hex_octets(&el.fx, XI_B);
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);
    cf_hash chi[2];
    contest_hash(&el, &h_i, 1, member(contests, "1"), xi_b, NULL, &chi[0]);
    contest_hash(&el, &h_i, 2, member(contests, "2"), xi_b, NULL, &chi[1]);
    assert_hash_is(&el.fx, &chi[0], text_of(member(member(root, "ballot"), "chi"), "1"));
    assert_hash_is(&el.fx, &chi[1], text_of(member(member(root, "ballot"), "chi"), "2"));

    cf_hash h_di;
    cf_hash code;
    uint8_t field[CF_EG21_CHAIN_FIELD_OCTETS];
    const cf_octets chaining_field = cf_octets_of(field, sizeof field);
    const json_t *device = item(member(root, "H_DI"), 0);
    cf_eg21_device_hash(&el.h_e, cf_octets_of_text(text_of(device, "S_device")), &h_di);
    cf_eg21_chaining_field(0, &h_di, field);
    cf_eg21_confirmation_code(&key, 2, chi, chaining_field, &code);
    assert_hash_is(&el.fx, &code, text_of(codes, "no_chaining"));

    cf_eg21_chain_start(&el.h_e, &h_di, &code);
    assert_hash_is(&el.fx, &code, text_of(codes, "H_0"));
    cf_eg21_chaining_field(1, &code, field);
    cf_eg21_confirmation_code(&key, 2, chi, chaining_field, &code);
    assert_hash_is(&el.fx, &code, text_of(codes, "H_1"));

    identifier(&el, BALLOT_2, &h_i, &key);
    single_option_hash(&el, &h_i, 1, 21, 22, &chi[0]);
    assert_hash_is(&el.fx, &chi[0], text_of(member(codes, "ballot_2"), "chi"));
    cf_eg21_chaining_field(1, &code, field);
    cf_eg21_confirmation_code(&key, 1, chi, chaining_field, &code);
    assert_hash_is(&el.fx, &code, text_of(codes, "H_2"));

    cf_hash closing;
    cf_eg21_chain_close(&el.h_e, &h_di, &code, &closing);
    assert_hash_is(&el.fx, &closing, text_of(codes, "closing_hash"));
    json_decref(root);
    fixture_close(&el.fx);
}

/* Entries of v21_hash_chain.json that belong to making ballots and to pre-encrypted ones. */
static bool is_out_of_scope(const char *name)
{
    return strncmp(name, "pre-enc", 7) == 0 || strncmp(name, "xi_", 3) == 0
           || strncmp(name, "k_il", 4) == 0 || strcmp(name, "H_DI pre-encrypted (0x43)") == 0
           || strcmp(name, "contest-data nonce raw (contest 1)") == 0;
}

/* What egcs_hash_chain.json, walked above, has too: the same digests under the same names. */
static bool is_tested_above(json_t *egcs, const char *digest)
{
    char *text = json_dumps(egcs, JSON_ENSURE_ASCII);
    assert_non_null(text);
    const bool found = strstr(text, digest) != NULL;
    free(text);
    return found;
}

static void every_name_of_the_hash_chain_is_computed(void **state)
{
    (void)state;
    election el;
    open_election(&el);
    json_t *egcs = vectors_load(VECTORS "egcs_hash_chain.json");
    json_t *root = vectors_load(VECTORS "v21_hash_chain.json");
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&el, BALLOT_1, &h_i, &key);

    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "vectors"), place, entry)
    {
        const char *name = text_of(entry, "name");
        const char *expected = text_of(entry, "H");
        cf_hash found;
        if (strcmp(name, "chi_7, one option (g^3,g^9)") == 0) {
            single_option_hash(&el, &h_i, 7, 3, 9, &found);
            assert_hash_is(&el.fx, &found, expected);
        } else if (strcmp(name, "H_DI empty device string") == 0) {
            cf_eg21_device_hash(&el.h_e, cf_octets_of("", 0), &found);
            assert_hash_is(&el.fx, &found, expected);
        } else if (!is_out_of_scope(name) && !is_tested_above(egcs, expected)) {
            fail_msg("nothing computes '%s'", name);
        }
    }
    json_decref(root);
    json_decref(egcs);
    fixture_close(&el.fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameter_and_base_hashes_are_the_known_ones),
        cmocka_unit_test(one_more_octet_of_manifest_is_another_base_hash),
        cmocka_unit_test(toy_parameter_hash_has_the_widths_of_the_group),
        cmocka_unit_test(guardian_record_hash_is_the_known_one),
        cmocka_unit_test(identifier_hash_does_not_reduce_its_input),
        cmocka_unit_test(device_hashes_are_the_known_ones),
        cmocka_unit_test(codes_and_chain_are_the_known_ones),
        cmocka_unit_test(every_name_of_the_hash_chain_is_computed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
