/*
 * votes/csv.h -- rows, cells, and what the columns are.
 *
 * For this room only.  csv_row.c takes cells apart, csv_columns.c understands the first row,
 * csv_ballot.c every other.
 *
 *   source   [RFC4180]
 */
#ifndef CF_VOTES_CSV_H
#define CF_VOTES_CSV_H

#include "votes/inside.h"

/* A column for each option, one for write-ins of each contest, and the four of the ballot. */
enum { CF_VOTES_COLUMNS_MAX = CF_OPTION_TOTAL_MAX + CF_CONTESTS_MAX + 4 };

typedef struct cf_votes_row {
    uint8_t *octets; /* all cells, without their quotes */
    size_t len;
    uint32_t *ends;   /* where each cell ends; of the first CF_VOTES_COLUMNS_MAX */
    size_t count;     /* of cells, also of those that have no place in ends */
    const char *flaw; /* what is wrong with a cell's quotes; NULL if nothing is */
    size_t flaw_cell;
    bool has_quotes;
    uint64_t line_feeds; /* that were taken */
} cf_votes_row;

CF_MUST_CHECK cf_status cf_votes_row_open(cf_votes_reading *reading, cf_votes_row *row);

/*
 * Read the row after this one, passing over empty lines; reading->line says where it begins, and
 * count is 0 at the end of the file.  CF_ERR_SYNTAX: the file ends within quotes.  CF_ERR_LIMIT:
 * the row is too long.
 */
CF_MUST_CHECK cf_status cf_votes_row_read(cf_votes_reading *reading, cf_votes_row *row);

static inline cf_octets cf_votes_cell(const cf_votes_row *row, size_t cell)
{
    const size_t start = cell > 0 ? row->ends[cell - 1] : 0;
    return cf_octets_of(row->octets + start, row->ends[cell] - start);
}

/* Complain of the row's flaw, if it has one.  True if it has none. */
bool cf_votes_row_is_sound(cf_votes_reading *reading, const cf_votes_row *row);

typedef enum cf_votes_meaning {
    CF_VOTES_STYLE,
    CF_VOTES_REFERENCE,
    CF_VOTES_STATE,
    CF_VOTES_WEIGHT,
    CF_VOTES_MARK,
    CF_VOTES_WRITE_IN,
    CF_VOTES_NOTHING /* it was complained of */
} cf_votes_meaning;
enum { CF_VOTES_HEAD_COLUMNS = CF_VOTES_MARK }; /* those before it are the ballot's own */

typedef struct cf_votes_column {
    cf_votes_meaning meaning;
    const cf_contest *contest; /* of a mark or a write-in */
    const cf_option *option;   /* of a mark */
} cf_votes_column;

enum { CF_VOTES_NO_COLUMN = INT32_MAX };

typedef struct cf_votes_columns {
    bool are_sound; /* else no ballot of the file is */
    size_t count;
    cf_votes_column *column;
    uint32_t head[CF_VOTES_HEAD_COLUMNS]; /* by meaning, or CF_VOTES_NO_COLUMN */
    uint32_t *mark;                       /* the same by position among all options */
    uint32_t *write_in;                   /* and by position of the contest */
} cf_votes_columns;

/* Understand the first row.  CF_ERR_MEMORY, CF_ERR_LIMIT. */
CF_MUST_CHECK cf_status cf_votes_columns_read(cf_votes_reading *reading, const cf_votes_row *row,
                                              cf_votes_columns *columns);

/* Whether an option of the contest has a column. */
bool cf_votes_columns_have(const cf_votes_columns *columns, const cf_contest *contest);

/* Fill the draft, complaining of all that is wrong with the row. */
void cf_votes_csv_ballot(cf_votes_reading *reading, const cf_votes_columns *columns,
                         const cf_votes_row *row);

#endif
