/*
 * votes/csv_columns.c -- what the first row names.
 *
 * "A/B/C" may be option "B/C" of contest "A" or option "C" of contest "A/B": every way to part a
 * name is tried, and one that names two things is refused.  A vote must not be lost because a
 * column was not there: of a contest that is named at all, every option has to be.
 */
#include "votes/csv.h"

#include "base/utf8.h"

#include <stdio.h>

static const char *const HEAD_NAMES[CF_VOTES_HEAD_COLUMNS] = {
    [CF_VOTES_STYLE] = "style",
    [CF_VOTES_REFERENCE] = "reference",
    [CF_VOTES_STATE] = "state",
    [CF_VOTES_WEIGHT] = "weight",
};
#define WRITE_IN_NAME "write-in"

/* --- one name --- */

typedef struct naming {
    size_t count;           /* how many things it names */
    cf_votes_column column; /* the last of them */
    const cf_contest *near_contest;
    cf_octets near_rest; /* what follows a contest that is known */
} naming;

static void name_thing(naming *found, cf_votes_meaning meaning, const cf_contest *contest,
                       const cf_option *option)
{
    found->count++;
    found->column = (cf_votes_column){ .meaning = meaning, .contest = contest, .option = option };
}

/* CONTEST/REST, parted here. */
static void try_parting(const cf_manifest *manifest, cf_octets label, cf_octets rest, naming *found)
{
    const cf_contest *contest = cf_manifest_contest_labelled(manifest, label);
    if (contest == NULL) {
        return;
    }
    const cf_option *option = cf_contest_option_labelled(contest, rest);
    if (option != NULL) {
        name_thing(found, CF_VOTES_MARK, contest, option);
    }
    if (cf_contest_write_in_room(contest) > 0
        && cf_octets_equal(rest, cf_octets_of_text(WRITE_IN_NAME))) {
        name_thing(found, CF_VOTES_WRITE_IN, contest, NULL);
    }
    found->near_contest = contest;
    found->near_rest = rest;
}

static naming understand(const cf_manifest *manifest, cf_octets name)
{
    naming found = { .column = { .meaning = CF_VOTES_NOTHING } };
    for (int head = 0; head < CF_VOTES_HEAD_COLUMNS; head++) {
        if (cf_octets_equal(name, cf_octets_of_text(HEAD_NAMES[head]))) {
            name_thing(&found, (cf_votes_meaning)head, NULL, NULL);
        }
    }
    for (size_t at = 0; at < name.len; at++) {
        if (name.at[at] == '/') {
            try_parting(manifest, cf_octets_of(name.at, at),
                        cf_octets_of(name.at + at + 1, name.len - at - 1), &found);
        }
    }
    return found;
}

/* --- complaints --- */

static void complain_of_column(cf_votes_reading *reading, size_t place, const char *expected,
                               cf_octets name, const char *tail, cf_octets near)
{
    char where[32];
    cf_votes_text quoted;
    char found[CF_VOTES_TEXT_SHOWN + 64];
    (void)snprintf(where, sizeof where, "column %zu", place + 1);
    (void)snprintf(found, sizeof found, "%s%s", cf_votes_quote(quoted, name), tail);
    cf_votes_complain_of(reading, where, expected, found, near);
}

typedef struct column_name {
    char text[CF_VOTES_TEXT_SHOWN];
} column_name;

/* CONTEST/REST as a whole; at NULL where there is no rest. */
static cf_octets join(column_name *out, cf_octets contest, cf_octets rest)
{
    if (rest.at == NULL) {
        return rest;
    }
    const int len = snprintf(out->text, sizeof out->text, "%.*s/%.*s", (int)contest.len,
                             (const char *)contest.at, (int)rest.len, (const char *)rest.at);
    return len > 0 && (size_t)len < sizeof out->text ? cf_octets_of(out->text, (size_t)len)
                                                     : (cf_octets){ .at = NULL };
}

/* The contest is known, what follows it is not. */
static void complain_of_rest(cf_votes_reading *reading, size_t place, cf_octets name,
                             const naming *found)
{
    const cf_contest *contest = found->near_contest;
    cf_votes_text where;
    char expected[CF_VOTES_TEXT_SHOWN + 64];
    column_name joined;
    const bool has_room = cf_contest_write_in_room(contest) > 0;
    (void)snprintf(expected, sizeof expected, "an option of %s%s",
                   cf_votes_place(where, contest, NULL),
                   has_room ? " or " WRITE_IN_NAME : ", which has no data for write-ins");
    const cf_octets near = cf_votes_nearest_option(reading, contest, found->near_rest);
    complain_of_column(reading, place, expected, name, "", join(&joined, contest->label, near));
}

/* Not even the contest is known: it is taken to end at the first '/'. */
static void complain_of_name(cf_votes_reading *reading, size_t place, cf_octets name)
{
    const uint8_t *slash = name.len > 0 ? memchr(name.at, '/', name.len) : NULL;
    if (slash == NULL) {
        complain_of_column(reading, place, "style, reference, state, weight or CONTEST/OPTION",
                           name, "",
                           cf_votes_nearest_word(reading, name, HEAD_NAMES, CF_VOTES_HEAD_COLUMNS));
        return;
    }
    const cf_octets contest = cf_octets_of(name.at, (size_t)(slash - name.at));
    const cf_octets rest = cf_octets_of(slash + 1, name.len - contest.len - 1);
    column_name joined;
    const cf_octets near = cf_votes_nearest_contest(reading, contest);
    complain_of_column(reading, place, "a contest of the manifest, '/' and one of its options",
                       name, "", near.at != NULL ? join(&joined, near, rest) : near);
}

