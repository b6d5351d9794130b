/*
 * Random documents, whole and broken, read by us and by jansson.
 *
 * Documents are made from a seed by the grammar, so that nearly all are valid and go deep; then one
 * octet of each is changed, which leaves a few valid and breaks the others in ways nobody thought
 * of.  The seed is printed, and may be given as the argument.
 */
#include "json/jansson_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { DOCUMENTS = 20000, DOCUMENT_MAX = 1 << 15, DEPTH_MAX = 6 };

static uint64_t seed;
static uint64_t random_state;
static char document[DOCUMENT_MAX];
static size_t used;

/* splitmix64 */
static uint64_t draw(uint64_t below)
{
    random_state += 0x9E3779B97F4A7C15;
    uint64_t z = random_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (z ^ (z >> 31)) % below;
}

static void add(const char *text)
{
    size_t len = strlen(text);
    if (used + len < sizeof document) {
        memcpy(document + used, text, len);
        used += len;
    }
}

static void add_one_of(const char *const *texts, size_t count)
{
    add(texts[draw(count)]);
}

#define ADD_ONE_OF(TEXTS) add_one_of(TEXTS, sizeof(TEXTS) / sizeof *(TEXTS))

static void add_space(void)
{
    static const char *const spaces[] = { "", "", "", " ", "\n", "\t \r" };
    ADD_ONE_OF(spaces);
}

static void add_string(void)
{
    static const char *const parts[] = { "a",
                                         "b",
                                         "label",
                                         " ",
                                         "\\n",
                                         "\\\"",
                                         "\\\\",
                                         "\\/",
                                         "\\u00e9",
                                         "\\u20AC",
                                         "\xC3\xBC",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "\\ud83d\\ude00",
                                         "0123456789ABCDEF" };
    add("\"");
    for (uint64_t count = draw(5); count > 0; count--) {
        ADD_ONE_OF(parts);
    }
    add("\"");
}

static void add_number(void)
{
    static const char *const signs[] = { "", "-" };
    static const char *const wholes[] = { "0", "1", "42", "9223372036854775807", "1234567890" };
    static const char *const rests[] = { "", "", "", ".0", ".25", "e1", "E-2", "1e+3" };
    ADD_ONE_OF(signs);
    ADD_ONE_OF(wholes);
    ADD_ONE_OF(rests);
}

static void add_value(unsigned depth);

static void add_items(unsigned depth, bool is_object)
{
    uint64_t count = draw(5);
    for (uint64_t i = 0; i < count; i++) {
        add_space();
        if (is_object) {
            add_string();
            add_space();
            add(":");
            add_space();
        }
        add_value(depth + 1);
        add_space();
        add(i + 1 < count ? "," : "");
    }
}

static void add_value(unsigned depth)
{
    static const char *const words[] = { "true", "false", "null" };
    switch (draw(depth < DEPTH_MAX ? 7 : 4)) {
    case 0:
        add_number();
        break;
    case 1:
        ADD_ONE_OF(words);
        break;
    case 2:
    case 3:
        add_string();
        break;
    case 4:
        add("[");
        add_items(depth, false);
        add("]");
        break;
    default:
        add("{");
        add_items(depth, true);
        add("}");
        break;
    }
}

static void make_document(uint64_t number)
{
    random_state = seed + number * 0x2545F4914F6CDD1D;
    used = 0;
    add_space();
    add_value(0);
    add_space();
}

static void assert_alike(uint64_t number)
{
    char why[TWIN_WHY_MAX];
    if (!twin_agrees(cf_octets_of(document, used), why)) {
        fail_msg("seed %llu, document %llu: %s\n%.*s", (unsigned long long)seed,
                 (unsigned long long)number, why, (int)used, document);
    }
}

static void whole_documents_say_the_same(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < DOCUMENTS; number++) {
        make_document(number);
        assert_alike(number);
    }
}

static void broken_documents_are_broken_to_both(void **state)
{
    (void)state;
    static const char marks[] = "{}[],:\"\\ \n0123456789-+.eEutfn\x80\xC3\x00\x1F";
    for (uint64_t number = 0; number < DOCUMENTS; number++) {
        make_document(number);
        uint64_t place = draw(used);
        switch (draw(3)) {
        case 0: /* change an octet */
            document[place] = marks[draw(sizeof marks - 1)];
            break;
        case 1: /* leave one out */
            memmove(document + place, document + place + 1, used - place - 1);
            used--;
            break;
        default: /* end early */
            used = place;
            break;
        }
        assert_alike(number);
    }
}

int main(int argc, char **argv)
{
    seed = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    print_message("seed %llu\n", (unsigned long long)seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_documents_say_the_same),
        cmocka_unit_test(broken_documents_are_broken_to_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
