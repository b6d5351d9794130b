/*
 * verify/v09_aggregation.c -- 9.A and 9.B: the encrypted tally is the product over the cast ballots.
 *
 * The loop is over the options of the manifest: an option that the tally leaves out was expected
 * and not seen.  The products were made while the ballots were checked, with each ballot's weight
 * as exponent.
 */
#include "verify/encoding.h"
#include "verify/labels.h"
#include "verify/tally.h"

/* (9.A) A = product of alpha_j^weight.  (9.B) B = product of beta_j^weight. */
static void compare(const cf_verification *verification, cf_report *report, cf_check check,
                    const char *where, const cf_element *product, cf_unchecked_element claimed)
{
    bool same = cf_is_encoding_of(verification->group, product, claimed);
    if (!same && cf_tally_sums_unknown(verification)) {
        return; /* a ballot that could not be read may explain it */
    }
    cf_report_count(report, check, 1);
    if (!same) {
        cf_say_fail(report, check, where, "%s %s", check == CF_CHECK_9_A ? "A" : "B",
                    claimed.octets.at == NULL ? "is missing or could not be decoded"
                                              : "is not the product over the cast ballots");
    }
}

void cf_v09_aggregation(const cf_verification *verification, const cf_tally_view *view,
                        cf_report *report)
{
    const cf_manifest *manifest = &verification->manifest;
    cf_report_expect(report, CF_CHECK_9_A, manifest->option_total);
    cf_report_expect(report, CF_CHECK_9_B, manifest->option_total);
    for (size_t c = 0; c < manifest->contest_count; c++) {
        const cf_contest *contest = &manifest->contests[c];
        for (size_t o = 0; o < contest->option_count; o++) {
            size_t place = contest->first_option_position + o;
            const cf_encrypted_total *total = view->encrypted_totals[place];
            if (total == NULL) {
                continue;
            }
            const cf_saying where =
                cf_where(view->encrypted_file, &contest->label, &contest->options[o].label);
            const cf_sums *sums = &verification->aggregate;
            compare(verification, report, CF_CHECK_9_A, where.text, &sums->a[place], total->a);
            compare(verification, report, CF_CHECK_9_B, where.text, &sums->b[place], total->b);
        }
    }
}
