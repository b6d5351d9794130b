/*
 * Files as such: nothing in them, lines at the limit, lines across the window's end, a visitor that
 * has seen enough, nobody who listens, and what is left of a ballot after its visit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "votes/inside.h"
#include "votes/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static town_reading reading;

static const char JSON_BALLOT[] = "{\"style\":\"Short\",\"contests\":{\"Council\":{\"Bo\":1}}}";
static const char CSV_HEAD[] = "style,Council/Ahmed,Council/Bo,Council/Chloé,reference\n";

static void read_octets(cf_votes_format format, const void *octets, size_t len)
{
    town_read(&reading, town_manifest(), format, cf_octets_of(octets, len));
}

static void a_file_without_a_ballot_is_a_complaint(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "\n\r\n", "\xEF\xBB\xBF", " \n\t\n" };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_octets(CF_VOTES_JSON_LINES, texts[i], strlen(texts[i]));
        assert_int_equal(reading.status, CF_OK);
        assert_int_equal(reading.counts.ballots, 0);
        assert_int_equal(reading.counts.complaints, 1);
        assert_non_null(strstr(reading.complaints, "||at least one ballot|none|\n"));
    }
    read_octets(CF_VOTES_CSV, "", 0);
    assert_string_equal(reading.complaints, "1||at least one ballot|none|\n");
    read_octets(CF_VOTES_CSV, CSV_HEAD, strlen(CSV_HEAD));
    assert_int_equal(reading.counts.complaints, 1);
    assert_int_equal(reading.counts.ballots, 0);
}

/* A ballot after n octets of white space, n around the sizes of the window and of the line. */
static void a_line_has_a_limit(void **state)
{
    (void)state;
    const size_t ballot = sizeof JSON_BALLOT - 1;
    const size_t size = CF_VOTES_LINE_MAX + 64;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t more = 0; more < 2; more++) {
        const size_t len = CF_VOTES_LINE_MAX + more;
        memset(text, ' ', size);
        memcpy(text + len - ballot, JSON_BALLOT, ballot);
        text[len] = '\n';
        read_octets(CF_VOTES_JSON_LINES, text, len + 1);
        assert_int_equal(reading.status, more == 0 ? CF_OK : CF_ERR_LIMIT);
        assert_int_equal(reading.visits, more == 0 ? 1 : 0);
    }
    assert_string_equal(reading.fault.what, "line 1 has more than 4194304 octets");
    free(text);
}

static void a_row_has_a_limit(void **state)
{
    (void)state;
    const size_t head = strlen(CSV_HEAD);
    const size_t size = head + CF_VOTES_LINE_MAX + 64;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t more = 0; more < 2; more++) {
        memcpy(text, CSV_HEAD, head);
        memset(text + head, 'r', size - head);
        memcpy(text + head, "Short,,1,,", 10);
        const size_t end = head + CF_VOTES_LINE_MAX + more;
        text[end] = '\n';
        read_octets(CF_VOTES_CSV, text, end + 1);
        assert_int_equal(reading.status, more == 0 ? CF_OK : CF_ERR_LIMIT);
    }
    assert_string_equal(reading.fault.what, "the row that begins on line 2 has more than 4194304 "
                                            "octets; perhaps a quote is not closed");
    free(text);
}

static void a_row_of_commas_has_a_limit(void **state)
{
    (void)state;
    const size_t size = CF_VOTES_LINE_MAX + 64;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ',', size);
    read_octets(CF_VOTES_CSV, text, size);
    assert_int_equal(reading.status, CF_ERR_LIMIT);
    read_octets(CF_VOTES_CSV, text, 200000);
    assert_int_equal(reading.status, CF_ERR_LIMIT);
    assert_string_equal(reading.fault.what, "the first row has 200001 columns; at most 110004 are "
                                            "read");
    free(text);
}

/* Whatever octet of "…\r\n" and of a quoted cell the window ends before, the same is read. */
static void the_end_of_the_window_is_not_seen(void **state)
{
    (void)state;
    static const char rows[] = "Short,1,,,\"a\"\"b\"\r\n\r\n\"Short\",,2,,c\r\n";
    static char text[CF_VOTES_WINDOW_OCTETS + 256];
    const size_t len = sizeof rows - 1;
    for (size_t ahead = 0; ahead <= len; ahead++) {
        const size_t start = CF_VOTES_WINDOW_OCTETS - ahead;
        memset(text, '\n', sizeof text);
        memcpy(text, CSV_HEAD, strlen(CSV_HEAD));
        memcpy(text + start, rows, len);
        read_octets(CF_VOTES_CSV, text, start + len);
        assert_string_equal(reading.complaints, "");
        assert_string_equal(reading.ballots, "0 Short [a\"b] cast x1 Council:1,0,0\n"
                                             "1 Short [c] cast x1 Council:0,2,0\n");
    }
}

