/*
 * verify/tally.c -- 9, 10 and 11, in the order of the specification.
 *
 * A record that stops before its tally, or a tally that cannot be read, leaves everything here
 * expected and unseen. Totals are shown as soon as they could be read; what they are worth, the
 * verdict says.
 */
#include "verify/tally.h"

#include "verify/labels.h"

bool cf_tally_sums_unknown(const cf_verification *verification)
{
    return cf_ballot_index_unread(verification->index) > 0;
}

static bool is_fault(cf_status status)
{
    return status != CF_OK && status != CF_ERR_ABSENT && status != CF_ERR_MEMORY;
}

static bool same_fault(const cf_fault *a, const cf_fault *b)
{
    return a->offset == b->offset && strcmp(a->file, b->file) == 0 && strcmp(a->what, b->what) == 0;
}

/* Both tallies may stand in one file: what is wrong with it is then said once. */
static void report_faults(cf_report *report, const cf_status status[2], const cf_fault fault[2])
{
    if (is_fault(status[0])) {
        cf_report_fault(report, &fault[0]);
    }
    if (is_fault(status[1]) && !(is_fault(status[0]) && same_fault(&fault[0], &fault[1]))) {
        cf_report_fault(report, &fault[1]);
    }
}

static cf_status read_tallies(const cf_verification *verification, cf_tally_view *view,
                              cf_report *report)
{
    cf_fault fault[2];
    const cf_status status[2] = {
        cf_record_read_encrypted_tally(verification->record, verification->arena, &view->encrypted,
                                       &fault[0]),
        cf_record_read_decrypted_tally(verification->record, verification->arena, &view->decrypted,
                                       &fault[1]),
    };
    if (report->ends_before == NULL && (status[0] == CF_ERR_ABSENT || status[1] == CF_ERR_ABSENT)) {
        report->ends_before = status[0] == CF_ERR_ABSENT ? "its tally" : "its decrypted tally";
    }
    view->has_encrypted = status[0] == CF_OK;
    view->has_decrypted = status[1] == CF_OK;
    report_faults(report, status, fault);
    return status[0] == CF_ERR_MEMORY || status[1] == CF_ERR_MEMORY ? CF_ERR_MEMORY : CF_OK;
}

/* --- the totals, in the order of the manifest --- */

static cf_status keep_line(cf_tally_line *line, cf_arena *arena, cf_octets contest,
                           const cf_decrypted_total *total)
{
    line->contest = contest;
    line->option = cf_arena_copy(arena, total->label);
    line->count = total->tally;
    return line->option.at != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status keep_contest(const cf_contest *contest, const cf_tally_view *view,
                              cf_tally_line *lines, cf_report *report)
{
    cf_octets label = cf_arena_copy(report->arena, contest->label);
    if (label.at == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t o = 0; o < contest->option_count; o++) {
        const cf_decrypted_total *total =
            view->decrypted_totals[contest->first_option_position + o];
        if (total == NULL) {
            continue;
        }
        if (keep_line(&lines[report->tally_count], report->arena, label, total) != CF_OK) {
            return CF_ERR_MEMORY;
        }
        report->tally_count++;
    }
    return CF_OK;
}

static cf_status keep_totals(const cf_manifest *manifest, const cf_tally_view *view,
                             cf_report *report)
{
    cf_tally_line *lines = cf_arena_take(report->arena, manifest->option_total, sizeof *lines);
    if (lines == NULL) {
        return CF_ERR_MEMORY;
    }
    report->tally = lines;
    for (size_t c = 0; c < manifest->contest_count; c++) {
        if (keep_contest(&manifest->contests[c], view, lines, report) != CF_OK) {
            return CF_ERR_MEMORY;
        }
    }
    return CF_OK;
}

/* --- the steps --- */

cf_status cf_verify_tally(cf_verification *verification, cf_report *report)
{
    const bool one_list = verification->profile == CF_PROFILE_EG21;
    cf_tally_view view = {
        .encrypted_file = one_list ? "tally.json" : "encrypted_tally.json",
        .decrypted_file = "tally.json",
        .one_list = one_list,
    };
    cf_status status = read_tallies(verification, &view, report);
    if (status == CF_OK) {
        status = cf_x_tally_places(verification, &view, report);
    }
    if (status == CF_OK) {
        status = keep_totals(&verification->manifest, &view, report);
    }
    if (status != CF_OK) {
        return status;
    }
    cf_x_tally_elections(verification, &view, report);
    status = cf_x_tally_cast_list(verification, &view, report);
    if (status != CF_OK) {
        return status;
    }
    cf_v09_aggregation(verification, &view, report);
    status = cf_v10_tally(verification, &view, report);
    if (status != CF_OK) {
        return status;
    }
    cf_v11_tally_labels(verification, &view, report);
    cf_x_tally_bounds(verification, &view, report);
    return CF_OK;
}
