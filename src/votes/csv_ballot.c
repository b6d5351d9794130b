/*
 * votes/csv_ballot.c -- one row, cell by cell; an empty cell says nothing.
 */
#include "votes/csv.h"

#include <stdio.h>

typedef struct csv_row {
    cf_votes_reading *reading;
    const cf_votes_columns *columns;
    const cf_votes_row *row;
} csv_row;

static bool has_right_count(const csv_row *csv)
{
    char expected[64];
    char found[32];
    if (csv->row->count == csv->columns->count) {
        return true;
    }
    (void)snprintf(expected, sizeof expected, "%zu cells, as in the first row",
                   csv->columns->count);
    (void)snprintf(found, sizeof found, "%zu", csv->row->count);
    cf_votes_wrong(csv->reading, "", expected, found);
    return false;
}

/* The cell of one of the ballot's own columns; empty where there is none. */
static cf_octets head_cell(const csv_row *csv, cf_votes_meaning meaning)
{
    const uint32_t place = csv->columns->head[meaning];
    return place != CF_VOTES_NO_COLUMN ? cf_votes_cell(csv->row, place) : cf_octets_of("", 0);
}

typedef void take_cell(cf_votes_reading *reading, cf_octets cell);

static void read_head_cell(const csv_row *csv, cf_votes_meaning meaning, take_cell *take)
{
    const cf_octets cell = head_cell(csv, meaning);
    if (cell.len > 0) {
        take(csv->reading, cell);
    }
}

static void read_head(const csv_row *csv)
{
    const bool has_style = csv->columns->head[CF_VOTES_STYLE] != CF_VOTES_NO_COLUMN;
    read_head_cell(csv, CF_VOTES_STYLE, cf_votes_style);
    if (has_style && head_cell(csv, CF_VOTES_STYLE).len == 0) {
        cf_votes_wrong(csv->reading, "style", "a ballot style of the manifest", "an empty cell");
    }
    read_head_cell(csv, CF_VOTES_REFERENCE, cf_votes_reference);
    read_head_cell(csv, CF_VOTES_STATE, cf_votes_state);
    read_head_cell(csv, CF_VOTES_WEIGHT, cf_votes_weight);
}

/* What the file has no columns for would be lost without a word. */
static void expect_columns(const csv_row *csv)
{
    const cf_votes_draft *draft = &csv->reading->draft;
    const size_t count =
        draft->has_style && csv->columns->are_sound ? draft->ballot.contest_count : 0;
    for (size_t i = 0; i < count; i++) {
        const cf_contest *contest = draft->ballot.contests[i].contest;
        if (!cf_votes_columns_have(csv->columns, contest)) {
            cf_votes_text where;
            cf_votes_wrong(csv->reading, cf_votes_place(where, contest, NULL),
                           "columns for a contest of the ballot's style", "none");
        }
    }
}

static void read_contest_cell(const csv_row *csv, const cf_votes_column *column, cf_octets cell)
{
    if (column->meaning == CF_VOTES_MARK) {
        cf_votes_mark(csv->reading, column->contest, column->option, cell);
    } else {
        cf_votes_write_in(csv->reading, column->contest, cell);
    }
}

/* A contest that the style has not is complained of once, if its columns stand together. */
static void read_contests(const csv_row *csv)
{
    const cf_contest *refused = NULL;
    for (size_t place = 0; place < csv->columns->count; place++) {
        const cf_votes_column *column = &csv->columns->column[place];
        const cf_octets cell = cf_votes_cell(csv->row, place);
        if (column->contest == NULL || cell.len == 0 || column->contest == refused) {
            continue;
        }
        if (cf_votes_has_contest(csv->reading, column->contest)) {
            read_contest_cell(csv, column, cell);
        } else {
            refused = column->contest;
        }
    }
}

void cf_votes_csv_ballot(cf_votes_reading *reading, const cf_votes_columns *columns,
                         const cf_votes_row *row)
{
    const csv_row csv = { .reading = reading, .columns = columns, .row = row };
    if (cf_votes_row_is_sound(reading, row) && has_right_count(&csv)) {
        read_head(&csv);
        expect_columns(&csv);
        read_contests(&csv);
    }
    reading->draft.is_sound = reading->draft.is_sound && columns->are_sound;
}
