/*
 * Known answers of two other makers, octet for octet, in the standard group.
 *
 * egcs_*.json are numbers of an independent implementation: commitments, challenges, answers,
 * contest data, ballot nonces.  v21_proofs_fixed_randomness.json are ours, from the text of the
 * specification.  Guardians have the polynomials of the vectors and draw u from a script.
 */
#include "crypto/egcs.h"
#include "decryption_world.h"

#include <stdio.h>

/* --- the election of the egcs vectors --- */

typedef struct known {
    election el;
    decryption_world w;
    json_t *tally;
    json_t *data;
    json_t *nonce;
} known;

static known kn;

static void coefficients(fixture *fx, const json_t *rows, cf_scalar *out)
{
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 2; j++) {
            out[2 * i + j] = egcs_scalar(fx, item(item(rows, i), j));
        }
    }
}

static void assert_shares(fixture *fx, const json_t *shares, bool data)
{
    for (size_t i = 0; i < 3; i++) {
        char name[16];
        snprintf(name, sizeof name, "%zu", i + 1);
        const cf_scalar expected = hex_scalar(fx, text_of(shares, name));
        const cf_vault_guardian *guardian = &kn.w.guardians[i];
        assert_true(
            cf_scalar_equal(&expected, data ? &guardian->z_hat.number : &guardian->z.number));
    }
}

static int open_known(void **state)
{
    (void)state;
    open_election(&kn.el);
    kn.tally = vectors_load(VECTORS "egcs_tally_decryption.json");
    kn.data = vectors_load(VECTORS "egcs_contest_data.json");
    kn.nonce = vectors_load(VECTORS "egcs_ballot_nonce.json");
    const json_t *polynomials = member(member(kn.tally, "election"), "guardian_polynomials");
    cf_scalar vote[6];
    cf_scalar data[6];
    coefficients(&kn.el.fx, member(polynomials, "a"), vote);
    coefficients(&kn.el.fx, member(polynomials, "a_hat"), data);
    people_open_with(&kn.w, cf_group_standard(), 3, 2, vote, data, &kn.el.h_e);
    assert_shares(&kn.el.fx, member(polynomials, "z"), false);
    assert_shares(&kn.el.fx, member(polynomials, "z_hat"), true);
    assert_true(cf_group_equal(kn.w.group, &kn.w.keys.joint, &kn.el.fx.k));
    assert_true(cf_group_equal(kn.w.group, &kn.w.keys.joint_hat, &kn.el.fx.k_hat));
    return 0;
}

static int close_known(void **state)
{
    (void)state;
    json_decref(kn.tally);
    json_decref(kn.data);
    json_decref(kn.nonce);
    people_close(&kn.w);
    fixture_close(&kn.el.fx);
    return 0;
}

/* --- running a case --- */

static unsigned members_of(const json_t *entry)
{
    unsigned members = 0;
    size_t place;
    const json_t *index;
    json_array_foreach(member(entry, "U"), place, index)
    {
        members |= 1u << (json_integer_value(index) - 1);
    }
    return members;
}

static const json_t *of_guardian(const json_t *map, uint32_t index)
{
    char name[16];
    snprintf(name, sizeof name, "%u", (unsigned)index);
    return member(map, name);
}

/* One task; u, d, c and v of the case. */
static void run_case(sitting *s, const cf_decryption_task *task, const json_t *entry)
{
    fixture *fx = &kn.el.fx;
    sitting_open(s, &kn.w, members_of(entry), 1, task);
    script_start(&kn.w.script);
    for (size_t i = 0; i < s->available.count; i++) {
        const cf_scalar u = egcs_scalar(fx, of_guardian(member(entry, "u"), s->indices[i]));
        script_add_scalar(&kn.w.script, kn.w.group, &u);
    }
    sitting_begin(s);
    assert_true(script_is_used_up(&kn.w.script));
    for (size_t i = 0; i < s->available.count; i++) {
        const json_t *d = of_guardian(member(entry, "d"), s->indices[i]);
        assert_hash_is(fx, &s->commitments[i].d, json_string_value(d));
    }
    sitting_reveal(s);
    assert_int_equal(sitting_respond(s), CF_OK);
    assert_int_equal(sitting_finish(s), CF_OK);
    sitting_close(s);
    const cf_scalar c = hex_scalar(fx, text_of(entry, "c"));
    const cf_scalar v = hex_scalar(fx, text_of(entry, "v"));
    assert_true(cf_scalar_equal(&s->proofs[0].c, &c));
    assert_true(cf_scalar_equal(&s->proofs[0].v, &v));
    assert_true(decryption_holds(s, 0));
}

