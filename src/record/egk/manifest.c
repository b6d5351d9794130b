/*
 * record/egk/manifest.c -- manifest.json in the words of the common data format: a ballot style
 * names places, and has the contests that are voted on there.
 */
#include "record/egk/egk.h"
#include "record/members.h"

static const cf_draft_words words = { .label = "object_id", .options = "ballot_selections" };

static cf_draft_option read_option(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, CANDIDATE };
    static const char *const names[] = { "object_id", "sequence_order", "candidate_id" };
    static const cf_member_table table = { "a selection", names, .count = 3, .required = 2 };

    cf_draft_option out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_draft_read_text(reading, false);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_draft_read_number(reading, 1, UINT32_MAX);
            break;
        default:
            out.candidate = cf_draft_read_text(reading, true);
            break;
        }
    }
    return out;
}

static void read_options(cf_reading *reading, cf_draft_contest *contest)
{
    cf_list list = { .item_octets = sizeof(cf_draft_option) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    contest->has_options = elements.is_list;
    contest->options_offset = cf_json_offset(reading->json);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_option option = read_option(reading);
        cf_list_append(reading, &list, &option);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "selections of one contest");
    }
    contest->options = list;
}

static void take_limit(cf_reading *reading, uint32_t *limit)
{
    if (!cf_json_null(reading->json)) {
        *limit = (uint32_t)cf_draft_read_number(reading, 1, CF_SELECTION_LIMIT_MAX).value;
    }
}

static cf_draft_contest read_contest(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, SELECTIONS, DISTRICT, VOTES_ALLOWED, OPTION_LIMIT };
    static const char *const names[] = { "object_id", "sequence_order", "ballot_selections",
                                         "electoral_district_id", "votes_allowed",
                                         "option_selection_limit",
                                         /* known, and nothing to us */
                                         "vote_variation", "number_elected", "name", "ballot_title",
                                         "ballot_subtitle", "primary_party_ids" };
    static const cf_member_table table = { "a contest", names, .count = 12, .required = 4 };

    cf_draft_contest out = { .selection_limit = 1, .option_limit = 1 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_draft_read_text(reading, false);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_draft_read_number(reading, 1, UINT32_MAX);
            break;
        case SELECTIONS:
            read_options(reading, &out);
            break;
        case DISTRICT:
            out.district = cf_draft_read_text(reading, false);
            break;
        case VOTES_ALLOWED:
            take_limit(reading, &out.selection_limit);
            break;
        case OPTION_LIMIT:
            take_limit(reading, &out.option_limit);
            break;
        default:
            cf_json_skip(reading->json);
            break;
        }
    }
    return out;
}

static void read_contests(cf_reading *reading, cf_draft *draft)
{
    cf_list list = { .item_octets = sizeof(cf_draft_contest) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    draft->has_contests = elements.is_list;
    draft->contests_offset = cf_json_offset(reading->json);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests");
    }
    draft->contests = list;
}

static cf_draft_style read_style(cf_reading *reading)
{
    enum { ID, UNITS, PARTIES };
    static const char *const names[] = { "object_id", "geopolitical_unit_ids", "party_ids",
                                         "image_url" };
    static const cf_member_table table = { "a ballot style", names, .count = 4, .required = 2 };

    cf_draft_style out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_draft_read_text(reading, false);
            break;
        case UNITS:
            out.units = cf_draft_read_texts(reading);
            break;
        case PARTIES:
            if (!cf_json_null(reading->json)) {
                out.parties = cf_draft_read_texts(reading);
            }
            break;
        default:
            cf_json_skip(reading->json);
            break;
        }
    }
    return out;
}

static cf_list read_styles(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_draft_style) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_style style = read_style(reading);
        cf_list_append(reading, &list, &style);
        cf_reading_check_count(reading, list.count, CF_STYLES_MAX, "ballot styles");
    }
    return list;
}

/* The object_id of a unit, a party or a candidate.  What else it says is not ours to judge. */
static cf_draft_text read_object_id(cf_reading *reading)
{
    static const char *const names[] = { "object_id",   "name",
                                         "type",        "contact_information",
                                         "party_id",    "image_url",
                                         "is_write_in", "abbreviation",
                                         "color",       "logo_uri" };
    static const cf_member_table table = { "an object", names, .count = 10, .required = 1 };

    cf_draft_text out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        if (members.at == 0) {
            out = cf_draft_read_text(reading, false);
        } else {
            cf_json_skip(reading->json);
        }
    }
    return out;
}

static cf_list read_objects(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_draft_text) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_text object = read_object_id(reading);
        cf_list_append(reading, &list, &object);
    }
    return list;
}

void cf_egk_read_manifest(cf_reading *reading, cf_draft *draft)
{
    enum { CONTESTS, STYLES, UNITS, SCOPE, CANDIDATES, PARTIES };
    static const char *const names[] = { "contests", "ballot_styles", "geopolitical_units",
                                         "election_scope_id", "candidates", "parties",
                                         /* known, and nothing to us */
                                         "spec_version", "type", "start_date", "end_date", "name",
                                         "contact_information" };
    static const cf_member_table table = { "manifest.json", names, .count = 12, .required = 3 };

    draft->words = &words;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case CONTESTS:
            read_contests(reading, draft);
            break;
        case STYLES:
            draft->styles = read_styles(reading);
            break;
        case UNITS:
            draft->units = read_objects(reading);
            break;
        case SCOPE:
            draft->label = cf_draft_read_text(reading, true);
            break;
        case CANDIDATES:
            draft->candidates = read_objects(reading);
            break;
        case PARTIES:
            draft->parties = read_objects(reading);
            break;
        default:
            cf_json_skip(reading->json);
            break;
        }
    }
}
