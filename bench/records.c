/*
 * records.c -- records made by `counterfoil demo`, verified by `counterfoil-verify`.
 */
#include "records.h"

#include "alone.h"
#include "die.h"
#include "machine.h"
#include "process.h"
#include "reading.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS = 10, PATH_OCTETS = PATH_MAX + 64 };

/* --- records --- */

typedef struct made_record {
    char folder[PATH_OCTETS];
    char record[PATH_OCTETS + 8];
    char hints[PATH_OCTETS + 8];
} made_record;

static void write_manifest(const char *path, size_t options)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        die("cannot write a manifest");
    }
    fprintf(file,
            "{\"label\": \"bench\", \"contests\": [{\"label\": \"contest\", "
            "\"selection_limit\": 1, \"option_limit\": 1, \"data_blocks\": 0, \"options\": [");
    for (size_t i = 0; i < options; i++) {
        fprintf(file, "%s\"option %zu\"", i == 0 ? "" : ", ", i + 1);
    }
    fprintf(file, "]}], \"ballot_styles\": [{\"label\": \"all\", \"contests\": [1]}]}\n");
    if (fclose(file) != 0) {
        die("cannot write a manifest");
    }
}

static void make_record(const char *scratch, const char *name, uint64_t ballots, size_t options,
                        made_record *out)
{
    char manifest[PATH_OCTETS + 16];
    char number[24];
    snprintf(out->folder, sizeof out->folder, "%s/%s", scratch, name);
    snprintf(out->record, sizeof out->record, "%s/record", out->folder);
    snprintf(out->hints, sizeof out->hints, "%s.hints", out->folder);
    snprintf(manifest, sizeof manifest, "%s.json", out->folder);
    snprintf(number, sizeof number, "%" PRIu64, ballots);
    write_manifest(manifest, options);
    const char *words[PROCESS_WORDS_MAX] = { "demo",       "--quiet", "--guardians",   "1",
                                             "--quorum",   "1",       "--ballots",     number,
                                             "--manifest", manifest,  "--write-hints", out->hints,
                                             out->folder };
    (void)process_run("counterfoil", words);
}

static process_cost verify(const made_record *of, bool hints, size_t cores)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", cores);
    const char *exact[PROCESS_WORDS_MAX] = { "--quiet", "--jobs", number, "--exact", of->record };
    const char *hinted[PROCESS_WORDS_MAX] = { "--quiet", "--jobs",  number,
                                              "--hints", of->hints, of->record };
    return process_run("counterfoil-verify", hints ? hinted : exact);
}

/* --- rows --- */

static void compare_with_arithmetic(rows *table, const scale *size, FILE *progress,
                                    const made_record *of)
{
    double whole[2][DUEL_ROUNDS_MAX];
    double bare[2][DUEL_ROUNDS_MAX];
    alone *a = alone_open(size->record_ballots, OPTIONS);
    for (size_t round = 0; round < size->long_rounds; round++) {
        for (int hints = 0; hints < 2; hints++) {
            whole[hints][round] = verify(of, hints, machine_cores()).seconds
                                  / (double)(size->record_ballots * OPTIONS);
            bare[hints][round] = alone_time(a, hints);
        }
    }
    alone_close(a);

    static const char *const NAMES[2] = { "verify_record_exact_vs_arithmetic",
                                          "verify_record_hints_vs_arithmetic" };
    static const char *const SENTENCES[2] = {
        "counterfoil-verify --exact on all cores, a selection; the arithmetic alone; whole / alone",
        "counterfoil-verify --hints on all cores, a selection; the arithmetic alone; whole / alone"
    };
    double ours[2];
    double theirs[2];
    for (size_t hints = 0; hints < 2; hints++) {
        ours[hints] = duel_median(whole[hints], size->long_rounds);
        theirs[hints] = duel_median(bare[hints], size->long_rounds);
        rows_add_ratio(table, NAMES[hints], SENTENCES[hints], "seconds", ours[hints], theirs[hints],
                       ours[hints] / theirs[hints]);
        rows_show_last(table, progress);
    }
    const size_t worse = ours[1] / theirs[1] > ours[0] / theirs[0];
    rows_add_ratio(table, "verify_record_vs_arithmetic", "the worse of the two rows above",
                   "seconds", ours[worse], theirs[worse], ours[worse] / theirs[worse]);
    rows_show_last(table, progress);
}