/* --- tallies --- */

/* A ballot of one option. */
static void add_ballot(cf_aggregate *aggregate, const json_t *ballot, uint32_t contest,
                       uint32_t option)
{
    fixture *fx = &kn.el.fx;
    cf_hash h_i;
    cf_hmac_key key;
    identifier(&kn.el, text_of(ballot, "id_B"), &h_i, &key);
    const json_t *votes = of_guardian(member(ballot, "votes"), contest);
    const cf_scalar xi =
        option_nonce(&kn.el, &h_i, contest, option, hex_octets(fx, text_of(ballot, "xi_B")));
    cf_selection selection = { .index = option };
    encrypt_openly(&kn.w, (uint64_t)json_integer_value(item(votes, option - 1)), &xi, &selection);
    const cf_encrypted_contest published = { .index = contest,
                                             .selection_count = 1,
                                             .selections = &selection };
    const cf_ballot cast = { .weight = 1, .contest_count = 1, .contests = &published };
    assert_int_equal(cf_aggregate_add(aggregate, &cast, kn.w.arena, NULL), CF_OK);
}

static void tally_decryptions_are_the_known_ones(void **state)
{
    (void)state;
    size_t place;
    const json_t *entry;
    json_array_foreach(member(kn.tally, "cases"), place, entry)
    {
        const cf_option option = { .label = cf_octets_of_text("o"),
                                   .index = number_of(entry, "ind_o") };
        const cf_contest contest = { .label = cf_octets_of_text("c"),
                                     .index = number_of(entry, "ind_c"),
                                     .option_limit = 1,
                                     .option_count = 1,
                                     .options = &option };
        const cf_manifest manifest = { .contest_count = 1,
                                       .contests = &contest,
                                       .option_total = 1 };
        cf_aggregate aggregate;
        assert_int_equal(cf_aggregate_open(kn.w.group, &manifest, kn.w.arena, &aggregate), CF_OK);
        size_t number;
        const json_t *ballot;
        json_array_foreach(member(kn.tally, "ballots"), number, ballot)
        {
            add_ballot(&aggregate, ballot, contest.index, option.index);
        }
        cf_decryption_task *task = NULL;
        assert_int_equal(cf_tasks_of_totals(&kn.w.keys, &aggregate, kn.w.arena, &task), CF_OK);
        sitting s;
        run_case(&s, task, entry);
        cf_decrypted_tally tally;
        assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &manifest, aggregate.total_weight,
                                           kn.w.arena, &tally),
                         CF_OK);
        assert_int_equal(tally.contests[0].options[0].tally, number_of(entry, "t"));
    }
    assert_int_equal(place, 2);
}

/* --- contest data --- */

static const char *const VOTES[] = { "[1,0]", "[0,0,1]", "[1]" };
static const size_t VOTE_COUNTS[] = { 2, 3, 1 };

typedef struct whole_ballot {
    cf_option options[6];
    cf_contest contests[3];
    cf_manifest manifest;
    cf_selection selections[6];
    cf_encrypted_contest published[3];
    cf_hash h_i;
    uint8_t chaining_field[CF_EG21_CHAIN_FIELD_OCTETS];
    cf_ballot ballot;
} whole_ballot;

