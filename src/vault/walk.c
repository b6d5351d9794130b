/*
 * vault/walk.c -- from step to step.
 *
 * An overvote is one mask, made of all marks when a contest is entered.  It takes every selection
 * to 0, and the steps of the contest are the same as for all of its shape.
 */
#include "vault/walk.h"

/* More than R on one option, or more than L in all: the sum of 10,000 marks is below 2^46. */
static void read_marks(const cf_plain_contest *plain, cf_vault_marks *out)
{
    const cf_contest *contest = plain->contest;
    uint64_t sum = 0;
    cf_mask overvoted = 0;
    for (size_t i = 0; i < contest->option_count; i++) {
        sum += plain->marks[i];
        overvoted |= cf_vault_above(plain->marks[i], contest->option_limit);
    }
    overvoted |= cf_vault_above(sum, contest->selection_limit);
    *out =
        (cf_vault_marks){ .overvoted = overvoted, .sum = sum, .selection_sum = sum & ~overvoted };
}

static void enter_contest(cf_vault_walk *walk, size_t position)
{
    walk->position = position;
    if (position == walk->ballot->contest_count) {
        walk->plain = NULL;
        walk->step = CF_VAULT_NONCE;
        return;
    }
    walk->plain = &walk->ballot->contests[position];
    walk->step = CF_VAULT_BEGINNING;
    walk->option = 0;
    read_marks(walk->plain, &walk->marks);
}

void cf_vault_walk_begin(cf_vault_walk *walk, const cf_plain_ballot *ballot)
{
    *walk = (cf_vault_walk){ .ballot = ballot };
    enter_contest(walk, 0);
}

void cf_vault_walk_on(cf_vault_walk *walk)
{
    const cf_contest *contest = walk->plain != NULL ? walk->plain->contest : NULL;
    switch (walk->step) {
    case CF_VAULT_BEGINNING:
        walk->step = contest->option_count > 0 ? CF_VAULT_OPTION : CF_VAULT_LIMIT;
        break;
    case CF_VAULT_OPTION:
        walk->option++;
        walk->step = walk->option < contest->option_count ? CF_VAULT_OPTION : CF_VAULT_LIMIT;
        break;
    case CF_VAULT_LIMIT:
        walk->step = contest->data_blocks > 0 ? CF_VAULT_DATA : CF_VAULT_END;
        break;
    case CF_VAULT_DATA:
        walk->step = CF_VAULT_END;
        break;
    case CF_VAULT_END:
        enter_contest(walk, walk->position + 1);
        break;
    case CF_VAULT_NONCE:
    case CF_VAULT_ARRIVED:
        walk->step = CF_VAULT_ARRIVED;
        break;
    }
}

bool cf_vault_walk_is_with(const cf_vault_walk *walk, const cf_vault_walk *other)
{
    return walk->step == other->step && walk->position == other->position
           && walk->option == other->option;
}

uint64_t cf_vault_walk_selection(const cf_vault_walk *walk)
{
    return walk->plain->marks[walk->option] & ~walk->marks.overvoted;
}

/* Branches of the range proof that is made in this step. */
static size_t branches_at(const cf_vault_walk *walk)
{
    switch (walk->step) {
    case CF_VAULT_OPTION:
        return (size_t)walk->plain->contest->option_limit + 1;
    case CF_VAULT_LIMIT:
        return (size_t)walk->plain->contest->selection_limit + 1;
    case CF_VAULT_BEGINNING:
    case CF_VAULT_DATA:
    case CF_VAULT_END:
    case CF_VAULT_NONCE:
    case CF_VAULT_ARRIVED:
        break;
    }
    return 0;
}

static bool has_hashed_elgamal(const cf_vault_walk *walk)
{
    return walk->step == CF_VAULT_DATA || walk->step == CF_VAULT_NONCE;
}

/* A range proof's a_j and b_j, and the ciphertext of an option; or alpha, a and beta. */
cf_vault_counts cf_vault_walk_wants(const cf_vault_walk *walk)
{
    if (has_hashed_elgamal(walk)) {
        return (cf_vault_counts){ .g = 2, .k_hat = 1 };
    }
    const size_t pairs = branches_at(walk) + (walk->step == CF_VAULT_OPTION ? 1 : 0);
    return (cf_vault_counts){ .g = pairs, .k = pairs };
}

size_t cf_vault_walk_hints(const cf_vault_walk *walk)
{
    return has_hashed_elgamal(walk) ? 1 : 2 * branches_at(walk);
}
