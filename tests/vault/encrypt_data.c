/*
 * Contest data say what doc/formats.md promises, octet for octet.
 *
 * What is expected is printed by a plain reference here; what is found was decrypted with the known
 * secret.  Letters, digits and lengths are tried at each of their edges.
 */
#include "ballot_world.h"

enum { TOY = 7 };

static ballot_world w;

/* b(len, 4) || text || zeros */
static void expect(const cf_ballot *ballot, size_t contest, const char *text)
{
    uint8_t expected[CF_DATA_BLOCKS_MAX * 32] = { 0 };
    uint8_t found[CF_DATA_BLOCKS_MAX * 32];
    const size_t octets = ballot->contests[contest].data.c1.len;
    const size_t len = strlen(text);
    assert_true(4 + len <= octets);
    expected[2] = (uint8_t)(len >> 8);
    expected[3] = (uint8_t)len;
    memcpy(expected + 4, text, len);
    world_open_data(&w, ballot, contest, found);
    assert_memory_equal(found, expected, octets);
}

/* Marks of the first contest, up to four options, and what its data have to say. */
typedef struct example {
    uint32_t marks[4];
    const char *text;
} example;

static void letters_and_digits_tell_what_was_marked(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 4, 3, 2, 1 } };
    const example examples[] = {
        { { 0, 0, 0, 0 }, "-0000:" },
        { { 1, 0, 0, 0 }, "U0000:" },
        { { 1, 1, 0, 0 }, "U0000:" },
        { { 0, 0, 2, 0 }, "U0000:" },
        { { 1, 2, 0, 0 }, "N0000:" },
        { { 0, 1, 1, 1 }, "N0000:" },
        { { 1, 1, 1, 1 }, "O1111:" },
        { { 3, 0, 0, 0 }, "O3000:" },
        { { 0, 0, 0, 3 }, "O0003:" },
        { { 2, 2, 0, 0 }, "O2200:" },
        { { 0, 9, 0, 0 }, "O0900:" },
        { { 0, 10, 1, 0 }, "O0910:" },
        { { 8, 9, 10, 256 }, "O8999:" },
        { { UINT32_MAX, 0, 0, 0 }, "O9000:" },
        { { 1u << 31, 1u << 31, 0, 0 }, "O9900:" },
    };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        cf_plain_ballot plain = world_blank(&w, 1);
        for (size_t j = 0; j < 4; j++) {
            world_mark(&plain, 0, j, examples[i].marks[j]);
        }
        const cf_ballot ballot = world_encrypt(&w, &plain);
        expect(&ballot, 0, examples[i].text);
    }
    world_close(&w);
}

static void write_in_stands_behind_the_colon(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 4, 1, 1, 1 } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    world_mark(&plain, 0, 3, 1);
    world_write_in(&plain, 0, "Zo\xc3\xab");
    cf_ballot ballot = world_encrypt(&w, &plain);
    expect(&ballot, 0, "N0000:Zo\xc3\xab");
    world_mark(&plain, 0, 0, 1); /* an overvote keeps what was written */
    ballot = world_encrypt(&w, &plain);
    expect(&ballot, 0, "O1001:Zo\xc3\xab");
    world_close(&w);
}

/* Room for 26 digits in one block: with 26 options no write-in, with 27 no digits. */
static void digits_stand_where_all_of_them_fit(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 25, 1, 1, 1 }, { 26, 1, 1, 1 }, { 27, 1, 1, 1 },
                                     { 27, 1, 1, 2 }, { 58, 1, 1, 2 }, { 59, 1, 1, 2 } };
    const size_t rooms[] = { 1, 0, 26, 31, 0, 58 };
    world_open(&w, cf_group_toy(TOY), 6, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(plain.contests[i].write_in_room, rooms[i]);
        assert_int_equal(cf_contest_write_in_room(&w.contests[i]), rooms[i]);
        world_mark(&plain, i, 0, 2);
        char text[80];
        memset(text, 'w', rooms[i]);
        text[rooms[i]] = '\0';
        if (rooms[i] > 0) {
            world_write_in(&plain, i, text);
        }
    }
    const cf_ballot ballot = world_encrypt(&w, &plain);
    assert_ballot_holds(&w, &plain, &ballot);
    for (size_t i = 0; i < 6; i++) {
        char text[80] = "O";
        const uint32_t room = 32 * shapes[i].blocks - 6;
        if (shapes[i].options <= room) {
            strcat(text, "2");
            for (uint32_t j = 1; j < shapes[i].options; j++) {
                strcat(text, "0");
            }
        }
        strcat(text, ":");
        for (size_t j = 0; j < rooms[i]; j++) {
            strcat(text, "w");
        }
        expect(&ballot, i, text);
    }
    world_close(&w);
}

