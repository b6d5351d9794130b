/*
 * verify/x_tally.c -- what the specification does not number about tallies: X.7, X.16 and X.19.
 */
#include "verify/labels.h"
#include "verify/tally.h"

#include <inttypes.h>

/* --- X.7: the tallies name this election --- */

static void one_election(const cf_verification *verification, cf_report *report, const char *file,
                         bool has_tally, cf_octets election_id)
{
    cf_report_expect(report, CF_CHECK_X_BALLOT_ELECTION, 1);
    if (has_tally) {
        cf_say_hash(report, CF_CHECK_X_BALLOT_ELECTION, file, "election_id", &verification->h_e,
                    election_id);
    }
}

void cf_x_tally_elections(const cf_verification *verification, const cf_tally_view *view,
                          cf_report *report)
{
    if (verification->profile != CF_PROFILE_EGK20) {
        return;
    }
    one_election(verification, report, view->encrypted_file, view->has_encrypted,
                 view->encrypted.election_id);
    one_election(verification, report, view->decrypted_file, view->has_decrypted,
                 view->decrypted.election_id);
}

/* --- X.16: the tally lists exactly the cast ballots --- */

typedef struct cast_list {
    const cf_verification *verification;
    const cf_tally_view *view;
    cf_report *report;
} cast_list;

static cf_status visit_cast_id(void *context, size_t position, cf_octets id)
{
    const cast_list *list = context;
    cf_ballot_index *index = list->verification->index;
    int64_t found = cf_ballot_index_find(index, id);
    if (found == CF_NO_BALLOT && cf_tally_sums_unknown(list->verification)) {
        return CF_OK; /* it may be one that could not be read */
    }
    const char *what = NULL;
    if (found == CF_NO_BALLOT) {
        what = "no ballot has this identifier";
    } else if (cf_ballot_index_state(index, (size_t)found) != CF_BALLOT_CAST) {
        what = "the ballot with this identifier was not cast";
    } else if (!cf_ballot_index_mark(index, (size_t)found, CF_MARK_CAST_LISTED)) {
        what = "the ballot is listed twice";
    } else {
        cf_report_count(list->report, CF_CHECK_X_CAST_LIST, 1);
        return CF_OK;
    }
    const cf_saying where =
        cf_saying_of("%s: cast_ballot_ids[%zu]", list->view->encrypted_file, position);
    cf_report_fail(list->report, CF_CHECK_X_CAST_LIST, where.text, what);
    return CF_OK;
}

/* Cast ballots that the list leaves out. */
static void find_unlisted(const cast_list *list, cf_arena *scratch)
{
    const cf_verification *v = list->verification;
    for (size_t number = 0; number < cf_record_ballot_count(v->record); number++) {
        if (!cf_ballot_index_was_read(v->index, number)
            || cf_ballot_index_state(v->index, number) != CF_BALLOT_CAST
            || cf_ballot_index_has_mark(v->index, number, CF_MARK_CAST_LISTED)) {
            continue;
        }
        cf_arena_reset(scratch);
        const char *file = cf_record_ballot_file(v->record, number, scratch);
        cf_report_count(list->report, CF_CHECK_X_CAST_LIST, 1);
        cf_report_fail(list->report, CF_CHECK_X_CAST_LIST, file != NULL ? file : "a ballot",
                       "the ballot was cast, and the tally does not list it");
    }
}

enum { NAME_OCTETS = 1 << 16 };

cf_status cf_x_tally_cast_list(const cf_verification *verification, const cf_tally_view *view,
                               cf_report *report)
{
    if (verification->profile != CF_PROFILE_EGK20) {
        return CF_OK;
    }
    cf_report_expect(report, CF_CHECK_X_CAST_LIST,
                     cf_ballot_index_count(verification->index, CF_BALLOT_CAST));
    cast_list list = { .verification = verification, .view = view, .report = report };
    cf_fault fault;
    cf_status status = cf_record_visit_cast_ids(verification->record, visit_cast_id, &list, &fault);
    if (status == CF_ERR_ABSENT || status == CF_ERR_MEMORY) {
        return status == CF_ERR_MEMORY ? status : CF_OK;
    }
    if (status != CF_OK) {
        cf_report_fault(report, &fault);
        return CF_OK;
    }
    cf_arena *scratch = cf_arena_open(NAME_OCTETS);
    if (scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    find_unlisted(&list, scratch);
    cf_arena_close(scratch);
    return CF_OK;
}

/* --- X.19: no total is larger than the ballots allow --- */

/*
 * value <= weight * limit, without the product: weight may be as large as it likes.  limit is at
 * least 1.
 */
static bool is_within(uint64_t value, uint64_t weight, uint32_t limit)
{
    return value == 0 || (value - 1) / limit < weight;
}

static void bound(const cf_verification *verification, cf_report *report, cf_saying where,
                  uint64_t value, uint32_t limit)
{
    uint64_t weight = verification->aggregate.weight;
    bool small = value <= INT64_MAX && is_within(value, weight, limit);
    if (!small && value <= INT64_MAX && cf_tally_sums_unknown(verification)) {
        return;
    }
    cf_report_count(report, CF_CHECK_X_TALLY_BOUND, 1);
    if (!small) {
        cf_say_fail(report, CF_CHECK_X_TALLY_BOUND, where.text,
                    "the total %" PRIu64 " is more than %" PRIu64 " cast votes times %" PRIu32,
                    value, weight, limit);
    }
}

static void bound_contest(const cf_verification *verification, const cf_tally_view *view,
                          const cf_contest *contest, cf_report *report)
{
    uint64_t sum = 0;
    for (size_t o = 0; o < contest->option_count; o++) {
        const cf_decrypted_total *total =
            view->decrypted_totals[contest->first_option_position + o];
        if (total == NULL) {
            continue;
        }
        bound(verification, report,
              cf_where(view->decrypted_file, &contest->label, &contest->options[o].label),
              total->tally, contest->option_limit);
        sum = sum > UINT64_MAX - total->tally ? UINT64_MAX : sum + total->tally;
    }
    bound(verification, report, cf_where(view->decrypted_file, &contest->label, NULL), sum,
          contest->selection_limit);
}

void cf_x_tally_bounds(const cf_verification *verification, const cf_tally_view *view,
                       cf_report *report)
{
    const cf_manifest *manifest = &verification->manifest;
    cf_report_expect(report, CF_CHECK_X_TALLY_BOUND,
                     (uint64_t)manifest->contest_count + manifest->option_total);
    for (size_t c = 0; c < manifest->contest_count; c++) {
        if (view->decrypted_contests[c] != NULL) {
            bound_contest(verification, view, &manifest->contests[c], report);
        }
    }
}
