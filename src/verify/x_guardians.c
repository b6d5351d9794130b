/*
 * verify/x_guardians.c -- are there as many keys as the quorum says, and none that is nobody's?
 *
 * The specification's verification 2 speaks of each key that is there.  A guardian too many, or a commitment too
 * many, raises what it takes to decrypt, and leading commitments that cancel out lower it; a guardian
 * with index 0 would publish its secret share; a key 1 is no key.  X.4 to X.6 close these gaps.
 */
#include "verify/say.h"
#include "verify/verification.h"

/* --- X.4 --- */

/* 1 <= k <= n; otherwise no set of guardians can be a quorum. */
static void check_quorum(const cf_verification *v, cf_report *report)
{
    const uint32_t n = v->parameters.n;
    const uint32_t k = v->parameters.k;
    if (k < 1 || k > n) {
        cf_say_fail(report, CF_CHECK_X_GUARDIANS, v->places->quorum,
                    "the quorum is %u, expected a number from 1 to n = %u", k, n);
    }
}

static void check_count(const cf_verification *v, cf_report *report, size_t number,
                        const char *things, size_t found, size_t due)
{
    if (found != due) {
        const cf_saying where = cf_saying_of("%s: guardians[%zu]", v->places->keys, number);
        cf_say_fail(report, CF_CHECK_X_GUARDIANS, where.text, "%zu %s, expected %zu", found, things,
                    due);
    }
}

/* k commitments of each kind, k + 1 responses (egk2.0: k challenges and k responses). */
static void check_counts(const cf_verification *v, cf_report *report, size_t number)
{
    const cf_guardian *guardian = &v->keys.guardians[number];
    const size_t k = v->parameters.k;
    if (v->profile == CF_PROFILE_EG21) {
        check_count(v, report, number, "vote commitments", guardian->vote_count, k);
        check_count(v, report, number, "vote challenges", guardian->vote_c_count, 1);
        check_count(v, report, number, "vote responses", guardian->vote_v_count, k + 1);
        check_count(v, report, number, "data commitments", guardian->data_count, k);
        check_count(v, report, number, "data responses", guardian->data_v_count, k + 1);
    } else {
        check_count(v, report, number, "commitments", guardian->vote_count, k);
        check_count(v, report, number, "challenges", guardian->vote_c_count, k);
        check_count(v, report, number, "responses", guardian->vote_v_count, k);
    }
}

/* Indices 1..n, each once.  seen has n + 1 places. */
static void check_index(const cf_verification *v, cf_report *report, size_t number, bool *seen)
{
    const uint32_t index = v->keys.guardians[number].index;
    const cf_saying where = cf_saying_of("%s: guardians[%zu]", v->places->keys, number);
    if (index < 1 || index > v->parameters.n) {
        cf_say_fail(report, CF_CHECK_X_GUARDIANS, where.text,
                    "the index is %u, expected a number from 1 to n = %u", index, v->parameters.n);
    } else if (seen[index]) {
        cf_say_fail(report, CF_CHECK_X_GUARDIANS, where.text,
                    "the index %u was given to a guardian before", index);
    } else {
        seen[index] = true;
    }
}

static void check_missing(const cf_verification *v, cf_report *report, const bool *seen)
{
    const cf_saying where = cf_saying_of("%s: guardians", v->places->keys);
    for (uint32_t index = 1; index <= v->parameters.n; index++) {
        if (!seen[index]) {
            cf_say_fail(report, CF_CHECK_X_GUARDIANS, where.text, "no guardian has the index %u",
                        index);
        }
    }
}

/* (X.4) Exactly n guardians. */
static void check_guardians(cf_verification *v, cf_report *report)
{
    bool *seen = cf_arena_take(v->arena, (size_t)v->parameters.n + 1, sizeof *seen);
    if (seen == NULL) {
        v->out_of_memory = true;
        return;
    }
    const size_t listed = v->keys.guardian_count;
    const size_t due = v->parameters.n;
    cf_report_expect(report, CF_CHECK_X_GUARDIANS, listed > due ? listed : due);
    cf_report_count(report, CF_CHECK_X_GUARDIANS, listed);
    check_quorum(v, report);
    for (size_t i = 0; i < listed; i++) {
        check_index(v, report, i, seen);
        check_counts(v, report, i);
    }
    check_missing(v, report, seen);
}

/* --- X.5 --- */

/* Refused keys were replaced by 1: they have their finding already. */
static void check_not_one(const cf_verification *v, cf_report *report, bool admitted,
                          const cf_element *key, const char *where, const char *name)
{
    cf_say_looked(report, CF_CHECK_X_KEY_IDENTITY);
    if (admitted && cf_group_is_identity(v->group, key)) {
        cf_say_fail(report, CF_CHECK_X_KEY_IDENTITY, where, "%s is 1", name);
    }
}

/* (X.5) K_i0, K'_i0 and kappa_i are not 1.  K and K' are looked at where they are admitted (v03). */
static void check_identities(const cf_verification *v, cf_report *report)
{
    for (size_t i = 0; i < v->keys.guardian_count; i++) {
        const cf_guardian *guardian = &v->keys.guardians[i];
        const cf_guardian_keys *keys = &v->guardians[i];
        const cf_saying where = cf_saying_of("%s: guardians[%zu]", v->places->keys, i);
        if (guardian->vote_count > 0) {
            check_not_one(v, report, keys->vote_admitted, &keys->vote[0], where.text, "K_i0");
        }
        if (v->profile == CF_PROFILE_EG21) {
            check_not_one(v, report, keys->vote_admitted, &keys->vote[guardian->vote_count],
                          where.text, "kappa");
        }
        if (guardian->data_count > 0) {
            check_not_one(v, report, keys->data_admitted, &keys->data[0], where.text, "K'_i0");
        }
    }
}

