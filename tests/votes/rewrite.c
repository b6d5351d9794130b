/*
 * tests/votes/rewrite.c -- written with stdio, read with the reader under test.
 *
 * The manifest's labels have to be such that every column of CSV names one thing.
 */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#undef NDEBUG

#include "votes/rewrite.h"

#include "votes/town.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const STATES[] = { "cast", "challenged", "spoiled" };

/* --- as JSON --- */

static void json_text(FILE *out, cf_octets text)
{
    fputc('"', out);
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t octet = text.at[i];
        if (octet < 0x20 || octet == '"' || octet == '\\') {
            fprintf(out, "\\u%04x", octet);
        } else {
            fputc(octet, out);
        }
    }
    fputc('"', out);
}

static void json_marks(FILE *out, const cf_plain_contest *contest)
{
    json_text(out, contest->contest->label);
    fputs(": {", out);
    for (size_t i = 0; i < contest->contest->option_count; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_text(out, contest->contest->options[i].label);
        fprintf(out, ": %" PRIu32, contest->marks[i]);
    }
    fputc('}', out);
}

static void write_json(FILE *out, const cf_manifest *manifest, const cf_plain_ballot *ballot)
{
    (void)manifest;
    const char *comma = "";
    fputs("{\"write_ins\": {", out);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        const cf_plain_contest *contest = &ballot->contests[i];
        if (contest->write_in_len > 0) {
            fputs(comma, out);
            json_text(out, contest->contest->label);
            fputs(": ", out);
            json_text(out, cf_octets_of(contest->write_in, contest->write_in_len));
            comma = ", ";
        }
    }
    fputs("}, \"contests\": {", out);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        fputs(i > 0 ? ", " : "", out);
        json_marks(out, &ballot->contests[i]);
    }
    fprintf(out,
            "}, \"state\": \"%s\", \"weight\": %" PRIu64 ", \"style\": ", STATES[ballot->state],
            ballot->weight);
    json_text(out, ballot->style->label);
    fputs(", \"reference\": ", out);
    json_text(out, ballot->reference);
    fputs("}\n", out);
}

/* --- as CSV --- */

static void csv_text(FILE *out, cf_octets text)
{
    for (size_t i = 0; i < text.len; i++) {
        fputs(text.at[i] == '"' ? "\"" : "", out);
        fputc(text.at[i], out);
    }
}

static void csv_cell(FILE *out, cf_octets text)
{
    fputc('"', out);
    csv_text(out, text);
    fputc('"', out);
}

static void csv_column(FILE *out, cf_octets contest, cf_octets option)
{
    fputs(",\"", out);
    csv_text(out, contest);
    fputc('/', out);
    csv_text(out, option);
    fputc('"', out);
}

static void csv_head(FILE *out, const cf_manifest *manifest)
{
    fputs("style,reference,state,weight", out);
    for (size_t i = 0; i < manifest->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[i];
        for (size_t k = 0; k < contest->option_count; k++) {
            csv_column(out, contest->label, contest->options[k].label);
        }
        if (contest->data_blocks > 0) {
            csv_column(out, contest->label, cf_octets_of_text("write-in"));
        }
    }
    fputs("\r\n", out);
}

static const cf_plain_contest *find(const cf_plain_ballot *ballot, const cf_contest *contest)
{
    for (size_t i = 0; i < ballot->contest_count; i++) {
        if (ballot->contests[i].contest == contest) {
            return &ballot->contests[i];
        }
    }
    return NULL;
}

static void csv_contest(FILE *out, const cf_contest *contest, const cf_plain_contest *plain)
{
    for (size_t k = 0; k < contest->option_count; k++) {
        fputc(',', out);
        if (plain != NULL) {
            fprintf(out, "%" PRIu32, plain->marks[k]);
        }
    }
    if (contest->data_blocks > 0) {
        fputc(',', out);
        if (plain != NULL) {
            csv_cell(out, cf_octets_of(plain->write_in, plain->write_in_len));
        }
    }
}

