/*
 * votes/judge.c -- what the parts of a ballot mean, whatever they were written in.
 *
 * A part that is wrong is complained of and leaves the ballot as it was, so that the parts after it
 * are judged too.
 */
#include "votes/inside.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>

void cf_votes_begin(cf_votes_reading *reading, uint64_t line)
{
    cf_arena_reset(reading->ballot);
    reading->draft = (cf_votes_draft){
        .is_sound = true,
        .ballot = { .reference = cf_octets_of("", 0), .state = CF_BALLOT_CAST, .weight = 1 }
    };
    reading->line = line;
}

#define TEXT_EXPECTED "a text in UTF-8 without control characters"

/* A character of Unicode's class Cc, or something that is not UTF-8. */
static const char *unfit_text(cf_octets text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t point = 0;
        const size_t taken = cf_utf8_first(cf_octets_of(text.at + at, text.len - at), &point);
        if (taken == 0) {
            return "an octet that is not UTF-8";
        }
        if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) {
            return "a control character";
        }
        at += taken;
    }
    return NULL;
}

/* --- style, reference, state, weight --- */

static void no_memory(cf_votes_reading *reading)
{
    (void)cf_votes_refuse(&reading->source, CF_ERR_MEMORY, "no memory for a ballot");
}

/* What was said of the ballot before its style stays. */
static void take_shape(cf_votes_reading *reading, uint32_t style_number)
{
    cf_plain_ballot *ballot = &reading->draft.ballot;
    const cf_plain_ballot before = *ballot;
    if (cf_plain_ballot_blank(reading->manifest, style_number, reading->ballot, ballot) != CF_OK) {
        no_memory(reading);
        return;
    }
    ballot->reference = before.reference;
    ballot->state = before.state;
    ballot->weight = before.weight;
    reading->draft.has_style = true;
}

void cf_votes_style(cf_votes_reading *reading, cf_octets label)
{
    const cf_manifest *manifest = reading->manifest;
    const cf_ballot_style *style = cf_manifest_style_labelled(manifest, label);
    if (style == NULL) {
        cf_votes_text found;
        cf_votes_complain_of(reading, "style", "a ballot style of the manifest",
                             cf_votes_quote(found, label), cf_votes_nearest_style(reading, label));
        return;
    }
    take_shape(reading, (uint32_t)(style - manifest->styles) + 1);
}

void cf_votes_reference(cf_votes_reading *reading, cf_octets text)
{
    const char *wrong = unfit_text(text);
    if (wrong != NULL) {
        cf_votes_wrong(reading, "reference", TEXT_EXPECTED, wrong);
        return;
    }
    const cf_octets copy = cf_arena_copy(reading->ballot, text);
    if (copy.at == NULL) {
        no_memory(reading);
        return;
    }
    reading->draft.ballot.reference = copy;
}

void cf_votes_state(cf_votes_reading *reading, cf_octets name)
{
    for (unsigned state = 0; state < CF_BALLOT_STATES; state++) {
        if (cf_octets_equal(name, cf_octets_of_text(cf_ballot_state_names[state]))) {
            reading->draft.ballot.state = (cf_ballot_state)state;
            return;
        }
    }
    cf_votes_text found;
    cf_votes_complain_of(
        reading, "state", "cast, challenged or spoiled", cf_votes_quote(found, name),
        cf_votes_nearest_word(reading, name, cf_ballot_state_names, CF_BALLOT_STATES));
}

void cf_votes_weight(cf_votes_reading *reading, cf_octets digits)
{
    uint64_t weight = 0;
    const char *found = cf_votes_whole(digits, 1, UINT32_MAX, &weight);
    if (found != NULL) {
        cf_votes_wrong(reading, "weight", CF_VOTES_WEIGHT_EXPECTED, found);
        return;
    }
    reading->draft.ballot.weight = weight;
}

/* --- contests --- */

