/*
 * What a guardian commits itself to before a decryption of 2.1.0: its parts are made with its key
 * share, and d_i (0x30 for a tally, 0x32 for contest data) is the known one, ours and that of an
 * independent implementation.  Whatever is changed of what was committed to changes d_i.
 */
#include "egcs.h"
#include "making.h"
#include "proof_world.h"

#include "crypto/eg21.h"

#include <stdio.h>

enum { AVAILABLE_MAX = 3 };

/* What guardian i makes of a ciphertext (A, B): a_i = g^u, b_i = A^u, M_i = A^z. */
typedef struct part {
    cf_element a_i, b_i, m_i;
} part;

static part part_of(fixture *fx, const cf_making_bases *bases, const cf_element *a,
                    const cf_scalar *u, const cf_scalar *z)
{
    part out;
    const cf_secret_scalar exponents[2] = { secret_of(u), secret_of(z) };
    const cf_element both[2] = { *a, *a };
    cf_element powers[2];
    cf_scanned_base_powers(bases->g, 1, &exponents[0], &out.a_i);
    cf_group_secret_powers(fx->group, 2, both, exponents, powers);
    out.b_i = powers[0];
    out.m_i = powers[1];
    return out;
}

static size_t available_of(const json_t *list, uint32_t available[AVAILABLE_MAX])
{
    const size_t count = json_array_size(list);
    assert_true(count > 0 && count <= AVAILABLE_MAX);
    for (size_t j = 0; j < count; j++) {
        available[j] = (uint32_t)json_integer_value(item(list, j));
    }
    return count;
}

static const json_t *of_guardian(const json_t *object, uint32_t i)
{
    char name[16];
    snprintf(name, sizeof name, "%u", (unsigned)i);
    return member(object, name);
}

/* --- tallies --- */

typedef struct tally_input {
    cf_hash h_e;
    uint32_t contest, option, guardian;
    cf_element a, b;
    part made;
    size_t count;
    uint32_t available[AVAILABLE_MAX];
} tally_input;

static cf_hash tally_commitment(fixture *fx, const tally_input *in)
{
    cf_hash out;
    cf_eg21_tally_commitment(&in->h_e, fx->group, in->contest, in->option, in->guardian, &in->a,
                             &in->b, &in->made.a_i, &in->made.b_i, &in->made.m_i, in->count,
                             in->available, &out);
    return out;
}

static void only_what_was_committed_to_gives(fixture *fx, const tally_input *in, const char *known)
{
    const cf_hash d_i = tally_commitment(fx, in);
    assert_hash_is(fx, &d_i, known);

    tally_input other[12];
    for (size_t i = 0; i < 12; i++) {
        other[i] = *in;
    }
    other[0].h_e.octets[31] ^= 1;
    other[1].contest++;
    other[2].option++;
    other[3].guardian++;
    other[4].a = in->b;
    other[5].b = in->a;
    other[6].made.a_i = in->made.b_i;
    other[7].made.b_i = in->made.a_i;
    other[8].made.m_i = in->made.a_i;
    other[9].count--;
    other[10].available[1]++;
    other[11].available[0] = in->available[1];
    other[11].available[1] = in->available[0];
    for (size_t i = 0; i < 12; i++) {
        const cf_hash found = tally_commitment(fx, &other[i]);
        assert_memory_not_equal(found.octets, d_i.octets, sizeof d_i.octets);
    }
}

