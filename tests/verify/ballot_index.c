/*
 * The index against a list that remembers everything.
 *
 * Sizes 0 to 70 are gone through with every pattern of doubled identifiers of the form i mod m; one large index
 * shows that the memory stays within what the header promises and that crowded tables still find everything.
 */
#include "verify/ballot_index.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { TEXT_MAX = 32 };

typedef struct name {
    char text[TEXT_MAX];
} name;

static name numbered(const char *what, size_t number)
{
    name n;
    (void)snprintf(n.text, sizeof n.text, "%s %zu", what, number);
    return n;
}

static cf_octets span(const name *n)
{
    return cf_octets_of_text(n->text);
}

static const cf_octets NOTHING = { NULL, 0 };

/* A device of eg2.1 has no name here. */
#define NO_DEVICE NOTHING

/* --- what build told --- */

enum { PAIRS_MAX = 256 };

typedef struct pairs {
    size_t count;
    size_t first[PAIRS_MAX];
    size_t second[PAIRS_MAX];
} pairs;

static void remember_pair(void *context, size_t first, size_t second)
{
    pairs *p = context;
    if (p->count < PAIRS_MAX) {
        p->first[p->count] = first;
        p->second[p->count] = second;
    }
    p->count++;
}

static void no_pair(void *context, size_t first, size_t second)
{
    (void)context;
    (void)first;
    (void)second;
    fail_msg("no two identifiers are the same");
}

/* Ballot i has identifier i mod m, is chained to code i - 1 and is in state i mod 3. */
static cf_ballot_index *index_of(size_t count, size_t modulus)
{
    cf_ballot_index *index = cf_ballot_index_open(count);
    assert_non_null(index);
    for (size_t i = 0; i < count; i++) {
        const name id = numbered("id", i % modulus);
        const name link = numbered("code", i - 1);
        const name code = numbered("code", i);
        cf_ballot_index_put(index, i,
                            &(cf_ballot_note){ .id = span(&id),
                                               .form = CF_CHAIN_LINKED,
                                               .link = span(&link),
                                               .code = span(&code),
                                               .state = (cf_ballot_state)(i % 3) });
    }
    return index;
}

/* --- claims --- */

static void duplicates_are_told_in_order_with_the_first_of_their_kind(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 70; count++) {
        for (size_t modulus = 1; modulus <= 70; modulus += 3) {
            cf_ballot_index *index = index_of(count, modulus);
            pairs told = { 0 };
            cf_ballot_index_build(index, remember_pair, &told);
            assert_int_equal(told.count, count > modulus ? count - modulus : 0);
            for (size_t i = 0; i < told.count; i++) {
                assert_int_equal(told.second[i], modulus + i);
                assert_int_equal(told.first[i], (modulus + i) % modulus);
            }
            cf_ballot_index_close(index);
        }
    }
}

static void every_ballot_is_found_and_no_other(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 70; count++) {
        cf_ballot_index *index = index_of(count, 71);
        cf_ballot_index_build(index, no_pair, NULL);
        for (size_t i = 0; i < 80; i++) {
            const name id = numbered("id", i);
            assert_int_equal(cf_ballot_index_find(index, span(&id)),
                             i < count ? (int64_t)i : CF_NO_BALLOT);
        }
        assert_int_equal(cf_ballot_index_find(index, NOTHING), CF_NO_BALLOT);
        assert_int_equal(cf_ballot_index_find(index, cf_octets_of("", 0)), CF_NO_BALLOT);
        cf_ballot_index_close(index);
    }
}

static void of_a_doubled_identifier_the_first_is_found(void **state)
{
    (void)state;
    cf_ballot_index *index = index_of(9, 4);
    pairs told = { 0 };
    cf_ballot_index_build(index, remember_pair, &told);
    for (size_t i = 0; i < 4; i++) {
        const name id = numbered("id", i);
        assert_int_equal(cf_ballot_index_find(index, span(&id)), (int64_t)i);
    }
    cf_ballot_index_close(index);
}

static void ballots_never_put_are_unread_and_found_by_nothing(void **state)
{
    (void)state;
    cf_ballot_index *index = cf_ballot_index_open(3);
    const name id = numbered("id", 1);
    cf_ballot_index_put(index, 1, &(cf_ballot_note){ .id = span(&id), .state = CF_BALLOT_SPOILED });
    cf_ballot_index_build(index, no_pair, NULL);
    assert_int_equal(cf_ballot_index_unread(index), 2);
    assert_false(cf_ballot_index_was_read(index, 0));
    assert_true(cf_ballot_index_was_read(index, 1));
    assert_int_equal(cf_ballot_index_count(index, CF_BALLOT_CAST), 0);
    assert_int_equal(cf_ballot_index_count(index, CF_BALLOT_CHALLENGED), 0);
    assert_int_equal(cf_ballot_index_count(index, CF_BALLOT_SPOILED), 1);
    cf_ballot_index_close(index);
}

