/*
 * What has to be refused, asked of every kind of file.
 *
 * Each sample (kinds_*.c) is small enough for everything to be tried: every prefix, every member
 * left out, misspelt, doubled or of another type, every octet replaced by some others, every limit
 * of memory.  The samples hold every member that the readers know, so nothing is left out but
 * combinations.
 */
#include "record/kinds.h"
#include "record/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DOCUMENT_MAX = 1 << 20, KEY_MAX = 64, ARENA_OCTETS = 1 << 22 };

static cf_arena *arena;
static char document[DOCUMENT_MAX];
static cf_fault fault;
static uint64_t digest;

static int open_arena(void **state)
{
    (void)state;
    arena = cf_arena_open(ARENA_OCTETS);
    return arena == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    (void)state;
    cf_arena_close(arena);
    return 0;
}

static cf_status read_octets(const cf_kind *kind, const char *octets, size_t len)
{
    /* On the heap and of exactly this length, so that a look past the end is seen. */
    char *copy = malloc(len + (len == 0));
    assert_non_null(copy);
    memcpy(copy, octets, len);
    cf_arena_reset(arena);
    fault = (cf_fault){ .status = CF_OK };
    cf_status status = cf_kind_read(kind, cf_octets_of(copy, len), arena, &digest, &fault);
    free(copy);
    if (status != CF_OK) {
        assert_int_equal(fault.status, status);
        assert_true(strlen(fault.what) > 0);
        assert_true(fault.offset <= len);
    }
    return status;
}

static cf_status read_text(const cf_kind *kind, const char *text)
{
    return read_octets(kind, text, strlen(text));
}

typedef void ask(const cf_kind *kind);

static void ask_all(ask *question)
{
    for (size_t i = 0; i < cf_plain21_kind_count; i++) {
        question(&cf_plain21_kinds[i]);
    }
    for (size_t i = 0; i < cf_counterfoil_kind_count; i++) {
        question(&cf_counterfoil_kinds[i]);
    }
    for (size_t i = 0; i < cf_egk_kind_count; i++) {
        question(&cf_egk_kinds[i]);
    }
}

/* --- finding members in a sample --- */

typedef struct span {
    char key[KEY_MAX];
    size_t start; /* of the key's quotation mark */
    size_t value;
    size_t end; /* past the value */
} span;

static size_t past_string(const char *text, size_t at)
{
    for (at++; text[at] != '"'; at++) {
        at += text[at] == '\\';
    }
    return at + 1;
}

static size_t past_value(const char *text, size_t at)
{
    size_t depth = 0;
    for (;; at++) {
        if (text[at] == '"') {
            at = past_string(text, at) - 1;
        } else if (text[at] == '{' || text[at] == '[') {
            depth++;
        } else if (text[at] == '}' || text[at] == ']' || text[at] == ',') {
            if (depth == 0) {
                return at;
            }
            depth -= text[at] != ',';
        }
        if (text[at + 1] == '\0') {
            return at + 1;
        }
    }
}

/* The next member at or after a place. */
static bool next_member(const char *text, size_t from, span *out)
{
    for (size_t at = from; text[at] != '\0'; at++) {
        if (text[at] != '"') {
            continue;
        }
        size_t end = past_string(text, at);
        if (text[end] == ':') {
            size_t len = end - at - 2;
            assert_true(len < KEY_MAX);
            memcpy(out->key, text + at + 1, len);
            out->key[len] = '\0';
            out->start = at;
            out->value = end + 1;
            out->end = past_value(text, end + 1);
            return true;
        }
        at = end - 1;
    }
    return false;
}

static bool is_listed(const char *list, const char *key)
{
    char wanted[KEY_MAX + 2];
    (void)snprintf(wanted, sizeof wanted, " %s ", key);
    return strstr(list, wanted) != NULL;
}

/* Members that peers write and no reader looks at. */
static bool is_ignored(const char *key)
{
    return is_listed(" timestamp metadata tally_id ballot_count ", key);
}

