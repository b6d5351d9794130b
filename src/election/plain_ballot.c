/*
 * election/plain_ballot.c -- an unmarked ballot has the shape of its style, and nothing in it yet.
 */
#include "election/plain_ballot.h"

#include "base/wipe.h"

/* b(len, 4), a letter and a colon; then a digit for each option where all of them fit. */
enum { DATA_BLOCK_OCTETS = 32, DATA_FRAME_OCTETS = 6 };

size_t cf_contest_write_in_room(const cf_contest *contest)
{
    if (contest->data_blocks == 0) {
        return 0;
    }
    const size_t room = (size_t)contest->data_blocks * DATA_BLOCK_OCTETS - DATA_FRAME_OCTETS;
    return contest->option_count <= room ? room - contest->option_count : room;
}

static cf_status blank_contest(const cf_contest *contest, cf_arena *arena, cf_plain_contest *out)
{
    const size_t room = cf_contest_write_in_room(contest);
    *out = (cf_plain_contest){
        .contest = contest,
        .marks = cf_arena_take(arena, contest->option_count, sizeof *out->marks),
        .write_in = room > 0 ? cf_arena_take(arena, room, 1) : NULL,
        .write_in_room = room,
    };
    const bool all = out->marks != NULL && (room == 0 || out->write_in != NULL);
    return all ? CF_OK : CF_ERR_MEMORY;
}

cf_status cf_plain_ballot_blank(const cf_manifest *manifest, uint32_t style_number, cf_arena *arena,
                                cf_plain_ballot *out)
{
    if (style_number < 1 || style_number > manifest->style_count) {
        return CF_ERR_RANGE;
    }
    const cf_ballot_style *style = &manifest->styles[style_number - 1];
    cf_plain_contest *contests = cf_arena_take(arena, style->contest_count, sizeof *contests);
    cf_status status = contests != NULL ? CF_OK : CF_ERR_MEMORY;
    for (size_t i = 0; i < style->contest_count && status == CF_OK; i++) {
        status = blank_contest(&manifest->contests[style->contests[i]], arena, &contests[i]);
    }
    if (status == CF_OK) {
        *out = (cf_plain_ballot){ .reference = cf_octets_of("", 0),
                                  .style = style,
                                  .style_number = style_number,
                                  .state = CF_BALLOT_CAST,
                                  .weight = 1,
                                  .contest_count = style->contest_count,
                                  .contests = contests };
    }
    return status;
}

void cf_plain_ballot_wipe(cf_plain_ballot *ballot)
{
    for (size_t i = 0; i < ballot->contest_count; i++) {
        cf_plain_contest *contest = &ballot->contests[i];
        cf_wipe(contest->marks, contest->contest->option_count * sizeof *contest->marks);
        cf_wipe(contest->write_in, contest->write_in_room);
        cf_wipe(&contest->write_in_len, sizeof contest->write_in_len);
    }
}
