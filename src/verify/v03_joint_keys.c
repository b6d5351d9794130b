/*
 * verify/v03_joint_keys.c -- is the election's key the guardians' and nobody else's?
 *
 * What is computed with from here on is the claimed key where it is a member of the group, and the guardians' product
 * where it is not.  A guardian's key that was refused takes part as 1.
 */
#include "verify/say.h"
#include "verify/verification.h"

static cf_element product(const cf_verification *v, bool data)
{
    cf_element key;
    cf_group_identity(v->group, &key);
    for (size_t i = 0; i < v->keys.guardian_count; i++) {
        const cf_guardian *guardian = &v->keys.guardians[i];
        const cf_guardian_keys *keys = &v->guardians[i];
        if ((data ? guardian->data_count : guardian->vote_count) > 0) {
            cf_group_multiply(v->group, 1, &key, &key, data ? &keys->data[0] : &keys->vote[0]);
        }
    }
    return key;
}

/* (3.A) K = K_1 K_2 .. K_n mod p.  (3.B) K' = K'_1 K'_2 .. K'_n mod p.  (X.5) Neither is 1. */
static cf_element check_key(const cf_verification *v, cf_report *report, cf_check check,
                            const char *where, const char *name, cf_unchecked_element claimed)
{
    const cf_element due = product(v, check == CF_CHECK_3_B);
    cf_element key;
    cf_refusal verdict = CF_REFUSED_ENCODING;
    cf_group_admit_vartime(v->group, 1, &claimed, &key, &verdict);

    cf_say_looked(report, check);
    if (verdict != CF_ADMITTED) {
        cf_say_fail(report, check, where, "%s %s", name, cf_refusal_phrase(verdict, false));
        key = due;
    } else if (!cf_group_equal(v->group, &key, &due)) {
        cf_say_fail(report, check, where, "%s is not the product of the guardians' keys", name);
    }

    cf_say_looked(report, CF_CHECK_X_KEY_IDENTITY);
    if (cf_group_is_identity(v->group, &key)) {
        cf_say_fail(report, CF_CHECK_X_KEY_IDENTITY, where, "%s is 1", name);
    }
    return key;
}

void cf_verify_v03_joint_keys(cf_verification *v, cf_report *report)
{
    v->k = check_key(v, report, CF_CHECK_3_A, v->places->joint, "K", v->keys.joint);
    if (v->profile == CF_PROFILE_EG21) {
        v->k_hat =
            check_key(v, report, CF_CHECK_3_B, v->places->joint_hat, "K'", v->keys.joint_hat);
    }
}