static void write_csv(FILE *out, const cf_manifest *manifest, const cf_plain_ballot *ballot)
{
    csv_head(out, manifest);
    csv_cell(out, ballot->style->label);
    fputc(',', out);
    csv_cell(out, ballot->reference);
    fprintf(out, ",%s,%" PRIu64, STATES[ballot->state], ballot->weight);
    for (size_t i = 0; i < manifest->contest_count; i++) {
        csv_contest(out, &manifest->contests[i], find(ballot, &manifest->contests[i]));
    }
    fputs("\r\n", out);
}

/* --- and read again --- */

static void say_no(void *context, const cf_votes_complaint *complaint)
{
    (void)context;
    fprintf(stderr, "line %" PRIu64 ", %s: expected %s, found %s\n", complaint->line,
            complaint->where, complaint->expected, complaint->found);
    abort();
}

static cf_status compare(void *context, uint64_t number, cf_plain_ballot *ballot)
{
    const cf_plain_ballot *before = context;
    assert(number == 0 && ballot->style == before->style);
    assert(cf_octets_order(ballot->reference, before->reference) == 0);
    assert(ballot->state == before->state && ballot->weight == before->weight);
    assert(ballot->contest_count == before->contest_count);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        const cf_plain_contest *a = &ballot->contests[i];
        const cf_plain_contest *b = &before->contests[i];
        assert(a->contest == b->contest && a->write_in_len == b->write_in_len);
        assert(memcmp(a->marks, b->marks, a->contest->option_count * sizeof *a->marks) == 0);
        assert(a->write_in_len == 0 || memcmp(a->write_in, b->write_in, a->write_in_len) == 0);
    }
    return CF_OK;
}

typedef void write_ballot(FILE *out, const cf_manifest *manifest, const cf_plain_ballot *ballot);

static void read_again(const cf_manifest *manifest, cf_votes_format format, write_ballot *write,
                       cf_plain_ballot *ballot)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert(out != NULL);
    write(out, manifest, ballot);
    const int closed = fclose(out);
    assert(closed == 0);

    cf_votes_counts counts = { 0 };
    cf_file file = town_file(cf_octets_of(text, len));
    const cf_status status =
        cf_votes_read(&file, "again", format, manifest, compare, say_no, ballot, &counts, NULL);
    assert(status == CF_OK && counts.ballots == 1 && counts.complaints == 0);
    cf_file_close(&file);
    free(text);
}

/* --- the input --- */

typedef struct rewriting {
    const cf_manifest *manifest;
    rewrite_counts *counts;
    uint64_t next;
    uint64_t complaints;
} rewriting;

static cf_status rewrite(void *context, uint64_t number, cf_plain_ballot *ballot)
{
    rewriting *at = context;
    assert(number >= at->next);
    at->next = number + 1;
    at->counts->sound++;
    read_again(at->manifest, CF_VOTES_JSON_LINES, write_json, ballot);
    read_again(at->manifest, CF_VOTES_CSV, write_csv, ballot);
    return CF_OK;
}

static void count(void *context, const cf_votes_complaint *complaint)
{
    rewriting *at = context;
    assert(complaint->line > 0 && complaint->expected[0] != '\0' && complaint->found[0] != '\0');
    for (const char *c = complaint->found; *c != '\0'; c++) {
        assert((unsigned char)*c >= 0x20 && *c != 0x7F);
    }
    at->complaints++;
}

cf_status rewrite_check(const cf_manifest *manifest, cf_votes_format format, cf_octets input,
                        rewrite_counts *counts)
{
    cf_votes_counts read = { 0 };
    cf_fault fault = { .status = CF_OK };
    *counts = (rewrite_counts){ 0 };
    rewriting at = { .manifest = manifest, .counts = counts };
    cf_file file = town_file(input);
    const cf_status status =
        cf_votes_read(&file, "input", format, manifest, rewrite, count, &at, &read, &fault);
    cf_file_close(&file);
    if (status == CF_OK) {
        assert(read.complaints == at.complaints && counts->sound <= read.ballots);
        assert(read.complaints > 0 || counts->sound == read.ballots);
    } else {
        assert(fault.status == status && fault.what[0] != '\0');
    }
    counts->ballots = read.ballots;
    counts->complaints = at.complaints;
    return status;
}
