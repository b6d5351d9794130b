/*
 * A file system that tells two stories is not believed.
 *
 * Ballots and device lists are read more than once.  This program answers the opening of a file in libc's place: from the
 * nth time on it opens another.  For every n the record may be rejected or unreadable; it is accepted only when
 * the other file was never opened.
 */
#define _GNU_SOURCE /* syscall */

#include "forged.h"
#include "judged.h"
#include "slow_batch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static const char TOY[] = CF_SOURCE_DIR "/tests/vectors/records/cs21-toy";
static const char EGK[] = CF_SOURCE_DIR "/tests/vectors/records/made-egk-ec";

enum { OPENINGS_MAX = 8 };

/* At the top of a record, where unknown files may lie. */
#define OTHER "other.json"

/* What is opened in place of what, and from which opening on. */
static const char *liar_name;
static const char *liar_other;
static int liar_from;
static int liar_seen;

int openat(int folder, const char *name, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    if (liar_name != NULL && strcmp(name, liar_name) == 0 && liar_seen++ >= liar_from) {
        name = liar_other;
    }
    return (int)syscall(SYS_openat, folder, name, flags, mode);
}

typedef struct story {
    const char *record;
    const char *name; /* the last part of the file's path */
    const char *file; /* told at first */
    const char *text; /* told later with this text replaced */
    const char *replacement;
} story;

/* Believed only where the lie came too late to be told; called a changed file at least once. */
static void assert_never_believed(const story *s)
{
    const record_copy copy = record_copy_of(s->record);
    char other[sizeof copy.path + sizeof "/" OTHER];
    (void)snprintf(other, sizeof other, "%s/" OTHER, copy.path);
    record_copy_duplicate(&copy, s->file, OTHER);
    record_copy_replace(&copy, OTHER, s->text, s->replacement, 0);

    bool was_unreadable = false;
    for (liar_from = 0; liar_from < OPENINGS_MAX; liar_from++) {
        liar_name = s->name;
        liar_other = other;
        liar_seen = 0;
        judged j = judge_once(copy.path, &(cf_verify_options){ .jobs = 1, .allow_toy = true });
        liar_name = NULL;
        assert_true(j.verdict != CF_VERDICT_ACCEPT || liar_seen <= liar_from);
        if (j.report->fault_kept > 0
            && strstr(j.report->faults[0].what, "changed while it was read") != NULL) {
            was_unreadable = true;
        }
        if (liar_seen <= liar_from) {
            assert_int_equal(j.verdict, CF_VERDICT_ACCEPT);
        }
        judged_drop(&j);
    }
    assert_true(was_unreadable);
    record_copy_drop(&copy);
}

static void a_chain_that_is_one_at_first_only_is_not_believed(void **state)
{
    (void)state;
    assert_never_believed(&(story){ .record = TOY,
                                    .name = "devices.json",
                                    .file = "devices.json",
                                    .text = "\"chaining\": 1",
                                    .replacement = "\"chaining\": 0" });
}

static void a_chain_of_egk_that_is_closed_the_second_time_only_is_not_believed(void **state)
{
    (void)state;
    assert_never_believed(&(story){ .record = EGK,
                                    .name = "ballot_chain.json",
                                    .file = "encrypted_ballots/Device-2/ballot_chain.json",
                                    .text = "\"closing_hash\": \"",
                                    .replacement = "\"closing_hash\": \"A" });
}

/* Another nonce of the ballot was never looked at again; its ciphertexts, codes and data are. */
static void a_challenged_ballot_that_changes_before_it_is_opened_is_not_believed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *replacement;
    } CHANGES[] = {
        { "\"alpha\": \"", "\"alpha\": \"0" },
        { "\"h_c\": \"", "\"h_c\": \"0" },
        { "\"b_c\": \"00000001", "\"b_c\": \"00000000" },
        { "\"c1\": \"", "\"c1\": \"00" },
        { "\"ballot_style\": 1", "\"ballot_style\": 2" },
    };
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        assert_never_believed(&(story){ .record = TOY,
                                        .name = "0003.json",
                                        .file = "ballots/0003.json",
                                        .text = CHANGES[i].text,
                                        .replacement = CHANGES[i].replacement });
    }
}

