/*
 * The proofs of guardians' keys of 2.1.0 in the standard group, and the hashes that bind the keys,
 * out of our own fixed randomness and out of another program's record.  Each proof that holds is
 * then changed in every one of its scalars and in everything that it is bound to, one thing at a
 * time, and must not hold any more: by chance it would with probability 2^-256.
 */
#include "proof_world.h"

#include "crypto/eg21.h"

typedef struct guardian_proof {
    cf_hash h_p;
    bool data_key;
    uint32_t index;
    size_t quorum;
    cf_element keys[3]; /* K_i0, K_i1, kappa_i */
    cf_scalar c;
    cf_scalar v[3];
} guardian_proof;

static bool guardian_holds(fixture *fx, const guardian_proof *proof)
{
    cf_transcript prefix;
    cf_eg21_guardian_challenge(&prefix, &proof->h_p, fx->group, proof->data_key, proof->index,
                               proof->quorum, proof->keys, &proof->keys[proof->quorum]);
    bool holds = false;
    assert_int_equal(cf_schnorr_check(&fx->bases, fx->arena, &prefix, cf_octets_of("", 0),
                                      proof->quorum + 1, proof->keys, &proof->c, proof->v, &holds),
                     CF_OK);
    return holds;
}

static void only_the_true_guardian_proof_holds(fixture *fx, const guardian_proof *proof)
{
    assert_true(guardian_holds(fx, proof));
    guardian_proof other = *proof;
    other.index++;
    assert_false(guardian_holds(fx, &other));
    other = *proof;
    other.data_key = !other.data_key;
    assert_false(guardian_holds(fx, &other));
    other = *proof;
    other.h_p.octets[31] ^= 1;
    assert_false(guardian_holds(fx, &other));
    other = *proof;
    add_one(fx->group, &other.c);
    assert_false(guardian_holds(fx, &other));
    for (size_t j = 0; j < 3; j++) {
        other = *proof;
        add_one(fx->group, &other.v[j]);
        assert_false(guardian_holds(fx, &other));
        other = *proof;
        swap(&other.c, &other.v[j]);
        assert_false(guardian_holds(fx, &other));
        other = *proof;
        swap(&other.v[j], &other.v[(j + 1) % 3]);
        assert_false(guardian_holds(fx, &other));
        other = *proof;
        cf_group_multiply(fx->group, 1, &other.keys[j], &other.keys[j], &other.keys[(j + 1) % 3]);
        assert_false(guardian_holds(fx, &other));
    }
    other = *proof;
    other.quorum = 1; /* kappa_i read as what follows K_i0 is K_i1 */
    assert_false(guardian_holds(fx, &other));
}

static guardian_proof guardian_of(fixture *fx, const json_t *root, uint32_t index, bool data_key,
                                  const json_t *commitments, const char *kappa, const json_t *proof)
{
    guardian_proof out = {
        .h_p = hex_hash(fx, text_of(root, "H_P")), .data_key = data_key, .index = index, .quorum = 2
    };
    assert_int_equal(json_array_size(commitments), 2);
    assert_int_equal(json_array_size(member(proof, "v")), 3);
    out.keys[0] = hex_element(fx, json_string_value(item(commitments, 0)));
    out.keys[1] = hex_element(fx, json_string_value(item(commitments, 1)));
    out.keys[2] = hex_element(fx, kappa);
    out.c = hex_scalar(fx, text_of(proof, "c"));
    for (size_t j = 0; j < 3; j++) {
        out.v[j] = hex_scalar(fx, json_string_value(item(member(proof, "v"), j)));
    }
    return out;
}

static void guardian_proofs_hold_and_nothing_near_them(void **state)
{
    proof_world *w = *state;
    size_t place;
    const json_t *guardian;
    json_array_foreach(member(w->own, "guardians"), place, guardian)
    {
        const char *kappa = text_of(guardian, "kappa");
        const json_t *vote = member(guardian, "vote");
        const json_t *data = member(guardian, "data");
        const uint32_t i = number_of(guardian, "i");
        guardian_proof proof =
            guardian_of(&w->fx, w->own, i, false, member(vote, "K"), kappa, vote);
        only_the_true_guardian_proof_holds(&w->fx, &proof);
        proof = guardian_of(&w->fx, w->own, i, true, member(data, "K"), kappa, data);
        only_the_true_guardian_proof_holds(&w->fx, &proof);
    }
    assert_int_equal(place, 3);

    const json_t *second = member(w->third, "guardian2");
    const char *kappa = text_of(second, "kappa");
    guardian_proof proof = guardian_of(&w->fx, w->third, 2, false, member(second, "K_2j"), kappa,
                                       member(second, "vote_proof"));
    only_the_true_guardian_proof_holds(&w->fx, &proof);
    proof = guardian_of(&w->fx, w->third, 2, true, member(second, "Khat_2j"), kappa,
                        member(second, "data_proof"));
    only_the_true_guardian_proof_holds(&w->fx, &proof);
}

static void keys_and_record_hash_are_those_of_the_guardians(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    const json_t *guardians = member(w->own, "guardians");
    cf_element vote[6];
    cf_element data[6];
    cf_element kappa[3];
    cf_element product;
    cf_element product_hat;
    cf_group_identity(fx->group, &product);
    cf_group_identity(fx->group, &product_hat);
    for (size_t i = 0; i < 3; i++) {
        const json_t *guardian = item(guardians, i);
        for (size_t j = 0; j < 2; j++) {
            vote[2 * i + j] =
                hex_element(fx, json_string_value(item(member(member(guardian, "vote"), "K"), j)));
            data[2 * i + j] =
                hex_element(fx, json_string_value(item(member(member(guardian, "data"), "K"), j)));
        }
        kappa[i] = hex_element(fx, text_of(guardian, "kappa"));
        cf_group_multiply(fx->group, 1, &product, &product, &vote[2 * i]);
        cf_group_multiply(fx->group, 1, &product_hat, &product_hat, &data[2 * i]);
    }
    assert_true(cf_group_equal(fx->group, &product, &fx->k));
    assert_true(cf_group_equal(fx->group, &product_hat, &fx->k_hat));

    const cf_hash h_b = hex_hash(fx, text_of(w->own, "H_B"));
    cf_hash found;
    cf_eg21_guardian_record_hash(&h_b, fx->group, 3, 2, &fx->k, &fx->k_hat, vote, data, kappa,
                                 &found);
    assert_hash_is(fx, &found, text_of(w->own, "H_G"));
    cf_eg21_extended_base_hash(&h_b, fx->group, &fx->k, &fx->k_hat, &found);
    assert_hash_is(fx, &found, text_of(w->own, "H_E"));
    cf_eg21_identifier_hash(&found, hex_octets(fx, text_of(w->own, "id_B")), &found);
    assert_hash_is(fx, &found, text_of(w->own, "H_I"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guardian_proofs_hold_and_nothing_near_them),
        cmocka_unit_test(keys_and_record_hash_are_those_of_the_guardians),
    };
    return cmocka_run_group_tests(tests, proof_world_open, proof_world_close);
}
