/*
 * votes/csv.c -- a first row that names the columns, then a ballot a row.
 */
#include "votes/csv.h"

static cf_status read_rows(cf_votes_reading *reading, const cf_votes_columns *columns,
                           cf_votes_row *row)
{
    cf_status status = CF_OK;
    while (status == CF_OK) {
        status = cf_votes_row_read(reading, row);
        if (status != CF_OK || row->count == 0) {
            break;
        }
        cf_votes_begin(reading, reading->line);
        cf_votes_csv_ballot(reading, columns, row);
        status = cf_votes_end(reading);
    }
    return status;
}

cf_status cf_votes_read_csv(cf_votes_reading *reading)
{
    cf_votes_row row;
    cf_votes_columns columns;
    cf_status status = cf_votes_row_open(reading, &row);
    (void)cf_votes_pass_byte_order_mark(&reading->source);
    if (status == CF_OK) {
        status = cf_votes_row_read(reading, &row);
    }
    if (status != CF_OK || row.count == 0) {
        return status;
    }
    cf_votes_begin(reading, reading->line);
    status = cf_votes_columns_read(reading, &row, &columns);
    return status == CF_OK ? read_rows(reading, &columns, &row) : status;
}
