/*
 * verify/v02_guardians.c -- does every guardian know the secret of every key?
 *
 * One guardian at a time: its keys go through the door together, then the proofs are checked over what came through.
 * In eg2.1 one challenge covers the k commitments and kappa, once for the vote keys and once for the data
 * keys; in egk2.0 each commitment has a challenge of its own.  How many guardians, keys and responses there have to be
 * is X.4 (x_guardians.c).
 */
#include "verify/say.h"
#include "verify/verification.h"

/* One guardian under the glass. */
typedef struct look {
    cf_verification *v;
    cf_report *report;
    size_t number; /* in the record, from 0 */
    const cf_guardian *guardian;
    cf_arena *scratch;
} look;

/* A member of the guardian's JSON object, or one of a list: name[j] and what follows. */
typedef struct member {
    const char *name;
    const char *tail;
    bool alone;
} member;

static cf_saying place(const look *l, const member *m, size_t j)
{
    if (m->alone) {
        return cf_saying_of("%s: guardians[%zu].%s", l->v->places->keys, l->number, m->name);
    }
    return cf_saying_of("%s: guardians[%zu].%s[%zu]%s", l->v->places->keys, l->number, m->name, j,
                        m->tail);
}

static const member KAPPA = { .name = "kappa", .tail = "", .alone = true };
static const member VOTE_KEY = { .name = "vote.commitments", .tail = "" };
static const member VOTE_C = { .name = "vote.c", .tail = "", .alone = true };
static const member VOTE_V = { .name = "vote.v", .tail = "" };
static const member DATA_KEY = { .name = "data.commitments", .tail = "" };
static const member DATA_C = { .name = "data.c", .tail = "", .alone = true };
static const member DATA_V = { .name = "data.v", .tail = "" };
static const member EGK_KEY = { .name = "coefficient_proofs", .tail = ".public_key" };
static const member EGK_C = { .name = "coefficient_proofs", .tail = ".challenge" };
static const member EGK_V = { .name = "coefficient_proofs", .tail = ".response" };

/* --- 2.A --- */

/* (2.A) K_ij, K'_ij and kappa_i are in Z_p^r. */
static bool admit(const look *l, const member *m, size_t count, const cf_unchecked_element *claimed,
                  cf_element *out)
{
    cf_refusal *verdict = cf_arena_take(l->scratch, count, sizeof *verdict);
    if (verdict == NULL) {
        l->v->out_of_memory = true;
        return false;
    }
    cf_group_admit_vartime(l->v->group, count, claimed, out, verdict);
    cf_report_count(l->report, CF_CHECK_2_A, count);

    bool all = true;
    for (size_t j = 0; j < count; j++) {
        if (verdict[j] != CF_ADMITTED) {
            cf_say_fail(l->report, CF_CHECK_2_A, place(l, m, j).text, "the key %s",
                        cf_refusal_phrase(verdict[j], false));
            all = false;
        }
    }
    return all;
}

/* The commitments and, in eg2.1, kappa after them: what one proof is about. */
static cf_element *admit_keys(const look *l, const member *m, size_t count,
                              const cf_unchecked_element *claimed, bool *admitted)
{
    cf_element *keys = cf_arena_take(l->v->arena, count + 1, sizeof *keys);
    if (keys == NULL) {
        l->v->out_of_memory = true;
        return NULL;
    }
    *admitted = admit(l, m, count, claimed, keys);
    cf_group_identity(l->v->group, &keys[count]);
    return keys;
}

/* --- 2.B --- */

/* (2.B) v_ij, v'_ij and the challenges are in Z_q.  NULL when one is not. */
static const cf_scalar *admit_scalars(const look *l, const member *m, size_t count,
                                      const cf_unchecked_scalar *claimed)
{
    cf_scalar *out = cf_arena_take(l->scratch, count, sizeof *out);
    if (out == NULL) {
        l->v->out_of_memory = true;
        return NULL;
    }
    cf_report_count(l->report, CF_CHECK_2_B, count);

    bool all = true;
    for (size_t j = 0; j < count; j++) {
        const cf_refusal verdict = cf_scalar_admit(l->v->group, claimed[j], &out[j]);
        if (verdict != CF_ADMITTED) {
            cf_say_fail(l->report, CF_CHECK_2_B, place(l, m, j).text, "the scalar %s",
                        cf_refusal_phrase(verdict, true));
            all = false;
        }
    }
    return all ? out : NULL;
}

