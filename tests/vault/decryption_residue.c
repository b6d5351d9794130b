/*
 * What is left of a decryption's secrets in the memory of the process?
 *
 * In the standard group.  z and z' may stand in their guardian and nowhere else; u in nobody's
 * memory but the script's once a session has answered, refused or failed; xi_B and what follows
 * from it nowhere when a ballot did not open, and xi_B nowhere when it did.
 */
#include "small_election.h"

#include "crypto/eg21_make.h"
#include "residue.h"

enum { OWN = 0, TASKS = 2 };

static struct {
    decryption_world w;
    cf_decryption_task tasks[TASKS]; /* a total, a nonce */
    cf_ballot ballot;
    cf_encrypted_contest contest; /* of the ballot, and of the manifest */
    cf_contest in_manifest;
    cf_selection selection;
    cf_option option;
    cf_manifest manifest;
    cf_hash h_i;
    cf_hash chi;
    cf_hash code;
    uint8_t id[CF_HASH_OCTETS];
    sitting s;
    cf_status expected;
    cf_opened_ballot opened;
} all;

static cf_scalar drawn[2 * TASKS]; /* u of both guardians; the test's own copy */
static cf_ballot_nonce xi_b;       /* likewise */

static void watch_scalar(const char *name, const cf_scalar *scalar)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_scalar_encode(all.w.group, scalar, octets);
    residue_watch(name, octets, sizeof octets);
    cf_wipe(octets, sizeof octets);
}

/* Of the one selection; not on anybody's stack. */
static cf_secret_scalar nonce;

static void derive_nonce(const cf_hmac_key *h_i)
{
    cf_eg21_selection_nonce(h_i, all.w.group, 1, 1, &xi_b, &nonce);
}

/* A ballot of one option that was marked, with its hashes. */
static void make_ballot(void)
{
    decryption_world *w = &all.w;
    const cf_scalar xi = any_scalar(w);
    const cf_scalar u = any_scalar(w);
    cf_hmac_key h_i;
    cf_transcript chi;
    memset(all.id, 0x1d, sizeof all.id);
    cf_eg21_identifier_hash(&w->keys.h_e, cf_octets_of(all.id, sizeof all.id), &all.h_i);
    cf_hmac_key_init(&h_i, all.h_i.octets, sizeof all.h_i.octets);
    derive_nonce(&h_i);
    encrypt_openly(w, 1, &nonce.number, &all.selection);
    cf_wipe(&nonce, sizeof nonce);
    all.selection.index = 1;
    cf_eg21_contest_hash_start(&chi, &h_i, 1);
    cf_transcript_octets(&chi, all.selection.alpha.octets);
    cf_transcript_octets(&chi, all.selection.beta.octets);
    cf_transcript_close(&chi, &all.chi);
    cf_eg21_confirmation_code(&h_i, 1, &all.chi, cf_octets_of(NULL, 0), &all.code);
    all.contest = (cf_encrypted_contest){ .index = 1,
                                          .contest_hash = cf_octets_of(all.chi.octets, 32),
                                          .selection_count = 1,
                                          .selections = &all.selection };
    all.ballot = (cf_ballot){ .id = cf_octets_of(all.id, sizeof all.id),
                              .h_i = cf_octets_of(all.h_i.octets, sizeof all.h_i.octets),
                              .state = CF_BALLOT_CHALLENGED,
                              .code = cf_octets_of(all.code.octets, 32),
                              .contest_count = 1,
                              .contests = &all.contest };
    all.ballot.nonce = hashed_openly(w, &all.h_i, 0, xi_b.octets, sizeof xi_b.octets, &xi, &u);
}

static void make_manifest(void)
{
    all.option = (cf_option){ .label = cf_octets_of_text("o"), .index = 1 };
    all.in_manifest = (cf_contest){ .label = cf_octets_of_text("c"),
                                    .index = 1,
                                    .selection_limit = 1,
                                    .option_limit = 1,
                                    .option_count = 1,
                                    .options = &all.option };
    all.manifest =
        (cf_manifest){ .contest_count = 1, .contests = &all.in_manifest, .option_total = 1 };
}

