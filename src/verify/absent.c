/*
 * verify/absent.c -- one list of checks for each stage of an election.
 *
 * Checks that an honest and complete record may lack (opened ballots, devices with chaining, serial numbers) are in
 * no list: their absence is told by what calls for them.
 */
#include "verify/absent.h"

#include "verify/verification.h"

/* In both profiles, or in one of them. */
typedef enum scope { BOTH, EG21, EGK20 } scope;

typedef struct due {
    cf_check check;
    scope scope;
} due;

static const due PARAMETERS[] = {
    { CF_CHECK_1_A, BOTH },        { CF_CHECK_1_B, BOTH },
    { CF_CHECK_1_C, BOTH },        { CF_CHECK_1_D, BOTH },
    { CF_CHECK_1_E, BOTH },        { CF_CHECK_1_F, BOTH },
    { CF_CHECK_X_COFACTOR, BOTH }, { CF_CHECK_X_MANIFEST_HASH, EGK20 },
};

static const due KEYS[] = {
    { CF_CHECK_2_A, BOTH },         { CF_CHECK_2_B, BOTH },
    { CF_CHECK_2_C, BOTH },         { CF_CHECK_3_A, BOTH },
    { CF_CHECK_3_B, EG21 },         { CF_CHECK_4_A, BOTH },
    { CF_CHECK_X_GUARDIANS, BOTH }, { CF_CHECK_X_KEY_IDENTITY, BOTH },
};

static const due BALLOTS[] = {
    { CF_CHECK_5_B, EG21 },
    { CF_CHECK_6_A, BOTH },
    { CF_CHECK_6_B, BOTH },
    { CF_CHECK_6_C, BOTH },
    { CF_CHECK_6_D, BOTH },
    { CF_CHECK_7_A, BOTH },
    { CF_CHECK_7_B, BOTH },
    { CF_CHECK_7_C, BOTH },
    { CF_CHECK_7_D, BOTH },
    { CF_CHECK_8_A, BOTH },
    { CF_CHECK_8_B, BOTH },
    { CF_CHECK_X_BALLOT_ELECTION, EGK20 },
    { CF_CHECK_X_BALLOT_SHAPE, BOTH },
    { CF_CHECK_X_PROOF_LENGTH, BOTH },
    { CF_CHECK_X_WEIGHT, BOTH },
    { CF_CHECK_X_NONCE_PROOF, EG21 },
    { CF_CHECK_X_DATA_SHAPE, EG21 },
};

static const due DEVICES[] = {
    { CF_CHECK_8_C, EG21 },
    { CF_CHECK_8_D, EG21 },
    { CF_CHECK_X_DEVICE_LISTS, EG21 },
};

static const due TALLY[] = {
    { CF_CHECK_9_A, BOTH },           { CF_CHECK_9_B, BOTH },           { CF_CHECK_10_A, BOTH },
    { CF_CHECK_10_B, BOTH },          { CF_CHECK_10_C, BOTH },          { CF_CHECK_11_A, BOTH },
    { CF_CHECK_11_B, BOTH },          { CF_CHECK_11_C, BOTH },          { CF_CHECK_11_D, BOTH },
    { CF_CHECK_X_TALLY_SHAPE, BOTH }, { CF_CHECK_X_TALLY_BOUND, BOTH },
};

static void expect_all(cf_report *report, const cf_verification *v, const due *list, size_t count,
                       uint64_t items)
{
    const scope here = v->profile == CF_PROFILE_EG21 ? EG21 : EGK20;
    for (size_t i = 0; i < count; i++) {
        if (list[i].scope == BOTH || list[i].scope == here) {
            cf_report_expect(report, list[i].check, items);
        }
    }
}

void cf_absent_parameters(cf_report *report, const cf_verification *v, uint64_t items)
{
    expect_all(report, v, PARAMETERS, sizeof PARAMETERS / sizeof PARAMETERS[0], items);
}

void cf_absent_keys(cf_report *report, const cf_verification *v, uint64_t items)
{
    expect_all(report, v, KEYS, sizeof KEYS / sizeof KEYS[0], items);
    if (v->options->has_expected) {
        cf_report_expect(report, CF_CHECK_X_EXPECTED, items);
    }
}

void cf_absent_ballots(cf_report *report, const cf_verification *v, uint64_t items)
{
    expect_all(report, v, BALLOTS, sizeof BALLOTS / sizeof BALLOTS[0], items);
    if (v->profile == CF_PROFILE_EGK20 && !v->parameters.chaining) {
        cf_report_expect(report, CF_CHECK_8_D, items);
    }
    if (cf_record_has_batches(v->record)) {
        cf_report_expect(report, CF_CHECK_X_BATCH_ORDER, items);
    }
}

void cf_absent_codes(cf_report *report, const cf_verification *v, uint64_t items)
{
    if (cf_record_has_batches(v->record)) {
        cf_report_expect(report, CF_CHECK_X_CODE_INDEX, items);
    }
}

void cf_absent_devices(cf_report *report, const cf_verification *v, uint64_t items)
{
    expect_all(report, v, DEVICES, sizeof DEVICES / sizeof DEVICES[0], items);
    if (v->profile == CF_PROFILE_EGK20 && v->parameters.chaining) {
        cf_report_expect(report, CF_CHECK_8_E, items);
        cf_report_expect(report, CF_CHECK_X_DEVICE_LISTS, items);
    }
}

void cf_absent_tally(cf_report *report, const cf_verification *v, uint64_t items)
{
    expect_all(report, v, TALLY, sizeof TALLY / sizeof TALLY[0], items);
}
