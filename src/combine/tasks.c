/*
 * combine/tasks.c -- a ciphertext that a guardian may raise to its key.
 *
 * C_0 comes through the door first: with an element outside the group, a partial decryption would
 * say something about the key.  The proof shows that whoever made it knew the nonce, and H_I ties
 * it to this ballot, so nobody can have somebody else's ciphertext decrypted as its own.
 */
#include "combine/tasks.h"

#include "combine/ballot_name.h"
#include "crypto/eg21.h"

/* --- totals --- */

cf_status cf_tasks_of_totals(const cf_election_keys *keys, const cf_aggregate *aggregate,
                             cf_arena *arena, cf_decryption_task **out)
{
    const cf_manifest *manifest = aggregate->manifest;
    *out = NULL;
    cf_decryption_task *tasks = cf_arena_take(arena, manifest->option_total, sizeof *tasks);
    if (tasks == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t c = 0; c < manifest->contest_count; c++) {
        const cf_contest *contest = &manifest->contests[c];
        for (size_t o = 0; o < contest->option_count; o++) {
            const size_t at = contest->first_option_position + o;
            tasks[at] = (cf_decryption_task){ .kind = CF_DECRYPT_TOTAL,
                                              .contest_index = contest->index,
                                              .option_index = contest->options[o].index,
                                              .key_hash = keys->h_e,
                                              .base = aggregate->a[at],
                                              .masked = aggregate->b[at] };
        }
    }
    *out = tasks;
    return CF_OK;
}

/* --- hashed ciphertexts of a ballot --- */

typedef struct look {
    const cf_election_keys *keys;
    const cf_ballot *ballot;
    const char *name; /* of the ciphertext, for people */
    cf_fault *fault;
} look;

static cf_status refuse(const look *l, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(l->ballot);
    return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "ballot %s: %s", name.text, what);
}

static cf_status refuse_part(const look *l, const char *part, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(l->ballot);
    return cf_fault_set(l->fault, CF_ERR_SHAPE, "", 0, "ballot %s: %s of %s %s", name.text, part,
                        l->name, what);
}

static cf_status check_identifier(const look *l, cf_hash *h_i)
{
    if (l->ballot->id.at == NULL || l->ballot->id.len != CF_HASH_OCTETS) {
        return refuse(l, "id_B is not 32 octets");
    }
    cf_eg21_identifier_hash(&l->keys->h_e, l->ballot->id, h_i);
    return cf_hash_is(h_i, l->ballot->h_i) ? CF_OK
                                           : refuse(l, "H_I is not the hash of its identifier");
}

/* a = g^v C_0^c gives c again, hashed before C_0 and C_1: (38) or (69). */
static bool proof_holds(const look *l, cf_transcript *challenge,
                        const cf_hashed_ciphertext *claimed, const cf_element *c0,
                        const cf_scalar *c, const cf_scalar *v)
{
    const cf_group *group = l->keys->group;
    cf_element bases[2];
    const cf_scalar exponents[2] = { *v, *c };
    cf_scalar expected;
    cf_group_generator(group, &bases[0]);
    bases[1] = *c0;
    cf_group_powers_vartime(group, 2, bases, 1, exponents, bases);
    cf_group_multiply(group, 1, bases, &bases[0], &bases[1]);
    cf_transcript_elements(challenge, group, 1, bases);
    cf_transcript_octets(challenge, claimed->c0.octets);
    cf_transcript_octets(challenge, claimed->c1);
    cf_transcript_close_scalar(challenge, group, &expected);
    return cf_scalar_equal(&expected, c);
}

/* C_0, c and v through the door, C_1 as long as it has to be, and the proof. */
static cf_status check_ciphertext(const look *l, cf_transcript *challenge,
                                  const cf_hashed_ciphertext *claimed, size_t c1_len,
                                  cf_element *c0)
{
    const cf_group *group = l->keys->group;
    cf_refusal refusal;
    cf_scalar c;
    cf_scalar v;
    cf_group_admit_vartime(group, 1, &claimed->c0, c0, &refusal);
    if (refusal != CF_ADMITTED) {
        return refuse_part(l, "C_0", cf_refusal_phrase(refusal, false));
    }
    if (claimed->c1.at == NULL || claimed->c1.len != c1_len) {
        return refuse_part(l, "C_1", "is not as long as it has to be");
    }
    refusal = cf_scalar_admit(group, claimed->c, &c);
    if (refusal == CF_ADMITTED) {
        refusal = cf_scalar_admit(group, claimed->v, &v);
    }
    if (refusal != CF_ADMITTED) {
        return refuse_part(l, "C_2", cf_refusal_phrase(refusal, true));
    }
    return proof_holds(l, challenge, claimed, c0, &c, &v)
               ? CF_OK
               : refuse_part(l, "C_2", "does not prove that its nonce was known");
}

