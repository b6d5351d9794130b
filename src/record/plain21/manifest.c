/*
 * record/plain21/manifest.c -- manifest.json: indices are places from 1, options are plain texts.
 */
#include "record/members.h"
#include "record/plain21/plain21.h"

static const cf_draft_words words = { .label = "label",
                                      .options = "options",
                                      .plain_options = true };

static void read_options(cf_reading *reading, cf_draft_contest *contest)
{
    cf_list list = { .item_octets = sizeof(cf_draft_option) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    contest->has_options = elements.is_list;
    contest->options_offset = cf_json_offset(reading->json);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_option option = { .label = cf_draft_read_text(reading, false) };
        option.index =
            (cf_draft_number){ .value = elements.position, .offset = option.label.offset };
        cf_list_append(reading, &list, &option);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "options of one contest");
    }
    contest->options = list;
}

static cf_draft_contest read_contest(cf_reading *reading)
{
    enum { LABEL, SELECTION_LIMIT, OPTION_LIMIT, DATA_BLOCKS, OPTIONS };
    static const char *const names[] = { "label", "selection_limit", "option_limit", "data_blocks",
                                         "options" };
    static const cf_member_table table = { "a contest", names, .count = 5, .required = 5 };

    cf_draft_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case LABEL:
            out.label = cf_draft_read_text(reading, false);
            break;
        case SELECTION_LIMIT:
            out.selection_limit =
                (uint32_t)cf_draft_read_number(reading, 1, CF_SELECTION_LIMIT_MAX).value;
            break;
        case OPTION_LIMIT:
            out.option_limit =
                (uint32_t)cf_draft_read_number(reading, 1, CF_SELECTION_LIMIT_MAX).value;
            break;
        case DATA_BLOCKS:
            out.data_blocks = (uint32_t)cf_draft_read_number(reading, 0, CF_DATA_BLOCKS_MAX).value;
            break;
        default:
            read_options(reading, &out);
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
        contest.index = (cf_draft_number){ .value = elements.position };
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests");
    }
    draft->contests = list;
}

static cf_list read_contest_numbers(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_draft_number) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_number number = cf_draft_read_number(reading, 1, CF_CONTESTS_MAX);
        cf_list_append(reading, &list, &number);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX,
                               "contests of one ballot style");
    }
    return list;
}

static cf_draft_style read_style(cf_reading *reading)
{
    enum { LABEL, CONTESTS };
    static const char *const names[] = { "label", "contests" };
    static const cf_member_table table = { "a ballot style", names, .count = 2, .required = 2 };

    cf_draft_style out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        if (members.at == LABEL) {
            out.label = cf_draft_read_text(reading, false);
        } else {
            out.contests = read_contest_numbers(reading);
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

void cf_plain21_manifest(cf_reading *reading, cf_draft *draft)
{
    enum { LABEL, CONTESTS, BALLOT_STYLES };
    static const char *const names[] = { "label", "contests", "ballot_styles" };
    static const cf_member_table table = { "manifest.json", names, .count = 3, .required = 3 };

    draft->words = &words;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case LABEL:
            draft->label = cf_draft_read_text(reading, true);
            break;
        case CONTESTS:
            read_contests(reading, draft);
            break;
        default:
            draft->styles = read_styles(reading);
            break;
        }
    }
}