static void splice(const char *text, size_t start, size_t end, const char *instead)
{
    int len =
        snprintf(document, sizeof document, "%.*s%s%s", (int)start, text, instead, text + end);
    assert_true(len >= 0 && (size_t)len < sizeof document);
}

/* The document without a member, and without the comma that goes with it. */
static void leave_out(const char *text, const span *member)
{
    size_t start = member->start;
    size_t end = member->end;
    if (text[end] == ',') {
        end++;
    } else if (text[start - 1] == ',') {
        start--;
    }
    splice(text, start, end, "");
}

/* --- the questions --- */

static void ask_sample(const cf_kind *kind)
{
    assert_int_equal(read_text(kind, kind->sample), CF_OK);
}

static void every_sample_is_read(void **state)
{
    (void)state;
    ask_all(ask_sample);
}

/* The window ends at every octet of the document in turn. */
static void ask_windows(const cf_kind *kind)
{
    cf_octets octets = cf_octets_of_text(kind->sample);
    uint64_t from_memory = 0;
    cf_arena_reset(arena);
    assert_int_equal(cf_kind_read(kind, octets, arena, &from_memory, &fault), CF_OK);
    for (size_t at = 0; at <= octets.len && !kind->is_manifest; at++) {
        cf_arena_reset(arena);
        assert_int_equal(
            cf_kind_read_window(kind, octets, CF_JSON_BUFFER_MIN - at, arena, &digest, &fault),
            CF_OK);
        assert_true(digest == from_memory);
    }
}

static void no_window_changes_what_is_read(void **state)
{
    (void)state;
    ask_all(ask_windows);
}

static void ask_prefixes(const cf_kind *kind)
{
    size_t len = strlen(kind->sample);
    for (size_t i = 0; i < len; i++) {
        assert_int_not_equal(read_octets(kind, kind->sample, i), CF_OK);
    }
    splice(kind->sample, len, len, " \n");
    assert_int_equal(read_text(kind, document), kind->is_canonical ? CF_ERR_SYNTAX : CF_OK);
    splice(kind->sample, len, len, "1");
    assert_int_equal(read_text(kind, document), CF_ERR_SYNTAX);
}

static void every_prefix_is_refused(void **state)
{
    (void)state;
    ask_all(ask_prefixes);
}

static void ask_missing(const cf_kind *kind)
{
    span member = { .start = 0 };
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        leave_out(kind->sample, &member);
        cf_status status = read_text(kind, document);
        if (is_ignored(member.key) || is_listed(kind->optional, member.key)) {
            assert_int_equal(status, CF_OK);
            continue;
        }
        char quoted[KEY_MAX + 2];
        (void)snprintf(quoted, sizeof quoted, "\"%s\"", member.key);
        assert_int_equal(status, CF_ERR_SHAPE);
        if (strstr(fault.what, quoted) == NULL) {
            fail_msg("%s without %s: %s", kind->name, quoted, fault.what);
        }
    }
}

static void a_missing_member_is_named(void **state)
{
    (void)state;
    ask_all(ask_missing);
}

/*
 * What may stand in more than one place, or under more than one name, is missed without a word on
 * what is near.
 */
static bool is_one_of_several(const cf_kind *kind, const char *key)
{
    return strstr(kind->name, "constants") != NULL || strcmp(key, "contest_index") == 0;
}

/* "seelections": long enough words are recognised with one letter twice. */
static void ask_misspelt(const cf_kind *kind)
{
    span member = { .start = 0 };
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        if (strlen(member.key) < 5 || is_ignored(member.key)
            || is_listed(kind->optional, member.key)) {
            continue;
        }
        char misspelt[2 * KEY_MAX];
        (void)snprintf(misspelt, sizeof misspelt, "%.2s%s", member.key, member.key + 1);
        splice(kind->sample, member.start + 1, member.start + 1 + strlen(member.key), misspelt);
        assert_int_equal(read_text(kind, document), CF_ERR_SHAPE);
        bool names_both =
            strstr(fault.what, misspelt) != NULL && strstr(fault.what, member.key) != NULL;
        if (!names_both && !is_one_of_several(kind, member.key)) {
            fail_msg("%s with %s: %s", kind->name, misspelt, fault.what);
        }
    }
}

