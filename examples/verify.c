/*
 * examples/verify.c -- is this election record true?
 *
 *     verify [--allow-toy] RECORD
 *
 * Prints what does not pass and the verdict; exits as counterfoil-verify does: 0 accepted, 1 rejected,
 * 2 could not tell.
 */
#include "verify/verify.h"

#include <stdio.h>
#include <string.h>

enum { ARENA_OCTETS = 1 << 28 };

static void print_check(const cf_report *report, cf_check check)
{
    const cf_check_status status = cf_report_check_status(report, check);
    if (status != CF_CHECK_PASS && status != CF_CHECK_NOT_APPLICABLE) {
        printf("%s %s\n", cf_check_status_name(status), cf_check_entry_of(check)->id);
    }
}

static int verify(const char *path, bool allow_toy, cf_report *report)
{
    const cf_verify_options options = { .allow_toy = allow_toy };
    if (cf_verify_record(path, &options, report) != CF_OK) {
        return 2;
    }
    for (int check = 0; check < CF_CHECK_COUNT; check++) {
        print_check(report, (cf_check)check);
    }
    const cf_verdict verdict = cf_report_verdict(report);
    printf("%s\n", cf_verdict_name(verdict));
    return cf_verdict_exit_code(verdict);
}

int main(int argc, char **argv)
{
    const bool allow_toy = argc == 3 && strcmp(argv[1], "--allow-toy") == 0;
    cf_arena *arena = cf_arena_open(ARENA_OCTETS);
    cf_report *report = arena != NULL ? cf_report_open(arena) : NULL;
    if (report == NULL || (argc != 2 && !allow_toy)) {
        fprintf(stderr, "usage: verify [--allow-toy] RECORD\n");
        return 2;
    }
    const int exit_code = verify(argv[argc - 1], allow_toy, report);
    cf_arena_close(arena);
    return exit_code;
}
