/*
 * record/plain21/ballot.c -- ballots/NNNN.json.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

static cf_selection read_selection(cf_reading *reading)
{
    enum { ALPHA, BETA, PROOF };
    static const char *const names[] = { "alpha", "beta", "proof" };
    static const cf_member_table table = { "a selection", names, .count = 3, .required = 3 };

    cf_selection out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ALPHA:
            out.alpha = cf_reading_element(reading);
            break;
        case BETA:
            out.beta = cf_reading_element(reading);
            break;
        default:
            out.proof = cf_plain21_proof(reading);
            break;
        }
    }
    return out;
}

/* The place in the list is the index of the option. */
static cf_list read_selections(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_selection) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_selection selection = read_selection(reading);
        selection.index = (uint32_t)(list.count + 1);
        cf_list_append(reading, &list, &selection);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "selections of one contest");
    }
    return list;
}

static cf_encrypted_contest read_contest(cf_reading *reading)
{
    enum { INDEX, SELECTIONS, LIMIT_PROOF, DATA, CHI };
    static const char *const names[] = { "index", "selections", "limit_proof", "data", "chi" };
    static const cf_member_table table = { "a contest", names, .count = 5, .required = 3 };

    cf_encrypted_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case INDEX:
            out.index = cf_reading_u32(reading);
            break;
        case SELECTIONS: {
            cf_list selections = read_selections(reading);
            out.selections = selections.items;
            out.selection_count = selections.count;
            break;
        }
        case LIMIT_PROOF:
            out.limit_proof = cf_plain21_proof(reading);
            break;
        case DATA:
            out.has_data = true;
            out.data = cf_plain21_hashed_ciphertext(reading);
            break;
        default:
            out.contest_hash = cf_reading_octets(reading);
            break;
        }
    }
    return out;
}

static cf_list read_contests(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_encrypted_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_encrypted_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests of one ballot");
    }
    return list;
}

static cf_ballot_state read_state(cf_reading *reading)
{
    return (cf_ballot_state)cf_reading_word(reading, "a ballot's state", cf_ballot_state_names,
                                            CF_BALLOT_STATES);
}

bool cf_plain21_style(uint64_t number, const cf_manifest *manifest, cf_arena *arena,
                      cf_ballot *ballot)
{
    const char *written = cf_arena_print(arena, "%llu", (unsigned long long)number);
    if (written == NULL) {
        return false;
    }
    ballot->style = cf_octets_of_text(written);
    if (manifest != NULL && number >= 1 && number <= manifest->style_count) {
        ballot->style_found = &manifest->styles[number - 1];
    }
    return true;
}

static void read_style(cf_reading *reading, const cf_manifest *manifest, cf_ballot *ballot)
{
    const uint64_t number = cf_json_integer(reading->json, UINT64_MAX);
    if (!cf_plain21_style(number, manifest, reading->arena, ballot)) {
        cf_json_refuse(reading->json, CF_ERR_MEMORY, "there is no memory for what the file holds");
    }
}

enum { ID_B, H_I, BALLOT_STYLE, STATE, CONTESTS, NONCE, B_C, H_C, WEIGHT, BALLOT_MEMBERS };

static const char *const ballot_names[] = { "id_b",  "h_i", "ballot_style", "state", "contests",
                                            "nonce", "b_c", "h_c",          "weight" };

static cf_ballot read_ballot(cf_reading *reading, const cf_manifest *manifest,
                             const cf_member_table *table)
{
    cf_ballot out = { .weight = 1 };
    cf_members members = cf_members_open(reading, table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID_B:
            out.id = cf_reading_octets(reading);
            break;
        case H_I:
            out.h_i = cf_reading_octets(reading);
            break;
        case BALLOT_STYLE:
            read_style(reading, manifest, &out);
            break;
        case STATE:
            out.state = read_state(reading);
            break;
        case CONTESTS: {
            cf_list contests = read_contests(reading);
            out.contests = contests.items;
            out.contest_count = contests.count;
            break;
        }
        case NONCE:
            out.nonce = cf_plain21_hashed_ciphertext(reading);
            break;
        case B_C:
            out.chaining_field = cf_reading_octets(reading);
            break;
        case H_C:
            out.code = cf_reading_octets(reading);
            break;
        default:
            out.weight = cf_json_integer(reading->json, UINT64_MAX);
            break;
        }
    }
    return out;
}

cf_ballot cf_plain21_ballot(cf_reading *reading, const cf_manifest *manifest)
{
    static const cf_member_table table = { "a ballot", ballot_names, .count = BALLOT_MEMBERS,
                                           .required = WEIGHT };
    return read_ballot(reading, manifest, &table);
}

cf_ballot cf_plain21_weighed_ballot(cf_reading *reading, const cf_manifest *manifest)
{
    static const cf_member_table table = { "a ballot", ballot_names, .count = BALLOT_MEMBERS,
                                           .required = BALLOT_MEMBERS };
    return read_ballot(reading, manifest, &table);
}