/* The ballot's contest; NULL when its style has it not, or is not known. */
static cf_plain_contest *plain_contest(const cf_votes_draft *draft, const cf_contest *contest)
{
    size_t start = 0;
    size_t end = draft->has_style ? draft->ballot.contest_count : 0;
    while (start < end) {
        const size_t middle = start + (end - start) / 2;
        if (draft->ballot.contests[middle].contest < contest) { /* both in the manifest's array */
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    const bool found = draft->has_style && start < draft->ballot.contest_count
                       && draft->ballot.contests[start].contest == contest;
    return found ? &draft->ballot.contests[start] : NULL;
}

bool cf_votes_has_contest(cf_votes_reading *reading, const cf_contest *contest)
{
    const cf_votes_draft *draft = &reading->draft;
    if (!draft->has_style || plain_contest(draft, contest) != NULL) {
        return true;
    }
    cf_votes_text where;
    cf_votes_text style;
    char expected[CF_VOTES_TEXT_SHOWN + 32];
    (void)snprintf(expected, sizeof expected, "a contest of style %s",
                   cf_votes_quote(style, draft->ballot.style->label));
    cf_votes_wrong(reading, cf_votes_place(where, contest, NULL), expected,
                   "one that the style has not");
    return false;
}

void cf_votes_mark(cf_votes_reading *reading, const cf_contest *contest, const cf_option *option,
                   cf_octets digits)
{
    uint64_t mark = 0;
    const char *found = cf_votes_whole(digits, 0, UINT32_MAX, &mark);
    if (found != NULL) {
        cf_votes_text where;
        cf_votes_wrong(reading, cf_votes_place(where, contest, option), CF_VOTES_MARK_EXPECTED,
                       found);
        return;
    }
    cf_plain_contest *plain = plain_contest(&reading->draft, contest);
    if (plain != NULL) {
        plain->marks[option - contest->options] = (uint32_t)mark;
    }
}

/* --- write-ins --- */

/* Whether the contest can hold this many octets. */
static bool has_room(cf_votes_reading *reading, const cf_contest *contest, size_t len,
                     const char *where)
{
    const size_t room = cf_contest_write_in_room(contest);
    char expected[64];
    char found[32];
    if (len <= room) {
        return true;
    }
    (void)snprintf(expected, sizeof expected, "at most %zu octets of write-in", room);
    (void)snprintf(found, sizeof found, "%zu octets", len);
    if (room == 0) {
        cf_votes_wrong(reading, where, "no write-in: the contest has no data", found);
    } else {
        cf_votes_wrong(reading, where, expected, found);
    }
    return false;
}

void cf_votes_write_in(cf_votes_reading *reading, const cf_contest *contest, cf_octets text)
{
    cf_votes_text place;
    char where[CF_VOTES_TEXT_SHOWN + 16];
    (void)snprintf(where, sizeof where, "%s, write-in", cf_votes_place(place, contest, NULL));
    const char *wrong = unfit_text(text);
    if (wrong != NULL) {
        cf_votes_wrong(reading, where, TEXT_EXPECTED, wrong);
        return;
    }
    cf_plain_contest *plain = plain_contest(&reading->draft, contest);
    if (has_room(reading, contest, text.len, where) && plain != NULL && text.len > 0) {
        memcpy(plain->write_in, text.at, text.len);
        plain->write_in_len = text.len;
    }
}

/* --- the whole ballot --- */

cf_status cf_votes_end(cf_votes_reading *reading)
{
    if (reading->source.status != CF_OK) {
        return reading->source.status;
    }
    const uint64_t number = reading->counts.ballots;
    reading->counts.ballots++;
    reading->draft.ballot.line = reading->line;
    const bool shown =
        reading->draft.is_sound && reading->draft.has_style && reading->visit != NULL;
    return shown ? reading->visit(reading->context, number, &reading->draft.ballot) : CF_OK;
}
