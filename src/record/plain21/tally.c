/*
 * record/plain21/tally.c -- tally.json: each total encrypted and decrypted, side by side.
 *
 * The two halves are kept as two tallies, because checks 9 and 10 look at them apart.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

typedef struct total {
    cf_encrypted_total encrypted;
    cf_decrypted_total decrypted;
} total;

static total read_total(cf_reading *reading)
{
    enum { LABEL, A, B, T, TALLY, C, V };
    static const char *const names[] = { "label", "A", "B", "T", "t", "c", "v" };
    static const cf_member_table table = { "an option's total", names, .count = 7, .required = 7 };

    total out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case LABEL:
            out.encrypted.label = out.decrypted.label = cf_reading_text(reading);
            break;
        case A:
            out.encrypted.a = cf_reading_element(reading);
            break;
        case B:
            out.encrypted.b = cf_reading_element(reading);
            break;
        case T:
            out.decrypted.power = cf_reading_element(reading);
            break;
        case TALLY:
            out.decrypted.tally = cf_json_integer(reading->json, UINT64_MAX);
            break;
        case C:
            out.decrypted.c = cf_reading_scalar(reading);
            break;
        default:
            out.decrypted.v = cf_reading_scalar(reading);
            break;
        }
    }
    return out;
}

typedef struct contest {
    cf_encrypted_tally_contest encrypted;
    cf_decrypted_tally_contest decrypted;
} contest;

static void read_options(cf_reading *reading, contest *out)
{
    cf_list encrypted = { .item_octets = sizeof(cf_encrypted_total) };
    cf_list decrypted = { .item_octets = sizeof(cf_decrypted_total) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        total option = read_total(reading);
        cf_list_append(reading, &encrypted, &option.encrypted);
        cf_list_append(reading, &decrypted, &option.decrypted);
        cf_reading_check_count(reading, decrypted.count, CF_OPTIONS_MAX, "options of one contest");
    }
    out->encrypted.options = encrypted.items;
    out->encrypted.option_count = encrypted.count;
    out->decrypted.options = decrypted.items;
    out->decrypted.option_count = decrypted.count;
}

static contest read_contest(cf_reading *reading)
{
    enum { INDEX, LABEL, OPTIONS };
    static const char *const names[] = { "index", "label", "options" };
    static const cf_member_table table = { "a contest", names, .count = 3, .required = 3 };

    contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case INDEX:
            out.encrypted.index = out.decrypted.index = cf_reading_index(reading);
            break;
        case LABEL:
            out.encrypted.label = out.decrypted.label = cf_reading_text(reading);
            break;
        default:
            read_options(reading, &out);
            break;
        }
    }
    return out;
}

static void read_contests(cf_reading *reading, cf_encrypted_tally *encrypted,
                          cf_decrypted_tally *decrypted)
{
    cf_list encrypted_contests = { .item_octets = sizeof(cf_encrypted_tally_contest) };
    cf_list decrypted_contests = { .item_octets = sizeof(cf_decrypted_tally_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        contest next = read_contest(reading);
        cf_list_append(reading, &encrypted_contests, &next.encrypted);
        cf_list_append(reading, &decrypted_contests, &next.decrypted);
        cf_reading_check_count(reading, decrypted_contests.count, CF_CONTESTS_MAX,
                               "contests of one tally");
    }
    *encrypted = (cf_encrypted_tally){ .contests = encrypted_contests.items,
                                       .contest_count = encrypted_contests.count };
    *decrypted = (cf_decrypted_tally){ .contests = decrypted_contests.items,
                                       .contest_count = decrypted_contests.count };
}

void cf_plain21_tally(cf_reading *reading, cf_encrypted_tally *encrypted,
                      cf_decrypted_tally *decrypted)
{
    enum { CONTESTS };
    static const char *const names[] = { "contests" };
    static const cf_member_table table = { "the tally", names, .count = 1, .required = 1 };

    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        read_contests(reading, encrypted, decrypted);
    }
}

cf_encrypted_tally cf_plain21_encrypted_tally(cf_reading *reading)
{
    cf_encrypted_tally encrypted = { 0 };
    cf_decrypted_tally decrypted;
    cf_plain21_tally(reading, &encrypted, &decrypted);
    return encrypted;
}

cf_decrypted_tally cf_plain21_decrypted_tally(cf_reading *reading)
{
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted = { 0 };
    cf_plain21_tally(reading, &encrypted, &decrypted);
    return decrypted;
}
