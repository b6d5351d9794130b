/*
 * verify/v10_tally.c -- verification 10 over the tally, one option a piece, on all cores.
 *
 * The proofs are held against the products that the verifier made itself.  Where verification 9
 * found the tally's (A, B) wrong there is a finding there already; a proof that was made for the
 * wrong ciphertext is one more here.
 */
#include "verify/labels.h"
#include "verify/part.h"
#include "verify/tally.h"
#include "verify/v10_decryption.h"
#include "work/job.h"

typedef struct tally_job {
    const cf_verification *verification;
    const cf_tally_view *view;
    cf_report *report;
    cf_status status;
} tally_job;

typedef struct option_result {
    const cf_contest *contest;
    const cf_option *option;
    cf_status status;
    bool decided;
    cf_decryption_verdict verdict;
} option_result;

/*
 * The contest that holds the option at this place: the last one that starts at or before it and
 * has options.
 */
static const cf_contest *contest_holding(const cf_manifest *manifest, size_t place)
{
    size_t low = 0;
    size_t high = manifest->contest_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (manifest->contests[middle].first_option_position <= place) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &manifest->contests[low];
}

/* The ciphertext to decide on: the products, or what the tally claims where nobody knows them. */
static bool find_ciphertext(const cf_verification *verification, const cf_tally_view *view,
                            size_t place, cf_element pair[2])
{
    if (!cf_tally_sums_unknown(verification)) {
        pair[0] = verification->aggregate.a[place];
        pair[1] = verification->aggregate.b[place];
        return true;
    }
    const cf_encrypted_total *total = view->encrypted_totals[place];
    if (total == NULL) {
        return false;
    }
    cf_unchecked_element claimed[2] = { total->a, total->b };
    cf_refusal refusals[2];
    cf_group_admit_vartime(verification->group, 2, claimed, pair, refusals);
    return refusals[0] == CF_ADMITTED && refusals[1] == CF_ADMITTED;
}

static void decide_option(void *context, void *worker, size_t place, void *out)
{
    const tally_job *job = context;
    option_result *result = out;
    result->contest = contest_holding(&job->verification->manifest, place);
    result->option = &result->contest->options[place - result->contest->first_option_position];
    const cf_decrypted_total *total = job->view->decrypted_totals[place];
    cf_element pair[2];
    if (total == NULL || !find_ciphertext(job->verification, job->view, place, pair)) {
        return;
    }
    cf_arena_reset(worker);
    cf_decryption_claim claim = {
        .contest_index = result->contest->index,
        .option_index = result->option->index,
        .a = &pair[0],
        .b = &pair[1],
        .power = total->power,
        .value = total->tally,
        .c = total->c,
        .v = total->v,
    };
    result->status = cf_v10_decide(job->verification, worker, &claim, &result->verdict);
    result->decided = true;
}

static void take_option(void *context, size_t place, void *out)
{
    (void)place;
    tally_job *job = context;
    const option_result *result = out;
    if (result->status != CF_OK) {
        job->status = result->status;
        return;
    }
    if (result->decided) {
        const cf_saying where =
            cf_where(job->view->decrypted_file, &result->contest->label, &result->option->label);
        cf_v10_report(job->report, where.text, &result->verdict);
    }
}

cf_status cf_v10_tally(const cf_verification *verification, const cf_tally_view *view,
                       cf_report *report)
{
    size_t options = verification->manifest.option_total;
    cf_report_expect(report, CF_CHECK_10_A, options);
    cf_report_expect(report, CF_CHECK_10_B, options);
    cf_report_expect(report, CF_CHECK_10_C, options);
    tally_job context = { .verification = verification, .view = view, .report = report };
    const cf_job job = {
        .piece_count = view->has_decrypted ? options : 0,
        .result_octets = sizeof(option_result),
        .context = &context,
        .open_worker = cf_scratch_open,
        .close_worker = cf_scratch_close,
        .do_piece = decide_option,
        .take_result = take_option,
    };
    cf_status status = cf_job_run(&job, cf_job_workers(verification->options->jobs));
    return status != CF_OK ? status : context.status;
}
