/*
 * Every entry of the table, against the sources that it names.
 *
 * An entry is true when its file exists and says the check's id in a comment; so the way from a
 * line of a report to the code that decided it is one look-up.
 */
#include "verify/check_table.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_entry_is_whole(void **state)
{
    (void)state;
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        const cf_check_entry *entry = cf_check_entry_of(check);
        const char *const members[] = { entry->id,       entry->title,  entry->item,
                                        entry->equation, entry->source, entry->file,
                                        entry->profiles };
        for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
            assert_non_null(members[i]);
            assert_true(members[i][0] != '\0');
        }
        assert_true(strcmp(entry->profiles, "eg2.1") == 0 || strcmp(entry->profiles, "egk2.0") == 0
                    || strcmp(entry->profiles, "eg2.1 egk2.0") == 0);
    }
}

static void ids_are_in_order_and_differ(void **state)
{
    (void)state;
    assert_string_equal(cf_check_entry_of(CF_CHECK_1_A)->id, "1.A");
    assert_string_equal(cf_check_entry_of(CF_CHECK_10_B)->id, "10.B");
    assert_string_equal(cf_check_entry_of(CF_CHECK_14_F)->id, "14.F");
    for (cf_check check = 1; check < CF_CHECK_COUNT; check++) {
        for (cf_check other = 0; other < check; other++) {
            assert_string_not_equal(cf_check_entry_of(check)->id, cf_check_entry_of(other)->id);
        }
    }
    for (cf_check check = CF_CHECK_X_EXPECTED; check < CF_CHECK_COUNT; check++) {
        char due[16];
        (void)snprintf(due, sizeof due, "X.%d", (int)(check - CF_CHECK_X_EXPECTED) + 1);
        assert_string_equal(cf_check_entry_of(check)->id, due);
    }
}

/* Whether the line says id, and not only as the beginning of a longer one. */
static bool says(const char *line, const char *id)
{
    for (const char *at = strstr(line, id); at != NULL; at = strstr(at + 1, id)) {
        const char after = at[strlen(id)];
        const bool starts = at == line || !isalnum((unsigned char)at[-1]);
        if (starts && !isalnum((unsigned char)after)) {
            return true;
        }
    }
    return false;
}

/*
 * Comment lines of this code base start, after blanks, with slash or star, or follow the code
 * after two blanks.
 */
static bool file_says(const char *path, const char *id)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return false;
    }
    char line[1024];
    bool found = false;
    while (!found && fgets(line, sizeof line, file) != NULL) {
        const char *comment = strpbrk(line, "/*");
        found = comment != NULL && says(comment, id);
    }
    (void)fclose(file);
    return found;
}

static void each_file_exists_and_says_the_id(void **state)
{
    (void)state;
    for (cf_check check = 0; check < CF_CHECK_COUNT; check++) {
        const cf_check_entry *entry = cf_check_entry_of(check);
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", CF_SOURCE_DIR, entry->file);
        if (!file_says(path, entry->id)) {
            print_error("%s: %s does not say so\n", entry->id, entry->file);
            fail();
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_whole),
        cmocka_unit_test(ids_are_in_order_and_differ),
        cmocka_unit_test(each_file_exists_and_says_the_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
