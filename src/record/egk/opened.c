/*
 * record/egk/opened.c -- tally.json and dballot-ID.json: decryptions with proofs, in one shape.
 */
#include "record/egk/egk.h"
#include "record/members.h"

static cf_opened_option read_option(cf_reading *reading)
{
    enum { ID, TALLY, POWER, VOTE, PROOF };
    static const char *const names[] = { "selection_id", "tally", "b_over_m", "encrypted_vote",
                                         "proof" };
    static const cf_member_table table = { "a selection", names, .count = 5, .required = 5 };

    cf_opened_option out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case TALLY:
            out.value = cf_json_integer(reading->json, UINT64_MAX);
            break;
        case POWER:
            out.power = cf_reading_element(reading);
            break;
        case VOTE:
            cf_egk_read_ciphertext(reading, &out.alpha, &out.beta);
            break;
        default:
            cf_egk_read_proof(reading, &out.c, &out.v);
            break;
        }
    }
    return out;
}

static void read_options(cf_reading *reading, cf_opened_contest *out)
{
    cf_list list = { .item_octets = sizeof(cf_opened_option) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_opened_option option = read_option(reading);
        cf_list_append(reading, &list, &option);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "selections of one contest");
    }
    out->options = list.items;
    out->option_count = list.count;
}

static void read_data(cf_reading *reading, cf_opened_contest *out)
{
    enum { CLAIM, CIPHERTEXT, PROOF, BETA };
    static const char *const names[] = { "contest_data", "encrypted_contest_data", "proof",
                                         "beta" };
    static const cf_member_table table = { "decrypted contest data", names, .count = 4,
                                           .required = 4 };

    if (cf_json_null(reading->json)) {
        return;
    }
    out->has_data = true;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case CLAIM:
            out->data = cf_egk_read_contest_data(reading);
            break;
        case CIPHERTEXT:
            out->data_again = cf_egk_read_hashed_ciphertext(reading);
            break;
        case PROOF:
            cf_egk_read_proof(reading, &out->data_c, &out->data_v);
            break;
        default:
            out->data_beta = cf_reading_element(reading);
            break;
        }
    }
}

static cf_opened_contest read_contest(cf_reading *reading)
{
    enum { ID, SELECTIONS, DATA };
    static const char *const names[] = { "contest_id", "selections", "decrypted_contest_data" };
    static const cf_member_table table = { "a contest", names, .count = 3, .required = 2 };

    cf_opened_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case SELECTIONS:
            read_options(reading, &out);
            break;
        default:
            read_data(reading, &out);
            break;
        }
    }
    return out;
}

static void read_contests(cf_reading *reading, cf_opened_ballot *out)
{
    cf_list list = { .item_octets = sizeof(cf_opened_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_opened_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests");
    }
    out->contests = list.items;
    out->contest_count = list.count;
}

cf_opened_ballot cf_egk_read_opened(cf_reading *reading)
{
    enum { ID, CONTESTS, ELECTION };
    static const char *const names[] = { "id", "contests", "election_id" };
    static const cf_member_table table = { "a decryption", names, .count = 3, .required = 3 };

    cf_opened_ballot out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.id = cf_reading_text(reading);
            break;
        case CONTESTS:
            read_contests(reading, &out);
            break;
        default:
            out.election_id = cf_reading_octets(reading);
            break;
        }
    }
    return out;
}

static cf_decrypted_total total_of(const cf_opened_option *option)
{
    return (cf_decrypted_total){ .label = option->label,
                                 .tally = option->value,
                                 .power = option->power,
                                 .c = option->c,
                                 .v = option->v,
                                 .has_again = true,
                                 .a_again = option->alpha,
                                 .b_again = option->beta };
}

static void take_contest(cf_reading *reading, const cf_opened_contest *from,
                         cf_decrypted_tally_contest *to)
{
    cf_decrypted_total *options = cf_reading_room(reading, from->option_count, sizeof *options);
    if (options == NULL) {
        return;
    }
    for (size_t i = 0; i < from->option_count; i++) {
        options[i] = total_of(&from->options[i]);
    }
    *to = (cf_decrypted_tally_contest){ .label = from->label,
                                        .options = options,
                                        .option_count = from->option_count };
}

cf_decrypted_tally cf_egk_read_decrypted_tally(cf_reading *reading)
{
    cf_opened_ballot opened = cf_egk_read_opened(reading);
    cf_decrypted_tally_contest *contests =
        cf_reading_room(reading, opened.contest_count, sizeof *contests);
    for (size_t i = 0; contests != NULL && i < opened.contest_count; i++) {
        take_contest(reading, &opened.contests[i], &contests[i]);
    }
    return (cf_decrypted_tally){ .election_id = opened.election_id,
                                 .contests = contests,
                                 .contest_count = contests == NULL ? 0 : opened.contest_count };
}
