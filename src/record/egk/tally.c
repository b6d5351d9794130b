/*
 * record/egk/tally.c -- encrypted_tally.json: the sums, and the ids of the ballots in them.
 *
 * The file is read twice, once for each half, since the list of ids may be as long as the record
 * and is streamed.
 */
#include "record/egk/egk.h"
#include "record/members.h"

static cf_encrypted_total read_total(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, VOTE };
    static const char *const names[] = { "selection_id", "sequence_order", "encrypted_vote" };
    static const cf_member_table table = { "a selection", names, .count = 3, .required = 3 };

    cf_encrypted_total out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_reading_index(reading);
            break;
        default:
            cf_egk_read_ciphertext(reading, &out.a, &out.b);
            break;
        }
    }
    return out;
}

static void read_totals(cf_reading *reading, cf_encrypted_tally_contest *out)
{
    cf_list list = { .item_octets = sizeof(cf_encrypted_total) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_encrypted_total total = read_total(reading);
        cf_list_append(reading, &list, &total);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "selections of one contest");
    }
    out->options = list.items;
    out->option_count = list.count;
}

static cf_encrypted_tally_contest read_contest(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, SELECTIONS };
    static const char *const names[] = { "contest_id", "sequence_order", "selections" };
    static const cf_member_table table = { "a contest", names, .count = 3, .required = 3 };

    cf_encrypted_tally_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_reading_index(reading);
            break;
        default:
            read_totals(reading, &out);
            break;
        }
    }
    return out;
}

static void read_contests(cf_reading *reading, cf_encrypted_tally *out)
{
    cf_list list = { .item_octets = sizeof(cf_encrypted_tally_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_encrypted_tally_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests of one tally");
    }
    out->contests = list.items;
    out->contest_count = list.count;
}

cf_encrypted_tally cf_egk_read_encrypted_tally(cf_reading *reading)
{
    enum { CONTESTS, ELECTION };
    static const char *const names[] = { "contests", "election_id" };
    static const cf_member_table table = { "encrypted_tally.json", names, .count = 2,
                                           .required = 2 };

    cf_encrypted_tally out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        if (members.at == CONTESTS) {
            read_contests(reading, &out);
        } else {
            out.election_id = cf_reading_octets(reading);
        }
    }
    return out;
}

static void visit_ids(cf_reading *reading, cf_ballot_id_visit *visit, void *context)
{
    size_t position = 0;
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_octets id = cf_json_string(reading->json);
        if (cf_json_failed(reading->json)) {
            break;
        }
        cf_reading_stop_unless_ok(reading, visit(context, position, id));
        position++;
    }
}

void cf_egk_read_cast_ids(cf_reading *reading, cf_ballot_id_visit *visit, void *context,
                          bool *has_list)
{
    static const char *const names[] = { "cast_ballot_ids" };
    static const cf_member_table table = { "encrypted_tally.json", names, .count = 1,
                                           .required = 0 };

    *has_list = false;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        *has_list = true;
        visit_ids(reading, visit, context);
    }
}