/* --- 2.C --- */

/*
 * (2.C) c_i = H_q(H_P; 0x10, "pk_vote", i, K_i0, .., K_i,k-1, kappa_i, h_i0, .., h_ik) with h_ij = g^v_ij K_ij^c_i and
 * h_ik = g^v_ik kappa_i^c_i; likewise c'_i with "pk_data" and K'.
 */
static void check_joint_proof(const look *l, bool data, size_t count, const cf_element *keys,
                              const cf_scalar *c, const cf_scalar *responses, size_t response_count)
{
    const cf_saying where = cf_saying_of("%s: guardians[%zu].%s", l->v->places->keys, l->number,
                                         data ? "data" : "vote");
    cf_report_count(l->report, CF_CHECK_2_C, 1);
    if (keys == NULL || c == NULL || responses == NULL || response_count != count + 1) {
        cf_say_fail(l->report, CF_CHECK_2_C, where.text,
                    "the proof cannot hold: part of it was refused");
        return;
    }

    cf_transcript prefix;
    cf_eg21_guardian_challenge(&prefix, &l->v->h_p, l->v->group, data, l->guardian->index, count,
                               keys, &keys[count]);
    bool holds = false;
    if (cf_schnorr_check(&l->v->bases, l->scratch, &prefix, cf_octets_of("", 0), count + 1, keys, c,
                         responses, &holds)
        != CF_OK) {
        l->v->out_of_memory = true;
    } else if (!holds) {
        cf_say_fail(l->report, CF_CHECK_2_C, where.text,
                    "the challenge is not the hash of the keys and commitments");
    }
}

/* (2.C) c_ij = H_q(H_P; 0x10, i, j, K_ij, h_ij) with h_ij = g^v_ij K_ij^c_ij. */
static void check_coefficient_proof(const look *l, size_t j, const cf_element *key,
                                    const cf_scalar *c, const cf_scalar *response)
{
    cf_transcript prefix;
    cf_egk20_coefficient_challenge(&prefix, &l->v->h_p, l->v->group, l->guardian->index,
                                   (uint32_t)j, key);
    bool holds = false;
    if (cf_schnorr_check(&l->v->bases, l->scratch, &prefix, cf_octets_of("", 0), 1, key, c,
                         response, &holds)
        != CF_OK) {
        l->v->out_of_memory = true;
    } else if (!holds) {
        cf_say_fail(l->report, CF_CHECK_2_C, place(l, &EGK_C, j).text,
                    "the challenge is not the hash of the key and the commitment");
    }
}

/* --- one guardian --- */

static void look_eg21(const look *l, cf_guardian_keys *out)
{
    const cf_guardian *guardian = l->guardian;
    bool kappa_admitted = false;
    cf_element *vote =
        admit_keys(l, &VOTE_KEY, guardian->vote_count, guardian->vote, &out->vote_admitted);
    cf_element *data =
        admit_keys(l, &DATA_KEY, guardian->data_count, guardian->data, &out->data_admitted);
    if (vote == NULL || data == NULL) {
        return;
    }
    cf_element *kappa = &vote[guardian->vote_count];
    kappa_admitted = admit(l, &KAPPA, 1, &guardian->kappa, kappa);
    data[guardian->data_count] = *kappa;
    out->vote = vote;
    out->data = data;
    out->vote_admitted = out->vote_admitted && kappa_admitted;
    out->data_admitted = out->data_admitted && kappa_admitted;

    const cf_scalar *c = admit_scalars(l, &VOTE_C, guardian->vote_c_count, guardian->vote_c);
    const cf_scalar *responses =
        admit_scalars(l, &VOTE_V, guardian->vote_v_count, guardian->vote_v);
    check_joint_proof(l, false, guardian->vote_count, out->vote_admitted ? vote : NULL,
                      guardian->vote_c_count == 1 ? c : NULL, responses, guardian->vote_v_count);

    c = admit_scalars(l, &DATA_C, 1, &guardian->data_c);
    responses = admit_scalars(l, &DATA_V, guardian->data_v_count, guardian->data_v);
    check_joint_proof(l, true, guardian->data_count, out->data_admitted ? data : NULL, c, responses,
                      guardian->data_v_count);
}

