/*
 * verify/v10_tally.c -- verification 10 over the tally, some options a piece, on all cores.
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

/* Few enough that every core has some, and enough for the lanes. */
enum { OPTIONS_PER_PIECE = 16 };

_Static_assert((int)OPTIONS_PER_PIECE <= (int)CF_DECRYPTIONS_AT_ONCE, "one call decides a piece");

/* Of the options of a piece those that could be decided, in the order of the manifest. */
typedef struct piece_result {
    cf_status status;
    size_t count;
    size_t places[OPTIONS_PER_PIECE];
    cf_decryption_verdict verdicts[OPTIONS_PER_PIECE];
} piece_result;

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

/* Where an option stands. */
typedef struct spot {
    const cf_contest *contest;
    const cf_option *option;
} spot;

static spot spot_at(const cf_verification *verification, size_t place)
{
    const cf_contest *contest = contest_holding(&verification->manifest, place);
    return (spot){ contest, &contest->options[place - contest->first_option_position] };
}

static cf_decryption_claim claim_of(const tally_job *job, size_t place, const cf_element pair[2])
{
    const cf_decrypted_total *total = job->view->decrypted_totals[place];
    const spot where = spot_at(job->verification, place);
    return (cf_decryption_claim){
        .contest_index = where.contest->index,
        .option_index = where.option->index,
        .a = &pair[0],
        .b = &pair[1],
        .power = total->power,
        .value = total->tally,
        .c = total->c,
        .v = total->v,
    };
}

static void decide_piece(void *context, void *worker, size_t piece, void *out)
{
    const tally_job *job = context;
    piece_result *result = out;
    const size_t first = piece * OPTIONS_PER_PIECE;
    const size_t options = job->verification->manifest.option_total;
    cf_arena_reset(worker);
    cf_element *pairs = cf_arena_take(worker, 2 * (size_t)OPTIONS_PER_PIECE, sizeof *pairs);
    cf_decryption_claim claims[OPTIONS_PER_PIECE];
    if (pairs == NULL) {
        result->status = CF_ERR_MEMORY;
        return;
    }
    for (size_t place = first; place < options && place < first + OPTIONS_PER_PIECE; place++) {
        cf_element *pair = &pairs[2 * result->count];
        if (job->view->decrypted_totals[place] != NULL
            && find_ciphertext(job->verification, job->view, place, pair)) {
            result->places[result->count] = place;
            claims[result->count++] = claim_of(job, place, pair);
        }
    }
    result->status =
        cf_v10_decide(job->verification, worker, result->count, claims, result->verdicts);
}

static void take_piece(void *context, size_t piece, void *out)
{
    (void)piece;
    tally_job *job = context;
    const piece_result *result = out;
    if (result->status != CF_OK) {
        job->status = result->status;
        return;
    }
    for (size_t i = 0; i < result->count; i++) {
        const spot at = spot_at(job->verification, result->places[i]);
        const cf_saying where =
            cf_where(job->view->decrypted_file, &at.contest->label, &at.option->label);
        cf_v10_report(job->report, where.text, &result->verdicts[i]);
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
    const size_t pieces = (options + OPTIONS_PER_PIECE - 1) / OPTIONS_PER_PIECE;
    const cf_job job = {
        .piece_count = view->has_decrypted ? pieces : 0,
        .result_octets = sizeof(piece_result),
        .context = &context,
        .open_worker = cf_scratch_open,
        .close_worker = cf_scratch_close,
        .do_piece = decide_piece,
        .take_result = take_piece,
    };
    cf_status status = cf_job_run(&job, cf_job_workers(verification->options->jobs));
    return status != CF_OK ? status : context.status;
}
