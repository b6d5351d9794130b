/*
 * vault/tray.h -- exponents wait here until it is worth while to calculate their powers.
 *
 * Powers of one base share the reading of its table, so that many together cost less than one by
 * one.  Each step of a ballot puts its exponents on the piles of their bases; all are raised; then
 * the steps come back, in the order in which they put, and take powers and encodings.
 *
 *     cf_vault_tray_open
 *     while there are steps:
 *         while cf_vault_tray_has_room:   cf_vault_pile_put
 *         cf_vault_tray_raise
 *         for each of these steps:        cf_vault_pile_take
 *         cf_vault_tray_clear
 *
 *   uses     crypto
 *   memory   an arena for secrets, whose resetting wipes it
 *   secrets  exponents, and the powers that are not published
 */
#ifndef CF_VAULT_TRAY_H
#define CF_VAULT_TRAY_H

#include "base/arena.h"
#include "crypto/proofs_make.h"

/* How many exponents of each base. */
typedef struct cf_vault_counts {
    size_t g;
    size_t k;
    size_t k_hat;
} cf_vault_counts;

/* The exponents of one base; place i of each array belongs together. */
typedef struct cf_vault_pile {
    const cf_scanned_base *base;
    size_t room;
    size_t put;
    size_t taken;
    cf_secret_scalar *exponents;
    cf_element *powers;
    uint8_t *octets; /* the powers, encoded one after another */
} cf_vault_pile;

typedef struct cf_vault_tray {
    const cf_group *group;
    cf_vault_pile g;
    cf_vault_pile k;
    cf_vault_pile k_hat;
} cf_vault_tray;

/* An empty tray with this much room.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_vault_tray_open(const cf_making_bases *bases,
                                           const cf_vault_counts *room, cf_arena *secrets,
                                           cf_vault_tray *tray);

bool cf_vault_tray_has_room(const cf_vault_tray *tray, const cf_vault_counts *wanted);

/* The first of count places, which there have to be; the caller fills in exponents. */
size_t cf_vault_pile_put(cf_vault_pile *pile, size_t count);

/* Calculate all powers, and encode them. */
void cf_vault_tray_raise(cf_vault_tray *tray);

/* The first of the next count places that were put. */
size_t cf_vault_pile_take(cf_vault_pile *pile, size_t count);

/* Nothing is put any more. */
void cf_vault_tray_clear(cf_vault_tray *tray);

#endif
