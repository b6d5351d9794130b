/*
 * Opening a challenged ballot: encrypted by the device, its nonce decrypted by a quorum, opened,
 * and encrypted again with the verifier's half.
 *
 * What opens it must make the whole ballot again: every part of it is changed once, and the fault
 * names the contest and the option.  Toy group.
 */
#include "small_election.h"

#include "crypto/eg21.h"
#include "vault/encrypt.h"

typedef struct opening_world {
    decryption_world w;
    cf_manifest manifest;
    cf_ballot_style style;
    cf_plain_ballot plain;
    cf_ballot ballot;
    cf_decryption_task task;
    sitting s;
    cf_opened_ballot opened;
    cf_fault fault;
} opening_world;

static const size_t POSITIONS[] = { 0, 1 };
static const uint32_t MARKS[SMALL_OPTIONS] = { 0, 1, 0, 3, 2 };

static void encrypt(opening_world *o, const uint32_t *marks)
{
    decryption_world *w = &o->w;
    cf_vault_encryptor *encryptor = NULL;
    cf_vault_device device;
    assert_int_equal(cf_plain_ballot_blank(&o->manifest, 1, w->arena, &o->plain), CF_OK);
    for (size_t i = 0; i < SMALL_OPTIONS; i++) {
        o->plain.contests[i >= 3].marks[i >= 3 ? i - 3 : i] = marks[i];
    }
    o->plain.state = CF_BALLOT_CHALLENGED;
    o->plain.weight = 1;
    assert_int_equal(cf_vault_encryptor_open(&w->keys, &o->manifest, &encryptor), CF_OK);
    cf_arena *secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    assert_non_null(secrets);
    assert_int_equal(
        cf_vault_ballot_encrypt(encryptor, &o->plain, &w->entropy, secrets, w->arena, &o->ballot),
        CF_OK);
    cf_arena_close(secrets);
    cf_vault_device_open(&w->keys, cf_octets_of_text("D1"), false, &device);
    assert_int_equal(cf_vault_device_seal(&device, &o->ballot, w->arena), CF_OK);
    cf_vault_encryptor_close(encryptor);
}

/* A ballot with these marks, and its nonce decrypted by guardians 1 and 3 of three. */
static void world_open(opening_world *o, const uint32_t *marks)
{
    memset(o, 0, sizeof *o);
    people_open(&o->w, small_group(), 3, 2, 4711);
    o->style = (cf_ballot_style){ .contest_count = 2, .contests = POSITIONS };
    o->manifest = SMALL_MANIFEST;
    o->manifest.style_count = 1;
    o->manifest.styles = &o->style;
    encrypt(o, marks);
    assert_int_equal(cf_task_of_nonce(&o->w.keys, decryption_nothing_unopened(o->w.arena),
                                      &o->ballot, o->w.arena, &o->task, &o->fault),
                     CF_OK);
    sitting_open(&o->s, &o->w, 5, 1, &o->task);
    sitting_run(&o->s);
}

static cf_status try_open(opening_world *o, const cf_ballot *ballot)
{
    memset(&o->opened, 0x5a, sizeof o->opened);
    o->fault = (cf_fault){ 0 };
    const cf_status status = cf_vault_ballot_open(&o->s.rounds, 0, &o->manifest, ballot, o->w.arena,
                                                  &o->opened, &o->fault);
    assert_int_equal(o->fault.status, status);
    assert_true((status == CF_OK) == (o->opened.contests != NULL));
    return status;
}

/* The verifier's equations 13.1, 13.2 and those of its contest data. */
static void assert_reencrypts(opening_world *o)
{
    for (size_t c = 0; c < 2; c++) {
        const cf_opened_contest *opened = &o->opened.contests[c];
        const cf_encrypted_contest *on_ballot = &o->ballot.contests[c];
        assert_int_equal(opened->option_count, on_ballot->selection_count);
        assert_int_equal(opened->index, on_ballot->index);
        for (size_t i = 0; i < opened->option_count; i++) {
            const cf_scalar value = small_scalar(&o->w, opened->options[i].value);
            cf_scalar nonce;
            cf_element alpha;
            cf_element beta;
            assert_int_equal(cf_scalar_admit(o->w.group, opened->options[i].nonce, &nonce),
                             CF_ADMITTED);
            cf_elgamal_reencrypt_vartime(&o->w.bases, o->w.bases.k, 1, &value, &nonce, &alpha,
                                         &beta);
            const cf_selection *selection = &on_ballot->selections[i];
            assert_true(cf_octets_equal(claim_of(&o->w, &alpha).octets, selection->alpha.octets));
            assert_true(cf_octets_equal(claim_of(&o->w, &beta).octets, selection->beta.octets));
        }
    }
}

