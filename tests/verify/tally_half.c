#include "tally_half.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

id_words ids_that_are(const cf_report *report, cf_check_status status)
{
    id_words words = { "" };
    size_t len = 0;
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        if (cf_report_check_status(report, check) == status) {
            len += (size_t)snprintf(words.text + len, sizeof words.text - len, "%s%s",
                                    len == 0 ? "" : " ", cf_check_entry_of(check)->id);
            assert_true(len < sizeof words.text);
        }
    }
    return words;
}

/* --- telling the lie --- */

typedef struct value {
    char text[2048];
} value;

/* The nth string value of a key in a file. */
static value value_of(const record_copy *copy, const char *file, const char *key, size_t nth)
{
    char path[2 * RECORD_COPY_PATH_MAX];
    char wanted[128];
    (void)snprintf(path, sizeof path, "%s/%s", copy->path, file);
    (void)snprintf(wanted, sizeof wanted, "\"%s\": \"", key);
    static char all[1 << 20];
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    all[fread(all, 1, sizeof all - 1, in)] = '\0';
    assert_int_equal(fclose(in), 0);
    const char *at = all;
    for (size_t i = 0; i <= nth; i++) {
        at = strstr(at, wanted);
        assert_non_null(at);
        at += strlen(wanted);
    }
    value out;
    const size_t len = strcspn(at, "\"");
    assert_true(len < sizeof out.text);
    memcpy(out.text, at, len);
    out.text[len] = '\0';
    return out;
}

/* The first time that the key has this value: values differ in these records. */
static void move_value(const record_copy *copy, const planted *lie)
{
    char old[2200];
    char new[2200];
    const value before = value_of(copy, lie->file, lie->text, lie->nth);
    const value after = value_of(copy, lie->file, lie->with, lie->from);
    assert_string_not_equal(before.text, after.text);
    (void)snprintf(old, sizeof old, "\"%s\": \"%s\"", lie->text, before.text);
    (void)snprintf(new, sizeof new, "\"%s\": \"%s\"", lie->text, after.text);
    record_copy_replace(copy, lie->file, old, new, 0);
}

static void plant(const record_copy *copy, const planted *lie)
{
    char key[128];
    switch (lie->how) {
    case PLANT_SWAP:
        record_copy_replace(copy, lie->file, lie->text, lie->with, lie->nth);
        break;
    case PLANT_FLIP:
        (void)snprintf(key, sizeof key, "\"%s\": ", lie->text);
        record_copy_flip_after(copy, lie->file, key, lie->nth);
        break;
    case PLANT_MOVE:
        move_value(copy, lie);
        break;
    case PLANT_DROP:
        record_copy_remove(copy, lie->file);
        break;
    case PLANT_COPY:
        record_copy_duplicate(copy, lie->file, lie->text);
        break;
    }
}

/* --- hearing the answer --- */

judged judge_planted(const char *record, const planted *lie)
{
    record_copy copy = record_copy_of(record);
    plant(&copy, lie);
    judged j = judge_with(copy.path, &(cf_verify_options){ .jobs = 2, .allow_toy = true });
    record_copy_drop(&copy);
    const id_words failed = ids_that_are(j.report, CF_CHECK_FAIL);
    const id_words absent = ids_that_are(j.report, CF_CHECK_ABSENT);
    if (strcmp(failed.text, lie->failed) != 0 || strcmp(absent.text, lie->absent) != 0) {
        fail_msg("%s: failed [%s], expected [%s]; absent [%s], expected [%s]", lie->claim,
                 failed.text, lie->failed, absent.text, lie->absent);
    }
    return j;
}

void assert_found(const char *record, const planted *lie)
{
    judged j = judge_planted(record, lie);
    judged_drop(&j);
}

void assert_all_found(const char *record, const planted *lies, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_found(record, &lies[i]);
    }
}
