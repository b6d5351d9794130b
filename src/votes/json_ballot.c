/*
 * votes/json_ballot.c -- a line is walked twice.
 *
 * Members come in any order, and what the contests mean hangs on the style.  The first walk takes
 * everything but the contests and finds out whether the line is JSON at all; the second takes the
 * contests and cannot fail any more.
 */
#include "votes/json_ballot.h"

#include <inttypes.h>
#include <stdio.h>

enum { STYLE, REFERENCE, STATE, WEIGHT, CONTESTS, WRITE_INS, MEMBER_COUNT };
static const char *const MEMBERS[MEMBER_COUNT] = {
    [STYLE] = "style",   [REFERENCE] = "reference", [STATE] = "state",
    [WEIGHT] = "weight", [CONTESTS] = "contests",   [WRITE_INS] = "write_ins",
};

static int member_of(cf_octets key)
{
    int member = 0;
    while (member < MEMBER_COUNT && !cf_json_key_is(key, MEMBERS[member])) {
        member++;
    }
    return member;
}

/* Whether a value of this kind comes next; any other is complained of and passed over. */
static bool comes(cf_votes_json *json, cf_json_kind kind, const char *where, const char *expected)
{
    const cf_json_kind next = cf_json_peek(&json->reader);
    if (next == kind || next == CF_JSON_NONE) { /* none: the error is told at the end */
        return next == kind;
    }
    cf_votes_wrong(json->reading, where, expected, cf_json_kind_name(next));
    cf_json_skip(&json->reader);
    return false;
}

/* A number as it is written.  Empty after an error. */
static cf_octets take_number(cf_votes_json *json)
{
    cf_json_skip(&json->reader);
    if (cf_json_failed(&json->reader)) {
        return cf_octets_of("", 0);
    }
    const size_t start = (size_t)cf_json_offset(&json->reader);
    size_t end = start;
    while (end < json->line.len && cf_votes_is_one_of(json->line.at[end], "+-.eE0123456789")) {
        end++;
    }
    return cf_octets_of(json->line.at + start, end - start);
}

static void open_reader(cf_votes_json *json)
{
    cf_json_open_octets(&json->reader, json->reading->source.name, json->line, json->scratch,
                        json->reading->line_max);
}

/* --- the first walk --- */

typedef void take_text(cf_votes_reading *reading, cf_octets text);

static void read_text(cf_votes_json *json, const char *name, take_text *take)
{
    if (comes(json, CF_JSON_STRING, name, "a text")) {
        const cf_octets text = cf_json_string(&json->reader);
        if (!cf_json_failed(&json->reader)) {
            take(json->reading, text);
        }
    }
}

static void read_weight(cf_votes_json *json)
{
    if (comes(json, CF_JSON_NUMBER, "weight", CF_VOTES_WEIGHT_EXPECTED)) {
        const cf_octets digits = take_number(json);
        if (!cf_json_failed(&json->reader)) {
            cf_votes_weight(json->reading, digits);
        }
    }
}

static void pass_object(cf_votes_json *json, const char *name)
{
    if (comes(json, CF_JSON_OBJECT, name, "an object")) {
        cf_json_skip(&json->reader);
    }
}

static void read_unknown(cf_votes_json *json, cf_octets key)
{
    cf_votes_text found;
    cf_votes_complain_of(json->reading, "",
                         "style, reference, state, weight, contests or write_ins",
                         cf_votes_quote(found, key),
                         cf_votes_nearest_word(json->reading, key, MEMBERS, MEMBER_COUNT));
    cf_json_skip(&json->reader);
}

static void read_head_member(cf_votes_json *json, int member, cf_octets key)
{
    switch (member) {
    case STYLE:
        read_text(json, MEMBERS[member], cf_votes_style);
        break;
    case REFERENCE:
        read_text(json, MEMBERS[member], cf_votes_reference);
        break;
    case STATE:
        read_text(json, MEMBERS[member], cf_votes_state);
        break;
    case WEIGHT:
        read_weight(json);
        break;
    case CONTESTS:
    case WRITE_INS:
        pass_object(json, MEMBERS[member]);
        break;
    default:
        read_unknown(json, key);
        break;
    }
}

static void expect_member(cf_votes_json *json, const bool *has, int member)
{
    if (!has[member]) {
        cf_votes_wrong(json->reading, MEMBERS[member], "that every ballot has it", "none");
    }
}

/* The error that ended the walk. */
static void complain_of_json(cf_votes_json *json, const cf_fault *fault)
{
    char where[32];
    cf_votes_text found;
    (void)snprintf(where, sizeof where, "octet %" PRIu64, fault->offset + 1);
    (void)snprintf(found, sizeof found, "a line that cannot be read: %.300s", fault->what);
    cf_votes_wrong(json->reading, where, "one ballot in JSON", found);
}