/* Each length from nothing to all the room. */
static void write_in_of_every_length_fits(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 1, 1, 2 } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    const size_t room = 64 - 6 - 2;
    for (size_t len = 0; len <= room; len++) {
        char text[80] = "-00:";
        memset(text + 4, 'x', len);
        cf_plain_ballot plain = world_blank(&w, 1);
        assert_int_equal(plain.contests[0].write_in_room, room);
        world_write_in(&plain, 0, text + 4);
        const cf_ballot ballot = world_encrypt(&w, &plain);
        expect(&ballot, 0, text);
    }
    world_close(&w);
}

/* A careless caller's buffer: what another voter wrote stands behind this one's. */
static void what_stands_behind_a_write_in_is_left_out(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 1, 1, 1 } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    world_write_in(&plain, 0, "Zebra crossing entirely");
    plain.contests[0].write_in_len = 3;
    cf_ballot ballot = world_encrypt(&w, &plain);
    expect(&ballot, 0, "-00:Zeb");
    plain.contests[0].write_in_len = 1000;
    ballot = world_encrypt(&w, &plain);
    uint8_t d[32];
    world_open_data(&w, &ballot, 0, d);
    assert_int_equal(d[3], 4 + plain.contests[0].write_in_room);
    world_close(&w);
}

/* Who has no place for write-ins gives none; nothing of the contest before shines through. */
static void caller_without_write_ins_gets_none(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 2, 1, 1, 2 }, { 2, 1, 1, 2 } };
    world_open(&w, cf_group_toy(TOY), 2, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    world_write_in(&plain, 0, "Zo\xc3\xab");
    plain.contests[1].write_in_len = 5;
    plain.contests[1].write_in = NULL;
    cf_ballot ballot = world_encrypt(&w, &plain);
    expect(&ballot, 0, "-00:Zo\xc3\xab");
    expect(&ballot, 1, "-00:");
    plain.contests[0].write_in_room = 2;
    ballot = world_encrypt(&w, &plain);
    expect(&ballot, 0, "-00:Zo");
    world_close(&w);
}

static void data_of_the_most_blocks_hold(void **state)
{
    (void)state;
    const contest_shape shapes[] = { { 1, 1, 1, CF_DATA_BLOCKS_MAX } };
    world_open(&w, cf_group_toy(TOY), 1, shapes);
    cf_plain_ballot plain = world_blank(&w, 1);
    static char text[CF_DATA_BLOCKS_MAX * 32];
    memcpy(text, "-0:", 3);
    memset(text + 3, 'y', plain.contests[0].write_in_room);
    world_write_in(&plain, 0, text + 3);
    const cf_ballot ballot = world_encrypt(&w, &plain);
    assert_ballot_holds(&w, &plain, &ballot);
    expect(&ballot, 0, text);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_and_digits_tell_what_was_marked),
        cmocka_unit_test(write_in_stands_behind_the_colon),
        cmocka_unit_test(digits_stand_where_all_of_them_fit),
        cmocka_unit_test(write_in_of_every_length_fits),
        cmocka_unit_test(what_stands_behind_a_write_in_is_left_out),
        cmocka_unit_test(caller_without_write_ins_gets_none),
        cmocka_unit_test(data_of_the_most_blocks_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
