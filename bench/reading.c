/*
 * reading.c -- both sides ask the system for the same octets; one of them reads what they say.
 */
#include "reading.h"

#include "die.h"

#include "record/inside.h"

enum { ARENA_OCTETS = 1 << 30, BALLOTS_MAX = 2000 };

typedef struct reading {
    cf_record *record;
    cf_manifest manifest;
    cf_arena *kept;  /* the manifest */
    cf_arena *arena; /* a ballot */
    size_t ballots;
} reading;

static void read_ballots(void *context)
{
    reading *r = context;
    for (size_t i = 0; i < r->ballots; i++) {
        cf_ballot ballot;
        cf_arena_reset(r->arena);
        if (cf_record_read_ballot(r->record, i, &r->manifest, r->arena, &ballot, NULL) != CF_OK) {
            die("a ballot cannot be read");
        }
    }
}

static void copy_lines(void *context)
{
    reading *r = context;
    const cf_lines *lines = &r->record->ballots.lines;
    for (size_t i = 0; i < r->ballots; i++) {
        const cf_lines_place place = cf_lines_find(lines, (uint32_t)i);
        cf_file file;
        size_t got = 0;
        cf_arena_reset(r->arena);
        uint8_t *room = cf_arena_take_unset(r->arena, place.at.octets, 1);
        if (room == NULL
            || cf_lines_open_batch(lines, &r->record->store, place.batch, &file, NULL) != CF_OK) {
            die("a batch cannot be opened");
        }
        cf_file_narrow(&file, place.at.offset, place.at.octets);
        if (cf_file_read(&file, room, place.at.octets, &got, NULL) != CF_OK
            || got != place.at.octets) {
            die("a line cannot be read");
        }
        cf_file_close(&file);
    }
}

static void open_reading(reading *r, const char *record)
{
    *r = (reading){ .kept = cf_arena_open(ARENA_OCTETS), .arena = cf_arena_open(ARENA_OCTETS) };
    if (r->kept == NULL || r->arena == NULL || cf_record_open(record, &r->record, NULL) != CF_OK
        || cf_record_read_manifest(r->record, r->kept, &r->manifest, NULL) != CF_OK
        || !cf_record_has_batches(r->record)) {
        die("a record of lines cannot be opened");
    }
    const size_t count = cf_record_ballot_count(r->record);
    r->ballots = count < BALLOTS_MAX ? count : BALLOTS_MAX;
}

static void close_reading(reading *r)
{
    cf_record_close(r->record);
    cf_arena_close(r->arena);
    cf_arena_close(r->kept);
}

static double gigabytes(const reading *r)
{
    uint64_t octets = 0;
    for (size_t i = 0; i < r->ballots; i++) {
        octets += cf_lines_find(&r->record->ballots.lines, (uint32_t)i).at.octets;
    }
    return (double)octets / 1e9;
}

void reading_rows(rows *table, const scale *size, FILE *progress, const char *record)
{
    reading r;
    open_reading(&r, record);
    const duel_side ours = { read_ballots, &r, gigabytes(&r) };
    const duel_side theirs = { copy_lines, &r, gigabytes(&r) };
    rows_add(table, "read_ballots_vs_copy",
             "a gigabyte of ballots, JSON and hex, read into memory; the same lines copied",
             duel_fight(size->rounds, &ours, &theirs));
    rows_show_last(table, progress);
    close_reading(&r);
}
