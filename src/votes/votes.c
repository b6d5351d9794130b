/*
 * votes/votes.c -- a reading from its first octet to its last wiped one.
 */
#include "votes/inside.h"

#include "base/wipe.h"

enum {
    /* Two lines, the table of cells, the columns, the reader of JSON, and something to spare. */
    HOUSE_OCTETS = 1 << 25,
    BALLOT_OCTETS = 1 << 29, /* 10,000 contests of 1,024 blocks of data do fit */
};

static cf_status no_memory(cf_votes_reading *reading)
{
    return cf_votes_refuse(&reading->source, CF_ERR_MEMORY, "no memory to read ballots");
}

/* octets: of all ballots together. */
static cf_status open_reading(cf_votes_reading *reading, uint64_t octets)
{
    reading->line = 1;
    reading->line_max = octets < CF_VOTES_LINE_MAX ? (size_t)octets : CF_VOTES_LINE_MAX;
    reading->nearest_tries = CF_VOTES_NEAREST_TRIES;
    reading->house = cf_arena_open_secret(HOUSE_OCTETS);
    reading->ballot = cf_arena_open_secret(BALLOT_OCTETS);
    return reading->house != NULL && reading->ballot != NULL ? CF_OK : no_memory(reading);
}

static void close_reading(cf_votes_reading *reading)
{
    cf_arena_close(reading->ballot);
    cf_arena_close(reading->house);
    cf_wipe(reading, sizeof *reading);
}

/* A reading of nothing does not pass. */
static void expect_ballots(cf_votes_reading *reading)
{
    if (reading->counts.ballots == 0) {
        cf_votes_wrong(reading, "", "at least one ballot", "none");
    }
}

static cf_status read_file(cf_votes_reading *reading, cf_votes_format format)
{
    reading->source.window = cf_arena_take(reading->house, CF_VOTES_WINDOW_OCTETS, 1);
    if (reading->source.window == NULL) {
        return no_memory(reading);
    }
    return format == CF_VOTES_CSV ? cf_votes_read_csv(reading) : cf_votes_read_json_lines(reading);
}

cf_status cf_votes_read(cf_file *file, const char *name, cf_votes_format format,
                        const cf_manifest *manifest, cf_votes_visit *visit,
                        cf_votes_complain *complain, void *context, cf_votes_counts *counts,
                        cf_fault *fault)
{
    cf_votes_reading reading = {
        .source = { .file = file, .name = name, .fault = fault },
        .manifest = manifest,
        .visit = visit,
        .complain = complain,
        .context = context,
    };
    cf_status status = open_reading(&reading, file->size);
    if (status == CF_OK) {
        status = read_file(&reading, format);
    }
    if (status == CF_OK) {
        expect_ballots(&reading);
        *counts = reading.counts;
    }
    close_reading(&reading);
    cf_wipe_stack();
    return status;
}

static cf_status read_octets(cf_votes_reading *reading, cf_octets json)
{
    if (json.len > CF_VOTES_LINE_MAX) {
        return cf_votes_refuse(&reading->source, CF_ERR_LIMIT, "a ballot has more than %d octets",
                               CF_VOTES_LINE_MAX);
    }
    return cf_votes_read_json_octets(reading, json);
}

cf_status cf_votes_read_json(cf_octets json, const cf_manifest *manifest, cf_votes_visit *visit,
                             cf_votes_complain *complain, void *context, cf_votes_counts *counts,
                             cf_fault *fault)
{
    cf_votes_reading reading = {
        .source = { .name = "", .fault = fault },
        .manifest = manifest,
        .visit = visit,
        .complain = complain,
        .context = context,
    };
    cf_status status = open_reading(&reading, json.len);
    if (status == CF_OK) {
        status = read_octets(&reading, json);
    }
    if (status == CF_OK) {
        *counts = reading.counts;
    }
    close_reading(&reading);
    cf_wipe_stack();
    return status;
}