static void make_contest(whole_ballot *b, uint32_t index, size_t first)
{
    fixture *fx = &kn.el.fx;
    const json_t *known_contest = of_guardian(member(kn.data, "contests"), index);
    const size_t count = VOTE_COUNTS[index - 1];
    json_t *votes = json_loads(VOTES[index - 1], 0, NULL);
    for (size_t o = 0; o < count; o++) {
        const uint32_t option = (uint32_t)o + 1;
        const cf_scalar xi = option_nonce(&kn.el, &b->h_i, index, option, hex_octets(fx, XI_B));
        b->options[first + o] = (cf_option){ .label = cf_octets_of_text("o"), .index = option };
        b->selections[first + o].index = option;
        encrypt_openly(&kn.w, (uint64_t)json_integer_value(item(votes, o)), &xi,
                       &b->selections[first + o]);
    }
    json_decref(votes);
    b->contests[index - 1] = (cf_contest){ .label = cf_octets_of_text("c"),
                                           .index = index,
                                           .selection_limit = 1,
                                           .option_limit = 1,
                                           .data_blocks = number_of(known_contest, "blocks"),
                                           .option_count = count,
                                           .options = &b->options[first],
                                           .first_option_position = first };
    const cf_scalar xi = hex_scalar(fx, text_of(known_contest, "xi_0x25"));
    const cf_element c0 = power_of_g(fx, &xi);
    b->published[index - 1] = (cf_encrypted_contest){
        .index = index,
        .contest_hash =
            hex_octets(fx, json_string_value(of_guardian(member(kn.data, "chi"), index))),
        .selection_count = count,
        .selections = &b->selections[first],
        .has_data = true,
        .data = { .c0 = claim_of(&kn.w, &c0),
                  .c1 = hex_octets(fx, text_of(known_contest, "C_1")),
                  .c.octets = hex_octets(fx, text_of(known_contest, "c_0x27")),
                  .v.octets = hex_octets(fx, text_of(known_contest, "v")) },
    };
}

static void make_chaining_field(whole_ballot *b)
{
    json_t *chain = vectors_load(VECTORS "egcs_hash_chain.json");
    cf_hash h_di;
    cf_eg21_device_hash(
        &kn.el.h_e, cf_octets_of_text(text_of(item(member(chain, "H_DI"), 0), "S_device")), &h_di);
    cf_eg21_chaining_field(0, &h_di, b->chaining_field);
    json_decref(chain);
}

/* The ballot 0102..20 with three contests, their data, hashes and code as the vectors give them. */
static void make_whole(whole_ballot *b)
{
    fixture *fx = &kn.el.fx;
    cf_hmac_key key;
    memset(b, 0, sizeof *b);
    identifier(&kn.el, BALLOT_1, &b->h_i, &key);
    size_t first = 0;
    for (uint32_t i = 1; i <= 3; i++) {
        make_contest(b, i, first);
        first += VOTE_COUNTS[i - 1];
    }
    b->manifest = (cf_manifest){ .contest_count = 3, .contests = b->contests, .option_total = 6 };
    make_chaining_field(b);
    b->ballot =
        (cf_ballot){ .id = hex_octets(fx, BALLOT_1),
                     .h_i = cf_octets_of(b->h_i.octets, sizeof b->h_i.octets),
                     .state = CF_BALLOT_CAST,
                     .weight = 1,
                     .code = hex_octets(fx, text_of(kn.data, "H_C")),
                     .chaining_field = cf_octets_of(b->chaining_field, sizeof b->chaining_field),
                     .contest_count = 3,
                     .contests = b->published };
}

static void contest_data_decryptions_are_the_known_ones(void **state)
{
    (void)state;
    static whole_ballot b;
    make_whole(&b);
    size_t place;
    const json_t *entry;
    json_array_foreach(member(kn.data, "decryptions"), place, entry)
    {
        const uint32_t index = number_of(entry, "ind_c");
        cf_decryption_task task;
        assert_int_equal(
            cf_task_of_data(&kn.w.keys, &b.manifest, &b.ballot, index - 1, kn.w.arena, &task, NULL),
            CF_OK);
        sitting s;
        run_case(&s, &task, entry);
        cf_opened_data opened;
        assert_int_equal(cf_data_publish(&s.rounds, 0, s.proofs, b.ballot.id, kn.w.arena, &opened),
                         CF_OK);
        const json_t *contest = of_guardian(member(kn.data, "contests"), index);
        assert_true(cf_octets_equal(opened.data, hex_octets(&kn.el.fx, text_of(contest, "D"))));
        assert_true(cf_octets_equal(opened.c.octets, hex_octets(&kn.el.fx, text_of(entry, "c"))));
        assert_true(cf_octets_equal(opened.v.octets, hex_octets(&kn.el.fx, text_of(entry, "v"))));
    }
    assert_int_equal(place, 2);
}

