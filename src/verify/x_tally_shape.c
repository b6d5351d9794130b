/*
 * verify/x_tally_shape.c -- X.18: each contest and option once in each tally, under its own index.
 *
 * An entry finds its place by its label.  A doubled one is a finding and otherwise not looked at:
 * which of two different totals would be checked and which shown must not depend on their order.
 */
#include "verify/labels.h"
#include "verify/tally.h"

#include <inttypes.h>

/*
 * One entry of a tally: may it have this place?  Index 0 means that the record gives none.  What the
 * manifest does not have is a finding of 11.  Without a report nothing is said.
 */
static bool settle(cf_report *report, cf_saying where, size_t position, bool taken,
                   uint32_t claimed_index, uint32_t index)
{
    if (report == NULL) {
        return position != CF_NOWHERE && !taken;
    }
    cf_say_looked(report, CF_CHECK_X_TALLY_SHAPE);
    if (position == CF_NOWHERE) {
        return false;
    }
    if (taken) {
        cf_report_fail(report, CF_CHECK_X_TALLY_SHAPE, where.text, "it is listed twice");
        return false;
    }
    if (claimed_index != 0 && claimed_index != index) {
        cf_say_fail(report, CF_CHECK_X_TALLY_SHAPE, where.text,
                    "the index is %" PRIu32 ", expected %" PRIu32, claimed_index, index);
    }
    return true;
}

static void settle_encrypted_options(cf_tally_view *view, cf_report *report,
                                     const cf_encrypted_tally_contest *listed,
                                     const cf_contest *contest)
{
    for (size_t o = 0; o < listed->option_count; o++) {
        const cf_encrypted_total *total = &listed->options[o];
        size_t position = cf_option_position(contest, total->label, o);
        bool known = position != CF_NOWHERE;
        const cf_encrypted_total **place =
            known ? &view->encrypted_totals[contest->first_option_position + position] : NULL;
        if (settle(report, cf_where(view->encrypted_file, &contest->label, &total->label), position,
                   known && *place != NULL, total->index,
                   known ? contest->options[position].index : 0)) {
            *place = total;
        }
    }
}

static void settle_encrypted(const cf_manifest *manifest, cf_tally_view *view, cf_report *report)
{
    for (size_t c = 0; c < view->encrypted.contest_count; c++) {
        const cf_encrypted_tally_contest *listed = &view->encrypted.contests[c];
        size_t position = cf_contest_position(manifest, listed->label, c);
        bool known = position != CF_NOWHERE;
        if (settle(report, cf_where(view->encrypted_file, &listed->label, NULL), position,
                   known && view->encrypted_contests[position] != NULL, listed->index,
                   known ? manifest->contests[position].index : 0)) {
            view->encrypted_contests[position] = listed;
            settle_encrypted_options(view, report, listed, &manifest->contests[position]);
        }
    }
}

static void settle_decrypted_options(cf_tally_view *view, cf_report *report,
                                     const cf_decrypted_tally_contest *listed,
                                     const cf_contest *contest)
{
    for (size_t o = 0; o < listed->option_count; o++) {
        const cf_decrypted_total *total = &listed->options[o];
        size_t position = cf_option_position(contest, total->label, o);
        bool known = position != CF_NOWHERE;
        const cf_decrypted_total **place =
            known ? &view->decrypted_totals[contest->first_option_position + position] : NULL;
        if (settle(report, cf_where(view->decrypted_file, &contest->label, &total->label), position,
                   known && *place != NULL, total->index,
                   known ? contest->options[position].index : 0)) {
            *place = total;
        }
    }
}

static void settle_decrypted(const cf_manifest *manifest, cf_tally_view *view, cf_report *report)
{
    for (size_t c = 0; c < view->decrypted.contest_count; c++) {
        const cf_decrypted_tally_contest *listed = &view->decrypted.contests[c];
        size_t position = cf_contest_position(manifest, listed->label, c);
        bool known = position != CF_NOWHERE;
        if (settle(report, cf_where(view->decrypted_file, &listed->label, NULL), position,
                   known && view->decrypted_contests[position] != NULL, listed->index,
                   known ? manifest->contests[position].index : 0)) {
            view->decrypted_contests[position] = listed;
            settle_decrypted_options(view, report, listed, &manifest->contests[position]);
        }
    }
}

/* egk2.0: the decrypted tally repeats the ciphertexts that it decrypts. */
static void compare_again(const cf_manifest *manifest, const cf_tally_view *view, cf_report *report)
{
    for (size_t c = 0; c < manifest->contest_count; c++) {
        const cf_contest *contest = &manifest->contests[c];
        for (size_t o = 0; o < contest->option_count; o++) {
            size_t place = contest->first_option_position + o;
            const cf_encrypted_total *due = view->encrypted_totals[place];
            const cf_decrypted_total *total = view->decrypted_totals[place];
            if (due == NULL || total == NULL || !total->has_again) {
                continue;
            }
            if (!cf_octets_equal(total->a_again.octets, due->a.octets)
                || !cf_octets_equal(total->b_again.octets, due->b.octets)) {
                cf_report_fail(
                    report, CF_CHECK_X_TALLY_SHAPE,
                    cf_where(view->decrypted_file, &contest->label, &contest->options[o].label)
                        .text,
                    "the decrypted ciphertext is not that of the encrypted tally");
            }
        }
    }
}

static bool take_places(const cf_manifest *manifest, cf_arena *arena, cf_tally_view *view)
{
    view->encrypted_contests =
        cf_arena_take(arena, manifest->contest_count, sizeof *view->encrypted_contests);
    view->decrypted_contests =
        cf_arena_take(arena, manifest->contest_count, sizeof *view->decrypted_contests);
    view->encrypted_totals =
        cf_arena_take(arena, manifest->option_total, sizeof *view->encrypted_totals);
    view->decrypted_totals =
        cf_arena_take(arena, manifest->option_total, sizeof *view->decrypted_totals);
    return view->encrypted_contests != NULL && view->decrypted_contests != NULL
           && view->encrypted_totals != NULL && view->decrypted_totals != NULL;
}

cf_status cf_x_tally_places(const cf_verification *verification, cf_tally_view *view,
                            cf_report *report)
{
    const cf_manifest *manifest = &verification->manifest;
    uint64_t due = (uint64_t)manifest->contest_count + manifest->option_total;
    if (!take_places(manifest, verification->arena, view)) {
        return CF_ERR_MEMORY;
    }
    if (view->has_encrypted) {
        settle_encrypted(manifest, view, view->one_list ? NULL : report);
    } else if (!view->one_list) {
        cf_report_expect(report, CF_CHECK_X_TALLY_SHAPE, due);
    }
    if (view->has_decrypted) {
        settle_decrypted(manifest, view, report);
    } else {
        cf_report_expect(report, CF_CHECK_X_TALLY_SHAPE, due);
    }
    compare_again(manifest, view, report);
    return CF_OK;
}
