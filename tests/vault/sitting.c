/*
 * tests/vault/sitting.c -- the three rounds, one session a guardian, and a rogue among them.
 */
#include "decryption_world.h"

#include "crypto/eg21.h"

void sitting_open(sitting *s, decryption_world *w, unsigned members, size_t count,
                  const cf_decryption_task *tasks)
{
    *s = (sitting){ .w = w, .count = count, .tasks = tasks, .rogue = NO_ROGUE };
    for (uint32_t i = 0; i < PEOPLE_MAX; i++) {
        if ((members >> i & 1) != 0) {
            s->indices[s->available.count++] = i + 1;
        }
    }
    s->available.indices = s->indices;
    const size_t parts = s->available.count * count;
    s->commitments = cf_arena_take(w->arena, parts, sizeof *s->commitments);
    s->reveals = cf_arena_take(w->arena, parts, sizeof *s->reveals);
    s->responses = cf_arena_take(w->arena, parts, sizeof *s->responses);
    s->proofs = cf_arena_take(w->arena, count, sizeof *s->proofs);
    s->rogue_u = cf_arena_take(w->arena, count, sizeof *s->rogue_u);
    assert_true(s->commitments != NULL && s->reveals != NULL && s->responses != NULL
                && s->proofs != NULL && s->rogue_u != NULL);
}

void sitting_plant(sitting *s, size_t place, size_t task, deviation kind)
{
    s->rogue = place;
    s->rogue_task = task;
    s->deviation = kind;
}

/* --- the rogue --- */

static const cf_scalar *rogue_key(const sitting *s, size_t task)
{
    const cf_vault_guardian *guardian = &s->w->guardians[s->indices[s->rogue] - 1];
    return s->tasks[task].kind == CF_DECRYPT_TOTAL ? &guardian->z.number : &guardian->z_hat.number;
}

static cf_unchecked_element bad_element(const sitting *s, cf_unchecked_element good)
{
    const size_t width = good.octets.len;
    uint8_t *octets = cf_arena_take(s->w->arena, 1, width);
    assert_non_null(octets);
    switch ((int)s->deviation) {
    case HUGE_ELEMENT:
        memset(octets, 0xff, width);
        break;
    case STRAY_ELEMENT: /* p - 1 has order 2 */
        memcpy(octets, cf_group_p(s->w->group).at, width);
        octets[width - 1] ^= 1;
        break;
    case NO_ELEMENT:
        return (cf_unchecked_element){ .octets = { 0 } };
    case SHORT_ELEMENT:
        return (cf_unchecked_element){ cf_octets_of(good.octets.at, width - 1) };
    default:
        break; /* zeros */
    }
    return (cf_unchecked_element){ cf_octets_of(octets, width) };
}

static void deviate_reveal(const sitting *s, cf_decryption_reveal *reveal)
{
    if (s->deviation == CHANGED_REVEAL) {
        cf_element g;
        cf_group_generator(s->w->group, &g);
        reveal->m = claim_of(s->w, &g);
    } else if (s->deviation >= ZERO_ELEMENT && s->deviation < DEVIATIONS) {
        /* in turn a, b and M */
        cf_unchecked_element *which[3] = { &reveal->a, &reveal->b, &reveal->m };
        cf_unchecked_element *one = which[(s->rogue + s->rogue_task + s->deviation) % 3];
        *one = bad_element(s, *one);
    }
}

static void rogue_begin(sitting *s)
{
    decryption_world *w = s->w;
    const size_t first = s->rogue * s->count;
    cf_element g;
    cf_group_generator(w->group, &g);
    for (size_t t = 0; t < s->count; t++) {
        const bool deviates = t == s->rogue_task;
        const cf_element *base = &s->tasks[t].base;
        s->rogue_u[t] = any_scalar(w);
        cf_element part[3] = { g_to(w, &s->rogue_u[t]), power_of(w, base, &s->rogue_u[t]),
                               power_of(w, base, rogue_key(s, t)) };
        if (deviates && s->deviation >= OTHER_M && s->deviation <= OTHER_B) {
            cf_element *other = &part[s->deviation == OTHER_M ? 2 : s->deviation == OTHER_B];
            cf_group_multiply(w->group, 1, other, other, &g);
        }
        cf_decryption_commit(&w->keys, &s->tasks[t], s->indices[s->rogue], &s->available, &part[0],
                             &part[1], &part[2], &s->commitments[first + t].d);
        s->reveals[first + t] = (cf_decryption_reveal){ .a = claim_of(w, &part[0]),
                                                        .b = claim_of(w, &part[1]),
                                                        .m = claim_of(w, &part[2]) };
        if (deviates) {
            s->commitments[first + t].d.octets[7] ^= s->deviation == CHANGED_COMMITMENT ? 4 : 0;
            deviate_reveal(s, &s->reveals[first + t]);
        }
    }
}

