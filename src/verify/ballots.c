/*
 * verify/ballots.c -- all ballots, and what can be said when the last one was read.
 *
 * A sidecar that is no good is said, and done without: whoever wrote it has no say in the verdict.
 */
#include "verify/absent.h"
#include "verify/ballot_run.h"
#include "work/job.h"

/* Of the claims of one batch proof, all workers together. */
static const size_t CLAIM_OCTETS_MAX = (size_t)400 << 20;

/* --- the sidecar --- */

static cf_verify_hints *sidecar_of(const cf_ballot_run *r)
{
    return r->verification->options->hints;
}

/* Whether there can be batch proofs at all. */
static cf_status try_proof(cf_ballot_run *r, cf_fault *fault)
{
    const char *path = sidecar_of(r)->path;
    const cf_status status = cf_ballot_workers_open_proof(r);
    if (status == CF_OK) {
        cf_ballot_workers_close_proof(r);
        return CF_OK;
    }
    return cf_fault_set(fault, status, path, 0, "%s",
                        status == CF_ERR_UNSUPPORTED
                            ? "hints are of no use with the group of this record"
                            : "there is no memory to use hints");
}

static void open_hints(cf_ballot_run *r, cf_verify_hints *sidecar)
{
    const cf_hints_subject subject = {
        .h_e = r->verification->h_e,
        .element_octets = cf_group_element_octets(r->verification->group),
        .ballot_count = r->ballot_count,
    };
    cf_fault fault = { 0 };
    fault.status = cf_hints_open(sidecar->path, &subject, &r->hints, &fault);
    if (fault.status == CF_OK) {
        fault.status = try_proof(r, &fault);
        if (fault.status != CF_OK) {
            cf_hints_close(r->hints);
            r->hints = NULL;
        }
    }
    sidecar->fault = fault;
}

static void open_sidecar(cf_ballot_run *r)
{
    cf_verify_hints *sidecar = sidecar_of(r);
    r->room.octets = CLAIM_OCTETS_MAX;
    if (sidecar == NULL) {
        return;
    }
    if (sidecar->claim_octets_max != 0) {
        r->room.octets = sidecar->claim_octets_max;
    }
    if (sidecar->path != NULL) {
        open_hints(r, sidecar);
    }
    r->writer = sidecar->writer;
}

/* Whole, or not at all. */
static void close_writer(cf_ballot_run *r, bool is_complete)
{
    if (r->writer == NULL) {
        return;
    }
    cf_verify_hints *sidecar = sidecar_of(r);
    if (is_complete && r->writer_fault.status == CF_OK) {
        r->writer_fault.status = cf_hints_writer_close(
            r->writer, &r->verification->h_e, cf_group_element_octets(r->verification->group),
            &r->writer_fault);
    } else {
        cf_hints_writer_abandon(r->writer);
    }
    sidecar->writer = NULL;
    sidecar->fault = r->writer_fault;
}

/* --- all ballots --- */

static cf_status check_stretches(cf_ballot_run *r, cf_report *report)
{
    cf_status status = CF_OK;
    while (status == CF_OK && cf_stretch_next(r)) {
        status = cf_stretch_settle(r, report);
    }
    return status;
}

static cf_status run_over_ballots(cf_ballot_run *r, cf_report *report)
{
    cf_verification *v = r->verification;
    r->workers = cf_arena_take(v->arena, r->worker_room, sizeof *r->workers);
    r->sums = cf_arena_take(v->arena, r->worker_room, sizeof *r->sums);
    if (r->workers == NULL || r->sums == NULL) {
        return CF_ERR_MEMORY;
    }
    open_sidecar(r);
    const cf_status status = check_stretches(r, report);
    cf_ballot_workers_close(r);
    close_writer(r, status == CF_OK);
    if (r->hints != NULL) {
        cf_hints_close(r->hints);
    }
    return status;
}

static cf_status check_all(cf_verification *v, cf_report *report)
{
    cf_ballot_run r = {
        .verification = v,
        .ballot_count = cf_record_ballot_count(v->record),
        .worker_room = cf_sums_workers(v, cf_job_workers(v->options->jobs)),
    };
    if (r.ballot_count == 0) {
        report->ends_before = "its ballots";
        cf_absent_ballots(report, v, 1);
        cf_absent_codes(report, v, 1);
        cf_report_expect(report, CF_CHECK_5_A, 1);
        return CF_OK;
    }
    r.piece_ballots = cf_ballots_per_piece(r.ballot_count);
    return run_over_ballots(&r, report);
}

cf_status cf_verify_ballots(cf_verification *v, cf_report *report)
{
    v->index = cf_ballot_index_open(cf_record_ballot_count(v->record));
    if (v->index == NULL || cf_sums_start(&v->aggregate, v, v->arena) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    cf_status status = check_all(v, report);
    if (status == CF_OK) {
        status = cf_verify_v05_duplicates(v, report);
    }
    if (status == CF_OK) {
        cf_verify_x_total_weight(v, report);
        report->cast = cf_ballot_index_count(v->index, CF_BALLOT_CAST);
        report->challenged = cf_ballot_index_count(v->index, CF_BALLOT_CHALLENGED);
        report->spoiled = cf_ballot_index_count(v->index, CF_BALLOT_SPOILED);
        report->weighted = v->aggregate.weighted;
        report->total_weight = v->aggregate.weight;
    }
    return status;
}