/* D under the keys of (g^xi, K'^xi) is C_1. */
static void assert_data_reencrypts(opening_world *o)
{
    const cf_opened_contest *opened = &o->opened.contests[1];
    const cf_hashed_ciphertext *claimed = &o->ballot.contests[1].data;
    cf_hash h_i;
    cf_hash h;
    cf_hmac_key key;
    cf_scalar xi;
    assert_int_equal(cf_scalar_admit(o->w.group, opened->data_nonce, &xi), CF_ADMITTED);
    const cf_element c0 = g_to(&o->w, &xi);
    const cf_element beta = power_of(&o->w, &o->w.keys.joint_hat, &xi);
    assert_true(cf_octets_equal(claim_of(&o->w, &c0).octets, claimed->c0.octets));
    cf_eg21_identifier_hash(&o->w.keys.h_e, o->ballot.id, &h_i);
    cf_hmac_key_init(&key, h_i.octets, sizeof h_i.octets);
    cf_eg21_data_key(&key, opened->index, o->w.group, &c0, &beta, &h);
    uint8_t octets[64];
    assert_int_equal(opened->data.len, sizeof octets);
    memcpy(octets, opened->data.at, sizeof octets);
    cf_eg21_data_xor(&h, opened->index, octets, sizeof octets);
    assert_true(cf_octets_equal(cf_octets_of(octets, sizeof octets), claimed->c1));
}

static void assert_values(const opening_world *o, const uint32_t *expected)
{
    for (size_t i = 0; i < SMALL_OPTIONS; i++) {
        assert_int_equal(o->opened.contests[i >= 3].options[i >= 3 ? i - 3 : i].value, expected[i]);
    }
}

static void a_challenged_ballot_opens(void **state)
{
    (void)state;
    static opening_world o;
    world_open(&o, MARKS);
    assert_int_equal(try_open(&o, &o.ballot), CF_OK);
    assert_true(cf_octets_equal(o.opened.id, o.ballot.id));
    assert_int_equal(o.opened.contest_count, 2);
    assert_values(&o, MARKS);
    assert_true(cf_octets_equal(o.opened.contests[1].options[1].label, cf_octets_of_text("Eva")));
    assert_false(o.opened.contests[0].has_data);
    assert_true(o.opened.contests[1].has_data);
    assert_int_equal(o.opened.contests[1].data.at[4], 'N');
    assert_reencrypts(&o);
    assert_data_reencrypts(&o);
    people_close(&o.w);
}

static void an_overvote_opens_to_zeros_and_its_data_say_so(void **state)
{
    (void)state;
    static opening_world o;
    const uint32_t marks[SMALL_OPTIONS] = { 1, 1, 0, 4, 0 };
    const uint32_t zeros[SMALL_OPTIONS] = { 0 };
    world_open(&o, marks);
    assert_int_equal(try_open(&o, &o.ballot), CF_OK);
    assert_values(&o, zeros);
    assert_memory_equal(o.opened.contests[1].data.at + 4, "O40:", 4);
    assert_reencrypts(&o);
    people_close(&o.w);
}

/* --- what does not fit --- */

typedef struct changed_ballot {
    cf_ballot ballot;
    cf_encrypted_contest contests[2];
    cf_selection selections[SMALL_OPTIONS];
} changed_ballot;

static void copy_ballot(changed_ballot *out, const cf_ballot *ballot)
{
    out->ballot = *ballot;
    memcpy(out->contests, ballot->contests, sizeof out->contests);
    memcpy(out->selections, ballot->contests[0].selections, 3 * sizeof out->selections[0]);
    memcpy(out->selections + 3, ballot->contests[1].selections, 2 * sizeof out->selections[0]);
    out->contests[0].selections = out->selections;
    out->contests[1].selections = out->selections + 3;
    out->ballot.contests = out->contests;
}