/* A guardian's k vote (data) keys; NULL unless all are there and were admitted. */
static const cf_element *all_keys(const cf_verification *v, size_t number, bool data)
{
    const cf_guardian *guardian = &v->keys.guardians[number];
    const cf_guardian_keys *keys = &v->guardians[number];
    const size_t count = data ? guardian->data_count : guardian->vote_count;
    const bool admitted = data ? keys->data_admitted : keys->vote_admitted;
    const bool whole = admitted && count == v->parameters.k && count > 0;
    return !whole ? NULL : data ? keys->data : keys->vote;
}

/*
 * (X.5) The product of the K_i,k-1 is not 1.  It is g to the leading coefficient of the sum of the
 * guardians' polynomials: were that 0, k - 1 guardians could decrypt.  Where a key is missing or
 * refused, X.4 or 2 says so.  Of k = 1 the product is K.
 */
static void check_leading(const cf_verification *v, cf_report *report, bool data)
{
    const size_t k = v->parameters.k;
    if (k < 2 || v->keys.guardian_count == 0) {
        return;
    }
    cf_element product;
    cf_group_identity(v->group, &product);
    for (size_t i = 0; i < v->keys.guardian_count; i++) {
        const cf_element *keys = all_keys(v, i, data);
        if (keys == NULL) {
            return;
        }
        cf_group_multiply(v->group, 1, &product, &product, &keys[k - 1]);
    }
    const cf_saying where = cf_saying_of("%s: guardians", v->places->keys);
    check_not_one(v, report, true, &product, where.text,
                  data ? "the product of all K'_i,k-1" : "the product of all K_i,k-1");
}

/* Guardians who share a key share a secret: fewer people than the quorum says may decrypt. */
static void warn_of_same_key(const cf_verification *v, cf_report *report, size_t number, bool data)
{
    const cf_element *keys = all_keys(v, number, data);
    for (size_t i = 0; i < number && keys != NULL; i++) {
        const cf_element *earlier = all_keys(v, i, data);
        if (earlier != NULL && cf_group_equal(v->group, &earlier[0], &keys[0])) {
            const cf_saying where = cf_saying_of("%s: guardians[%zu]", v->places->keys, number);
            const cf_saying what =
                cf_saying_of("guardians %u and %u have the same %skey", v->keys.guardians[i].index,
                             v->keys.guardians[number].index, data ? "data " : "");
            cf_report_warn(report, CF_CHECK_X_KEY_IDENTITY, where.text, what.text);
            return;
        }
    }
}

static void check_together(const cf_verification *v, cf_report *report, bool data)
{
    check_leading(v, report, data);
    for (size_t i = 1; i < v->keys.guardian_count; i++) {
        warn_of_same_key(v, report, i, data);
    }
}

void cf_verify_x_guardians(cf_verification *v, cf_report *report)
{
    check_guardians(v, report);
    check_identities(v, report);
    check_together(v, report, false);
    if (v->profile == CF_PROFILE_EG21) {
        check_together(v, report, true);
    }
}

/* --- X.6 --- */

static const cf_guardian_keys *guardian_of_index(const cf_verification *v, uint32_t index)
{
    for (size_t i = 0; i < v->keys.guardian_count; i++) {
        const cf_guardian *guardian = &v->keys.guardians[i];
        const cf_guardian_keys *keys = &v->guardians[i];
        if (guardian->index == index && guardian->vote_count == v->parameters.k
            && guardian->data_count == v->parameters.k && keys->vote_admitted
            && keys->data_admitted) {
            return keys;
        }
    }
    return NULL;
}

/* The keys of all guardians in the order of H_G.  False when one has not all of them: H_G is not defined then. */
static bool lay_out(const cf_verification *v, cf_element *vote, cf_element *data, cf_element *kappa)
{
    const size_t k = v->parameters.k;
    for (uint32_t i = 0; i < v->parameters.n; i++) {
        const cf_guardian_keys *keys = guardian_of_index(v, i + 1);
        if (keys == NULL) {
            return false;
        }
        memcpy(vote + i * k, keys->vote, k * sizeof *vote);
        memcpy(data + i * k, keys->data, k * sizeof *data);
        kappa[i] = keys->vote[k];
    }
    return true;
}

/* (X.6) H_G = H(H_B; 0x13, K, K', K_10, .., K_n,k-1, K'_10, .., K'_n,k-1, kappa_1, .., kappa_n). */
void cf_verify_x_guardian_record(cf_verification *v, cf_report *report)
{
    if (v->profile != CF_PROFILE_EG21) {
        return;
    }
    cf_report_expect(report, CF_CHECK_X_GUARDIAN_RECORD, 1);
    if (!v->keys.has_h_g) {
        return;
    }
    const size_t n = v->parameters.n;
    const size_t k = v->parameters.k;
    if (k < 1 || k > n || guardian_of_index(v, 1) == NULL) {
        return;
    }
    cf_element *vote = cf_arena_take(v->arena, n * k, sizeof *vote);
    cf_element *data = cf_arena_take(v->arena, n * k, sizeof *data);
    cf_element *kappa = cf_arena_take(v->arena, n, sizeof *kappa);
    if (vote == NULL || data == NULL || kappa == NULL) {
        v->out_of_memory = true;
        return;
    }
    if (lay_out(v, vote, data, kappa)) {
        cf_hash h_g;
        cf_eg21_guardian_record_hash(&v->h_b, v->group, n, k, &v->k, &v->k_hat, vote, data, kappa,
                                     &h_g);
        cf_say_hash(report, CF_CHECK_X_GUARDIAN_RECORD, v->places->h_g, "H_G", &h_g, v->keys.h_g);
    }
}