static void our_tally_commitments_are_the_known_ones(void **state)
{
    proof_world *w = *state;
    fixture *fx = &w->fx;
    static making mk;
    making_open(&mk, fx);
    const json_t *selection = item(member(member(w->own, "contest1"), "selections"), 2);
    const json_t *decryption = member(w->own, "decryption");
    tally_input in = { .h_e = hex_hash(fx, text_of(w->own, "H_E")),
                       .contest = 1,
                       .option = 3,
                       .a = hex_element(fx, text_of(selection, "alpha")),
                       .b = hex_element(fx, text_of(selection, "beta")) };
    in.count = available_of(member(decryption, "U"), in.available);
    for (size_t j = 0; j < in.count; j++) {
        in.guardian = in.available[j];
        const json_t *known = of_guardian(member(decryption, "guardians"), in.guardian);
        const json_t *z_known = of_guardian(member(w->own, "z"), in.guardian);
        const cf_scalar u = hex_scalar(fx, text_of(known, "u"));
        const cf_scalar z = hex_scalar(fx, json_string_value(z_known));
        in.made = part_of(fx, &mk.bases, &in.a, &u, &z);
        assert_element_is(fx, &in.made.a_i, text_of(known, "a_i"));
        assert_element_is(fx, &in.made.b_i, text_of(known, "b_i"));
        assert_element_is(fx, &in.made.m_i, text_of(known, "M_i"));
        only_what_was_committed_to_gives(fx, &in, text_of(known, "d_i"));

        const cf_secret_scalar secret_u = secret_of(&u);
        const cf_secret_scalar secret_z = secret_of(&z);
        const cf_scalar c_i = hex_scalar(fx, text_of(known, "c_i"));
        cf_scalar v_i;
        cf_secret_scalar_answer(fx->group, &v_i, &secret_u, &c_i, &secret_z);
        assert_scalar_is(fx, &v_i, text_of(known, "v_i"));
    }
    making_close(&mk);
}

/* A and B of an option of the egcs election: the products over its ballots. */
static void add_up(election *el, const json_t *root, tally_input *in)
{
    fixture *fx = &el->fx;
    cf_group_identity(fx->group, &in->a);
    cf_group_identity(fx->group, &in->b);
    size_t number;
    const json_t *ballot;
    json_array_foreach(member(root, "ballots"), number, ballot)
    {
        cf_hash h_i;
        cf_hmac_key key;
        identifier(el, text_of(ballot, "id_B"), &h_i, &key);
        const json_t *votes = of_guardian(member(ballot, "votes"), in->contest);
        const cf_scalar xi = option_nonce(el, &h_i, in->contest, in->option,
                                          hex_octets(fx, text_of(ballot, "xi_B")));
        cf_element alpha;
        cf_element beta;
        encrypt(fx, (uint64_t)json_integer_value(item(votes, in->option - 1)), &xi, &alpha, &beta);
        cf_group_multiply(fx->group, 1, &in->a, &in->a, &alpha);
        cf_group_multiply(fx->group, 1, &in->b, &in->b, &beta);
    }
}

static cf_scalar share_of(fixture *fx, const json_t *root, const char *name, uint32_t guardian)
{
    const json_t *polynomials = member(member(root, "election"), "guardian_polynomials");
    return egcs_scalar(fx, of_guardian(member(polynomials, name), guardian));
}

static void tally_commitments_of_another_program_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    static making mk;
    open_election(&el);
    fixture *fx = &el.fx;
    making_open(&mk, fx);
    json_t *root = vectors_load(VECTORS "egcs_tally_decryption.json");
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "cases"), place, entry)
    {
        tally_input in = { .h_e = el.h_e,
                           .contest = number_of(entry, "ind_c"),
                           .option = number_of(entry, "ind_o") };
        add_up(&el, root, &in);
        in.count = available_of(member(entry, "U"), in.available);
        for (size_t j = 0; j < in.count; j++) {
            in.guardian = in.available[j];
            const cf_scalar u = egcs_scalar(fx, of_guardian(member(entry, "u"), in.guardian));
            const cf_scalar z = share_of(fx, root, "z", in.guardian);
            in.made = part_of(fx, &mk.bases, &in.a, &u, &z);
            only_what_was_committed_to_gives(
                fx, &in, json_string_value(of_guardian(member(entry, "d"), in.guardian)));
        }
    }
    assert_int_equal(place, 2);
    json_decref(root);
    making_close(&mk);
    fixture_close(fx);
}

/* --- contest data --- */