static cf_unchecked_scalar deviate_answer(const sitting *s, const cf_scalar *v)
{
    decryption_world *w = s->w;
    const cf_scalar one = small_scalar(w, 1);
    cf_scalar other = *v;
    cf_unchecked_scalar claim;
    switch ((int)s->deviation) {
    case OTHER_ANSWER:
        cf_scalar_add(w->group, &other, v, &one);
        return scalar_claim_of(w, &other);
    case HUGE_ANSWER: {
        uint8_t *octets = cf_arena_take(w->arena, 1, CF_SCALAR_OCTETS);
        assert_non_null(octets);
        const cf_octets q = cf_group_q(w->group);
        memcpy(octets + CF_SCALAR_OCTETS - q.len, q.at, q.len);
        return (cf_unchecked_scalar){ cf_octets_of(octets, CF_SCALAR_OCTETS) };
    }
    case NO_ANSWER:
        return (cf_unchecked_scalar){ .octets = { 0 } };
    case SHORT_ANSWER:
        claim = scalar_claim_of(w, v);
        return (cf_unchecked_scalar){ cf_octets_of(claim.octets.at, CF_SCALAR_OCTETS - 1) };
    default:
        return scalar_claim_of(w, v);
    }
}

static void rogue_respond(sitting *s)
{
    decryption_world *w = s->w;
    cf_decryption_rounds rounds;
    cf_decryption_blame blame;
    if (cf_decryption_combine(&w->keys, s->count, s->tasks, &s->available, s->commitments,
                              s->reveals, w->arena, &rounds, &blame)
        != CF_OK) {
        return;
    }
    for (size_t t = 0; t < s->count; t++) {
        cf_scalar v;
        cf_scalar_mul(w->group, &v, &rounds.challenge[t], &rounds.weights[s->rogue]);
        cf_scalar_mul(w->group, &v, &v, rogue_key(s, t));
        cf_scalar_sub(w->group, &v, &s->rogue_u[t], &v);
        s->responses[s->rogue * s->count + t].v =
            t == s->rogue_task ? deviate_answer(s, &v) : scalar_claim_of(w, &v);
    }
}

/* --- the rounds --- */

void sitting_begin(sitting *s)
{
    decryption_world *w = s->w;
    for (size_t i = 0; i < s->available.count; i++) {
        if (i == s->rogue) {
            rogue_begin(s);
            continue;
        }
        assert_int_equal(cf_vault_session_begin(&w->guardians[s->indices[i] - 1], &w->keys,
                                                &s->available, s->count, s->tasks, &w->entropy,
                                                &s->commitments[i * s->count], &s->sessions[i]),
                         CF_OK);
        assert_non_null(s->sessions[i]);
    }
}

void sitting_reveal(sitting *s)
{
    for (size_t i = 0; i < s->available.count; i++) {
        if (i != s->rogue) {
            assert_int_equal(cf_vault_session_reveal(s->sessions[i], s->commitments, s->w->arena,
                                                     &s->reveals[i * s->count]),
                             CF_OK);
        }
    }
}

cf_status sitting_respond(sitting *s)
{
    cf_status first = CF_OK;
    for (size_t i = 0; i < s->available.count; i++) {
        cf_decryption_blame blame = { 0 };
        if (i == s->rogue) {
            rogue_respond(s);
            continue;
        }
        const cf_status status = cf_vault_session_respond(s->sessions[i], s->reveals, s->w->arena,
                                                          &s->responses[i * s->count], &blame);
        if (status != CF_OK && first == CF_OK) {
            first = status;
            s->blame = blame;
        }
    }
    return first;
}

cf_status sitting_finish(sitting *s)
{
    const cf_status status =
        cf_decryption_combine(&s->w->keys, s->count, s->tasks, &s->available, s->commitments,
                              s->reveals, s->w->arena, &s->rounds, &s->blame);
    return status == CF_OK
               ? cf_decryption_finish(&s->rounds, s->responses, s->w->arena, s->proofs, &s->blame)
               : status;
}

void sitting_close(sitting *s)
{
    for (size_t i = 0; i < s->available.count; i++) {
        cf_vault_session_close(s->sessions[i]);
    }
}

void sitting_run(sitting *s)
{
    sitting_begin(s);
    sitting_reveal(s);
    assert_int_equal(sitting_respond(s), CF_OK);
    assert_int_equal(sitting_finish(s), CF_OK);
    sitting_close(s);
}

bool decryption_holds(const sitting *s, size_t task)
{
    const cf_decryption_task *of = &s->tasks[task];
    const bool total = of->kind == CF_DECRYPT_TOTAL;
    cf_transcript prefix;
    if (total) {
        cf_eg21_tally_challenge(&prefix, &s->w->keys.h_e, of->contest_index, of->option_index,
                                s->w->group, &of->base, &of->masked);
    } else {
        cf_hmac_key key;
        cf_hmac_key_init(&key, of->key_hash.octets, CF_HASH_OCTETS);
        cf_eg21_data_decryption_challenge(&prefix, &key, of->contest_index, of->c0, of->c1,
                                          of->c2_c, of->c2_v);
    }
    bool holds = false;
    assert_int_equal(cf_equal_logs_check(&s->w->bases, s->w->arena,
                                         total ? s->w->bases.k : s->w->bases.k_hat, &prefix,
                                         &of->base, &s->rounds.m[task], &s->proofs[task].c,
                                         &s->proofs[task].v, &holds),
                     CF_OK);
    return holds;
}