static cf_unchecked_element times(decryption_world *w, cf_unchecked_element claimed,
                                  const cf_element *factor, size_t often)
{
    cf_element element;
    cf_refusal refusal;
    cf_group_admit_vartime(w->group, 1, &claimed, &element, &refusal);
    assert_int_equal(refusal, CF_ADMITTED);
    for (size_t i = 0; i < often; i++) {
        cf_group_multiply(w->group, 1, &element, &element, factor);
    }
    return claim_of(w, &element);
}

/* Hashes and code of what it is now: whoever makes a ballot can do that. */
static void rehash(opening_world *o, changed_ballot *changed)
{
    cf_hash chi[2];
    cf_hash code;
    cf_hash h_i;
    cf_hmac_key key;
    cf_eg21_identifier_hash(&o->w.keys.h_e, changed->ballot.id, &h_i);
    cf_hmac_key_init(&key, h_i.octets, sizeof h_i.octets);
    for (size_t i = 0; i < 2; i++) {
        cf_encrypted_contest *contest = &changed->contests[i];
        cf_transcript transcript;
        cf_eg21_contest_hash_start(&transcript, &key, contest->index);
        for (size_t s = 0; s < contest->selection_count; s++) {
            cf_transcript_octets(&transcript, contest->selections[s].alpha.octets);
            cf_transcript_octets(&transcript, contest->selections[s].beta.octets);
        }
        if (contest->has_data) {
            cf_transcript_octets(&transcript, contest->data.c0.octets);
            cf_transcript_octets(&transcript, contest->data.c1);
            cf_transcript_octets(&transcript, contest->data.c.octets);
            cf_transcript_octets(&transcript, contest->data.v.octets);
        }
        cf_transcript_close(&transcript, &chi[i]);
        contest->contest_hash = octets_with(&o->w, cf_octets_of(chi[i].octets, 32), 0, 0);
    }
    cf_eg21_confirmation_code(&key, 2, chi, changed->ballot.chaining_field, &code);
    changed->ballot.code = octets_with(&o->w, cf_octets_of(code.octets, 32), 0, 0);
}

static void assert_refused(opening_world *o, const changed_ballot *changed, const char *contest,
                           const char *option)
{
    assert_int_equal(try_open(o, &changed->ballot), CF_ERR_SHAPE);
    assert_true(contest == NULL || strstr(o->fault.what, contest) != NULL);
    assert_true(option == NULL || strstr(o->fault.what, option) != NULL);
}

static void a_changed_selection_is_named(void **state)
{
    (void)state;
    static const char *const options[] = { "\"Ann\"", "\"Bea\"", "\"Cid\"", "\"Dan\"", "\"Eva\"" };
    static opening_world o;
    world_open(&o, MARKS);
    cf_element g;
    cf_group_generator(o.w.group, &g);
    for (size_t i = 0; i < SMALL_OPTIONS; i++) {
        const char *contest = i < 3 ? "\"Mayor\"" : "\"Council\"";
        for (size_t how = 0; how < 6; how++) {
            changed_ballot changed;
            copy_ballot(&changed, &o.ballot);
            cf_selection *selection = &changed.selections[i];
            switch (how) {
            case 0:
                selection->alpha = times(&o.w, selection->alpha, &g, 1);
                break;
            case 1:
                selection->beta = times(&o.w, selection->beta, &g, 1);
                break;
            case 2: /* one more than R, whatever it was */
                selection->beta =
                    times(&o.w, selection->beta, &o.w.keys.joint, (i < 3 ? 2 : 4) - MARKS[i]);
                break;
            case 3:
                selection->alpha.octets.at = NULL;
                break;
            case 4:
                selection->beta.octets.len--;
                break;
            default:
                selection->index++;
                break;
            }
            assert_refused(&o, &changed, contest, options[i]);
        }
        changed_ballot voted; /* a value that could be: then the contest is not what was hashed */
        copy_ballot(&voted, &o.ballot);
        if (MARKS[i] == 0) {
            voted.selections[i].beta = times(&o.w, voted.selections[i].beta, &o.w.keys.joint, 1);
            assert_refused(&o, &voted, contest, NULL);
        }
    }
    people_close(&o.w);
}

