/*
 * vault/walk.h -- the steps of encrypting a ballot, one after another.
 *
 *     for each contest: its beginning, each option, the limit proof, its data if it has some, its
 *     end; then the nonce of the ballot
 *
 * A ballot is walked twice, the second walk some steps behind the first: one plans steps and puts
 * their exponents on a tray, the other finishes them with the powers.  So a ballot of any size is
 * made in little memory, and randomness is drawn in the order of the steps.
 *
 *   secrets  the marks, and whether they are too many; where a walk stands is public
 */
#ifndef CF_VAULT_WALK_H
#define CF_VAULT_WALK_H

#include "base/ct.h"
#include "election/plain_ballot.h"
#include "vault/tray.h"

typedef enum cf_vault_step {
    CF_VAULT_BEGINNING, /* of a contest */
    CF_VAULT_OPTION,
    CF_VAULT_LIMIT,
    CF_VAULT_DATA,
    CF_VAULT_END,   /* of a contest */
    CF_VAULT_NONCE, /* of the ballot */
    CF_VAULT_ARRIVED
} cf_vault_step;

/* What the marks of a contest are together. */
typedef struct cf_vault_marks {
    cf_mask overvoted;
    uint64_t sum;
    uint64_t selection_sum; /* as encrypted: 0 where overvoted */
} cf_vault_marks;

typedef struct cf_vault_walk {
    const cf_plain_ballot *ballot;
    cf_vault_step step;
    size_t position;               /* of the contest, in the ballot */
    const cf_plain_contest *plain; /* the contest where it stands; NULL after the last */
    cf_vault_marks marks;          /* of that contest */
    size_t option;                 /* its number, at CF_VAULT_OPTION */
} cf_vault_walk;

/* To the first step. */
void cf_vault_walk_begin(cf_vault_walk *walk, const cf_plain_ballot *ballot);

/* To the next.  Not from CF_VAULT_ARRIVED. */
void cf_vault_walk_on(cf_vault_walk *walk);

bool cf_vault_walk_is_with(const cf_vault_walk *walk, const cf_vault_walk *other);

/* What the option is encrypted as: its marks, or 0 where the contest is overvoted. */
uint64_t cf_vault_walk_selection(const cf_vault_walk *walk);

/* How many powers a step needs, and how many of them are commitments that a sidecar wants. */
cf_vault_counts cf_vault_walk_wants(const cf_vault_walk *walk);
size_t cf_vault_walk_hints(const cf_vault_walk *walk);

/*
 * All ones where a is above b; both are below 2^63.  Both are hidden, or a compiler may count a
 * loop by the difference: gcc 12 was seen to make addresses of a secret length so.
 */
static inline cf_mask cf_vault_above(uint64_t a, uint64_t b)
{
    return cf_ct_mask((cf_ct_hide(b) - cf_ct_hide(a)) >> 63);
}

#endif
