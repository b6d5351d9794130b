/*
 * verify/v01_parameters.c -- are these the parameters that everybody knows?
 *
 * The group is pinned in this program and only recognised in the record: two of p, q and g that are right name it, and
 * the third is then a finding and not a reason to compute with something else.
 */
#include "base/utf8.h"
#include "verify/say.h"
#include "verify/verification.h"

/* --- which group --- */

static int shared_numbers(const cf_parameters *parameters, const cf_group *group)
{
    return (int)cf_octets_equal(parameters->p, cf_group_p(group))
           + (int)cf_octets_equal(parameters->q, cf_group_q(group))
           + (int)cf_octets_equal(parameters->g, cf_group_g(group));
}

/* The group that was meant, or NULL.  A toy group that is not whole is only guessed where toys are allowed. */
static const cf_group *recognise(const cf_parameters *parameters, bool allow_toy)
{
    const cf_group *exact = cf_group_find(parameters->p, parameters->q, parameters->g);
    if (exact != NULL) {
        return exact;
    }
    if (shared_numbers(parameters, cf_group_standard()) == 2) {
        return cf_group_standard();
    }
    for (size_t i = 0; allow_toy && i < cf_group_toy_count(); i++) {
        if (shared_numbers(parameters, cf_group_toy(i)) == 2) {
            return cf_group_toy(i);
        }
    }
    return NULL;
}

/* --- 1.A to 1.D --- */

enum { VERSION_SHOWN = 41 };

static bool is_version(cf_profile profile, cf_octets claimed)
{
    static const char *const VERSIONS[][2] = {
        [CF_PROFILE_EG21] = { "v2.1.0", "v2.1.0" },
        [CF_PROFILE_EGK20] = { "v2.0.0",
                               "2.1.0" }, /* egk-ec calls itself 2.1.0 and hashes by 2.0.0 */
    };
    const char *const *versions = VERSIONS[profile];
    return cf_octets_equal(claimed, cf_octets_of_text(versions[0]))
           || cf_octets_equal(claimed, cf_octets_of_text(versions[1]));
}

static void judge_version(const cf_verification *v, cf_report *report, const char *place,
                          cf_octets claimed)
{
    if (is_version(v->profile, claimed)) {
        return;
    }
    char shown[VERSION_SHOWN];
    cf_utf8_for_people(shown, sizeof shown, claimed);
    cf_say_fail(report, CF_CHECK_1_A, place, "the version is \"%s\", expected %s", shown,
                v->profile == CF_PROFILE_EG21 ? "v2.1.0" : "v2.0.0 (or 2.1.0, as egk-ec calls it)");
}

/* (1.A) The version is the one whose equations are checked here; egk records name it in two files. */
static void check_version(const cf_verification *v, cf_report *report)
{
    const cf_parameters *claimed = &v->parameters;
    cf_say_looked(report, CF_CHECK_1_A);
    judge_version(v, report, v->places->version, claimed->version);
    if (v->profile == CF_PROFILE_EGK20
        && !cf_octets_equal(claimed->config_version, claimed->version)) {
        judge_version(v, report, "election_config.json: config_version", claimed->config_version);
    }
}

/* (1.B) p, (1.C) q, (1.D) g are those of the pinned group, and that group is one to vote in. */
static void check_number(const cf_verification *v, cf_report *report, cf_check check,
                         const char *where, const char *name, cf_octets claimed, cf_octets pinned)
{
    cf_say_looked(report, check);
    if (!cf_octets_equal(claimed, pinned)) {
        cf_say_fail(report, check, where, "%s is not the %s of the group %s", name, name,
                    cf_group_name(v->group != NULL ? v->group : cf_group_standard()));
    } else if (v->group != NULL && cf_group_is_toy(v->group) && !v->options->allow_toy) {
        cf_say_fail(report, check, where,
                    "%s is that of the group %s, and --allow-toy was not given", name,
                    cf_group_name(v->group));
    }
}

/* (X.2) r = (p - 1) / q. */
static void check_cofactor(const cf_verification *v, cf_report *report, const cf_group *group)
{
    cf_say_looked(report, CF_CHECK_X_COFACTOR);
    if (!cf_octets_equal(v->parameters.r, cf_group_r(group))) {
        cf_report_fail(report, CF_CHECK_X_COFACTOR, v->places->r, "r is not (p - 1) / q");
    }
}

