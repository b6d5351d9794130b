/*
 * votes/csv_row.c -- a row ends at a line feed that is not within quotes.
 *
 * So a quote too many may swallow the lines after it, up to the limit: both ways in which that ends
 * name the line on which the row began.
 */
#include "votes/csv.h"

#include <stdio.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

cf_status cf_votes_row_open(cf_votes_reading *reading, cf_votes_row *row)
{
    const size_t cells = smaller(reading->line_max + 1, CF_VOTES_COLUMNS_MAX);
    *row = (cf_votes_row){ .octets = cf_arena_take(reading->house, reading->line_max + 1, 1),
                           .ends = cf_arena_take(reading->house, cells, sizeof *row->ends) };
    if (row->octets == NULL || row->ends == NULL) {
        return cf_votes_refuse(&reading->source, CF_ERR_MEMORY, "no memory for a row");
    }
    return CF_OK;
}

/* Whether one octet or one comma more stays within the limit; else the reading ends. */
static bool fits(cf_votes_reading *reading, const cf_votes_row *row)
{
    if (row->len + row->count <= reading->line_max) {
        return true;
    }
    (void)cf_votes_refuse(&reading->source, CF_ERR_LIMIT,
                          "the row that begins on line %llu has more than %zu octets; perhaps a "
                          "quote is not closed",
                          (unsigned long long)reading->line, reading->line_max);
    return false;
}

static void put(cf_votes_reading *reading, cf_votes_row *row, int octet)
{
    if (fits(reading, row)) {
        row->octets[row->len] = (uint8_t)octet;
        row->len++;
    }
}

static void end_cell(cf_votes_reading *reading, cf_votes_row *row)
{
    if (!fits(reading, row)) {
        return;
    }
    if (row->count < CF_VOTES_COLUMNS_MAX) {
        row->ends[row->count] = (uint32_t)row->len;
    }
    row->count++;
}

static void note_flaw(cf_votes_row *row, const char *flaw)
{
    if (row->flaw == NULL) {
        row->flaw = flaw;
        row->flaw_cell = row->count;
    }
}

/* From after the opening quote to after the closing one. */
static void read_quoted(cf_votes_reading *reading, cf_votes_row *row)
{
    cf_votes_source *source = &reading->source;
    for (;;) {
        const int octet = cf_votes_octet(source);
        if (octet == CF_VOTES_NO_OCTET) {
            if (source->status == CF_OK) {
                (void)cf_votes_refuse(source, CF_ERR_SYNTAX,
                                      "the file ends within quotes, in the row that begins on line "
                                      "%llu",
                                      (unsigned long long)reading->line);
            }
            return;
        }
        if (octet == '"') {
            if (cf_votes_peek(source) != '"') {
                return;
            }
            (void)cf_votes_octet(source);
        }
        row->line_feeds += octet == '\n';
        put(reading, row, octet);
    }
}

/* What stands outside of quotes, to the end of the cell.  True when another cell follows. */
static bool read_plain(cf_votes_reading *reading, cf_votes_row *row, bool was_quoted)
{
    cf_votes_source *source = &reading->source;
    for (;;) {
        const int octet = cf_votes_octet(source);
        if (octet == ',' || octet == CF_VOTES_NO_OCTET) {
            return octet == ',';
        }
        if (octet == '\n') {
            row->line_feeds++;
            return false;
        }
        const int next = octet == '\r' ? cf_votes_peek(source) : 0;
        if (octet == '\r' && (next == '\n' || next == CF_VOTES_NO_OCTET)) {
            continue;
        }
        if (was_quoted) {
            note_flaw(row, "something after the closing quote");
        } else if (octet == '"') {
            note_flaw(row, "a quote within a cell that does not begin with one");
        } else if (octet == '\r') {
            note_flaw(row, "a carriage return without a line feed");
        }
        put(reading, row, octet);
    }
}

/* True when another cell follows. */
static bool read_cell(cf_votes_reading *reading, cf_votes_row *row)
{
    const bool is_quoted = cf_votes_peek(&reading->source) == '"';
    if (is_quoted) {
        row->has_quotes = true;
        (void)cf_votes_octet(&reading->source);
        read_quoted(reading, row);
    }
    const bool more = read_plain(reading, row, is_quoted);
    end_cell(reading, row);
    return more;
}

/* An empty line looks like one cell with nothing in it, not even quotes. */
static bool is_empty_line(const cf_votes_row *row)
{
    return row->count == 1 && row->len == 0 && !row->has_quotes;
}

cf_status cf_votes_row_read(cf_votes_reading *reading, cf_votes_row *row)
{
    do {
        reading->line += row->line_feeds;
        row->len = 0;
        row->count = 0;
        row->flaw = NULL;
        row->has_quotes = false;
        row->line_feeds = 0;
        if (cf_votes_peek(&reading->source) == CF_VOTES_NO_OCTET) {
            break;
        }
        while (read_cell(reading, row)) {
        }
    } while (is_empty_line(row) && reading->source.status == CF_OK);
    return reading->source.status;
}

bool cf_votes_row_is_sound(cf_votes_reading *reading, const cf_votes_row *row)
{
    if (row->flaw == NULL) {
        return true;
    }
    char where[32];
    (void)snprintf(where, sizeof where, "column %zu", row->flaw_cell + 1);
    cf_votes_wrong(reading, where, "a cell of CSV", row->flaw);
    return false;
}