static void changed_data_and_hashes_are_named(void **state)
{
    (void)state;
    static opening_world o;
    world_open(&o, MARKS);
    cf_element g;
    cf_group_generator(o.w.group, &g);
    static const bool is_wrong_whatever_is_hashed[16] = {
        [0] = true, [2] = true, [4] = true,  [5] = true,
        [6] = true, [9] = true, [10] = true, [11] = true,
    };
    for (size_t how = 0; how < 16; how++) {
        changed_ballot changed;
        copy_ballot(&changed, &o.ballot);
        cf_ballot *ballot = &changed.ballot;
        cf_encrypted_contest *council = &changed.contests[1];
        const char *named = "\"Council\"";
        switch (how) {
        case 0:
            council->data.c0 = claim_of(&o.w, &g);
            break;
        case 1: /* the write-in, say */
            council->data.c1 = octets_with(&o.w, council->data.c1, 40, 1);
            break;
        case 2:
            council->data.c1.len = 32;
            break;
        case 3:
            council->data.c.octets = octets_with(&o.w, council->data.c.octets, 0, 1);
            break;
        case 4:
            council->data.v.octets.len = 31;
            break;
        case 5:
            council->has_data = false;
            break;
        case 6:
            changed.contests[0].has_data = true;
            named = "\"Mayor\"";
            break;
        case 7:
            council->contest_hash = octets_with(&o.w, council->contest_hash, 9, 1);
            break;
        case 8:
            council->contest_hash.at = NULL;
            break;
        case 9:
            council->selection_count = 1;
            break;
        case 10:
            council->index = 3;
            named = NULL;
            break;
        case 11:
            *council = changed.contests[0];
            named = NULL;
            break;
        case 12: /* a contest less: the code covers all */
            ballot->contest_count = 1;
            named = NULL;
            break;
        case 13:
            ballot->code = octets_with(&o.w, ballot->code, 0, 1);
            named = NULL;
            break;
        case 14:
            ballot->chaining_field = octets_with(&o.w, ballot->chaining_field, 35, 1);
            named = NULL;
            break;
        default:
            ballot->code.at = NULL;
            named = NULL;
            break;
        }
        assert_refused(&o, &changed, named, NULL);
        if (is_wrong_whatever_is_hashed[how]) {
            rehash(&o, &changed);
            assert_refused(&o, &changed, named, NULL);
        }
    }
    assert_int_equal(try_open(&o, &o.ballot), CF_OK);
    changed_ballot same;
    copy_ballot(&same, &o.ballot);
    rehash(&o, &same);
    assert_int_equal(try_open(&o, &same.ballot), CF_OK);
    people_close(&o.w);
}

static void another_nonce_opens_nothing(void **state)
{
    (void)state;
    static opening_world o;
    world_open(&o, MARKS);
    changed_ballot changed;
    copy_ballot(&changed, &o.ballot);
    changed.ballot.id = octets_with(&o.w, o.ballot.id, 0, 1);
    assert_refused(&o, &changed, NULL, NULL);
    copy_ballot(&changed, &o.ballot);
    changed.ballot.nonce.c1 = octets_with(&o.w, o.ballot.nonce.c1, 0, 1);
    assert_refused(&o, &changed, NULL, NULL);
    copy_ballot(&changed, &o.ballot);
    changed.ballot.nonce.c0.octets = octets_with(&o.w, o.ballot.nonce.c0.octets, 0, 1);
    assert_refused(&o, &changed, NULL, NULL);
    copy_ballot(&changed, &o.ballot);
    changed.ballot.state = CF_BALLOT_CAST;
    assert_refused(&o, &changed, NULL, NULL);

    cf_decryption_task data = o.task;
    data.kind = CF_DECRYPT_DATA;
    o.s.rounds.tasks = &data;
    copy_ballot(&changed, &o.ballot);
    assert_refused(&o, &changed, "not its nonce", NULL);
    o.s.rounds.tasks = &o.task;
    assert_int_equal(try_open(&o, &changed.ballot), CF_OK);

    /* Another beta_B gives another xi_B, whose nonces fit nothing. */
    cf_element g;
    cf_group_generator(o.w.group, &g);
    cf_group_multiply(o.w.group, 1, o.s.rounds.m, o.s.rounds.m, &g);
    copy_ballot(&changed, &o.ballot);
    assert_refused(&o, &changed, "\"Mayor\"", "\"Ann\"");
    people_close(&o.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_challenged_ballot_opens),
        cmocka_unit_test(an_overvote_opens_to_zeros_and_its_data_say_so),
        cmocka_unit_test(a_changed_selection_is_named),
        cmocka_unit_test(changed_data_and_hashes_are_named),
        cmocka_unit_test(another_nonce_opens_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