static void offsets_count_from_the_start_of_the_file(void **state)
{
    (void)state;
    static char text[3 * CF_VOTES_WINDOW_OCTETS];
    memset(text, '\n', sizeof text);
    memcpy(text, CSV_HEAD, strlen(CSV_HEAD));
    text[sizeof text - 7] = '"';
    read_octets(CF_VOTES_CSV, text, sizeof text);
    assert_int_equal(reading.status, CF_ERR_SYNTAX);
    assert_int_equal(reading.fault.offset, sizeof text);
}

static void a_visitor_ends_the_reading(void **state)
{
    (void)state;
    char text[256];
    snprintf(text, sizeof text, "%s\n%s\n", JSON_BALLOT, JSON_BALLOT);
    reading.visit_returns = CF_ERR_ABSENT;
    read_octets(CF_VOTES_JSON_LINES, text, strlen(text));
    assert_int_equal(reading.status, CF_ERR_ABSENT);
    assert_int_equal(reading.visits, 1);
    assert_int_equal(reading.counts.ballots, 0);
    reading.visit_returns = CF_OK;
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    char text[256];
    snprintf(text, sizeof text, "%s\n{\"style\":\"Shrot\"}\n", JSON_BALLOT);
    cf_votes_counts counts = { 0 };
    cf_file file = town_file(cf_octets_of_text(text));
    assert_int_equal(cf_votes_read(&file, "b", CF_VOTES_JSON_LINES, town_manifest(), NULL, NULL,
                                   NULL, &counts, NULL),
                     CF_OK);
    cf_file_close(&file);
    assert_int_equal(counts.ballots, 2);
    assert_int_equal(counts.complaints, 2);
}

static void what_cannot_be_read_is_a_fault(void **state)
{
    (void)state;
    cf_votes_counts counts = { 0 };
    cf_fault fault = { .status = CF_OK };
    cf_file file = { .descriptor = -1, .size = 10 };
    assert_int_equal(
        cf_votes_read(&file, "b", CF_VOTES_CSV, town_manifest(), NULL, NULL, NULL, &counts, &fault),
        CF_ERR_IO);
    assert_string_equal(fault.file, "b");
}

/* --- what is left --- */

static const uint32_t *kept_marks;
static const uint8_t *kept_write_in;
static size_t looks;

/* The ballot before this one stood at the same place: everything is taken anew from there. */
static cf_status look(void *context, uint64_t number, cf_plain_ballot *ballot)
{
    (void)context;
    const cf_plain_contest *mayor = &ballot->contests[0];
    if (number == 0) {
        kept_marks = mayor->marks;
        kept_write_in = mayor->write_in;
        assert_int_equal(mayor->marks[0], 1);
    } else {
        assert_ptr_equal(mayor->marks, kept_marks);
        assert_int_equal(kept_marks[0], 0);
        for (size_t i = 0; i < mayor->write_in_room; i++) {
            assert_int_equal(kept_write_in[i], 0);
        }
    }
    looks++;
    return CF_OK;
}

static void nothing_of_a_ballot_is_left_for_the_next(void **state)
{
    (void)state;
    static const char text[] = "{\"style\":\"Full\",\"contests\":{\"Mayor\":{\"Alice\":1}},\"write_"
                               "ins\":{\"Mayor\":\"Zoe\"}}\n"
                               "{\"style\":\"Full\",\"contests\":{}}\n";
    cf_votes_counts counts = { 0 };
    cf_file file = town_file(cf_octets_of_text(text));
    assert_int_equal(cf_votes_read(&file, "b", CF_VOTES_JSON_LINES, town_manifest(), look, NULL,
                                   NULL, &counts, NULL),
                     CF_OK);
    cf_file_close(&file);
    assert_int_equal(looks, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_without_a_ballot_is_a_complaint),
        cmocka_unit_test(a_line_has_a_limit),
        cmocka_unit_test(a_row_has_a_limit),
        cmocka_unit_test(a_row_of_commas_has_a_limit),
        cmocka_unit_test(the_end_of_the_window_is_not_seen),
        cmocka_unit_test(offsets_count_from_the_start_of_the_file),
        cmocka_unit_test(a_visitor_ends_the_reading),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(what_cannot_be_read_is_a_fault),
        cmocka_unit_test(nothing_of_a_ballot_is_left_for_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