/* --- ballot nonces --- */

static cf_hashed_ciphertext known_nonce(const json_t *entry)
{
    fixture *fx = &kn.el.fx;
    const cf_scalar xi = egcs_scalar(fx, member(entry, "xi_hat"));
    const cf_element c0 = power_of_g(fx, &xi);
    return (cf_hashed_ciphertext){ .c0 = claim_of(&kn.w, &c0),
                                   .c1 = hex_octets(fx, text_of(entry, "C_1")),
                                   .c.octets = hex_octets(fx, text_of(entry, "c")),
                                   .v.octets = hex_octets(fx, text_of(entry, "v")) };
}

static void decrypt_nonce(sitting *s, const cf_ballot *ballot, cf_decryption_task *task)
{
    assert_int_equal(cf_task_of_nonce(&kn.w.keys, decryption_nothing_unopened(kn.w.arena), ballot,
                                      kn.w.arena, task, NULL),
                     CF_OK);
    script_start_endless(&kn.w.script, 8);
    sitting_open(s, &kn.w, 6, 1, task);
    sitting_run(s);
}

static void ballot_nonces_are_the_known_ones(void **state)
{
    (void)state;
    fixture *fx = &kn.el.fx;
    const char *const ids[] = { BALLOT_1, BALLOT_1, BALLOT_2 };
    size_t place;
    const json_t *entry;
    json_array_foreach(member(kn.nonce, "cases"), place, entry)
    {
        const cf_ballot ballot = { .id = hex_octets(fx, ids[place]),
                                   .h_i = hex_octets(fx, text_of(entry, "H_I")),
                                   .state = CF_BALLOT_CHALLENGED,
                                   .nonce = known_nonce(entry) };
        cf_decryption_task task;
        sitting s;
        decrypt_nonce(&s, &ballot, &task);
        const cf_scalar xi = egcs_scalar(fx, member(entry, "xi_hat"));
        const cf_element beta = power_of(&kn.w, &kn.w.keys.joint_hat, &xi);
        assert_true(cf_group_equal(kn.w.group, &beta, &s.rounds.m[0]));
    }
    assert_int_equal(place, 3);
}

/* The ballot of the contest data, whose nonce is that of the first nonce. */
static void a_known_ballot_opens(void **state)
{
    (void)state;
    fixture *fx = &kn.el.fx;
    static whole_ballot b;
    make_whole(&b);
    b.ballot.state = CF_BALLOT_CHALLENGED;
    b.ballot.nonce = known_nonce(item(member(kn.nonce, "cases"), 0));
    cf_decryption_task task;
    sitting s;
    decrypt_nonce(&s, &b.ballot, &task);
    cf_opened_ballot opened;
    assert_int_equal(
        cf_vault_ballot_open(&s.rounds, 0, &b.manifest, &b.ballot, kn.w.arena, &opened, NULL),
        CF_OK);
    for (uint32_t i = 1; i <= 3; i++) {
        const json_t *contest = of_guardian(member(kn.data, "contests"), i);
        const cf_opened_contest *open = &opened.contests[i - 1];
        json_t *votes = json_loads(VOTES[i - 1], 0, NULL);
        assert_int_equal(open->option_count, json_array_size(votes));
        for (size_t o = 0; o < open->option_count; o++) {
            const cf_scalar xi =
                option_nonce(&kn.el, &b.h_i, i, (uint32_t)o + 1, hex_octets(fx, XI_B));
            assert_int_equal(open->options[o].value, json_integer_value(item(votes, o)));
            assert_true(
                cf_octets_equal(open->options[o].nonce.octets, scalar_claim_of(&kn.w, &xi).octets));
        }
        json_decref(votes);
        assert_true(cf_octets_equal(open->data, hex_octets(fx, text_of(contest, "D"))));
        assert_true(
            cf_octets_equal(open->data_nonce.octets, hex_octets(fx, text_of(contest, "xi_0x25"))));
    }
}

/* --- our own vectors: every number of both guardians --- */

static void own_polynomials(fixture *fx, const json_t *guardians, const char *name, cf_scalar *out)
{
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 2; j++) {
            const json_t *row = member(item(guardians, i), name);
            out[2 * i + j] = hex_scalar(fx, json_string_value(item(row, j)));
        }
    }
}

