/*
 * demo/votes.c -- what made-up voters mark.
 *
 * Most mark as much as they may; some less, nothing, or too much; some write a name in.  Every
 * twelfth ballot is challenged, as long as challenged ones are kept; one is spoiled.
 */
#include "demo/inside.h"

enum { CHALLENGED_EVERY = 12, CHALLENGED_AT = 1, SPOILED_AT = 8 };

typedef struct dice {
    const cf_entropy_source *entropy;
    cf_status status; /* the first that was not CF_OK sticks */
} dice;

/* 0..sides - 1; that some come up more often by 2^-50 harms no made-up voter. */
static uint64_t roll(dice *d, uint64_t sides)
{
    uint64_t number = 0;
    if (d->status == CF_OK) {
        d->status = cf_entropy_fill(d->entropy, &number, sizeof number);
    }
    return number % sides;
}

/* One mark more, on some option that has room for it. */
static void mark(dice *d, const cf_contest *contest, uint32_t *marks, uint32_t most)
{
    const size_t first = (size_t)roll(d, contest->option_count);
    for (size_t i = 0; i < contest->option_count; i++) {
        const size_t option = (first + i) % contest->option_count;
        if (marks[option] < most) {
            marks[option]++;
            return;
        }
    }
}

static void fill_contest(dice *d, cf_plain_contest *contest)
{
    const uint32_t limit = contest->contest->selection_limit;
    const uint32_t most = contest->contest->option_limit;
    const uint64_t mood = roll(d, 20);
    uint32_t wanted = limit;
    if (mood == 0) {
        wanted = limit + 1;
    } else if (mood <= 2) {
        wanted = 0;
    } else if (mood <= 5) {
        wanted = limit - 1;
    }
    for (uint32_t i = 0; i < wanted; i++) {
        mark(d, contest->contest, contest->marks, wanted > limit ? most + 1 : most);
    }
}

static bool write_in(dice *d, cf_plain_contest *contest)
{
    static const char *const names[] = { "Zoë Ødegård", "Ana Žižić", "Τάκης Π.", "山田太郎" };
    const char *name = names[roll(d, sizeof names / sizeof names[0])];
    const bool wanted = roll(d, 6) == 0;
    if (!wanted || strlen(name) > contest->write_in_room) {
        return false;
    }
    memcpy(contest->write_in, name, strlen(name));
    contest->write_in_len = strlen(name);
    return true;
}

static cf_ballot_state state_of(uint64_t number)
{
    if (number == SPOILED_AT) {
        return CF_BALLOT_SPOILED;
    }
    const bool opened = number % CHALLENGED_EVERY == CHALLENGED_AT
                        && number / CHALLENGED_EVERY < CF_DEMO_CHALLENGED_MAX;
    return opened ? CF_BALLOT_CHALLENGED : CF_BALLOT_CAST;
}

cf_status cf_demo_vote_make(const cf_demo *demo, uint64_t number, cf_arena *secret,
                            cf_demo_vote *out)
{
    cf_seeded_stream stream;
    const cf_entropy_source entropy = cf_seeded_source(&demo->root, "vote", number, &stream);
    dice d = { .entropy = &entropy };
    *out = (cf_demo_vote){ .device = (size_t)roll(&d, CF_DEMO_DEVICES) };
    const uint32_t style = (uint32_t)roll(&d, demo->manifest.style_count) + 1;

    cf_status status = cf_plain_ballot_blank(&demo->manifest, style, secret, &out->plain);
    const char *reference = cf_arena_print(secret, "voter-%llu", (unsigned long long)number + 1);
    if (status != CF_OK || reference == NULL) {
        return CF_ERR_MEMORY;
    }
    out->plain.reference = cf_octets_of_text(reference);
    out->plain.state = state_of(number);
    for (size_t i = 0; i < out->plain.contest_count; i++) {
        cf_plain_contest *contest = &out->plain.contests[i];
        fill_contest(&d, contest);
        if (write_in(&d, contest)) {
            out->has_written_in = true;
            out->written_in = i;
        }
    }
    return d.status;
}

static bool is_overvoted(const cf_plain_contest *contest)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < contest->contest->option_count; i++) {
        sum += contest->marks[i];
        if (contest->marks[i] > contest->contest->option_limit) {
            return true;
        }
    }
    return sum > contest->contest->selection_limit;
}

void cf_demo_vote_count(cf_demo *demo, const cf_plain_ballot *ballot)
{
    for (size_t i = 0; ballot->state == CF_BALLOT_CAST && i < ballot->contest_count; i++) {
        const cf_plain_contest *contest = &ballot->contests[i];
        if (is_overvoted(contest)) {
            continue;
        }
        uint64_t *totals = &demo->plain_tally[contest->contest->first_option_position];
        for (size_t j = 0; j < contest->contest->option_count; j++) {
            totals[j] += contest->marks[j];
        }
    }
}
