/*
 * A booth forgets what a voter wrote.
 */
#include "booth/town.h"

#include "base/wipe.h"
#include "residue.h"

#include <stdio.h>
#include <string.h>

static const char NAME[] = "Zoe Quincy of Elmtree";
static bool is_sound;

static void vote(void *context)
{
    char json[256];
    cf_booth_ballot made;
    cf_fault fault;
    snprintf(
        json, sizeof json,
        "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"%s\":1}},\"write_ins\":{\"Mayor\":\"%s\"}}",
        is_sound ? "Alice" : "Alcie", NAME);
    const cf_status status =
        cf_booth_encrypt(context, cf_octets_of(json, strlen(json)), &made, &fault);
    cf_wipe(json, sizeof json);
    assert_int_equal(status, is_sound ? CF_OK : CF_ERR_SHAPE);
}

static void nothing_is_left_of(bool sound)
{
    if (!residue_can_search()) {
        skip();
    }
    cf_booth *booth = town_booth(false, NULL);
    is_sound = sound;
    residue_forget();
    residue_watch("what was written in", NAME, sizeof NAME - 1);
    residue_run(vote, booth);
    assert_int_equal(residue_search(), 0);
    cf_booth_close(booth);
}

static void write_in_does_not_stay(void **state)
{
    (void)state;
    nothing_is_left_of(true);
}

static void write_in_of_a_mistaken_ballot_does_not_stay(void **state)
{
    (void)state;
    nothing_is_left_of(false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(write_in_does_not_stay, town_set, town_strike),
        cmocka_unit_test_setup_teardown(write_in_of_a_mistaken_ballot_does_not_stay, town_set,
                                        town_strike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
