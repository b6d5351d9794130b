/*
 * What of a ballot is still in memory after it was encrypted and wiped?  Nothing that is secret.
 *
 * Watched are the marks, the write-in, xi_B, the nonces that follow from it and the u of proofs,
 * all in the standard group.  What is drawn comes from a script, which alone may keep it.
 */
#include "crypto/fixture.h"

#include "base/wipe.h"
#include "crypto/eg21_make.h"
#include "residue.h"
#include "scripted_entropy.h"
#include "vault/encrypt.h"

enum { OPTIONS = 6, ARENA_OCTETS = 4 << 20, DRAWN_OCTETS = 8192 };

typedef struct residue_world {
    cf_election_keys keys;
    cf_option options[OPTIONS];
    cf_contest contest;
    size_t position;
    cf_ballot_style style;
    cf_manifest manifest;
    cf_vault_encryptor *encryptor;
    cf_arena *plain_arena;
    cf_arena *secrets; /* it lives on when a ballot was made */
    cf_arena *arena;
    scripted_entropy script;
    cf_entropy_source entropy;
    bool overvoted;
    cf_status status;
    cf_ballot ballot;
} residue_world;

static residue_world w;

static void make_manifest(void)
{
    for (uint32_t i = 0; i < OPTIONS; i++) {
        w.options[i].index = i + 1;
    }
    w.contest = (cf_contest){ .index = 1,
                              .selection_limit = 12,
                              .option_limit = 3,
                              .data_blocks = 2,
                              .option_count = OPTIONS,
                              .options = w.options };
    w.style = (cf_ballot_style){ .contest_count = 1, .contests = &w.position };
    w.manifest = (cf_manifest){
        .contest_count = 1, .contests = &w.contest, .style_count = 1, .styles = &w.style
    };
}

/* Any octets; they are never q or more, so that it is known who gets which. */
static void fill_script(void)
{
    script_start(&w.script);
    w.entropy = script_source(&w.script);
    uint64_t state = 12345;
    for (size_t i = 0; i < DRAWN_OCTETS; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const uint8_t octet = (uint8_t)(state >> 56);
        script_add(&w.script, &octet, 1);
    }
}

static int open_world(void **state)
{
    (void)state;
    const cf_group *group = cf_group_standard();
    w.keys.group = group;
    cf_group_generator(group, &w.keys.joint);
    cf_group_multiply(group, 1, &w.keys.joint_hat, &w.keys.joint, &w.keys.joint);
    make_manifest();
    w.plain_arena = cf_arena_open_secret(ARENA_OCTETS);
    w.secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    w.arena = cf_arena_open(ARENA_OCTETS);
    return cf_vault_encryptor_open(&w.keys, &w.manifest, &w.encryptor) == CF_OK ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    cf_vault_encryptor_close(w.encryptor);
    cf_arena_close(w.arena);
    cf_arena_close(w.secrets);
    cf_arena_close(w.plain_arena);
    return 0;
}

/* The second draw is xi_B; what follows from it depends on id_B, the first. */
static void watch_nonces(void)
{
    cf_hash h_i;
    cf_hmac_key key;
    cf_ballot_nonce xi_b;
    cf_secret_scalar xi;
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_eg21_identifier_hash(&w.keys.h_e, cf_octets_of(w.script.octets, 32), &h_i);
    cf_hmac_key_init(&key, h_i.octets, sizeof h_i.octets);
    memcpy(xi_b.octets, w.script.octets + 32, 32);
    residue_watch("xi_B", xi_b.octets, sizeof xi_b.octets);
    for (uint32_t i = 1; i <= OPTIONS; i++) {
        cf_eg21_selection_nonce(&key, w.keys.group, 1, i, &xi_b, &xi);
        cf_secret_scalar_encode(w.keys.group, &xi, octets);
        residue_watch("nonce of a selection", octets, sizeof octets);
    }
    cf_eg21_data_nonce(&key, w.keys.group, 1, &xi_b, &xi);
    cf_secret_scalar_encode(w.keys.group, &xi, octets);
    residue_watch("nonce of the contest data", octets, sizeof octets);
    cf_wipe(&xi_b, sizeof xi_b);
    cf_wipe(&xi, sizeof xi);
    cf_wipe(octets, sizeof octets);
    cf_wipe_stack();
}

