/*
 * tests/votes/town.c -- ballots and complaints as lines of text, so that a test is a table.
 */
#define _GNU_SOURCE /* memfd_create */
#undef NDEBUG

#include "votes/town.h"

#include "record/record.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ARENA_OCTETS = 1 << 24 };

const cf_manifest *town_parse(const char *json)
{
    static cf_arena *arena;
    if (arena == NULL) {
        arena = cf_arena_open(ARENA_OCTETS);
        assert(arena != NULL);
    }
    cf_manifest *manifest = cf_arena_take(arena, 1, sizeof *manifest);
    assert(manifest != NULL);
    cf_fault fault = { .status = CF_OK };
    const cf_status status = cf_manifest_parse(cf_arena_copy(arena, cf_octets_of_text(json)),
                                               "manifest.json", arena, manifest, &fault);
    if (status != CF_OK) {
        fprintf(stderr, "%s\n", fault.what);
    }
    assert(status == CF_OK);
    return manifest;
}

const cf_manifest *town_manifest(void)
{
    static const cf_manifest *manifest;
    if (manifest == NULL) {
        manifest = town_parse(
            "{\"label\":\"Town\",\"contests\":["
            "{\"label\":\"Mayor\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":1,"
            "\"options\":[\"Alice\",\"Bob\"]},"
            "{\"label\":\"Council\",\"selection_limit\":2,\"option_limit\":2,\"data_blocks\":0,"
            "\"options\":[\"Ahmed\",\"Bo\",\"Chloé\"]},"
            "{\"label\":\"Dog/Cat\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":2,"
            "\"options\":[\"Yes\",\"No\"]}],"
            "\"ballot_styles\":[{\"label\":\"Full\",\"contests\":[1,2,3]},"
            "{\"label\":\"Short\",\"contests\":[2]}]}");
    }
    return manifest;
}

cf_file town_file(cf_octets octets)
{
    cf_file file = { .descriptor = memfd_create("ballots", MFD_CLOEXEC), .size = octets.len };
    assert(file.descriptor >= 0);
    const ssize_t written = octets.len == 0 ? 0 : pwrite(file.descriptor, octets.at, octets.len, 0);
    assert(written == (ssize_t)octets.len);
    return file;
}

/* --- what is told, as text --- */

CF_PRINTF(2, 3)
static void say(char *text, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text + used, TOWN_TEXT_MAX - used, format, values);
    va_end(values);
}

static void say_contest(char *text, const cf_plain_contest *contest)
{
    say(text, " %.*s", (int)contest->contest->label.len, (const char *)contest->contest->label.at);
    for (size_t i = 0; i < contest->contest->option_count; i++) {
        say(text, "%c%" PRIu32, i == 0 ? ':' : ',', contest->marks[i]);
    }
    if (contest->write_in_len > 0) {
        say(text, "=%.*s", (int)contest->write_in_len, (const char *)contest->write_in);
    }
}

static cf_status hear_ballot(void *context, uint64_t number, cf_plain_ballot *ballot)
{
    static const char *const states[] = { "cast", "challenged", "spoiled" };
    town_reading *reading = context;
    say(reading->ballots, "%" PRIu64 " %.*s [%.*s] %s x%" PRIu64, number,
        (int)ballot->style->label.len, (const char *)ballot->style->label.at,
        (int)ballot->reference.len, (const char *)ballot->reference.at, states[ballot->state],
        ballot->weight);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        say_contest(reading->ballots, &ballot->contests[i]);
    }
    say(reading->ballots, "\n");
    reading->visits++;
    reading->last_line = ballot->line;
    return reading->visit_returns;
}

static void hear_complaint(void *context, const cf_votes_complaint *complaint)
{
    town_reading *reading = context;
    say(reading->complaints, "%" PRIu64 "|%s|%s|%s|%s\n", complaint->line, complaint->where,
        complaint->expected, complaint->found, complaint->nearest);
}

void town_read(town_reading *reading, const cf_manifest *manifest, cf_votes_format format,
               cf_octets text)
{
    reading->fault = (cf_fault){ .status = CF_OK };
    reading->counts = (cf_votes_counts){ 0 };
    reading->visits = 0;
    reading->ballots[0] = '\0';
    reading->complaints[0] = '\0';
    cf_file file = town_file(text);
    reading->status = cf_votes_read(&file, "ballots", format, manifest, hear_ballot, hear_complaint,
                                    reading, &reading->counts, &reading->fault);
    cf_file_close(&file);
}
