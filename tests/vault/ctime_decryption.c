/*
 * tests/vault/ctime_decryption.c -- a sitting that valgrind looks at over the guardians' shoulders.
 *
 * What a guardian hands out is public when it is handed out.  The joint beta_B is hidden again
 * before the ballot is opened: from there, only whether a ciphertext fits is told.
 */
#include "vault/ctime_decryption.h"

#include "crypto/eg21_make.h"
#include "vault/decryption_world.h"

#include <valgrind/memcheck.h>

enum { N = 2, TASKS = 2, VALUE = 2 };

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
}

static void tell(const void *public, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(public, octets);
}

/* --- the door of round 1: a commitment is made of secrets and tells nothing of them --- */

/* NOLINTBEGIN(bugprone-reserved-identifier) */
void __real_cf_decryption_commit(const cf_election_keys *keys, const cf_decryption_task *task,
                                 uint32_t index, const cf_available *available,
                                 const cf_element *a_i, const cf_element *b_i,
                                 const cf_element *m_i, cf_hash *d);
void __wrap_cf_decryption_commit(const cf_election_keys *keys, const cf_decryption_task *task,
                                 uint32_t index, const cf_available *available,
                                 const cf_element *a_i, const cf_element *b_i,
                                 const cf_element *m_i, cf_hash *d);