/* Whether the line is JSON; then all of it can be walked again. */
static bool read_head(cf_votes_json *json)
{
    bool has[MEMBER_COUNT + 1] = { false };
    cf_octets key;
    cf_fault fault = { .status = CF_OK };
    open_reader(json);
    const bool is_object = comes(json, CF_JSON_OBJECT, "", "one ballot, an object");
    if (is_object) {
        cf_json_object(&json->reader);
        while (cf_json_member(&json->reader, &key)) {
            const int member = member_of(key);
            has[member] = true;
            read_head_member(json, member, key);
        }
    }
    if (cf_json_finish(&json->reader, &fault) != CF_OK) {
        complain_of_json(json, &fault);
        return false;
    }
    if (is_object) {
        expect_member(json, has, STYLE);
        expect_member(json, has, CONTESTS);
    }
    return is_object;
}

/* --- the second walk --- */

static const cf_contest *find_contest(cf_votes_json *json, const char *member, cf_octets label)
{
    const cf_contest *contest = cf_manifest_contest_labelled(json->reading->manifest, label);
    if (contest == NULL) {
        cf_votes_text found;
        cf_votes_complain_of(json->reading, member, "a contest of the manifest",
                             cf_votes_quote(found, label),
                             cf_votes_nearest_contest(json->reading, label));
        return NULL;
    }
    return cf_votes_has_contest(json->reading, contest) ? contest : NULL;
}

static const cf_option *find_option(cf_votes_json *json, const cf_contest *contest, cf_octets label)
{
    const cf_option *option = cf_contest_option_labelled(contest, label);
    if (option == NULL) {
        cf_votes_text where;
        cf_votes_text found;
        cf_votes_complain_of(json->reading, cf_votes_place(where, contest, NULL),
                             "an option of the contest", cf_votes_quote(found, label),
                             cf_votes_nearest_option(json->reading, contest, label));
    }
    return option;
}

static void read_mark(cf_votes_json *json, const cf_contest *contest, const cf_option *option)
{
    cf_votes_text where;
    if (comes(json, CF_JSON_NUMBER, cf_votes_place(where, contest, option),
              CF_VOTES_MARK_EXPECTED)) {
        cf_votes_mark(json->reading, contest, option, take_number(json));
    }
}

static void read_contest(cf_votes_json *json, const cf_contest *contest)
{
    cf_votes_text where;
    cf_octets key;
    if (!comes(json, CF_JSON_OBJECT, cf_votes_place(where, contest, NULL),
               "an object of options and marks")) {
        return;
    }
    cf_json_object(&json->reader);
    while (cf_json_member(&json->reader, &key)) {
        const cf_option *option = find_option(json, contest, key);
        if (option != NULL) {
            read_mark(json, contest, option);
        } else {
            cf_json_skip(&json->reader);
        }
    }
}

static void read_write_in(cf_votes_json *json, const cf_contest *contest)
{
    cf_votes_text where;
    if (comes(json, CF_JSON_STRING, cf_votes_place(where, contest, NULL), "a write-in, a text")) {
        cf_votes_write_in(json->reading, contest, cf_json_string(&json->reader));
    }
}

typedef void read_of_contest(cf_votes_json *json, const cf_contest *contest);

static void read_by_contest(cf_votes_json *json, int member, read_of_contest *read)
{
    cf_octets key;
    if (cf_json_peek(&json->reader) != CF_JSON_OBJECT) {
        cf_json_skip(&json->reader); /* the first walk complained */
        return;
    }
    cf_json_object(&json->reader);
    while (cf_json_member(&json->reader, &key)) {
        const cf_contest *contest = find_contest(json, MEMBERS[member], key);
        if (contest != NULL) {
            read(json, contest);
        } else {
            cf_json_skip(&json->reader);
        }
    }
}

static void read_contests(cf_votes_json *json)
{
    cf_octets key;
    open_reader(json);
    cf_json_object(&json->reader);
    while (cf_json_member(&json->reader, &key)) {
        const int member = member_of(key);
        if (member == CONTESTS || member == WRITE_INS) {
            read_by_contest(json, member, member == CONTESTS ? read_contest : read_write_in);
        } else {
            cf_json_skip(&json->reader);
        }
    }
    if (cf_json_finish(&json->reader, NULL) != CF_OK) { /* the system gave no random octets */
        (void)cf_votes_refuse(&json->reading->source, CF_ERR_IO, "a line could not be read twice");
    }
}

void cf_votes_json_ballot(cf_votes_json *json)
{
    if (read_head(json)) {
        read_contests(json);
    }
}