static void data_of_egk_that_change_before_they_are_opened_are_not_believed(void **state)
{
    (void)state;
    assert_never_believed(&(story){ .record = EGK,
                                    .name = "eballot-id-8.json",
                                    .file = "encrypted_ballots/Device-2/eballot-id-8.json",
                                    .text = "\"numBytes\": 62",
                                    .replacement = "\"numBytes\": 63" });
}

/* What one verification with hints says when the ballot is another one from a reading on. */
static judged verify_with_hints(const record_copy *copy, const char *hints, const char *other,
                                int from)
{
    cf_verify_hints use = { .path = hints };
    slow_batch_seen = (slow_batch_counts){ 0 };
    liar_name = "0021.json";
    liar_other = other;
    liar_from = from;
    liar_seen = 0;
    const judged j =
        judge_once(copy->path, &(cf_verify_options){ .jobs = 1, .allow_toy = true, .hints = &use });
    liar_name = NULL;
    assert_int_equal(use.fault.status, CF_OK);
    return j;
}

/*
 * A batch proof that does not hold has its ballots read again.  When the one that was false is true by then, the
 * second reading finds nothing.
 */
static void a_ballot_that_is_false_at_first_only_is_not_believed(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    char other[sizeof copy.path + sizeof "/" OTHER];
    (void)snprintf(other, sizeof other, "%s/" OTHER, copy.path);
    record_copy_duplicate(&copy, "ballots/0021.json", OTHER);
    sidecar hints = sidecar_of(TOY);
    forge(&copy, &hints, 20, FORGED_SELECTION);
    const sidecar_file file = sidecar_write(&hints);

    static const cf_verdict DUE[] = { CF_VERDICT_ACCEPT, CF_VERDICT_UNREADABLE, CF_VERDICT_REJECT };
    for (int from = 0; from < 3; from++) {
        judged j = verify_with_hints(&copy, file.path, other, from);
        assert_int_equal(j.verdict, DUE[from]);
        assert_int_equal(slow_batch_seen.false_batches, from == 0 ? 0 : 1);
        if (from == 1) {
            assert_string_equal(j.report->faults[0].file, "ballots/0001.json");
            assert_non_null(strstr(j.report->faults[0].what, "changed while it was read"));
        }
        judged_drop(&j);
    }
    sidecar_remove(&file);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

/* The first reading counts for nothing then: not in the index, and not in the sums. */
static void a_ballot_that_cannot_be_read_again_was_never_read(void **state)
{
    (void)state;
    const record_copy copy = record_copy_of(TOY);
    char other[sizeof copy.path + sizeof "/" OTHER];
    (void)snprintf(other, sizeof other, "%s/" OTHER, copy.path);
    record_copy_duplicate(&copy, "ballots/0021.json", OTHER);
    record_copy_replace(&copy, OTHER, "{", "[", 0);
    sidecar hints = sidecar_of(TOY);
    forge(&copy, &hints, 3, FORGED_LIMIT);
    const sidecar_file file = sidecar_write(&hints);

    judged never = verify_with_hints(&copy, file.path, other, 0);
    judged once = verify_with_hints(&copy, file.path, other, 1);
    assert_int_equal(once.report->fault_total, 1);
    assert_same_report(never.report, once.report);
    judged_drop(&never);
    judged_drop(&once);
    sidecar_remove(&file);
    sidecar_drop(&hints);
    record_copy_drop(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_that_is_one_at_first_only_is_not_believed),
        cmocka_unit_test(a_chain_of_egk_that_is_closed_the_second_time_only_is_not_believed),
        cmocka_unit_test(a_challenged_ballot_that_changes_before_it_is_opened_is_not_believed),
        cmocka_unit_test(a_ballot_that_is_false_at_first_only_is_not_believed),
        cmocka_unit_test(a_ballot_that_cannot_be_read_again_was_never_read),
        cmocka_unit_test(data_of_egk_that_change_before_they_are_opened_are_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
