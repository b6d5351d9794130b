/*
 * A ceremony of three guardians in the standard group whose every draw is known: what it publishes,
 * the shares, their keys, the key shares and the hashes, byte for byte.  The numbers are our own
 * vectors, made by another program from the text of the specification.
 */
#include "crypto/making.h"
#include "crypto/proof_world.h"
#include "vault/ceremony_world.h"
#include "vault/inside.h"

enum { N = 3, K = 2 };

typedef struct known {
    proof_world *world;
    fixture *fx;
    ceremony_world w;
} known;

static const json_t *guardian_of(const known *kn, uint32_t i)
{
    return item(member(kn->world->own, "guardians"), i - 1);
}

static void add_scalar(known *kn, const char *hex)
{
    const cf_scalar scalar = hex_scalar(kn->fx, hex);
    script_add_scalar(&kn->w.script, kn->fx->group, &scalar);
}

static void add_scalars(known *kn, const json_t *array)
{
    for (size_t j = 0; j < json_array_size(array); j++) {
        add_scalar(kn, json_string_value(item(array, j)));
    }
}

/* In the order that vault/guardian.h promises. */
static void script_guardian(known *kn, uint32_t i)
{
    const json_t *guardian = guardian_of(kn, i);
    script_start(&kn->w.script);
    add_scalars(kn, member(guardian, "a"));
    add_scalars(kn, member(guardian, "a_hat"));
    add_scalar(kn, text_of(guardian, "zeta"));
    add_scalars(kn, member(member(guardian, "vote"), "u"));
    add_scalars(kn, member(member(guardian, "data"), "u"));
}

static void assert_octets(known *kn, cf_octets octets, const char *hex)
{
    const cf_octets due = hex_octets(kn->fx, hex);
    assert_int_equal(octets.len, due.len);
    assert_memory_equal(octets.at, due.at, due.len);
}

static void assert_half(known *kn, const json_t *half, size_t count,
                        const cf_unchecked_element *commitments, const cf_unchecked_scalar *c,
                        size_t v_count, const cf_unchecked_scalar *v)
{
    assert_int_equal(count, K);
    assert_int_equal(v_count, K + 1);
    for (size_t j = 0; j < K; j++) {
        assert_octets(kn, commitments[j].octets, json_string_value(item(member(half, "K"), j)));
    }
    assert_octets(kn, c->octets, text_of(half, "c"));
    for (size_t j = 0; j < K + 1; j++) {
        assert_octets(kn, v[j].octets, json_string_value(item(member(half, "v"), j)));
    }
}

static void draw(known *kn, uint32_t i)
{
    const json_t *guardian = guardian_of(kn, i);
    cf_guardian *claim = &kn->w.claims[i - 1];
    cf_fault fault = { 0 };
    script_guardian(kn, i);
    assert_int_equal(cf_vault_guardian_draw(&kn->w.ceremony, i, cf_octets_of_text("Ada"),
                                            &kn->w.entropy, kn->w.arena, &kn->w.guardians[i - 1],
                                            claim),
                     CF_OK);
    assert_true(script_is_used_up(&kn->w.script));
    assert_int_equal(claim->index, i);
    assert_true(cf_octets_equal(claim->name, cf_octets_of_text("Ada")));
    assert_octets(kn, claim->kappa.octets, text_of(guardian, "kappa"));
    assert_int_equal(claim->vote_c_count, 1);
    assert_half(kn, member(guardian, "vote"), claim->vote_count, claim->vote, claim->vote_c,
                claim->vote_v_count, claim->vote_v);
    assert_half(kn, member(guardian, "data"), claim->data_count, claim->data, &claim->data_c,
                claim->data_v_count, claim->data_v);
    assert_int_equal(
        cf_guardian_admit(&kn->w.ceremony, i, claim, kn->w.arena, &kn->w.keys[i - 1], &fault),
        CF_OK);
}

static void check_hashes(known *kn)
{
    cf_fault fault = { 0 };
    assert_int_equal(
        cf_guardians_combine(&kn->w.ceremony, kn->w.keys, kn->w.arena, &kn->w.joint, &fault),
        CF_OK);
    assert_element_is(kn->fx, &kn->w.joint.joint, text_of(kn->world->own, "K"));
    assert_element_is(kn->fx, &kn->w.joint.joint_hat, text_of(kn->world->own, "K_hat"));
    assert_hash_is(kn->fx, &kn->w.joint.h_e, text_of(kn->world->own, "H_E"));
    assert_hash_is(kn->fx, &kn->w.joint.h_g, text_of(kn->world->own, "H_G"));
}

