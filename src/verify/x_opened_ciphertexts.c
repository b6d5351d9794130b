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

/* Options of a contest that are decided together. */
typedef struct handful {
    const cf_opening *opening;
    const cf_opening_contest *both;
    size_t count;
    const cf_option *options[CF_DECRYPTIONS_AT_ONCE];
    cf_unchecked_element claimed[2 * CF_DECRYPTIONS_AT_ONCE]; /* alpha and beta of each */
    cf_element elements[2 * CF_DECRYPTIONS_AT_ONCE];
    cf_refusal refusals[2 * CF_DECRYPTIONS_AT_ONCE];
    cf_decryption_claim claims[CF_DECRYPTIONS_AT_ONCE];
    cf_decryption_verdict verdicts[CF_DECRYPTIONS_AT_ONCE];
} handful;

static cf_saying where_of(const handful *h, const cf_option *option)
{
    return cf_where(h->opening->file, &h->both->contest->label, &option->label);
}

static void add(handful *h, const cf_option *option, const cf_opened_option *opened,
                const cf_selection *selection)
{
    const size_t i = h->count++;
    const cf_saying where = where_of(h, option);
    compare(h->opening, where.text, opened, selection);
    h->options[i] = option;
    h->claimed[2 * i] = selection->alpha;
    h->claimed[2 * i + 1] = selection->beta;
    h->claims[i] = (cf_decryption_claim){
        .contest_index = h->both->contest->index,
        .option_index = option->index,
        .a = &h->elements[2 * i],
        .b = &h->elements[2 * i + 1],
        .power = opened->power,
        .value = opened->value,
        .c = opened->c,
        .v = opened->v,
    };
}

/* A ciphertext that was refused is X.14's, and there is nothing to decrypt. */
static cf_status decide(handful *h)
{
    const cf_verification *v = h->opening->verification;
    cf_group_admit_vartime(v->group, 2 * h->count, h->claimed, h->elements, h->refusals);
    const cf_status status = cf_v10_decide(v, h->opening->arena, h->count, h->claims, h->verdicts);
    for (size_t i = 0; i < h->count && status == CF_OK; i++) {
        if (h->refusals[2 * i] == CF_ADMITTED && h->refusals[2 * i + 1] == CF_ADMITTED) {
            const cf_saying where = where_of(h, h->options[i]);
            cf_v10_report(h->opening->report, where.text, &h->verdicts[i]);
        }
    }
    h->count = 0;
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
    handful *h = cf_arena_take(opening->arena, 1, sizeof *h);
    if (h == NULL) {
        return CF_ERR_MEMORY;
    }
    h->opening = opening;
    h->both = both;
    expect(opening->report, both->contest->option_count);
    cf_status status = CF_OK;
    for (size_t o = 0; o < both->contest->option_count && status == CF_OK; o++) {
        const cf_option *option = &both->contest->options[o];
        const cf_selection *selection = cf_selection_of_option(both->on_ballot, option, o);
        if (both->options[o] != NULL && selection != NULL) { /* else 14.D, X.8 */
            add(h, option, both->options[o], selection);
        }
        if (h->count == CF_DECRYPTIONS_AT_ONCE) {
            status = decide(h);
        }
    }
    return status == CF_OK ? decide(h) : status;
}

cf_status cf_x_opened_ciphertexts(const cf_opening *opening)
{
    return cf_opening_each_contest(opening, check_contest);
}