static void identifiers_that_could_not_be_decoded_are_no_duplicates(void **state)
{
    (void)state;
    cf_ballot_index *index = cf_ballot_index_open(2);
    cf_ballot_index_put(index, 0, &(cf_ballot_note){ .id = NOTHING });
    cf_ballot_index_put(index, 1, &(cf_ballot_note){ .id = NOTHING });
    cf_ballot_index_build(index, no_pair, NULL);
    assert_int_equal(cf_ballot_index_count(index, CF_BALLOT_CAST), 2);
    assert_int_equal(cf_ballot_index_find(index, NOTHING), CF_NO_BALLOT);
    cf_ballot_index_close(index);
}

static void empty_identifiers_are_identifiers(void **state)
{
    (void)state;
    cf_ballot_index *index = cf_ballot_index_open(2);
    cf_ballot_index_put(index, 0, &(cf_ballot_note){ .id = cf_octets_of("", 0) });
    cf_ballot_index_put(index, 1, &(cf_ballot_note){ .id = cf_octets_of("", 0) });
    pairs told = { 0 };
    cf_ballot_index_build(index, remember_pair, &told);
    assert_int_equal(told.count, 1);
    assert_int_equal(cf_ballot_index_find(index, cf_octets_of("", 0)), 0);
    cf_ballot_index_close(index);
}

static void states_and_forms_are_what_was_put(void **state)
{
    (void)state;
    static const cf_chain_form FORMS[] = { CF_CHAIN_NONE, CF_CHAIN_LINKED, CF_CHAIN_ALONE,
                                           CF_CHAIN_MALFORMED };
    cf_ballot_index *index = cf_ballot_index_open(12);
    for (size_t i = 0; i < 12; i++) {
        const name id = numbered("id", i);
        cf_ballot_index_put(index, i,
                            &(cf_ballot_note){ .id = span(&id),
                                               .form = FORMS[i / 3],
                                               .state = (cf_ballot_state)(i % 3) });
    }
    cf_ballot_index_build(index, no_pair, NULL);
    for (size_t i = 0; i < 12; i++) {
        assert_int_equal(cf_ballot_index_form(index, i), FORMS[i / 3]);
        assert_int_equal(cf_ballot_index_state(index, i), i % 3);
    }
    for (size_t s = 0; s < 3; s++) {
        assert_int_equal(cf_ballot_index_count(index, (cf_ballot_state)s), 4);
    }
    cf_ballot_index_close(index);
}

static void links_and_codes_are_told_apart(void **state)
{
    (void)state;
    enum { COUNT = 20 };
    cf_ballot_index *index = index_of(COUNT, COUNT);
    cf_ballot_index_build(index, no_pair, NULL);
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            const name code = numbered("code", j);
            assert_int_equal(cf_ballot_index_code_is(index, i, span(&code), NO_DEVICE), i == j);
            assert_int_equal(cf_ballot_index_links_to(index, i, span(&code), NO_DEVICE),
                             i == j + 1);
            assert_int_equal(cf_ballot_index_links_to_code_of(index, i, j), i == j + 1);
        }
    }
    cf_ballot_index_close(index);
}

static void what_is_missing_links_to_nothing(void **state)
{
    (void)state;
    cf_ballot_index *index = cf_ballot_index_open(2);
    const name code = numbered("code", 0);
    cf_ballot_index_put(index, 0, &(cf_ballot_note){ .id = NOTHING });
    cf_ballot_index_put(index, 1, &(cf_ballot_note){ .id = NOTHING, .link = span(&code) });
    assert_false(cf_ballot_index_links_to(index, 0, span(&code), NO_DEVICE));
    assert_false(cf_ballot_index_links_to(index, 0, NOTHING, NO_DEVICE));
    assert_false(cf_ballot_index_links_to(index, 1, NOTHING, NO_DEVICE));
    assert_false(cf_ballot_index_code_is(index, 0, NOTHING, NO_DEVICE));
    assert_false(cf_ballot_index_code_is(index, 0, span(&code), NO_DEVICE));
    assert_false(cf_ballot_index_links_to_code_of(index, 1, 0));
    assert_false(cf_ballot_index_links_to_code_of(index, 0, 0));
    cf_ballot_index_close(index);
}