static void prepare(void *context)
{
    (void)context;
    decryption_world *w = &all.w;
    people_open(w, cf_group_standard(), 2, 2, 31);
    for (size_t i = 0; i < sizeof xi_b.octets; i++) {
        xi_b.octets[i] = (uint8_t)(0x53 + 29 * i);
    }
    make_ballot();
    make_manifest();
    const cf_scalar exponent = any_scalar(w);
    all.tasks[0] = (cf_decryption_task){ .kind = CF_DECRYPT_TOTAL,
                                         .contest_index = 1,
                                         .option_index = 1,
                                         .key_hash = w->keys.h_e,
                                         .base = g_to(w, &exponent),
                                         .masked = g_to(w, &exponent) };
    assert_int_equal(cf_task_of_nonce(&w->keys, decryption_nothing_unopened(w->arena), &all.ballot,
                                      w->arena, &all.tasks[1], NULL),
                     CF_OK);
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++) {
        drawn[i] = any_scalar(w);
    }
    cf_wipe(&w->secret, sizeof w->secret);
    cf_wipe(&w->secret_hat, sizeof w->secret_hat);
    cf_wipe_stack();
}

static int open_all(void **state)
{
    (void)state;
    residue_run(prepare, NULL);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    people_close(&all.w);
    return 0;
}

static void watch(void *context)
{
    (void)context;
    residue_forget();
    for (size_t i = 0; i < 2; i++) {
        watch_scalar("z", &all.w.guardians[i].z.number);
        watch_scalar("z'", &all.w.guardians[i].z_hat.number);
        residue_allow(&all.w.guardians[i].z, sizeof all.w.guardians[i].z);
        residue_allow(&all.w.guardians[i].z_hat, sizeof all.w.guardians[i].z_hat);
    }
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++) {
        watch_scalar("u", &drawn[i]);
    }
    residue_watch("xi_B", xi_b.octets, sizeof xi_b.octets);
    residue_allow(drawn, sizeof drawn);
    residue_allow(&xi_b, sizeof xi_b);
    residue_allow(&all.w.script, sizeof all.w.script);
    script_start(&all.w.script);
    for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++) {
        script_add_scalar(&all.w.script, all.w.group, &drawn[i]);
    }
}

/* --- sessions --- */

static void begin_and_reveal(void)
{
    sitting_open(&all.s, &all.w, 3, TASKS, all.tasks);
    sitting_begin(&all.s);
    sitting_reveal(&all.s);
}

/* They are not closed: u has to be gone before. */
static void decrypt(void *context)
{
    (void)context;
    begin_and_reveal();
    assert_int_equal(sitting_respond(&all.s), all.expected);
}

static void decrypt_with_a_changed_part(void *context)
{
    (void)context;
    begin_and_reveal();
    all.s.reveals[3].b.octets = octets_with(&all.w, all.s.reveals[3].b.octets, 100, 1);
    assert_int_equal(sitting_respond(&all.s), CF_ERR_SHAPE);
}

static void begin_only(void *context)
{
    (void)context;
    sitting_open(&all.s, &all.w, 3, TASKS, all.tasks);
    sitting_begin(&all.s);
    sitting_close(&all.s);
}

static void begin_without_entropy(void *context)
{
    (void)context;
    cf_vault_session *session = NULL;
    cf_decryption_commitment commitments[TASKS];
    sitting_open(&all.s, &all.w, 3, TASKS, all.tasks);
    all.w.script.len -= 1;
    all.w.script.drawn = sizeof(uint8_t[CF_SCALAR_OCTETS]) * (2 * TASKS - 2);
    assert_int_equal(cf_vault_session_begin(&all.w.guardians[OWN], &all.w.keys, &all.s.available,
                                            TASKS, all.tasks, &all.w.entropy, commitments,
                                            &session),
                     CF_ERR_IO);
}

