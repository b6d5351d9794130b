/*
 * bench.c -- how fast is it, and against what?
 *
 *     counterfoil-bench [--json FILE|-] [--quick] [--only arithmetic|proofs|records]
 *
 * A program of its own, because it links GMP and OpenSSL to measure against; `counterfoil bench`
 * runs it.  The table goes to standard output as it grows, or to standard error when the JSON goes
 * there.
 */
#include "arithmetic.h"
#include "die.h"
#include "machine.h"
#include "proofs.h"
#include "records.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct part {
    const char *name;
    void (*add_rows)(rows *table, const scale *size, FILE *progress);
} part;

static const part parts[] = {
    { "arithmetic", arithmetic_rows },
    { "proofs", proofs_rows },
    { "records", records_rows },
};

enum { PARTS = sizeof parts / sizeof parts[0] };

typedef struct arguments {
    const char *json;
    const scale *size;
    const char *only; /* or NULL */
} arguments;

static void usage(void)
{
    fprintf(stderr, "usage: counterfoil bench [--json FILE|-] [--quick] "
                    "[--only arithmetic|proofs|records]\n");
    exit(2);
}

static bool is_part(const char *name)
{
    for (size_t i = 0; i < PARTS; i++) {
        if (strcmp(name, parts[i].name) == 0) {
            return true;
        }
    }
    return false;
}

static arguments read_arguments(int argc, char **argv)
{
    arguments given = { .size = &scale_full };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) {
            given.size = &scale_quick;
        } else if (strcmp(argv[i], "--json") == 0 && i + 1 < argc) {
            given.json = argv[++i];
        } else if (strncmp(argv[i], "--json=", 7) == 0) {
            given.json = argv[i] + 7;
        } else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc && is_part(argv[i + 1])) {
            given.only = argv[++i];
        } else if (strncmp(argv[i], "--only=", 7) == 0 && is_part(argv[i] + 7)) {
            given.only = argv[i] + 7;
        } else {
            usage();
        }
    }
    return given;
}

int main(int argc, char **argv)
{
    static rows table;
    const arguments given = read_arguments(argc, argv);
    const bool json_to_stdout = given.json != NULL && strcmp(given.json, "-") == 0;
    FILE *people = json_to_stdout ? stderr : stdout;
    FILE *json = NULL;
    if (given.json != NULL) {
        json = json_to_stdout ? stdout : fopen(given.json, "w");
        if (json == NULL) {
            die("the JSON file cannot be written");
        }
    }
    machine_show(people);
    fprintf(people, "%-38s %14s %14s %9s\n", "", "ours", "theirs", "ratio");
    for (size_t i = 0; i < PARTS; i++) {
        if (given.only == NULL || strcmp(given.only, parts[i].name) == 0) {
            parts[i].add_rows(&table, given.size, people);
        }
    }
    if (json != NULL) {
        rows_write_json(&table, json);
        if (fclose(json) != 0) {
            die("the JSON file cannot be written");
        }
    }
    return 0;
}