typedef struct data_input {
    cf_hmac_key h_i;
    uint32_t contest, guardian;
    cf_octets parts[4]; /* C_0, C_1, c, v */
    part made;
    size_t count;
    uint32_t available[AVAILABLE_MAX];
} data_input;

static cf_hash data_commitment(fixture *fx, const data_input *in)
{
    cf_hash out;
    cf_eg21_data_commitment(&in->h_i, fx->group, in->contest, in->guardian, in->parts[0],
                            in->parts[1], in->parts[2], in->parts[3], &in->made.a_i, &in->made.b_i,
                            &in->made.m_i, in->count, in->available, &out);
    return out;
}

static void only_the_data_committed_to_give(fixture *fx, const data_input *in, const char *known)
{
    const cf_hash d_i = data_commitment(fx, in);
    assert_hash_is(fx, &d_i, known);

    data_input other[11];
    for (size_t i = 0; i < 11; i++) {
        other[i] = *in;
    }
    other[0].h_i = hex_key(fx, BALLOT_2);
    other[1].contest++;
    other[2].guardian++;
    other[3].parts[0].len--;
    other[4].parts[1].len--;
    other[5].parts[2] = in->parts[3];
    other[6].parts[3] = in->parts[2];
    other[7].made.a_i = in->made.b_i;
    other[8].made.b_i = in->made.a_i;
    other[9].made.m_i = in->made.a_i;
    other[10].available[in->count - 1]++;
    for (size_t i = 0; i < 11; i++) {
        const cf_hash found = data_commitment(fx, &other[i]);
        assert_memory_not_equal(found.octets, d_i.octets, sizeof d_i.octets);
    }
}

static void data_commitments_of_another_program_are_the_known_ones(void **state)
{
    (void)state;
    election el;
    static making mk;
    open_election(&el);
    fixture *fx = &el.fx;
    making_open(&mk, fx);
    json_t *root = vectors_load(VECTORS "egcs_contest_data.json");
    cf_hash h_i;
    data_input in = { .contest = 0 };
    identifier(&el, BALLOT_1, &h_i, &in.h_i);
    size_t place;
    const json_t *entry;
    json_array_foreach(member(root, "decryptions"), place, entry)
    {
        in.contest = number_of(entry, "ind_c");
        const json_t *contest = of_guardian(member(root, "contests"), in.contest);
        const cf_scalar xi = hex_scalar(fx, text_of(contest, "xi_0x25"));
        const cf_element c_0 = power_of_g(fx, &xi);
        uint8_t octets[CF_ELEMENT_OCTETS_MAX];
        cf_group_encode(fx->group, 1, &c_0, octets);
        in.parts[0] = cf_octets_of(octets, cf_group_element_octets(fx->group));
        in.parts[1] = hex_octets(fx, text_of(contest, "C_1"));
        in.parts[2] = hex_octets(fx, text_of(contest, "c_0x27"));
        in.parts[3] = hex_octets(fx, text_of(contest, "v"));
        in.count = available_of(member(entry, "U"), in.available);
        for (size_t j = 0; j < in.count; j++) {
            in.guardian = in.available[j];
            const cf_scalar u = egcs_scalar(fx, of_guardian(member(entry, "u"), in.guardian));
            const cf_scalar z = share_of(fx, root, "z_hat", in.guardian);
            in.made = part_of(fx, &mk.bases, &c_0, &u, &z);
            only_the_data_committed_to_give(
                fx, &in, json_string_value(of_guardian(member(entry, "d"), in.guardian)));
        }
    }
    assert_int_equal(place, 2);
    json_decref(root);
    making_close(&mk);
    fixture_close(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_tally_commitments_are_the_known_ones),
        cmocka_unit_test(tally_commitments_of_another_program_are_the_known_ones),
        cmocka_unit_test(data_commitments_of_another_program_are_the_known_ones),
    };
    return cmocka_run_group_tests(tests, proof_world_open, proof_world_close);
}