static void try_act(void (*act)(void *context))
{
    if (!residue_can_search()) {
        skip();
    }
    all.expected = CF_OK;
    residue_run(watch, NULL);
    residue_run(act, NULL);
    assert_int_equal(residue_search(), 0);
}

static void nothing_survives_an_answer(void **state)
{
    (void)state;
    try_act(decrypt);
    sitting_close(&all.s);
}

static void nothing_survives_a_refusal(void **state)
{
    (void)state;
    try_act(decrypt_with_a_changed_part);
    sitting_close(&all.s);
}

static void nothing_survives_closing_early(void **state)
{
    (void)state;
    try_act(begin_only);
}

static void nothing_survives_a_failed_beginning(void **state)
{
    (void)state;
    try_act(begin_without_entropy);
}

/* --- opening --- */

static void decrypt_nonce(void *context)
{
    (void)context;
    begin_and_reveal();
    assert_int_equal(sitting_respond(&all.s), CF_OK);
    assert_int_equal(sitting_finish(&all.s), CF_OK);
    sitting_close(&all.s);
}

static void open_ballot(void *context)
{
    (void)context;
    cf_fault fault;
    assert_int_equal(cf_vault_ballot_open(&all.s.rounds, 1, &all.manifest, &all.ballot, all.w.arena,
                                          &all.opened, &fault),
                     all.expected);
}

/* Nonces are published when the ballot opens, and only then. */
static void watch_nonces(void *context)
{
    (void)context;
    cf_hmac_key h_i;
    cf_hmac_key_init(&h_i, all.h_i.octets, sizeof all.h_i.octets);
    derive_nonce(&h_i);
    watch_scalar("nonce of a selection", &nonce.number);
    cf_wipe(&nonce, sizeof nonce);
    cf_wipe_stack();
}

static void nothing_but_what_is_published_survives_an_opening(void **state)
{
    (void)state;
    try_act(decrypt_nonce);
    all.expected = CF_OK;
    residue_run(open_ballot, NULL);
    assert_int_equal(residue_search(), 0);
    residue_run(watch_nonces, NULL);
    assert_int_not_equal(residue_search(), 0); /* it is there: the search does find it */
    const cf_octets published = all.opened.contests[0].options[0].nonce.octets;
    residue_allow(published.at, published.len);
    assert_int_equal(residue_search(), 0);
    residue_run(open_ballot,
                NULL); /* so that the first one's octets are no residue of the next test */
    cf_wipe((uint8_t *)(uintptr_t)published.at, published.len);
    const cf_octets again = all.opened.contests[0].options[0].nonce.octets;
    cf_wipe((uint8_t *)(uintptr_t)again.at, again.len);
}

static void nothing_survives_a_ballot_that_does_not_open(void **state)
{
    (void)state;
    try_act(decrypt_nonce);
    residue_run(watch_nonces, NULL);
    all.expected = CF_ERR_SHAPE;
    all.code.octets[0] ^= 1; /* the last thing that is looked at */
    residue_run(open_ballot, NULL);
    assert_int_equal(residue_search(), 0);
    all.code.octets[0] ^= 1;
    all.chi.octets[0] ^= 1;
    residue_run(open_ballot, NULL);
    assert_int_equal(residue_search(), 0);
    all.chi.octets[0] ^= 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_survives_an_answer),
        cmocka_unit_test(nothing_survives_a_refusal),
        cmocka_unit_test(nothing_survives_closing_early),
        cmocka_unit_test(nothing_survives_a_failed_beginning),
        cmocka_unit_test(nothing_but_what_is_published_survives_an_opening),
        cmocka_unit_test(nothing_survives_a_ballot_that_does_not_open),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
