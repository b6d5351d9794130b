/*
 * demo/votes_files.c -- the plain votes and their tally, for whoever wants to count again.
 *
 * No real election has these files.
 */
#define _POSIX_C_SOURCE 200809L

#include "demo/inside.h"

#include "json/writer.h"

#include <errno.h>
#include <inttypes.h>

static cf_status cannot_write(const cf_demo *demo, const char *name)
{
    return cf_fault_set(demo->fault, CF_ERR_IO, name, 0, "cannot write: %s", strerror(errno));
}

static cf_status create(const cf_demo *demo, const char *name, FILE **out)
{
    const char *path = cf_arena_print(demo->arena, "%s/%s", demo->options->folder, name);
    if (path == NULL) {
        return cf_demo_no_memory(demo);
    }
    *out = fopen(path, "wx");
    return *out == NULL ? cannot_write(demo, name) : CF_OK;
}

static cf_status to_file(void *context, const void *octets, size_t len)
{
    return fwrite(octets, 1, len, context) == len ? CF_OK : CF_ERR_IO;
}

/* --- votes.jsonl --- */

cf_status cf_demo_votes_open(cf_demo *demo)
{
    return create(demo, "votes.jsonl", &demo->votes);
}

static void write_marks(cf_json_out *out, const cf_plain_contest *contest)
{
    cf_json_out_key_octets(out, contest->contest->label);
    cf_json_out_object(out);
    for (size_t i = 0; i < contest->contest->option_count; i++) {
        if (contest->marks[i] > 0) {
            cf_json_out_key_octets(out, contest->contest->options[i].label);
            cf_json_out_integer(out, contest->marks[i]);
        }
    }
    cf_json_out_object_end(out);
}

static void write_ballot(cf_json_out *out, const cf_plain_ballot *ballot)
{
    cf_json_out_object(out);
    cf_json_out_key(out, "style");
    cf_json_out_string(out, ballot->style->label);
    cf_json_out_key(out, "reference");
    cf_json_out_string(out, ballot->reference);
    cf_json_out_key(out, "state");
    cf_json_out_text(out, cf_ballot_state_names[ballot->state]);
    cf_json_out_key(out, "contests");
    cf_json_out_object(out);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        write_marks(out, &ballot->contests[i]);
    }
    cf_json_out_object_end(out);
    cf_json_out_key(out, "write_ins");
    cf_json_out_object(out);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        const cf_plain_contest *contest = &ballot->contests[i];
        if (contest->write_in_len > 0) {
            cf_json_out_key_octets(out, contest->contest->label);
            cf_json_out_string(out, cf_octets_of(contest->write_in, contest->write_in_len));
        }
    }
    cf_json_out_object_end(out);
    cf_json_out_object_end(out);
}

cf_status cf_demo_votes_line(cf_demo *demo, const cf_plain_ballot *ballot)
{
    cf_json_out out;
    cf_json_out_open(&out, to_file, demo->votes, CF_JSON_COMPACT);
    write_ballot(&out, ballot);
    const bool written = cf_json_out_finish(&out) == CF_OK && fputc('\n', demo->votes) != EOF;
    return written ? CF_OK : cannot_write(demo, "votes.jsonl");
}

cf_status cf_demo_votes_close(cf_demo *demo)
{
    FILE *votes = demo->votes;
    demo->votes = NULL;
    return fclose(votes) == 0 ? CF_OK : cannot_write(demo, "votes.jsonl");
}

/* --- expected.csv, as the verifier writes its tally --- */

static void write_label(FILE *out, cf_octets label)
{
    (void)fputc('"', out);
    for (size_t i = 0; i < label.len; i++) {
        (void)fputs(label.at[i] == '"' ? "\"" : "", out);
        (void)fputc(label.at[i], out);
    }
    (void)fputc('"', out);
}

static void write_totals(const cf_demo *demo, FILE *out, const cf_contest *contest)
{
    for (size_t i = 0; i < contest->option_count; i++) {
        write_label(out, contest->label);
        (void)fputc(',', out);
        write_label(out, contest->options[i].label);
        (void)fprintf(out, ",%" PRIu64 "\r\n",
                      demo->plain_tally[contest->first_option_position + i]);
    }
}

cf_status cf_demo_expected(const cf_demo *demo)
{
    FILE *out = NULL;
    cf_status status = create(demo, "expected.csv", &out);
    if (status != CF_OK) {
        return status;
    }
    (void)fputs("contest,option,count\r\n", out);
    for (size_t i = 0; i < demo->manifest.contest_count; i++) {
        write_totals(demo, out, &demo->manifest.contests[i]);
    }
    const bool failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed ? CF_OK : cannot_write(demo, "expected.csv");
}
