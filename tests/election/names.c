/*
 * The words for every profile, and for a number that is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "election/parameters.h"

static void profiles_have_the_names_of_reports(void **state)
{
    (void)state;
    assert_string_equal(cf_profile_name(CF_PROFILE_EG21), "eg2.1");
    assert_string_equal(cf_profile_name(CF_PROFILE_EGK20), "egk2.0");
    assert_string_equal(cf_profile_name((cf_profile)7), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_have_the_names_of_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
