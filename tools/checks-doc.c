/*
 * tools/checks-doc.c -- doc/checks.md on the standard output, from the table that every report uses.
 */
#include "verify/check_table.h"

#include <stdio.h>

static const char OPENING[] =
    "# Checks\n"
    "\n"
    "Every line of a report is one of these. Numbers 1 to 14 are the verifications of the "
    "ElectionGuard\n"
    "specification; X.n are checks that it leaves out and that a careful verifier needs. A check "
    "knows how\n"
    "many items there had to be and counts those that it looked at: what is absent does not pass.\n"
    "\n"
    "Records of profile egk2.0 use the number of the same equation; where they hash something "
    "else, it\n"
    "stands in brackets. Equations are in plain text: `a^b` is a power, `x_i` an index, `K'` is "
    "K-hat,\n"
    "`||` joins octets. How open points of the specification are read: "
    "[readings.md](readings.md).\n"
    "\n"
    "This file is written by `tools/make-checks-doc`; change `src/verify/check_table.c` instead.\n";

static void print_entry(const cf_check_entry *entry)
{
    printf("\n## %s %s\n\n", entry->id, entry->title);
    printf("* equation: `%s`\n", entry->equation);
    printf("* counts: %s\n", entry->item);
    printf("* profiles: %s\n", entry->profiles);
    printf("* source: %s\n", entry->source);
    printf("* code: [%s](../%s)\n", entry->file, entry->file);
}

int main(void)
{
    fputs(OPENING, stdout);
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        print_entry(cf_check_entry_of(check));
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
