/*
 * record/egk/contest_data.c -- what a decryption claims was in the contest data, in one form for both
 * dialects.
 *
 * It is the form in which egk-ec encrypts it, and fills up with zeros:
 *
 *     count of over_votes, each of them          LEB128 (seven bits an octet, least first)
 *     count of write_ins, each its length, text  LEB128, LEB128 and UTF-8
 *     length of the status, its name             LEB128 and ASCII
 */
#include "record/egk/egk.h"
#include "record/members.h"

#include <string.h>

enum { LEB_MAX = 10 }; /* octets of a 64-bit number, seven bits each */

typedef struct packing {
    cf_reading *reading;
    cf_list octets;
} packing;

static void put_octets(packing *out, cf_octets octets)
{
    for (size_t i = 0; i < octets.len; i++) {
        cf_list_append(out->reading, &out->octets, &octets.at[i]);
    }
}

static void put_number(packing *out, uint64_t number)
{
    while (number >= 0x80) {
        uint8_t octet = (uint8_t)(number | 0x80);
        cf_list_append(out->reading, &out->octets, &octet);
        number >>= 7;
    }
    uint8_t last = (uint8_t)number;
    cf_list_append(out->reading, &out->octets, &last);
}

static void put_text(packing *out, cf_octets text)
{
    put_number(out, text.len);
    put_octets(out, text);
}

/* A list of numbers, counted and packed as the 32 bits of an int: -1 marks a list that was cut. */
static cf_octets pack_numbers(cf_reading *reading)
{
    packing items = { .reading = reading, .octets = { .item_octets = 1 } };
    uint64_t count = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        put_number(&items, (uint32_t)cf_json_signed(reading->json, INT32_MIN, INT32_MAX));
        count++;
    }
    packing out = { .reading = reading, .octets = { .item_octets = 1 } };
    put_number(&out, count);
    put_octets(&out, cf_octets_of(items.octets.items, items.octets.count));
    return cf_octets_of(out.octets.items, out.octets.count);
}

/* Any other claim is in no plaintext: false, but read. */
static bool is_status(cf_octets status)
{
    static const char *const known[] = { "normal", "null_vote", "over_vote", "under_vote" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cf_octets_equal(status, cf_octets_of_text(known[i]))) {
            return true;
        }
    }
    return false;
}

/* A list of texts, counted and packed. */
static cf_octets pack_texts(cf_reading *reading)
{
    packing items = { .reading = reading, .octets = { .item_octets = 1 } };
    uint64_t count = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        put_text(&items, cf_json_string(reading->json));
        count++;
    }
    packing out = { .reading = reading, .octets = { .item_octets = 1 } };
    put_number(&out, count);
    put_octets(&out, cf_octets_of(items.octets.items, items.octets.count));
    return cf_octets_of(out.octets.items, out.octets.count);
}

cf_octets cf_egk_read_contest_data(cf_reading *reading)
{
    enum { OVER_VOTES, WRITE_INS, STATUS };
    static const char *const names[] = { "over_votes", "write_ins", "status" };
    static const cf_member_table table = { "contest data", names, .count = 3, .required = 0 };

    cf_octets over_votes = cf_octets_of("", 1); /* an empty list is its count, 0 */
    cf_octets write_ins = cf_octets_of("", 1);
    cf_octets status = cf_octets_of_text("normal");
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case OVER_VOTES:
            over_votes = pack_numbers(reading);
            break;
        case WRITE_INS:
            write_ins = pack_texts(reading);
            break;
        default:
            status = cf_reading_text(reading);
            break;
        }
    }
    if (cf_json_failed(reading->json) || !is_status(status)) {
        return (cf_octets){ 0 };
    }
    packing out = { .reading = reading, .octets = { .item_octets = 1 } };
    put_octets(&out, over_votes);
    put_octets(&out, write_ins);
    put_text(&out, status);
    return cf_octets_of(out.octets.items, out.octets.count);
}
