/*
 * votes/json_lines.c -- a line, a ballot.
 *
 * A line ends in a line feed or where the file ends.  One of white space alone holds no ballot.
 */
#include "votes/json_ballot.h"

/* Take the octets up to the line feed, and it.  False at the end of the file or after an error. */
static bool take_line(cf_votes_reading *reading, uint8_t *out, size_t *len)
{
    cf_votes_source *source = &reading->source;
    *len = 0;
    if (cf_votes_peek(source) == CF_VOTES_NO_OCTET) {
        return false;
    }
    for (int octet = cf_votes_octet(source); octet != '\n' && octet != CF_VOTES_NO_OCTET;
         octet = cf_votes_octet(source)) {
        if (*len == reading->line_max) {
            (void)cf_votes_refuse(source, CF_ERR_LIMIT, "line %llu has more than %d octets",
                                  (unsigned long long)reading->line, CF_VOTES_LINE_MAX);
            return false;
        }
        out[(*len)++] = (uint8_t)octet;
    }
    return source->status == CF_OK;
}

static bool is_blank(cf_octets line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!cf_votes_is_one_of(line.at[i], " \t\r")) {
            return false;
        }
    }
    return true;
}

/* [RFC8259] 8.1 forbids the mark; what follows it is judged all the same. */
static void refuse_byte_order_mark(cf_votes_reading *reading, bool stands)
{
    if (stands) {
        cf_votes_wrong(reading, "", "a line of JSON", "a byte order mark before it");
    }
}

static cf_status read_lines(cf_votes_json *json, uint8_t *buffer)
{
    cf_votes_reading *reading = json->reading;
    bool marked = cf_votes_pass_byte_order_mark(&reading->source);
    cf_status status = CF_OK;
    size_t len = 0;
    for (reading->line = 1; status == CF_OK && take_line(reading, buffer, &len); reading->line++) {
        json->line = cf_octets_of(buffer, len);
        if (!is_blank(json->line)) {
            cf_votes_begin(reading, reading->line);
            refuse_byte_order_mark(reading, marked);
            cf_votes_json_ballot(json);
            status = cf_votes_end(reading);
            marked = false;
        }
    }
    return status != CF_OK ? status : reading->source.status;
}

/* With room for the longest line.  NULL when memory is out. */
static cf_votes_json *open_json(cf_votes_reading *reading)
{
    cf_votes_json *json = cf_arena_take(reading->house, 1, sizeof *json);
    uint8_t *scratch = cf_arena_take(reading->house, reading->line_max, 1);
    if (json == NULL || scratch == NULL) {
        return NULL;
    }
    json->reading = reading;
    json->scratch = scratch;
    return json;
}

static cf_status no_memory(cf_votes_reading *reading)
{
    return cf_votes_refuse(&reading->source, CF_ERR_MEMORY, "no memory for a line");
}

cf_status cf_votes_read_json_lines(cf_votes_reading *reading)
{
    cf_votes_json *json = open_json(reading);
    uint8_t *buffer = cf_arena_take(reading->house, reading->line_max, 1);
    return json != NULL && buffer != NULL ? read_lines(json, buffer) : no_memory(reading);
}

cf_status cf_votes_read_json_octets(cf_votes_reading *reading, cf_octets octets)
{
    cf_votes_json *json = open_json(reading);
    if (json == NULL) {
        return no_memory(reading);
    }
    json->line = octets;
    cf_votes_begin(reading, 1);
    cf_votes_json_ballot(json);
    return cf_votes_end(reading);
}