static void links_and_codes_are_of_one_device(void **state)
{
    (void)state;
    static const char *const DEVICES[] = { "", "a", "A", "another" };
    const name code = numbered("code", 0);
    for (size_t first = 0; first < 4; first++) {
        for (size_t second = 0; second < 4; second++) {
            const cf_octets one = cf_octets_of_text(DEVICES[first]);
            const cf_octets other = cf_octets_of_text(DEVICES[second]);
            cf_ballot_index *index = cf_ballot_index_open(2);
            cf_ballot_index_put(index, 0, &(cf_ballot_note){ .code = span(&code), .device = one });
            cf_ballot_index_put(index, 1,
                                &(cf_ballot_note){ .link = span(&code), .device = other });
            assert_int_equal(cf_ballot_index_links_to_code_of(index, 1, 0), first == second);
            assert_int_equal(cf_ballot_index_code_is(index, 0, span(&code), other),
                             first == second);
            assert_int_equal(cf_ballot_index_links_to(index, 1, span(&code), one), first == second);
            cf_ballot_index_close(index);
        }
    }
}

/* Ballot i has identifier i and content i mod m; none where that is 0. */
static cf_ballot_index *index_of_contents(size_t count, size_t modulus)
{
    cf_ballot_index *index = cf_ballot_index_open(count);
    for (size_t i = 0; i < count; i++) {
        const name id = numbered("id", i);
        const name content = numbered("content", i % modulus);
        const cf_octets there = i % modulus == 0 ? NOTHING : span(&content);
        cf_ballot_index_put(index, i, &(cf_ballot_note){ .id = span(&id), .content = there });
    }
    cf_ballot_index_build(index, no_pair, NULL);
    return index;
}

static void equal_contents_are_told_and_every_ballot_is_found_afterwards(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 70; count++) {
        for (size_t modulus = 1; modulus <= 70; modulus += 3) {
            cf_ballot_index *index = index_of_contents(count, modulus);
            pairs told = { 0 };
            cf_ballot_index_same_contents(index, remember_pair, &told);
            size_t due = 0;
            for (size_t i = modulus; i < count; i++) {
                if (i % modulus != 0) {
                    assert_int_equal(told.second[due], i);
                    assert_int_equal(told.first[due], i % modulus);
                    due++;
                }
            }
            assert_int_equal(told.count, due);
            for (size_t i = 0; i < count; i++) {
                const name id = numbered("id", i);
                assert_int_equal(cf_ballot_index_find(index, span(&id)), (int64_t)i);
            }
            cf_ballot_index_close(index);
        }
    }
}

static void a_ballot_is_what_was_put_and_nothing_that_differs(void **state)
{
    (void)state;
    enum { PARTS = 8 };
    const name texts[2] = { numbered("one", 1), numbered("two", 2) };
    for (size_t first = 0; first <= PARTS; first++) {
        /* notes[0] is what was put; notes[1] differs in one part, and last of all in none. */
        cf_ballot_note notes[2];
        for (size_t n = 0; n < 2; n++) {
            const size_t part = n == 0 ? PARTS : first;
            notes[n] = (cf_ballot_note){ .id = span(&texts[part == 0]),
                                         .link = span(&texts[part == 1]),
                                         .code = span(&texts[part == 2]),
                                         .content = span(&texts[part == 3]),
                                         .device = span(&texts[part == 4]),
                                         .form = part == 5 ? CF_CHAIN_ALONE : CF_CHAIN_LINKED,
                                         .state = part == 6 ? CF_BALLOT_CAST : CF_BALLOT_CHALLENGED,
                                         .rest = { { part == 7 ? 1 : 0 } } };
        }
        cf_ballot_index *index = cf_ballot_index_open(1);
        cf_ballot_index_put(index, 0, &notes[0]);
        (void)cf_ballot_index_mark(index, 0, CF_MARK_LISTED);
        assert_true(cf_ballot_index_is(index, 0, &notes[0]));
        /* The rest has two octets: it may be the same by chance, once in 65,536 keys. */
        assert_int_equal(cf_ballot_index_is(index, 0, &notes[1]), first == PARTS);
        cf_ballot_index_close(index);
    }
}

static void what_is_missing_is_not_what_was_put(void **state)
{
    (void)state;
    const name text = numbered("text", 1);
    for (size_t part = 0; part < 4; part++) {
        const cf_ballot_note whole = {
            .id = span(&text), .link = span(&text), .code = span(&text), .content = span(&text)
        };
        cf_ballot_note lacking = whole;
        *(cf_octets *[]){ &lacking.id, &lacking.link, &lacking.code, &lacking.content }[part] =
            NOTHING;
        cf_ballot_index *index = cf_ballot_index_open(2);
        cf_ballot_index_put(index, 0, &whole);
        cf_ballot_index_put(index, 1, &lacking);
        assert_false(cf_ballot_index_is(index, 0, &lacking));
        assert_false(cf_ballot_index_is(index, 1, &whole));
        assert_true(cf_ballot_index_is(index, 1, &lacking));
        cf_ballot_index_close(index);
    }
}