/* The task keeps copies: the ballot may be forgotten. */
static cf_status keep(const look *l, const cf_hashed_ciphertext *claimed, cf_arena *arena,
                      const cf_decryption_task *task, cf_decryption_task *out)
{
    cf_decryption_task kept = *task;
    cf_group_identity(l->keys->group, &kept.masked);
    kept.c0 = cf_arena_copy(arena, claimed->c0.octets);
    kept.c1 = cf_arena_copy(arena, claimed->c1);
    kept.c2_c = cf_arena_copy(arena, claimed->c.octets);
    kept.c2_v = cf_arena_copy(arena, claimed->v.octets);
    if (kept.c0.at == NULL || kept.c1.at == NULL || kept.c2_c.at == NULL || kept.c2_v.at == NULL) {
        const cf_ballot_name name = cf_ballot_name_of(l->ballot);
        return cf_fault_set(l->fault, CF_ERR_MEMORY, "", 0, "ballot %s does not fit into memory",
                            name.text);
    }
    *out = kept;
    return CF_OK;
}

cf_status cf_task_of_data(const cf_election_keys *keys, const cf_manifest *manifest,
                          const cf_ballot *ballot, size_t contest_position, cf_arena *arena,
                          cf_decryption_task *out, cf_fault *fault)
{
    const look l = { keys, ballot, "the contest data", fault };
    *out = (cf_decryption_task){ 0 };
    if (ballot->state != CF_BALLOT_CAST) {
        return refuse(&l,
                      "was not cast: its contest data stay unopened, or are opened with its nonce");
    }
    if (contest_position >= ballot->contest_count || !ballot->contests[contest_position].has_data) {
        return refuse(&l, "has no contest data at this position");
    }
    const cf_encrypted_contest *published = &ballot->contests[contest_position];
    const cf_contest *contest = cf_manifest_contest_at_index(manifest, published->index);
    if (contest == NULL || contest->data_blocks == 0) {
        return refuse(&l, "has contest data where the manifest has none");
    }
    cf_decryption_task task = { .kind = CF_DECRYPT_DATA, .contest_index = contest->index };
    cf_status status = check_identifier(&l, &task.key_hash);
    if (status == CF_OK) {
        cf_hmac_key h_i;
        cf_transcript challenge;
        cf_hmac_key_init(&h_i, task.key_hash.octets, CF_HASH_OCTETS);
        cf_eg21_data_challenge(&challenge, &h_i, contest->index);
        status = check_ciphertext(&l, &challenge, &published->data,
                                  (size_t)contest->data_blocks * CF_EG21_BLOCK_OCTETS, &task.base);
    }
    return status == CF_OK ? keep(&l, &published->data, arena, &task, out) : status;
}

cf_status cf_task_of_nonce(const cf_election_keys *keys, const cf_unopened_ballots *unopened,
                           const cf_ballot *ballot, cf_arena *arena, cf_decryption_task *out,
                           cf_fault *fault)
{
    const look l = { keys, ballot, "the ballot nonce", fault };
    *out = (cf_decryption_task){ 0 };
    if (ballot->state != CF_BALLOT_CHALLENGED) {
        return refuse(&l, "was not challenged: its nonce stays unopened");
    }
    cf_decryption_task task = { .kind = CF_DECRYPT_NONCE };
    cf_status status = check_identifier(&l, &task.key_hash);
    if (status == CF_OK) {
        cf_hmac_key h_i;
        cf_transcript challenge;
        cf_hmac_key_init(&h_i, task.key_hash.octets, CF_HASH_OCTETS);
        cf_eg21_nonce_challenge(&challenge, &h_i);
        status = check_ciphertext(&l, &challenge, &ballot->nonce, CF_EG21_BLOCK_OCTETS, &task.base);
    }
    if (status == CF_OK && cf_unopened_ballots_has(unopened, ballot)) {
        return refuse(&l, "has the identifier or the nonce of a ballot that stays unopened");
    }
    return status == CF_OK ? keep(&l, &ballot->nonce, arena, &task, out) : status;
}