static void look_egk20(const look *l, cf_guardian_keys *out)
{
    const cf_guardian *guardian = l->guardian;
    cf_element *keys =
        admit_keys(l, &EGK_KEY, guardian->vote_count, guardian->vote, &out->vote_admitted);
    out->vote = keys;
    const cf_scalar *c = admit_scalars(l, &EGK_C, guardian->vote_c_count, guardian->vote_c);
    const cf_scalar *responses = admit_scalars(l, &EGK_V, guardian->vote_v_count, guardian->vote_v);

    cf_report_count(l->report, CF_CHECK_2_C, guardian->vote_count);
    if (!out->vote_admitted || c == NULL || responses == NULL
        || guardian->vote_c_count != guardian->vote_count
        || guardian->vote_v_count != guardian->vote_count) {
        const cf_saying where = cf_saying_of("%s: guardians[%zu]", l->v->places->keys, l->number);
        cf_say_fail(l->report, CF_CHECK_2_C, where.text,
                    "the proofs cannot hold: part of them was refused");
        return;
    }
    for (size_t j = 0; j < guardian->vote_count; j++) {
        check_coefficient_proof(l, j, &keys[j], &c[j], &responses[j]);
    }
}

/* --- all of them --- */

typedef struct item_counts {
    uint64_t keys;
    uint64_t scalars;
    uint64_t proofs;
} item_counts;

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

/* What n and k call for. */
static item_counts due(const cf_verification *v)
{
    const uint64_t n = v->parameters.n;
    const uint64_t k = v->parameters.k;
    if (v->profile == CF_PROFILE_EGK20) {
        return (item_counts){ .keys = n * k, .scalars = 2 * n * k, .proofs = n * k };
    }
    return (item_counts){ .keys = n * (2 * k + 1), .scalars = n * (2 * k + 4), .proofs = 2 * n };
}

static item_counts listed(const cf_verification *v)
{
    const bool eg21 = v->profile == CF_PROFILE_EG21;
    item_counts sum = { 0 };
    for (size_t i = 0; i < v->keys.guardian_count; i++) {
        const cf_guardian *guardian = &v->keys.guardians[i];
        sum.keys += guardian->vote_count + guardian->data_count + (eg21 ? 1 : 0);
        sum.scalars += guardian->vote_c_count + guardian->vote_v_count + guardian->data_v_count
                       + (eg21 ? 1 : 0);
        sum.proofs += eg21 ? 2 : guardian->vote_count;
    }
    return sum;
}

static void expect(const cf_verification *v, cf_report *report)
{
    const item_counts owed = due(v);
    const item_counts found = listed(v);
    cf_report_expect(report, CF_CHECK_2_A, larger(owed.keys, found.keys));
    cf_report_expect(report, CF_CHECK_2_B, larger(owed.scalars, found.scalars));
    cf_report_expect(report, CF_CHECK_2_C, larger(owed.proofs, found.proofs));
}

void cf_verify_v02_guardians(cf_verification *v, cf_report *report)
{
    expect(v, report);
    cf_guardian_keys *all = cf_arena_take(v->arena, v->keys.guardian_count, sizeof *all);
    cf_arena *scratch = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    v->guardians = all;
    v->out_of_memory = v->out_of_memory || all == NULL || scratch == NULL;

    for (size_t i = 0; i < v->keys.guardian_count && !v->out_of_memory; i++) {
        const look l = {
            .v = v,
            .report = report,
            .number = i,
            .guardian = &v->keys.guardians[i],
            .scratch = scratch,
        };
        if (v->profile == CF_PROFILE_EG21) {
            look_eg21(&l, &all[i]);
        } else {
            look_egk20(&l, &all[i]);
        }
        cf_arena_reset(scratch);
    }
    cf_arena_close(scratch);
}
