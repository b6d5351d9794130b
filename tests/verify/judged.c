#define _DEFAULT_SOURCE /* mkdtemp, open_memstream */

#include "judged.h"

#include "verify/report_json.h"
#include "verify/report_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* What the first half of the room is answerable for. */
static bool is_ours(cf_check check)
{
    return check < CF_CHECK_9_A || check == CF_CHECK_X_SERIAL
           || (check >= CF_CHECK_X_EXPECTED && check <= CF_CHECK_X_DEVICE_LISTS);
}

static void gather(const cf_report *report, cf_check_status status, char out[JUDGED_WORDS_MAX])
{
    size_t len = 0;
    out[0] = '\0';
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        if (is_ours(check) && cf_report_check_status(report, check) == status) {
            len += (size_t)snprintf(out + len, JUDGED_WORDS_MAX - len, "%s%s", len == 0 ? "" : " ",
                                    cf_check_entry_of(check)->id);
            assert_true(len < JUDGED_WORDS_MAX);
        }
    }
}

judged judge_once(const char *path, const cf_verify_options *options)
{
    judged j = { .arena = cf_arena_open((size_t)1 << 26) };
    assert_non_null(j.arena);
    cf_report *report = cf_report_open(j.arena);
    assert_non_null(report);
    assert_int_equal(cf_verify_record(path, options, report), CF_OK);
    j.report = report;
    j.verdict = cf_report_verdict(report);
    gather(report, CF_CHECK_FAIL, j.failed);
    gather(report, CF_CHECK_ABSENT, j.absent);
    return j;
}

/* --- with hints --- */

/* Octets of the claims of a few ballots: a small record has several stretches then. */
enum { SHORT_STRETCH = 400000 };

typedef struct hints_file {
    char folder[256];
    char path[256 + sizeof "/hints"];
} hints_file;

static hints_file kept_hints;

static hints_file make_place(void)
{
    hints_file file;
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(file.folder, sizeof file.folder, "%s/counterfoil-hints-XXXXXX",
                   temporary != NULL ? temporary : "/tmp");
    assert_non_null(mkdtemp(file.folder));
    (void)snprintf(file.path, sizeof file.path, "%s/hints", file.folder);
    return file;
}

/* There may be no file: of a record without ballots nothing is written. */
static void drop_file(const hints_file *file)
{
    (void)unlink(file->path);
    assert_int_equal(rmdir(file->folder), 0);
}

/* In one way more; progress is for the first. */
static judged judge_again(const char *path, const cf_verify_options *options, size_t jobs,
                          cf_verify_hints *hints)
{
    cf_verify_options with = *options;
    with.jobs = jobs;
    with.hints = hints;
    with.progress = NULL;
    return judge_once(path, &with);
}

/* Verifies exactly, and writes. */
static judged write_hints(const char *path, const hints_file *file,
                          const cf_verify_options *options)
{
    cf_fault fault = { 0 };
    cf_verify_hints hints = { 0 };
    assert_int_equal(cf_hints_writer_open(file->path, &hints.writer, &fault), CF_OK);
    const judged j = judge_again(path, options, 2, &hints);
    assert_null(hints.writer);
    assert_true(hints.fault.status == CF_OK || hints.fault.status == CF_ERR_ABSENT);
    assert_int_equal(access(file->path, R_OK) == 0, hints.fault.status == CF_OK);
    return j;
}

static void assert_same_with(const judged *j, const char *path, const cf_verify_options *options,
                             const char *hints_path, size_t jobs, size_t claim_octets_max)
{
    cf_verify_hints hints = { .path = hints_path, .claim_octets_max = claim_octets_max };
    judged other = judge_again(path, options, jobs, &hints);
    assert_same_report(j->report, other.report);
    judged_drop(&other);
}

judged judge_with(const char *path, const cf_verify_options *options)
{
    const hints_file own = make_place();
    const judged j = judge_once(path, options);
    judged writing = write_hints(path, &own, options);
    assert_same_report(j.report, writing.report);
    judged_drop(&writing);
    assert_same_with(&j, path, options, own.path, 1, 0);
    assert_same_with(&j, path, options, own.path, 3, SHORT_STRETCH);
    if (kept_hints.path[0] != '\0') {
        assert_same_with(&j, path, options, kept_hints.path, 2, 2 * SHORT_STRETCH);
    }
    drop_file(&own);
    return j;
}

judged judge(const char *path)
{
    return judge_with(path, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
}

void judged_keep_hints(const char *path)
{
    kept_hints = make_place();
    judged j = write_hints(path, &kept_hints, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
    judged_drop(&j);
}

void judged_drop_hints(void)
{
    drop_file(&kept_hints);
    kept_hints = (hints_file){ 0 };
}

void judged_drop(judged *j)
{
    cf_arena_close(j->arena);
    *j = (judged){ 0 };
}

const cf_finding *first_finding(const judged *j, cf_check check)
{
    const cf_check_result *result = &j->report->checks[check];
    assert_true(result->kept > 0);
    return &result->findings[0];
}

/* --- comparing --- */

typedef struct text {
    char *at;
    size_t len;
} text;

static cf_status put(void *context, const void *octets, size_t len)
{
    return fwrite(octets, 1, len, context) == len ? CF_OK : CF_ERR_IO;
}

/* All that anybody may read of it. */
static text text_of(const cf_report *report)
{
    text out = { NULL, 0 };
    FILE *stream = open_memstream(&out.at, &out.len);
    const cf_report_text_options look = { .colour = false };
    assert_non_null(stream);
    assert_int_equal(cf_report_json(report, put, stream), CF_OK);
    assert_int_equal(cf_report_text(report, &look, put, stream), CF_OK);
    assert_int_equal(fclose(stream), 0);
    return out;
}

void assert_same_report(const cf_report *a, const cf_report *b)
{
    const text of_a = text_of(a);
    const text of_b = text_of(b);
    assert_int_equal(of_a.len, of_b.len);
    assert_memory_equal(of_a.at, of_b.at, of_a.len);
    free(of_a.at);
    free(of_b.at);
}