static void complain_of_naming(cf_votes_reading *reading, size_t place, cf_octets name,
                               const naming *found)
{
    if (found->count > 1) {
        complain_of_column(reading, place, "a name of one thing", name,
                           ", which could be parted in two ways", (cf_octets){ .at = NULL });
    } else if (found->near_contest != NULL) {
        complain_of_rest(reading, place, name, found);
    } else {
        complain_of_name(reading, place, name);
    }
}

/* --- the row --- */

static uint32_t *place_of(const cf_manifest *manifest, cf_votes_columns *columns,
                          const cf_votes_column *column)
{
    if (column->meaning == CF_VOTES_MARK) {
        const cf_contest *contest = column->contest;
        return &columns->mark[contest->first_option_position
                              + (size_t)(column->option - contest->options)];
    }
    return column->meaning == CF_VOTES_WRITE_IN
               ? &columns->write_in[column->contest - manifest->contests]
               : &columns->head[column->meaning];
}

static void read_column(cf_votes_reading *reading, cf_octets name, size_t place,
                        cf_votes_columns *columns)
{
    const naming found = understand(reading->manifest, name);
    columns->column[place] = (cf_votes_column){ .meaning = CF_VOTES_NOTHING };
    if (found.count != 1) {
        complain_of_naming(reading, place, name, &found);
        return;
    }
    uint32_t *first = place_of(reading->manifest, columns, &found.column);
    if (*first != CF_VOTES_NO_COLUMN) {
        char expected[64];
        (void)snprintf(expected, sizeof expected, "a name that column %u has not yet",
                       (unsigned)*first + 1);
        complain_of_column(reading, place, expected, name, " again", (cf_octets){ .at = NULL });
        return;
    }
    *first = (uint32_t)place;
    columns->column[place] = found.column;
}

static void expect_option(cf_votes_reading *reading, const cf_votes_columns *columns,
                          const cf_contest *contest, size_t position)
{
    if (columns->mark[contest->first_option_position + position] == CF_VOTES_NO_COLUMN) {
        cf_votes_text where;
        cf_votes_wrong(reading, cf_votes_place(where, contest, &contest->options[position]),
                       "a column, as other options of the contest have", "none");
    }
}

bool cf_votes_columns_have(const cf_votes_columns *columns, const cf_contest *contest)
{
    for (size_t i = 0; i < contest->option_count; i++) {
        if (columns->mark[contest->first_option_position + i] != CF_VOTES_NO_COLUMN) {
            return true;
        }
    }
    return false;
}

/* Once every column is understood: what ought to be there too. */
static void expect_columns(cf_votes_reading *reading, const cf_votes_columns *columns)
{
    const cf_manifest *manifest = reading->manifest;
    if (columns->head[CF_VOTES_STYLE] == CF_VOTES_NO_COLUMN) {
        cf_votes_wrong(reading, "the first row", "a column \"style\"", "none");
    }
    for (size_t i = 0; i < manifest->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[i];
        const bool is_named =
            columns->write_in[i] != CF_VOTES_NO_COLUMN || cf_votes_columns_have(columns, contest);
        for (size_t k = 0; k < contest->option_count && is_named; k++) {
            expect_option(reading, columns, contest, k);
        }
    }
}

static uint32_t *take_table(cf_votes_reading *reading, size_t count)
{
    uint32_t *table = cf_arena_take(reading->house, count, sizeof *table);
    for (size_t i = 0; i < count && table != NULL; i++) {
        table[i] = CF_VOTES_NO_COLUMN;
    }
    return table;
}

static cf_status open_columns(cf_votes_reading *reading, size_t count, cf_votes_columns *columns)
{
    if (count > CF_VOTES_COLUMNS_MAX) {
        return cf_votes_refuse(&reading->source, CF_ERR_LIMIT,
                               "the first row has %zu columns; at most %d are read", count,
                               CF_VOTES_COLUMNS_MAX);
    }
    *columns = (cf_votes_columns){
        .count = count,
        .column = cf_arena_take(reading->house, count, sizeof *columns->column),
        .mark = take_table(reading, reading->manifest->option_total),
        .write_in = take_table(reading, reading->manifest->contest_count),
    };
    for (int head = 0; head < CF_VOTES_HEAD_COLUMNS; head++) {
        columns->head[head] = CF_VOTES_NO_COLUMN;
    }
    if (columns->column == NULL || columns->mark == NULL || columns->write_in == NULL) {
        return cf_votes_refuse(&reading->source, CF_ERR_MEMORY, "no memory for the columns");
    }
    return CF_OK;
}

cf_status cf_votes_columns_read(cf_votes_reading *reading, const cf_votes_row *row,
                                cf_votes_columns *columns)
{
    const cf_status status = open_columns(reading, row->count, columns);
    if (status != CF_OK) {
        return status;
    }
    if (cf_votes_row_is_sound(reading, row)) {
        for (size_t place = 0; place < row->count; place++) {
            read_column(reading, cf_votes_cell(row, place), place, columns);
        }
        if (reading->draft.is_sound) {
            expect_columns(reading, columns);
        }
    }
    columns->are_sound = reading->draft.is_sound;
    return CF_OK;
}