static void assert_part(fixture *fx, const sitting *s, size_t i, const json_t *part)
{
    const cf_scalar w = hex_scalar(fx, text_of(part, "w"));
    assert_true(cf_scalar_equal(&s->rounds.weights[i], &w));
    assert_hash_is(fx, &s->commitments[i].d, text_of(part, "d_i"));
    assert_true(cf_octets_equal(s->reveals[i].m.octets, hex_octets(fx, text_of(part, "M_i"))));
    assert_true(cf_octets_equal(s->reveals[i].a.octets, hex_octets(fx, text_of(part, "a_i"))));
    assert_true(cf_octets_equal(s->reveals[i].b.octets, hex_octets(fx, text_of(part, "b_i"))));
    assert_true(cf_octets_equal(s->responses[i].v.octets, hex_octets(fx, text_of(part, "v_i"))));
}

static void our_own_decryption_is_the_known_one(void **state)
{
    (void)state;
    fixture *fx = &kn.el.fx;
    static decryption_world w;
    json_t *root = vectors_load(VECTORS "v21_proofs_fixed_randomness.json");
    const json_t *entry = member(root, "decryption");
    const json_t *selection = item(member(member(root, "contest1"), "selections"), 2);
    cf_scalar vote[6];
    cf_scalar data[6];
    own_polynomials(fx, member(root, "guardians"), "a", vote);
    own_polynomials(fx, member(root, "guardians"), "a_hat", data);
    const cf_hash h_e = hex_hash(fx, text_of(root, "H_E"));
    people_open_with(&w, cf_group_standard(), 3, 2, vote, data, &h_e);
    const cf_decryption_task task = { .kind = CF_DECRYPT_TOTAL,
                                      .contest_index = 1,
                                      .option_index = 3,
                                      .key_hash = h_e,
                                      .base = hex_element(fx, text_of(selection, "alpha")),
                                      .masked = hex_element(fx, text_of(selection, "beta")) };
    sitting s;
    script_start(&w.script);
    sitting_open(&s, &w, 5, 1, &task);
    for (size_t i = 0; i < 2; i++) {
        const json_t *part = of_guardian(member(entry, "guardians"), s.indices[i]);
        const cf_scalar u = hex_scalar(fx, text_of(part, "u"));
        script_add_scalar(&w.script, w.group, &u);
    }
    sitting_run(&s);
    for (size_t i = 0; i < 2; i++) {
        assert_part(fx, &s, i, of_guardian(member(entry, "guardians"), s.indices[i]));
    }
    const cf_element m = hex_element(fx, text_of(entry, "M"));
    assert_true(cf_group_equal(w.group, &m, &s.rounds.m[0]));

    const cf_option option = { .label = cf_octets_of_text("o"), .index = 3 };
    const cf_contest contest = { .label = cf_octets_of_text("c"),
                                 .index = 1,
                                 .option_limit = 3,
                                 .option_count = 1,
                                 .options = &option };
    const cf_manifest manifest = { .contest_count = 1, .contests = &contest, .option_total = 1 };
    cf_decrypted_tally tally;
    assert_int_equal(cf_totals_publish(&s.rounds, s.proofs, &manifest, 1, w.arena, &tally), CF_OK);
    const cf_decrypted_total *total = &tally.contests[0].options[0];
    assert_int_equal(total->tally, number_of(entry, "t"));
    assert_true(cf_octets_equal(total->power.octets, hex_octets(fx, text_of(entry, "T"))));
    assert_true(cf_octets_equal(total->c.octets, hex_octets(fx, text_of(entry, "c"))));
    assert_true(cf_octets_equal(total->v.octets, hex_octets(fx, text_of(entry, "v"))));
    json_decref(root);
    people_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tally_decryptions_are_the_known_ones),
        cmocka_unit_test(contest_data_decryptions_are_the_known_ones),
        cmocka_unit_test(ballot_nonces_are_the_known_ones),
        cmocka_unit_test(a_known_ballot_opens),
        cmocka_unit_test(our_own_decryption_is_the_known_one),
    };
    return cmocka_run_group_tests(tests, open_known, close_known);
}