static void a_misspelt_member_is_named_beside_the_missing_one(void **state)
{
    (void)state;
    ask_all(ask_misspelt);
}

static void ask_doubled(const cf_kind *kind)
{
    span member = { .start = 0 };
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        char twin[DOCUMENT_MAX / 16];
        int len = snprintf(twin, sizeof twin, "%.*s,", (int)(member.end - member.start),
                           kind->sample + member.start);
        assert_true(len > 0 && (size_t)len < sizeof twin);
        splice(kind->sample, member.start, member.start, twin);
        assert_int_equal(read_text(kind, document), CF_ERR_SYNTAX);
    }
}

static void a_doubled_member_is_refused(void **state)
{
    (void)state;
    ask_all(ask_doubled);
}

/* Members that nobody knows stand last in the canonical form, if they are called so. */
static void ask_unknown_canonical(const cf_kind *kind)
{
    size_t at = strlen(kind->sample) - 1;
    assert_int_equal(read_text(kind, kind->sample), CF_OK);
    uint64_t before = digest;
    splice(kind->sample, at, at, ",\"zz\":{\"x\":[1,{\"y\":null}],\"z\":-15}");
    assert_int_equal(read_text(kind, document), CF_OK);
    assert_true(digest == before);
    static const char *const refused[] = { ",\"zz\":{\"z\":1,\"x\":1}", ",\"zz\":1.5", ",\"zz\": 1",
                                           ",\"zz\":\"\\u0041\"", ",\"a\":1" };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        splice(kind->sample, at, at, refused[i]);
        assert_int_equal(read_text(kind, document), CF_ERR_SYNTAX);
    }
}

static void ask_unknown(const cf_kind *kind)
{
    if (kind->is_canonical) {
        ask_unknown_canonical(kind);
        return;
    }
    const char *brace = strchr(kind->sample, '{');
    size_t at = (size_t)(brace - kind->sample) + 1;
    uint64_t before = digest;
    assert_int_equal(read_text(kind, kind->sample), CF_OK);
    before = digest;
    splice(kind->sample, at, at, "\"vendor\":{\"x\":[1,{\"y\":null}],\"z\":-1.5e3},");
    assert_int_equal(read_text(kind, document), CF_OK);
    if (!kind->is_manifest) { /* whose octets are read too */
        assert_true(digest == before);
    }
    splice(kind->sample, at, at, "\"vendor\":{\"x\":1,\"x\":1},");
    assert_int_equal(read_text(kind, document), CF_ERR_SYNTAX);
    splice(kind->sample, at, at, "\"vendor\":01,");
    assert_int_equal(read_text(kind, document), CF_ERR_SYNTAX);
}

static void an_unknown_member_is_passed_over_but_read_strictly(void **state)
{
    (void)state;
    ask_all(ask_unknown);
}

static const char *other_type(char first)
{
    switch (first) {
    case '"':
        return "17";
    case '{':
        return "[]";
    case '[':
        return "{}";
    case 't':
    case 'f':
        return "\"true\"";
    default:
        return "\"1\"";
    }
}

static void ask_types(const cf_kind *kind)
{
    span member = { .start = 0 };
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        if (is_ignored(member.key) || strcmp(member.key, "pre_encryption") == 0) {
            continue;
        }
        splice(kind->sample, member.value, member.end, other_type(kind->sample[member.value]));
        cf_status status = read_text(kind, document);
        /* Baux_0 may be a text or a list. */
        if (status != CF_ERR_SHAPE
            && !(strcmp(member.key, "baux0") == 0 && strstr(kind->name, "config") != NULL)) {
            fail_msg("%s with %s of another type: %s", kind->name, member.key,
                     cf_status_name(status));
        }
    }
}

static void another_type_is_refused(void **state)
{
    (void)state;
    ask_all(ask_types);
}

static bool is_hash_or_number(const cf_kind *kind, const span *member)
{
    return kind->sample[member->value] >= '0' && kind->sample[member->value] <= '9'
           && !is_ignored(member->key);
}