static void a_mark_is_new_once_and_stands_alone(void **state)
{
    (void)state;
    static const cf_ballot_mark MARKS[] = { CF_MARK_LISTED, CF_MARK_CAST_LISTED, CF_MARK_OPENED };
    for (size_t m = 0; m < 3; m++) {
        cf_ballot_index *index = index_of(3, 3);
        assert_true(cf_ballot_index_mark(index, 1, MARKS[m]));
        assert_false(cf_ballot_index_mark(index, 1, MARKS[m]));
        for (size_t other = 0; other < 3; other++) {
            assert_int_equal(cf_ballot_index_has_mark(index, 1, MARKS[other]), other == m);
            assert_false(cf_ballot_index_has_mark(index, 0, MARKS[other]));
            assert_false(cf_ballot_index_has_mark(index, 2, MARKS[other]));
        }
        assert_true(cf_ballot_index_was_read(index, 1));
        cf_ballot_index_close(index);
    }
}

static void too_many_ballots_are_refused(void **state)
{
    (void)state;
    assert_null(cf_ballot_index_open(SIZE_MAX));
    assert_null(cf_ballot_index_open((size_t)UINT32_MAX));
}

static void a_large_index_finds_everything(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    cf_ballot_index *index = index_of(COUNT, COUNT);
    cf_ballot_index_build(index, no_pair, NULL);
    for (size_t i = 0; i < COUNT; i++) {
        const name id = numbered("id", i);
        assert_int_equal(cf_ballot_index_find(index, span(&id)), (int64_t)i);
    }
    cf_ballot_index_close(index);
}

/* --- many threads --- */

enum { THREADS = 4, EACH = 500 };

typedef struct writer {
    cf_ballot_index *index;
    size_t first;
} writer;

static void *put_some(void *context)
{
    const writer *w = context;
    for (size_t i = w->first; i < w->first + EACH; i++) {
        const name id = numbered("id", i);
        cf_ballot_index_put(w->index, i, &(cf_ballot_note){ .id = span(&id) });
    }
    return NULL;
}

static void different_ballots_may_be_put_at_once(void **state)
{
    (void)state;
    cf_ballot_index *index = cf_ballot_index_open((size_t)THREADS * EACH);
    pthread_t threads[THREADS];
    writer writers[THREADS];
    for (size_t t = 0; t < THREADS; t++) {
        writers[t] = (writer){ .index = index, .first = t * EACH };
        assert_int_equal(pthread_create(&threads[t], NULL, put_some, &writers[t]), 0);
    }
    for (size_t t = 0; t < THREADS; t++) {
        assert_int_equal(pthread_join(threads[t], NULL), 0);
    }
    cf_ballot_index_build(index, no_pair, NULL);
    assert_int_equal(cf_ballot_index_unread(index), 0);
    for (size_t i = 0; i < (size_t)THREADS * EACH; i++) {
        const name id = numbered("id", i);
        assert_int_equal(cf_ballot_index_find(index, span(&id)), (int64_t)i);
    }
    cf_ballot_index_close(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duplicates_are_told_in_order_with_the_first_of_their_kind),
        cmocka_unit_test(every_ballot_is_found_and_no_other),
        cmocka_unit_test(of_a_doubled_identifier_the_first_is_found),
        cmocka_unit_test(ballots_never_put_are_unread_and_found_by_nothing),
        cmocka_unit_test(identifiers_that_could_not_be_decoded_are_no_duplicates),
        cmocka_unit_test(empty_identifiers_are_identifiers),
        cmocka_unit_test(states_and_forms_are_what_was_put),
        cmocka_unit_test(links_and_codes_are_told_apart),
        cmocka_unit_test(what_is_missing_links_to_nothing),
        cmocka_unit_test(links_and_codes_are_of_one_device),
        cmocka_unit_test(equal_contents_are_told_and_every_ballot_is_found_afterwards),
        cmocka_unit_test(a_ballot_is_what_was_put_and_nothing_that_differs),
        cmocka_unit_test(what_is_missing_is_not_what_was_put),
        cmocka_unit_test(a_mark_is_new_once_and_stands_alone),
        cmocka_unit_test(too_many_ballots_are_refused),
        cmocka_unit_test(a_large_index_finds_everything),
        cmocka_unit_test(different_ballots_may_be_put_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
