/*
 * verify/opened.c -- every opened ballot, one a piece, on all cores.
 *
 * The ballot that an opening speaks of is found by its identifier and read again: the openings of
 * an election may lie in any order, and no ballot is kept in memory for their sake.
 */
#include "verify/opened.h"

#include "verify/ballot_note.h"
#include "verify/labels.h"
#include "verify/part.h"
#include "work/job.h"

/* --- laying an opening beside its ballot --- */

static cf_status place_contests(cf_opening *opening)
{
    const cf_manifest *manifest = &opening->verification->manifest;
    opening->contests =
        cf_arena_take(opening->arena, manifest->contest_count, sizeof *opening->contests);
    if (opening->contests == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < opening->opened->contest_count; i++) {
        const cf_opened_contest *contest = &opening->opened->contests[i];
        size_t position = cf_contest_position(manifest, contest->label, i);
        if (position != CF_NOWHERE && opening->contests[position] == NULL) {
            opening->contests[position] = contest;
        }
    }
    return CF_OK;
}

static void place_options(cf_opening_contest *both)
{
    for (size_t i = 0; i < both->opened->option_count; i++) {
        const cf_opened_option *option = &both->opened->options[i];
        size_t position = cf_option_position(both->contest, option->label, i);
        if (position != CF_NOWHERE && both->options[position] == NULL) {
            both->options[position] = option;
        }
    }
}

cf_status cf_opening_contest_at(const cf_opening *opening, size_t i, cf_opening_contest *out,
                                bool *known)
{
    const cf_manifest *manifest = &opening->verification->manifest;
    *out = (cf_opening_contest){ .on_ballot = &opening->ballot->contests[i] };
    out->contest = cf_manifest_contest_at_index(manifest, out->on_ballot->index);
    *known = out->contest != NULL;
    if (!*known) {
        return CF_OK;
    }
    out->opened = opening->contests[out->contest - manifest->contests];
    out->options = cf_arena_take(opening->arena, out->contest->option_count, sizeof *out->options);
    if (out->options == NULL) {
        return CF_ERR_MEMORY;
    }
    if (out->opened != NULL) {
        place_options(out);
    }
    return CF_OK;
}

cf_status cf_opening_each_contest(const cf_opening *opening,
                                  cf_status (*visit)(const cf_opening *opening,
                                                     const cf_opening_contest *both))
{
    for (size_t i = 0; i < opening->ballot->contest_count; i++) {
        cf_opening_contest both;
        bool known = false;
        cf_status status = cf_opening_contest_at(opening, i, &both, &known);
        if (status == CF_OK && known) {
            status = visit(opening, &both);
        }
        if (status != CF_OK) {
            return status;
        }
    }
    return CF_OK;
}

/* --- one opening --- */

typedef struct opening_job {
    const cf_verification *verification;
    cf_report *report;
    int64_t *ballot_of; /* what each opening opens */
    cf_status status;
} opening_job;

typedef struct opening_result {
    cf_part part;
    int64_t ballot;
    cf_status status;
} opening_result;

/* (X.7) egk2.0: the opening names this election. */
static void check_election(const cf_opening *opening)
{
    if (opening->verification->profile == CF_PROFILE_EGK20) {
        cf_report_expect(opening->report, CF_CHECK_X_BALLOT_ELECTION, 1);
        cf_say_hash(opening->report, CF_CHECK_X_BALLOT_ELECTION, opening->file, "election_id",
                    &opening->verification->h_e, opening->opened->election_id);
    }
}

static cf_status check_opening(cf_opening *opening)
{
    cf_status status = place_contests(opening);
    if (status == CF_OK) {
        check_election(opening);
        status = cf_v14_opened_labels(opening);
    }
    if (status == CF_OK && opening->verification->profile == CF_PROFILE_EG21) {
        return cf_v13_opened_ballot(opening);
    }
    if (status == CF_OK) {
        status = cf_x_opened_ciphertexts(opening);
    }
    return status == CF_OK ? cf_v12_data_of_opened_ballot(opening) : status;
}

/* What could not be read becomes a fault of the part; only lack of memory goes up. */
static cf_status fault_of(cf_report *report, cf_status status, const cf_fault *fault)
{
    if (status == CF_ERR_MEMORY) {
        return status;
    }
    cf_report_fault(report, fault);
    return CF_OK;
}

static cf_status read_and_check(const cf_verification *v, cf_arena *arena, size_t number,
                                opening_result *result)
{
    cf_report *report = result->part.report;
    cf_fault fault;
    cf_opened_ballot opened;
    result->ballot = CF_OPENING_UNREAD;
    cf_status status = cf_record_read_opened(v->record, number, arena, &opened, &fault);
    if (status != CF_OK) {
        return fault_of(report, status, &fault);
    }
    const int64_t found = cf_ballot_index_find(v->index, opened.id);
    if (found == CF_NO_BALLOT) {
        result->ballot = CF_OPENING_UNKNOWN;
        return CF_OK;
    }
    cf_ballot ballot;
    status = cf_ballot_read_again(v, (size_t)found, arena, &ballot, &fault);
    if (status != CF_OK) {
        return fault_of(report, status, &fault);
    }
    result->ballot = found;
    cf_opening opening = {
        .verification = v,
        .arena = arena,
        .file = cf_record_opened_file(v->record, number, arena),
        .opened = &opened,
        .ballot = &ballot,
        .report = report,
    };
    return opening.file != NULL ? check_opening(&opening) : CF_ERR_MEMORY;
}

static void do_opening(void *context, void *worker, size_t number, void *out)
{
    const opening_job *job = context;
    opening_result *result = out;
    cf_arena_reset(worker);
    result->status = cf_part_open(&result->part);
    if (result->status == CF_OK) {
        result->status = read_and_check(job->verification, worker, number, result);
    }
}

static void take_opening(void *context, size_t number, void *out)
{
    opening_job *job = context;
    opening_result *result = out;
    cf_part_fold(&result->part, job->report);
    job->ballot_of[number] = result->ballot;
    if (result->status != CF_OK) {
        job->status = result->status;
    }
}

cf_status cf_verify_opened_ballots(cf_verification *verification, cf_report *report)
{
    const size_t count = cf_record_opened_count(verification->record);
    opening_job context = {
        .verification = verification,
        .report = report,
        .ballot_of = cf_arena_take(verification->arena, count, sizeof *context.ballot_of),
    };
    if (context.ballot_of == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_job job = {
        .piece_count = count,
        .result_octets = sizeof(opening_result),
        .context = &context,
        .open_worker = cf_scratch_open,
        .close_worker = cf_scratch_close,
        .do_piece = do_opening,
        .take_result = take_opening,
    };
    cf_status status = cf_job_run(&job, cf_job_workers(verification->options->jobs));
    if (status == CF_OK) {
        status = context.status;
    }
    return status == CF_OK ? cf_x_all_opened(verification, count, context.ballot_of, report)
                           : status;
}
