/*
 * verify/x_ballot_shape.c -- is this the ballot that its style describes?
 *
 * Nothing numbered in the specification says that a ballot lists each contest and each option once; a doubled entry
 * would be tallied twice, a missing one hides an undervote.  X.8 demands exactly the style's contests and exactly
 * their options, in ascending order.  Whatever stands on a ballot of another shape is still
 * checked as far as the manifest says what it has to be.
 */
#include "verify/ballot_batch.h"

static void fail(const cf_ballot_batch *batch, const cf_spot *spot, const char *what)
{
    const cf_saying where = cf_spot_text(spot);
    cf_report_fail(batch->report, CF_CHECK_X_BALLOT_SHAPE, where.text, what);
}

/* --- what there has to be --- */

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static void expect_style(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    const cf_manifest *manifest = &batch->verification->manifest;
    const cf_ballot_style *style = look->ballot.style_found;
    if (style == NULL) {
        return;
    }
    look->expected_contests = style->contest_count;
    for (size_t i = 0; i < style->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[style->contests[i]];
        look->expected_selections += contest->option_count;
        look->expected_data += contest->data_blocks > 0 ? 1 : 0;
    }
}

/* More than the style has is looked at as well, and therefore expected; X.8 fails for it. */
static void expect_published(const cf_ballot_batch *batch, cf_ballot_look *look)
{
    uint64_t selections = 0;
    uint64_t data = 0;
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        selections += look->ballot.contests[i].selection_count;
        data += look->ballot.contests[i].has_data ? 1 : 0;
    }
    look->expected_contests = larger(look->expected_contests, look->ballot.contest_count);
    look->expected_selections = larger(look->expected_selections, selections);
    look->expected_data = larger(look->expected_data, data);
    cf_report_expect(batch->report, CF_CHECK_X_BALLOT_SHAPE, 1);
    cf_report_count(batch->report, CF_CHECK_X_BALLOT_SHAPE, 1);
}

/* --- options --- */

/* Labels are published in egk2.0 only. */
static bool label_differs(cf_octets published, cf_octets due)
{
    return published.at != NULL && !cf_octets_equal(published, due);
}

static void check_selection(const cf_ballot_batch *batch, const cf_spot *spot, uint32_t before)
{
    const cf_selection *selection = spot->selection;
    const cf_option *option = cf_contest_option_at_index(spot->contest->contest, selection->index);
    if (option == NULL) {
        fail(batch, spot, "the contest has no option of this index");
    } else if (label_differs(selection->label, option->label)) {
        fail(batch, spot, "the label is not that of the option of this index");
    }
    if (selection->index <= before) {
        fail(batch, spot, "the index does not ascend");
    }
}

/* Ascending indices that all exist, and as many as there are options: exactly the options. */
static void check_selections(const cf_ballot_batch *batch, const cf_ballot_look *look,
                             const cf_contest_look *contest)
{
    const cf_encrypted_contest *published = contest->published;
    uint32_t before = 0;
    for (size_t s = 0; s < published->selection_count; s++) {
        const cf_spot spot = { look, contest, &published->selections[s] };
        check_selection(batch, &spot, before);
        before = published->selections[s].index;
    }
    if (published->selection_count != contest->contest->option_count) {
        const cf_spot spot = { look, contest, NULL };
        const cf_saying where = cf_spot_text(&spot);
        cf_say_fail(batch->report, CF_CHECK_X_BALLOT_SHAPE, where.text,
                    "the contest has %zu selections, expected %zu", published->selection_count,
                    contest->contest->option_count);
    }
}

/* --- contests --- */

static void check_contest(const cf_ballot_batch *batch, const cf_ballot_look *look,
                          const cf_contest_look *contest, uint32_t before)
{
    const cf_spot spot = { look, contest, NULL };
    if (contest->published->index <= before) {
        fail(batch, &spot, "the index of the contest does not ascend");
    }
    if (contest->contest == NULL) {
        fail(batch, &spot, "the manifest has no contest of this index");
        return;
    }
    if (label_differs(contest->published->label, contest->contest->label)) {
        fail(batch, &spot, "the label is not that of the contest of this index");
    }
    const size_t position = (size_t)(contest->contest - batch->verification->manifest.contests);
    if (look->ballot.style_found != NULL
        && !cf_ballot_style_has(look->ballot.style_found, position)) {
        fail(batch, &spot, "the contest is not of the ballot's style");
    }
    check_selections(batch, look, contest);
}

static bool lists(const cf_ballot_look *look, const cf_contest *contest)
{
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        if (look->contests[i].contest == contest) {
            return true;
        }
    }
    return false;
}

/* Where as many contests stand as are due, a missing one has another in its place, which was found already. */
static void check_missing(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const cf_ballot_style *style = look->ballot.style_found;
    if (look->ballot.contest_count >= style->contest_count) {
        return;
    }
    for (size_t i = 0; i < style->contest_count; i++) {
        const cf_contest *contest = &batch->verification->manifest.contests[style->contests[i]];
        if (!lists(look, contest)) {
            cf_say_fail(batch->report, CF_CHECK_X_BALLOT_SHAPE, look->file,
                        "the contest of index %u is missing", contest->index);
        }
    }
}

/* Gives each contest its manifest entry and its rows. */
static cf_status look_up(cf_ballot_batch *batch, cf_ballot_look *look)
{
    const cf_ballot *ballot = &look->ballot;
    look->contests = cf_arena_take(batch->arena, ballot->contest_count, sizeof *look->contests);
    if (look->contests == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < ballot->contest_count; i++) {
        cf_contest_look *contest = &look->contests[i];
        contest->published = &ballot->contests[i];
        contest->contest =
            cf_manifest_contest_at_index(&batch->verification->manifest, contest->published->index);
        if (contest->contest != NULL) {
            contest->row = batch->contest_count++;
            contest->first = batch->selection_count;
            batch->selection_count += contest->published->selection_count;
        }
    }
    return CF_OK;
}

/* (X.8) The contests are exactly the style's, the selections exactly the contest's options, each once, in order. */
cf_status cf_verify_x_ballot_shape(cf_ballot_batch *batch, cf_ballot_look *look)
{
    if (look_up(batch, look) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    expect_style(batch, look);
    expect_published(batch, look);

    uint32_t before = 0;
    for (size_t i = 0; i < look->ballot.contest_count; i++) {
        check_contest(batch, look, &look->contests[i], before);
        before = look->contests[i].published->index;
    }
    if (look->ballot.style_found == NULL) {
        cf_report_fail(batch->report, CF_CHECK_X_BALLOT_SHAPE, look->file,
                       "the manifest has no ballot style of this name");
    } else {
        check_missing(batch, look);
    }
    return CF_OK;
}