void __wrap_cf_decryption_commit(const cf_election_keys *keys, const cf_decryption_task *task,
                                 uint32_t index, const cf_available *available,
                                 const cf_element *a_i, const cf_element *b_i,
                                 const cf_element *m_i, cf_hash *d)
{
    __real_cf_decryption_commit(keys, task, index, available, a_i, b_i, m_i, d);
    tell(d, sizeof *d);
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* --- an election of one option --- */

typedef struct world {
    decryption_world people;
    cf_option option;
    cf_contest contest;
    cf_manifest manifest;
    cf_ballot ballot;
    cf_encrypted_contest published;
    cf_selection selection;
    uint8_t id[CF_HASH_OCTETS];
    cf_ballot_nonce xi_b;
    cf_hash h_i;
    cf_hash chi;
    cf_hash code;
    cf_decryption_task tasks[TASKS];
    sitting s;
} world;

/* Numbers that were not drawn, so that they may be used in the open. */
static cf_scalar number(const cf_group *group, uint8_t which)
{
    cf_hash digest;
    cf_scalar out;
    memset(&digest, which, sizeof digest);
    cf_scalar_from_hash(group, &digest, &out);
    return out;
}

static void open_people(world *w, const cf_group *group)
{
    cf_scalar vote[N * N];
    cf_scalar data[N * N];
    cf_hash h_e;
    for (size_t j = 0; j < (size_t)N * N; j++) {
        vote[j] = number(group, (uint8_t)(3 + j));
        data[j] = number(group, (uint8_t)(91 + j));
    }
    memset(&h_e, 0x0e, sizeof h_e);
    people_open_with(&w->people, group, N, N, vote, data, &h_e);
}

static void make_manifest(world *w)
{
    w->option = (cf_option){ .label = cf_octets_of_text("o"), .index = 1 };
    w->contest = (cf_contest){ .label = cf_octets_of_text("c"),
                               .index = 1,
                               .selection_limit = 1,
                               .option_limit = VALUE + 1,
                               .data_blocks = 1,
                               .option_count = 1,
                               .options = &w->option };
    w->manifest = (cf_manifest){ .contest_count = 1, .contests = &w->contest, .option_total = 1 };
}

static void make_ciphertexts(world *w, const cf_hmac_key *h_i)
{
    const uint8_t plain[CF_EG21_BLOCK_OCTETS] = "D";
    decryption_world *people = &w->people;
    const cf_scalar u = number(people->group, 201);
    const cf_scalar xi = number(people->group, 202);
    cf_secret_scalar nonce;
    cf_eg21_selection_nonce(h_i, people->group, 1, 1, &w->xi_b, &nonce);
    encrypt_openly(people, VALUE, &nonce.number, &w->selection);
    cf_eg21_data_nonce(h_i, people->group, 1, &w->xi_b, &nonce);
    w->published.data = hashed_openly(people, &w->h_i, 1, plain, sizeof plain, &nonce.number, &u);
    w->ballot.nonce = hashed_openly(people, &w->h_i, 0, w->xi_b.octets, CF_HASH_OCTETS, &xi, &u);
}

static void make_hashes(world *w, const cf_hmac_key *h_i)
{
    const cf_hashed_ciphertext *data = &w->published.data;
    cf_transcript chi;
    cf_eg21_contest_hash_start(&chi, h_i, 1);
    cf_transcript_octets(&chi, w->selection.alpha.octets);
    cf_transcript_octets(&chi, w->selection.beta.octets);
    cf_transcript_octets(&chi, data->c0.octets);
    cf_transcript_octets(&chi, data->c1);
    cf_transcript_octets(&chi, data->c.octets);
    cf_transcript_octets(&chi, data->v.octets);
    cf_transcript_close(&chi, &w->chi);
    cf_eg21_confirmation_code(h_i, 1, &w->chi, cf_octets_of(NULL, 0), &w->code);
}

static void make_ballot(world *w)
{
    cf_hmac_key h_i;
    memset(w->id, 0x1d, sizeof w->id);
    memset(&w->xi_b, 0xb5, sizeof w->xi_b);
    cf_eg21_identifier_hash(&w->people.keys.h_e, cf_octets_of(w->id, sizeof w->id), &w->h_i);
    cf_hmac_key_init(&h_i, w->h_i.octets, CF_HASH_OCTETS);
    w->selection.index = 1;
    make_ciphertexts(w, &h_i);
    make_hashes(w, &h_i);
    w->published.index = 1;
    w->published.contest_hash = cf_octets_of(w->chi.octets, CF_HASH_OCTETS);
    w->published.selection_count = 1;
    w->published.selections = &w->selection;
    w->published.has_data = true;
    w->ballot.id = cf_octets_of(w->id, sizeof w->id);
    w->ballot.h_i = cf_octets_of(w->h_i.octets, CF_HASH_OCTETS);
    w->ballot.state = CF_BALLOT_CHALLENGED;
    w->ballot.code = cf_octets_of(w->code.octets, CF_HASH_OCTETS);
    w->ballot.contest_count = 1;
    w->ballot.contests = &w->published;
}

static void make_tasks(world *w)
{
    decryption_world *people = &w->people;
    const cf_scalar exponent = number(people->group, 150);
    w->tasks[0] = (cf_decryption_task){ .kind = CF_DECRYPT_TOTAL,
                                        .contest_index = 1,
                                        .option_index = 1,
                                        .key_hash = people->keys.h_e,
                                        .base = g_to(people, &exponent),
                                        .masked = g_to(people, &exponent) };
    assert_int_equal(cf_task_of_nonce(&people->keys, decryption_nothing_unopened(people->arena),
                                      &w->ballot, people->arena, &w->tasks[1], NULL),
                     CF_OK);
}

/* --- acts --- */

static void decrypt(world *w)
{
    sitting *s = &w->s;
    for (size_t i = 0; i < N; i++) {
        hide(&w->people.guardians[i].z, sizeof w->people.guardians[i].z);
        hide(&w->people.guardians[i].z_hat, sizeof w->people.guardians[i].z_hat);
    }
    sitting_open(s, &w->people, 3, TASKS, w->tasks);
    sitting_begin(s);
    sitting_reveal(s);
    for (size_t i = 0; i < (size_t)N * TASKS; i++) {
        tell(s->reveals[i].a.octets.at, s->reveals[i].a.octets.len);
        tell(s->reveals[i].b.octets.at, s->reveals[i].b.octets.len);
        tell(s->reveals[i].m.octets.at, s->reveals[i].m.octets.len);
    }
    assert_int_equal(sitting_respond(s), CF_OK);
    for (size_t i = 0; i < (size_t)N * TASKS; i++) {
        tell(s->responses[i].v.octets.at, s->responses[i].v.octets.len);
    }
    assert_int_equal(sitting_finish(s), CF_OK);
    sitting_close(s);
}

static void open_ballot(world *w)
{
    cf_opened_ballot opened;
    cf_fault fault;
    hide(&w->s.rounds.m[1], sizeof w->s.rounds.m[1]);
    assert_int_equal(cf_vault_ballot_open(&w->s.rounds, 1, &w->manifest, &w->ballot,
                                          w->people.arena, &opened, &fault),
                     CF_OK);
    assert_int_equal(opened.contests[0].options[0].value, VALUE);
    tell(opened.contests[0].data.at, 1);
    assert_int_equal(opened.contests[0].data.at[0], 'D');
}

void ctime_decryption(const cf_group *group)
{
    static world w;
    memset(&w, 0, sizeof w);
    open_people(&w, group);
    make_manifest(&w);
    make_ballot(&w);
    make_tasks(&w);
    decrypt(&w);
    open_ballot(&w);
    people_close(&w.people);
}