/* C_1 without k_1 || k_2 is P_i(l) || P'_i(l). */
static void assert_stream_keys(known *kn, cf_octets c1, const json_t *share)
{
    static const char *const KEYS[2] = { "k1", "k2" };
    static const char *const VALUES[2] = { "P_i(l)", "Phat_i(l)" };
    for (size_t t = 0; t < 2; t++) {
        const cf_octets key = hex_octets(kn->fx, text_of(share, KEYS[t]));
        const cf_octets value = hex_octets(kn->fx, text_of(share, VALUES[t]));
        for (size_t i = 0; i < CF_SCALAR_OCTETS; i++) {
            assert_int_equal(c1.at[t * CF_SCALAR_OCTETS + i] ^ key.at[i], value.at[i]);
        }
    }
}

static void check_share(known *kn, const json_t *known_share)
{
    const uint32_t i = number_of(known_share, "from_i");
    const uint32_t l = number_of(known_share, "to_l");
    script_start(&kn->w.script);
    add_scalar(kn, text_of(known_share, "xi"));
    add_scalar(kn, text_of(known_share, "u"));
    const cf_encrypted_share share = ceremony_share(&kn->w, i, l);
    assert_true(script_is_used_up(&kn->w.script));
    assert_octets(kn, share.c0.octets, text_of(known_share, "C0"));
    assert_octets(kn, share.c1, text_of(known_share, "C1"));
    assert_octets(kn, share.c.octets, text_of(known_share, "c"));
    assert_octets(kn, share.v.octets, text_of(known_share, "v"));
    assert_stream_keys(kn, share.c1, known_share);

    script_start(&kn->w.script); /* accepting a good share draws nothing */
    assert_int_equal(ceremony_accept(&kn->w, i, l, &share, NULL), CF_SHARE_GOOD);
    const cf_vault_guardian *receiver = kn->w.guardians[l - 1];
    assert_scalar_is(kn->fx, &receiver->vote_shares[i - 1].number, text_of(known_share, "P_i(l)"));
    assert_scalar_is(kn->fx, &receiver->data_shares[i - 1].number,
                     text_of(known_share, "Phat_i(l)"));
}

static void check_key_shares(known *kn)
{
    script_start_endless(&kn->w.script, 1);
    ceremony_exchange(&kn->w);
    ceremony_finish(&kn->w);
    for (uint32_t i = 1; i <= N; i++) {
        const char name[2] = { (char)('0' + i), '\0' };
        assert_scalar_is(kn->fx, &kn->w.guardians[i - 1]->z.number,
                         text_of(member(kn->world->own, "z"), name));
        assert_scalar_is(kn->fx, &kn->w.guardians[i - 1]->z_hat.number,
                         text_of(member(kn->world->own, "z_hat"), name));
    }
}

static void a_known_ceremony_comes_out_as_known(void **state)
{
    static known kn;
    kn.world = *state;
    kn.fx = &kn.world->fx;
    kn.w.arena = cf_arena_open((size_t)1 << 24);
    kn.w.entropy = script_source(&kn.w.script);
    kn.w.ceremony = (cf_ceremony){ .group = cf_group_standard(), .n = N, .k = K };
    kn.w.ceremony.h_p = hex_hash(kn.fx, text_of(kn.world->own, "H_P"));
    kn.w.ceremony.h_b = hex_hash(kn.fx, text_of(kn.world->own, "H_B"));
    assert_non_null(kn.w.arena);
    assert_int_equal(json_array_size(member(kn.world->own, "guardians")), N);

    cf_ceremony started;
    assert_int_equal(
        cf_ceremony_init(cf_group_standard(), N, K, cf_octets_of_text("{}"), &started, NULL),
        CF_OK);
    assert_memory_equal(&started.h_p, &kn.w.ceremony.h_p, sizeof started.h_p);

    for (uint32_t i = 1; i <= N; i++) {
        draw(&kn, i);
    }
    check_hashes(&kn);
    size_t place;
    const json_t *share;
    json_array_foreach(member(kn.world->own, "shares"), place, share)
    {
        check_share(&kn, share);
    }
    assert_true(place > 0);
    check_key_shares(&kn);
    ceremony_close(&kn.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_ceremony_comes_out_as_known),
    };
    return cmocka_run_group_tests(tests, proof_world_open, proof_world_close);
}
