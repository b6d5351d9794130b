/*
 * rows.c -- one row a line.
 */
#include "rows.h"

#include "machine.h"

#include <string.h>

static row *next_row(rows *table, const char *name, const char *what, const char *unit)
{
    row *added = &table->row[table->count++];
    *added = (row){ .name = name, .what = what, .unit = unit };
    return added;
}

void rows_add_ratio(rows *table, const char *name, const char *what, const char *unit, double ours,
                    double theirs, double ratio)
{
    row *added = next_row(table, name, what, unit);
    added->is_here = true;
    added->ours = ours;
    added->theirs = theirs;
    added->ratio = ratio;
}

void rows_add(rows *table, const char *name, const char *what, duel_times times)
{
    rows_add_ratio(table, name, what, "seconds", times.ours, times.theirs,
                   times.theirs / times.ours);
    row *added = &table->row[table->count - 1];
    added->ours_spread = times.ours_spread;
    added->theirs_spread = times.theirs_spread;
}

void rows_add_absent(rows *table, const char *name, const char *what)
{
    (void)next_row(table, name, what, "seconds");
}

void rows_add_growth(rows *table, const char *with, double amount, double exact, double hints)
{
    table->growth[table->growth_count++] =
        (growth){ .with = with, .amount = amount, .exact = exact, .hints = hints };
}

static void show_number(FILE *out, const row *of, double number)
{
    if (strcmp(of->unit, "octets") == 0) {
        fprintf(out, " %10.1f MiB", number / (1 << 20));
    } else if (number < 1e-3) {
        fprintf(out, " %11.2f us", number * 1e6);
    } else if (number < 1) {
        fprintf(out, " %11.2f ms", number * 1e3);
    } else {
        fprintf(out, " %12.2f s", number);
    }
}

void rows_show_last(const rows *table, FILE *out)
{
    const row *last = &table->row[table->count - 1];
    fprintf(out, "%-38s", last->name);
    if (last->is_here) {
        show_number(out, last, last->ours);
        show_number(out, last, last->theirs);
        fprintf(out, " %9.2f\n", last->ratio);
    } else {
        fprintf(out, " not here\n");
    }
    fflush(out);
}

static void write_row(const row *of, FILE *out, const char *end)
{
    fprintf(out, "  {\"name\": \"%s\", ", of->name);
    if (of->is_here) {
        fprintf(out, "\"ours\": %.9g, \"theirs\": %.9g, \"ratio\": %.4g, ", of->ours, of->theirs,
                of->ratio);
    } else {
        fprintf(out, "\"ours\": null, \"theirs\": null, \"ratio\": \"not here\", ");
    }
    fprintf(out,
            "\"unit\": \"%s\",\n   \"ours_spread\": %.3f, \"theirs_spread\": %.3f, \"what\": "
            "\"%s\"}%s\n",
            of->unit, of->ours_spread, of->theirs_spread, of->what, end);
}

static void write_growth(const growth *of, FILE *out, const char *end)
{
    fprintf(out,
            "  {\"with\": \"%s\", \"amount\": %.0f, \"exact_seconds\": %.6g, "
            "\"hints_seconds\": %.6g}%s\n",
            of->with, of->amount, of->exact, of->hints, end);
}

void rows_write_json(const rows *table, FILE *out)
{
    fprintf(out, "{");
    machine_write_json(out);
    fprintf(out, " \"rows\": [\n");
    for (size_t i = 0; i < table->count; i++) {
        write_row(&table->row[i], out, i + 1 < table->count ? "," : "");
    }
    fprintf(out, " ],\n \"growth\": [\n");
    for (size_t i = 0; i < table->growth_count; i++) {
        write_growth(&table->growth[i], out, i + 1 < table->growth_count ? "," : "");
    }
    fprintf(out, " ]}\n");
}