static void ask_numbers(const cf_kind *kind)
{
    static const char *const numbers[] = { "-1", "1.5", "1e3", "18446744073709551616",
                                           "99999999999999999999999999999999999999" };
    span member = { .start = 0 };
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        for (size_t i = 0; is_hash_or_number(kind, &member) && i < 5; i++) {
            splice(kind->sample, member.value, member.end, numbers[i]);
            assert_int_not_equal(read_text(kind, document), CF_OK);
        }
    }
}

static void a_number_must_be_whole_and_fit(void **state)
{
    (void)state;
    ask_all(ask_numbers);
}

static void ask_changed_octets(const cf_kind *kind)
{
    static const char others[] = "\"\\{}[]:,09azAZ-+=\x01\x7f\x80\xc3\xff ";
    size_t len = strlen(kind->sample);
    memcpy(document, kind->sample, len);
    for (size_t i = 0; i < len; i++) {
        for (size_t j = 0; j < sizeof others; j++) { /* the zero at the end too */
            document[i] = others[j];
            (void)read_octets(kind, document, len); /* whatever comes, nothing breaks */
        }
        document[i] = kind->sample[i];
    }
}

static void no_changed_octet_breaks_anything(void **state)
{
    (void)state;
    ask_all(ask_changed_octets);
}

static void ask_nested(const cf_kind *kind)
{
    enum { LEVELS = 5000 };
    memset(document, '[', LEVELS);
    assert_int_not_equal(read_octets(kind, document, LEVELS), CF_OK);

    span member;
    assert_true(next_member(kind->sample, 0, &member));
    size_t at = member.start;
    memcpy(document, kind->sample, at);
    memcpy(document + at, "\"vendor\":", 9);
    memset(document + at + 9, '[', LEVELS);
    assert_int_equal(read_octets(kind, document, at + 9 + LEVELS), CF_ERR_LIMIT);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    ask_all(ask_nested);
}

/* In memory only a text with escapes in it needs room, so one is put in. */
static void ask_huge_string(const cf_kind *kind)
{
    enum { HUGE = 200000 };
    span member = { .start = 0 };
    static char huge[HUGE + 16];
    memset(huge, 'A', HUGE);
    memcpy(huge, "\"\\n", 3);
    memcpy(huge + HUGE, "\"", 2);
    for (size_t from = 0; next_member(kind->sample, from, &member); from = member.value) {
        if (kind->sample[member.value] == '"' && !is_ignored(member.key)) {
            splice(kind->sample, member.value, member.end, huge);
            assert_int_equal(read_text(kind, document), CF_ERR_LIMIT);
        }
    }
}

static void a_huge_text_is_a_limit(void **state)
{
    (void)state;
    ask_all(ask_huge_string);
}

static void ask_memory(const cf_kind *kind)
{
    size_t refused = 0;
    for (size_t octets = 0; octets < 1 << 18; octets += 1009) {
        cf_arena *small = cf_arena_open(octets);
        assert_non_null(small);
        cf_status status =
            cf_kind_read(kind, cf_octets_of_text(kind->sample), small, &digest, &fault);
        assert_true(status == CF_OK || status == CF_ERR_MEMORY);
        refused += status == CF_ERR_MEMORY;
        cf_arena_close(small);
    }
    assert_true(refused > 0);
}

static void too_little_memory_is_said(void **state)
{
    (void)state;
    ask_all(ask_memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_is_read),
        cmocka_unit_test(no_window_changes_what_is_read),
        cmocka_unit_test(every_prefix_is_refused),
        cmocka_unit_test(a_missing_member_is_named),
        cmocka_unit_test(a_misspelt_member_is_named_beside_the_missing_one),
        cmocka_unit_test(a_doubled_member_is_refused),
        cmocka_unit_test(an_unknown_member_is_passed_over_but_read_strictly),
        cmocka_unit_test(another_type_is_refused),
        cmocka_unit_test(a_number_must_be_whole_and_fit),
        cmocka_unit_test(no_changed_octet_breaks_anything),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(a_huge_text_is_a_limit),
        cmocka_unit_test(too_little_memory_is_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
