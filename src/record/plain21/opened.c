/*
 * record/plain21/opened.c -- challenged/NNNN.json: what a voter had opened, with its nonces.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

static cf_opened_option read_option(cf_reading *reading)
{
    enum { LABEL, VALUE, NONCE };
    static const char *const names[] = { "label", "value", "nonce" };
    static const cf_member_table table = { "an option", names, .count = 3, .required = 3 };

    cf_opened_option out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case LABEL:
            out.label = cf_reading_text(reading);
            break;
        case VALUE:
            out.value = cf_json_integer(reading->json, UINT64_MAX);
            break;
        default:
            out.nonce = cf_reading_scalar(reading);
            break;
        }
    }
    return out;
}

static cf_list read_options(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_opened_option) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_opened_option option = read_option(reading);
        cf_list_append(reading, &list, &option);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "options of one contest");
    }
    return list;
}

static cf_opened_contest read_contest(cf_reading *reading)
{
    enum { INDEX, LABEL, OPTIONS, DATA_NONCE, DATA };
    static const char *const names[] = { "index", "label", "options", "data_nonce", "data" };
    static const cf_member_table table = { "a contest", names, .count = 5, .required = 3 };

    cf_opened_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case INDEX:
            out.index = cf_reading_index(reading);
            break;
        case LABEL:
            out.label = cf_reading_text(reading);
            break;
        case OPTIONS: {
            cf_list options = read_options(reading);
            out.options = options.items;
            out.option_count = options.count;
            break;
        }
        case DATA_NONCE: /* without the data, its `at` stays NULL, which no check accepts */
            out.has_data = true;
            out.data_nonce = cf_reading_scalar(reading);
            break;
        default:
            out.has_data = true;
            out.data = cf_reading_octets(reading);
            break;
        }
    }
    return out;
}

static cf_list read_contests(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_opened_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_opened_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests of one ballot");
    }
    return list;
}

cf_opened_ballot cf_plain21_opened(cf_reading *reading)
{
    enum { ID_B, CONTESTS };
    static const char *const names[] = { "id_b", "contests" };
    static const cf_member_table table = { "an opened ballot", names, .count = 2, .required = 2 };

    cf_opened_ballot out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        if (members.at == ID_B) {
            out.id = cf_reading_octets(reading);
        } else {
            cf_list contests = read_contests(reading);
            out.contests = contests.items;
            out.contest_count = contests.count;
        }
    }
    return out;
}
