/*
 * verify/x_opened.c -- X.20: every challenged ballot is opened, once, and no other ballot is.
 *
 * An opened ballot shows what a voter chose.  Of a challenged one that is the purpose; of a cast
 * one it is the end of the secret ballot.
 */
#include "verify/opened.h"
#include "verify/say.h"

/* What is wrong with an opening of this ballot, or NULL. */
static const char *complaint(cf_ballot_index *index, int64_t ballot)
{
    if (ballot == CF_OPENING_UNKNOWN) {
        return "the record does not have the ballot that is opened";
    }
    switch (cf_ballot_index_state(index, (size_t)ballot)) {
    case CF_BALLOT_CAST:
        return "the opened ballot was cast: its voter's choices were to stay secret";
    case CF_BALLOT_SPOILED:
        return "the opened ballot was spoiled, not challenged";
    case CF_BALLOT_CHALLENGED:
        break;
    }
    return cf_ballot_index_mark(index, (size_t)ballot, CF_MARK_OPENED)
               ? NULL
               : "another file opens the same ballot";
}

/* An opening whose ballot may be among those that could not be read is nobody's fault yet. */
static bool is_undecided(const cf_ballot_index *index, int64_t ballot)
{
    return ballot == CF_OPENING_UNREAD
           || (ballot == CF_OPENING_UNKNOWN && cf_ballot_index_unread(index) > 0);
}

static void judge_opening(const cf_verification *v, size_t number, int64_t ballot,
                          cf_arena *scratch, cf_report *report)
{
    if (is_undecided(v->index, ballot)) {
        return;
    }
    const char *what = complaint(v->index, ballot);
    if (what == NULL) {
        cf_report_count(report, CF_CHECK_X_ALL_OPENED, 1);
        return;
    }
    cf_arena_reset(scratch);
    const char *file = cf_record_opened_file(v->record, number, scratch);
    cf_report_fail(report, CF_CHECK_X_ALL_OPENED, file != NULL ? file : "an opened ballot", what);
}

static bool has_data(const cf_manifest *manifest)
{
    for (size_t i = 0; i < manifest->contest_count; i++) {
        if (manifest->contests[i].data_blocks > 0) {
            return true;
        }
    }
    return false;
}

/*
 * A challenged ballot that nobody opened: named, and missed by X.20, 13.B and, where there may be
 * data, 13.A.
 */
static void miss_ballot(const cf_verification *v, size_t number, cf_arena *scratch,
                        cf_report *report)
{
    cf_arena_reset(scratch);
    const char *file = cf_record_ballot_file(v->record, number, scratch);
    cf_report_warn(report, CF_CHECK_X_ALL_OPENED, file != NULL ? file : "a ballot",
                   "the ballot was challenged and is not opened");
    if (v->profile == CF_PROFILE_EG21) {
        cf_report_expect(report, CF_CHECK_13_A, has_data(&v->manifest) ? 1 : 0);
        cf_report_expect(report, CF_CHECK_13_B, 1);
    }
}

enum { NAME_OCTETS = 1 << 16 };

cf_status cf_x_all_opened(const cf_verification *verification, size_t count,
                          const int64_t *ballot_of, cf_report *report)
{
    const cf_verification *v = verification;
    cf_arena *scratch = cf_arena_open(NAME_OCTETS);
    if (scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_report_expect(report, CF_CHECK_X_ALL_OPENED,
                     cf_ballot_index_count(v->index, CF_BALLOT_CHALLENGED));
    for (size_t number = 0; number < count; number++) {
        judge_opening(v, number, ballot_of[number], scratch, report);
    }
    for (size_t number = 0; number < cf_record_ballot_count(v->record); number++) {
        if (cf_ballot_index_was_read(v->index, number)
            && cf_ballot_index_state(v->index, number) == CF_BALLOT_CHALLENGED
            && !cf_ballot_index_has_mark(v->index, number, CF_MARK_OPENED)) {
            miss_ballot(v, number, scratch, report);
        }
    }
    cf_arena_close(scratch);
    return CF_OK;
}