/*
 * u_0 .. u_3 of the first range proof; xi and u of the encrypted nonce are the last that are drawn.
 */
static void watch_drawn(void)
{
    for (size_t i = 0; i < 4; i++) {
        residue_watch("u of a range proof", w.script.octets + 64 + 32 * i, 32);
    }
    const size_t last = 64 + (OPTIONS * 8 + 2 * 13 + 1) * (size_t)32;
    residue_watch("nonce of the encrypted nonce", w.script.octets + last, 32);
    residue_watch("u of the encrypted nonce", w.script.octets + last + 32, 32);
}

/* Marks as numbers of 64 bits. */
static void watch_wide_marks(const cf_plain_contest *contest)
{
    uint64_t wide[OPTIONS];
    for (size_t i = 0; i < OPTIONS; i++) {
        wide[i] = contest->marks[i];
    }
    residue_watch("marks, wide", wide, sizeof wide);
    cf_wipe(wide, sizeof wide);
}

/* Marks whose octets are a pattern; overvoted, any pattern may be one. */
static void mark(cf_plain_ballot *plain)
{
    cf_plain_contest *contest = &plain->contests[0];
    for (uint32_t i = 0; i < OPTIONS; i++) {
        contest->marks[i] = w.overvoted ? 0x9e3779b9u * (i + 1) : (i * 2 + 1) % 4;
    }
    residue_watch("marks", contest->marks, OPTIONS * sizeof contest->marks[0]);
    watch_wide_marks(contest);
    contest->write_in_len = 26;
    for (uint32_t i = 0; i < 26; i++) {
        contest->write_in[i] = (uint8_t)('a' + i * 7 % 26);
    }
    residue_watch("write-in", contest->write_in, contest->write_in_len);
}

static void encrypt_and_wipe(void *context)
{
    (void)context;
    cf_plain_ballot plain;
    w.status = cf_plain_ballot_blank(&w.manifest, 1, w.plain_arena, &plain);
    if (w.status == CF_OK) {
        mark(&plain);
        w.status =
            cf_vault_ballot_encrypt(w.encryptor, &plain, &w.entropy, w.secrets, w.arena, &w.ballot);
        cf_plain_ballot_wipe(&plain);
    }
}

static void run(bool overvoted, size_t drawn_octets, cf_status expected)
{
    residue_forget();
    fill_script();
    w.overvoted = overvoted;
    residue_allow(&w.script, sizeof w.script);
    watch_nonces();
    watch_drawn();
    w.script.len = drawn_octets;
    residue_run(encrypt_and_wipe, NULL);
    assert_int_equal(w.status, expected);
    assert_int_equal(residue_search(), 0);
    cf_arena_reset(w.arena);
}

static void nothing_secret_survives_a_ballot(void **state)
{
    (void)state;
    if (!residue_can_search()) {
        skip();
    }
    run(false, DRAWN_OCTETS, CF_OK);
}

static void nothing_secret_survives_an_overvote(void **state)
{
    (void)state;
    if (!residue_can_search()) {
        skip();
    }
    run(true, DRAWN_OCTETS, CF_OK);
}

/* The last draw fails, when all is done but the proof of the nonce; and one in the middle. */
static void nothing_secret_survives_a_failure(void **state)
{
    (void)state;
    if (!residue_can_search()) {
        skip();
    }
    const size_t all = 64 + (OPTIONS * 8 + 2 * 13 + 1 + 2) * (size_t)32;
    run(true, all - 1, CF_ERR_IO);
    run(true, all / 2, CF_ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_secret_survives_a_ballot),
        cmocka_unit_test(nothing_secret_survives_an_overvote),
        cmocka_unit_test(nothing_secret_survives_a_failure),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
