/*
 * Lookups in manifests, every index and position of small ones: gapless from 1, with gaps,
 * starting at 0 (as in egk records), with the largest number, and empty.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "election/manifest.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { COUNT_MAX = 40 };

typedef struct small_world {
    char text[COUNT_MAX][8];
    uint32_t by_label[COUNT_MAX];
    cf_contest contests[COUNT_MAX];
    cf_option options[COUNT_MAX];
    cf_ballot_style styles[COUNT_MAX];
    cf_manifest manifest;
    cf_contest contest; /* with the options */
} small_world;

/* Each takes its place before the first that is not before it. */
static void order_labels(small_world *w, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t place = i;
        for (; place > 0 && strcmp(w->text[i], w->text[w->by_label[place - 1]]) < 0; place--) {
            w->by_label[place] = w->by_label[place - 1];
        }
        w->by_label[place] = (uint32_t)i;
    }
}

/* count contests and options labelled "c0".. whose index is first + position * step. */
static void fill(small_world *w, size_t count, uint32_t first, uint32_t step)
{
    *w = (small_world){
        .manifest = { .contest_count = count,
                      .contests = w->contests,
                      .contests_by_label = w->by_label,
                      .style_count = count,
                      .styles = w->styles,
                      .styles_by_label = w->by_label },
        .contest = { .option_count = count, .options = w->options, .options_by_label = w->by_label }
    };
    for (size_t i = 0; i < count; i++) {
        snprintf(w->text[i], sizeof w->text[i], "c%zu", i);
        const cf_octets label = cf_octets_of_text(w->text[i]);
        const uint32_t index = first + (uint32_t)i * step;
        w->contests[i] = (cf_contest){ .label = label, .index = index };
        w->options[i] = (cf_option){ .label = label, .index = index };
        w->styles[i] = (cf_ballot_style){ .label = label };
    }
    order_labels(w, count);
}

static void index_finds_its_own_and_no_other(small_world *w, uint32_t first, uint32_t step)
{
    const size_t count = w->manifest.contest_count;
    for (uint32_t index = 0; index < 4 * COUNT_MAX; index++) {
        size_t expected = count;
        for (size_t i = 0; i < count; i++) {
            expected = first + (uint32_t)i * step == index ? i : expected;
        }
        const cf_contest *contest = cf_manifest_contest_at_index(&w->manifest, index);
        const cf_option *option = cf_contest_option_at_index(&w->contest, index);
        if (expected == count) {
            assert_null(contest);
            assert_null(option);
        } else {
            assert_ptr_equal(contest, &w->contests[expected]);
            assert_ptr_equal(option, &w->options[expected]);
        }
    }
}

static void every_index_is_found_where_it_stands(void **state)
{
    (void)state;
    static small_world w;
    for (size_t count = 0; count <= COUNT_MAX; count++) {
        for (uint32_t first = 0; first <= 3; first++) {
            for (uint32_t step = 1; step <= 3; step++) {
                fill(&w, count, first, step);
                index_finds_its_own_and_no_other(&w, first, step);
            }
        }
    }
}

static void the_largest_index_is_found(void **state)
{
    (void)state;
    static small_world w;
    fill(&w, 2, UINT32_MAX - 1, 1);
    assert_ptr_equal(cf_manifest_contest_at_index(&w.manifest, UINT32_MAX), &w.contests[1]);
    assert_ptr_equal(cf_contest_option_at_index(&w.contest, UINT32_MAX - 1), &w.options[0]);
    assert_null(cf_manifest_contest_at_index(&w.manifest, 1));
    assert_null(cf_contest_option_at_index(&w.contest, 0));
}

static void every_label_is_found_and_none_like_it(void **state)
{
    (void)state;
    static small_world w;
    fill(&w, COUNT_MAX, 1, 1);
    for (size_t i = 0; i < COUNT_MAX; i++) {
        const cf_octets label = cf_octets_of_text(w.text[i]);
        assert_ptr_equal(cf_manifest_contest_labelled(&w.manifest, label), &w.contests[i]);
        assert_ptr_equal(cf_contest_option_labelled(&w.contest, label), &w.options[i]);
        assert_ptr_equal(cf_manifest_style_labelled(&w.manifest, label), &w.styles[i]);
    }
    const cf_octets none[] = { cf_octets_of_text("C0"),  cf_octets_of_text("c"),
                               cf_octets_of_text("c00"), cf_octets_of_text(""),
                               cf_octets_of_text("c40"), { .at = NULL, .len = 0 } };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_null(cf_manifest_contest_labelled(&w.manifest, none[i]));
        assert_null(cf_contest_option_labelled(&w.contest, none[i]));
        assert_null(cf_manifest_style_labelled(&w.manifest, none[i]));
    }
}

/*
 * The largest contest, each label looked up from the last to the first: 10,000 times 14 comparisons
 * of labels that differ in their last octets.  One by one they would be 50 million.
 */
static void looking_up_all_labels_of_a_large_contest_is_quick(void **state)
{
    (void)state;
    enum { LABEL_OCTETS = 64 };
    static char text[CF_OPTIONS_MAX][LABEL_OCTETS];
    static cf_option options[CF_OPTIONS_MAX];
    static uint32_t by_label[CF_OPTIONS_MAX];
    for (uint32_t i = 0; i < CF_OPTIONS_MAX; i++) {
        snprintf(text[i], sizeof text[i], "%060u", i);
        options[i] = (cf_option){ .label = cf_octets_of_text(text[i]), .index = i + 1 };
        by_label[i] = i;
    }
    const cf_contest contest = { .option_count = CF_OPTIONS_MAX,
                                 .options = options,
                                 .options_by_label = by_label };
    const clock_t start = clock();
    for (size_t i = CF_OPTIONS_MAX; i-- > 0;) {
        assert_ptr_equal(cf_contest_option_labelled(&contest, options[i].label), &options[i]);
    }
    assert_true(clock() - start < CLOCKS_PER_SEC / 8);
}

/* A label that could not be decoded is nobody's, not even another such label's. */
static void an_undecodable_label_matches_nothing(void **state)
{
    (void)state;
    static small_world w;
    fill(&w, 1, 1, 1);
    w.contests[0].label.at = NULL;
    const cf_octets none = { .at = NULL, .len = 2 };
    assert_null(cf_manifest_contest_labelled(&w.manifest, none));
}

/* All subsets of six positions. */
static void a_style_has_exactly_its_contests(void **state)
{
    (void)state;
    for (unsigned set = 0; set < 64; set++) {
        size_t positions[6];
        cf_ballot_style style = { .contests = positions };
        for (size_t i = 0; i < 6; i++) {
            if ((set >> i & 1) != 0) {
                positions[style.contest_count++] = i;
            }
        }
        for (size_t i = 0; i < 8; i++) {
            assert_int_equal(cf_ballot_style_has(&style, i), (set >> i & 1) != 0);
        }
        assert_false(cf_ballot_style_has(&style, SIZE_MAX));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_is_found_where_it_stands),
        cmocka_unit_test(the_largest_index_is_found),
        cmocka_unit_test(every_label_is_found_and_none_like_it),
        cmocka_unit_test(looking_up_all_labels_of_a_large_contest_is_quick),
        cmocka_unit_test(an_undecodable_label_matches_nothing),
        cmocka_unit_test(a_style_has_exactly_its_contests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
