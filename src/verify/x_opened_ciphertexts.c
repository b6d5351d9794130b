/*
 * verify/x_opened_ciphertexts.c -- X.22, and 10.A to 10.C on opened ballots (egk2.0).
 *
 * The guardians decrypt each selection as they decrypt a total, and repeat the ciphertext.  Both
 * it and the proof are held against the ballot's.
 */
#include "verify/labels.h"
#include "verify/opened.h"
#include "verify/v10_decryption.h"

/* (X.22) The ciphertext in the opening is the ballot's. */
static void compare(const cf_opening *opening, const char *where, const cf_opened_option *option,
                    const cf_selection *selection)
{
    cf_report_count(opening->report, CF_CHECK_X_OPENED_CIPHERTEXT, 1);
    if (!cf_octets_equal(option->alpha.octets, selection->alpha.octets)
        || !cf_octets_equal(option->beta.octets, selection->beta.octets)) {
        cf_report_fail(opening->report, CF_CHECK_X_OPENED_CIPHERTEXT, where,
                       "the opened ciphertext is not the ballot's");
    }
}

static bool admit(const cf_group *group, const cf_selection *selection, cf_element pair[2])
{
    const cf_unchecked_element claimed[2] = { selection->alpha, selection->beta };
    cf_refusal refusals[2];
    cf_group_admit_vartime(group, 2, claimed, pair, refusals);
    return refusals[0] == CF_ADMITTED && refusals[1] == CF_ADMITTED;
}

static cf_status check_option(const cf_opening *opening, const cf_opening_contest *both,
                              const cf_option *option, const cf_opened_option *opened,
                              const cf_selection *selection)
{
    const cf_saying where = cf_where(opening->file, &both->contest->label, &option->label);
    cf_element pair[2];
    compare(opening, where.text, opened, selection);
    if (!admit(opening->verification->group, selection, pair)) {
        return CF_OK; /* X.14; there is nothing to decrypt */
    }
    const cf_decryption_claim claim = {
        .contest_index = both->contest->index,
        .option_index = option->index,
        .a = &pair[0],
        .b = &pair[1],
        .power = opened->power,
        .value = opened->value,
        .c = opened->c,
        .v = opened->v,
    };
    cf_decryption_verdict verdict;
    cf_status status = cf_v10_decide(opening->verification, opening->arena, &claim, &verdict);
    if (status == CF_OK) {
        cf_v10_report(opening->report, where.text, &verdict);
    }
    return status;
}

static void expect(cf_report *report, uint64_t options)
{
    cf_report_expect(report, CF_CHECK_X_OPENED_CIPHERTEXT, options);
    cf_report_expect(report, CF_CHECK_10_A, options);
    cf_report_expect(report, CF_CHECK_10_B, options);
    cf_report_expect(report, CF_CHECK_10_C, options);
}

static cf_status check_contest(const cf_opening *opening, const cf_opening_contest *both)
{
    expect(opening->report, both->contest->option_count);
    for (size_t o = 0; o < both->contest->option_count; o++) {
        const cf_option *option = &both->contest->options[o];
        const cf_selection *selection = cf_selection_of_option(both->on_ballot, option, o);
        if (both->options[o] == NULL || selection == NULL) {
            continue; /* 14.D, X.8 */
        }
        if (check_option(opening, both, option, both->options[o], selection) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    return CF_OK;
}

cf_status cf_x_opened_ciphertexts(const cf_opening *opening)
{
    return cf_opening_each_contest(opening, check_contest);
}