static void compare_with_processes(rows *table, const scale *size, FILE *progress,
                                   const char *scratch, const made_record *whole)
{
    static made_record parts[PROCESSES_MAX];
    static const char *words[PROCESSES_MAX][PROCESS_WORDS_MAX];
    double ours[DUEL_ROUNDS_MAX];
    double theirs[DUEL_ROUNDS_MAX];
    const size_t cores = machine_cores() < PROCESSES_MAX ? machine_cores() : PROCESSES_MAX;
    for (size_t i = 0; i < cores; i++) {
        char name[32];
        snprintf(name, sizeof name, "part-%zu", i);
        const uint64_t ballots = size->record_ballots / cores + (i < size->record_ballots % cores);
        make_record(scratch, name, ballots, OPTIONS, &parts[i]);
        const char *each[] = { "--quiet", "--jobs", "1", "--exact", parts[i].record };
        memcpy(words[i], each, sizeof each);
    }
    for (size_t round = 0; round < size->long_rounds; round++) {
        ours[round] = verify(whole, false, cores).seconds;
        theirs[round] = process_run_together(cores, "counterfoil-verify",
                                             (const char *const(*)[PROCESS_WORDS_MAX])words);
    }
    const double one = duel_median(ours, size->long_rounds);
    const double many = duel_median(theirs, size->long_rounds);
    rows_add_ratio(table, "cores_vs_processes",
                   "one verification on all cores; as many at once on one core each, of parts of "
                   "the record",
                   "seconds", one, many, many / one);
    rows_show_last(table, progress);
}

static void compare_memory(rows *table, const scale *size, FILE *progress, const char *scratch)
{
    static made_record small;
    static made_record large;
    make_record(scratch, "small", size->memory_small, OPTIONS, &small);
    make_record(scratch, "large", size->memory_large, OPTIONS, &large);
    const double held_large = verify(&large, true, machine_cores()).octets;
    const double held_small = verify(&small, true, machine_cores()).octets;
    rows_add_ratio(
        table, "memory_large_vs_small",
        "peak memory of counterfoil-verify --hints, 50,000 ballots; 20,000; large / small",
        "octets", held_large, held_small, held_large / held_small);
    rows_show_last(table, progress);
}

static void grow(rows *table, const char *scratch, const char *with, uint64_t amount,
                 uint64_t ballots, size_t options, size_t cores)
{
    made_record *of = malloc(sizeof *of);
    char name[64];
    snprintf(name, sizeof name, "%s-%" PRIu64, with, amount);
    if (of == NULL) {
        die("out of memory");
    }
    make_record(scratch, name, ballots, options, of);
    rows_add_growth(table, with, (double)amount, verify(of, false, cores).seconds,
                    verify(of, true, cores).seconds);
    free(of);
}

static void growth_lines(rows *table, const scale *size, const char *scratch)
{
    const size_t cores = machine_cores();
    for (uint64_t times = 1; times <= 8; times *= 2) {
        const uint64_t ballots = size->growth_ballots * times / 2;
        grow(table, scratch, "ballots", ballots, ballots, OPTIONS, cores);
    }
    for (size_t options = 5; options <= 40; options *= 2) {
        grow(table, scratch, "selections", options, size->growth_ballots / 2, options, cores);
    }
    for (size_t some = 1; some <= cores; some *= 2) {
        grow(table, scratch, "cores", some, size->growth_ballots, OPTIONS, some);
    }
}

void records_rows(rows *table, const scale *size, FILE *progress)
{
    static made_record whole;
    char scratch[PATH_MAX];
    scratch_make(scratch);
    make_record(scratch, "whole", size->record_ballots, OPTIONS, &whole);
    reading_rows(table, size, progress, whole.record);
    compare_with_arithmetic(table, size, progress, &whole);
    compare_with_processes(table, size, progress, scratch, &whole);
    compare_memory(table, size, progress, scratch);
    growth_lines(table, size, scratch);
    scratch_remove(scratch);
}