static void check_group(const cf_verification *v, cf_report *report)
{
    const cf_group *group = v->group != NULL ? v->group : cf_group_standard();
    const cf_parameters *claimed = &v->parameters;
    check_number(v, report, CF_CHECK_1_B, v->places->p, "p", claimed->p, cf_group_p(group));
    check_number(v, report, CF_CHECK_1_C, v->places->q, "q", claimed->q, cf_group_q(group));
    check_number(v, report, CF_CHECK_1_D, v->places->g, "g", claimed->g, cf_group_g(group));
    check_cofactor(v, report, group);
}

/* --- 1.E, 1.F --- */

/* The manifest's length is hashed in 4 octets. */
static bool manifest_can_be_hashed(const cf_verification *v)
{
    return v->manifest.file.at != NULL && v->manifest.file.len <= UINT32_MAX;
}

/* (1.E) H_P = H(ver; 0x00, p, q, g, n, k).  (1.F) H_B = H(H_P; 0x01, manifest). */
static void check_hashes_eg21(cf_verification *v, cf_report *report)
{
    cf_eg21_parameter_base_hash(v->group, v->parameters.n, v->parameters.k, &v->h_p);
    cf_report_expect(report, CF_CHECK_1_E, 1);
    cf_say_hash(report, CF_CHECK_1_E, v->places->h_p, "H_P", &v->h_p, v->parameters.h_p);

    cf_report_expect(report, CF_CHECK_1_F, 1);
    if (!manifest_can_be_hashed(v)) {
        return;
    }
    cf_transcript transcript;
    cf_eg21_base_hash_start(&transcript, &v->h_p, (uint32_t)v->manifest.file.len);
    cf_transcript_octets(&transcript, v->manifest.file);
    cf_transcript_close(&transcript, &v->h_b);
    cf_say_hash(report, CF_CHECK_1_F, v->places->h_b, "H_B", &v->h_b, v->parameters.h_b);

    cf_sha256 sha;
    cf_sha256_start(&sha);
    cf_sha256_absorb(&sha, v->manifest.file.at, v->manifest.file.len);
    cf_sha256_finish(&sha, &report->manifest_hash);
}

/* (1.E) H_P = H(ver; 0x00, p, q, g).  (X.3) H_M = H(H_P; 0x01, manifest).  (1.F) H_B = H(H_P; 0x02, H_M, n, k). */
static void check_hashes_egk20(cf_verification *v, cf_report *report)
{
    cf_egk20_parameter_base_hash(v->group, &v->h_p);
    cf_report_expect(report, CF_CHECK_1_E, 1);
    cf_say_hash(report, CF_CHECK_1_E, v->places->h_p, "H_P", &v->h_p, v->parameters.h_p);

    cf_report_expect(report, CF_CHECK_X_MANIFEST_HASH, 1);
    cf_report_expect(report, CF_CHECK_1_F, 1);
    if (!manifest_can_be_hashed(v)) {
        return;
    }
    cf_transcript transcript;
    cf_egk20_manifest_hash_start(&transcript, &v->h_p, (uint32_t)v->manifest.file.len);
    cf_transcript_octets(&transcript, v->manifest.file);
    cf_transcript_close(&transcript, &v->h_m);
    cf_say_hash(report, CF_CHECK_X_MANIFEST_HASH, v->places->h_m, "H_M", &v->h_m,
                v->parameters.h_m);
    report->manifest_hash = v->h_m;

    cf_egk20_base_hash(&v->h_p, &v->h_m, v->parameters.n, v->parameters.k, &v->h_b);
    cf_say_hash(report, CF_CHECK_1_F, v->places->h_b, "H_B", &v->h_b, v->parameters.h_b);
}

static void name_the_election(const cf_verification *v, cf_report *report)
{
    report->group = cf_group_name(v->group);
    report->toy = cf_group_is_toy(v->group);
    if (manifest_can_be_hashed(v)) {
        report->has_hashes[0] = true;
        report->has_hashes[2] = true;
        report->base_hash = v->h_b;
    }
}

void cf_verify_v01_parameters(cf_verification *v, cf_report *report)
{
    v->group = recognise(&v->parameters, v->options->allow_toy);
    check_version(v, report);
    check_group(v, report);
    if (v->group == NULL) {
        cf_report_expect(report, CF_CHECK_1_E, 1);
        cf_report_expect(report, CF_CHECK_1_F, 1);
        if (v->profile == CF_PROFILE_EGK20) {
            cf_report_expect(report, CF_CHECK_X_MANIFEST_HASH, 1);
        }
        return;
    }
    if (v->profile == CF_PROFILE_EG21) {
        check_hashes_eg21(v, report);
    } else {
        check_hashes_egk20(v, report);
    }
    name_the_election(v, report);
}
