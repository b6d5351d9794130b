/*
 * residue.h -- did an act leave a secret behind?
 *
 * A search of everything that this process can write: all stacks, the heap, static and anonymous
 * memory, for 16 or more consecutive octets of a secret, most significant octet first (as scalars
 * are encoded) or least significant first (as they lie in limbs).
 *
 * A test links test_residue (cf_test(vault residue USES vault LIBRARIES test_residue)) and says
 *
 *     static void act(void *context) { ... cf_vault_...(..., context); }
 *
 *     if (!residue_can_search()) { skip(); }      not under sanitizers; it says why
 *     residue_forget();
 *     residue_watch("secret key", octets, 32);     before the act, or after it if that makes it
 *     residue_run(act, &context);                  on a stack of its own depth
 *     cf_wipe(octets, 32);                         the test's own copies are residues too ..
 *     residue_allow(&guardian, sizeof guardian);   .. unless it says that they may be there
 *     assert_int_equal(residue_search(), 0);       each place is printed with the secret's name
 *
 * Scalars of the standard group: those of toy groups are mostly zeros, and are refused.
 *
 * The watched octets are kept veiled, so that the search does not find itself.  What the caller
 * of residue_run leaves in its own frame is the caller's: make and encode the secret in act, or
 * in a function of its own that is called before.  For a number in another shape (a nonce in the
 * domain of a modulus) watch those octets as a further secret.
 */
#ifndef CF_TEST_RESIDUE_H
#define CF_TEST_RESIDUE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    RESIDUE_OCTETS_MIN = 16, /* of a secret, and of what is found of it */
    RESIDUE_OCTETS_MAX = 64,
    RESIDUE_SECRETS_MAX = 64,
};

/* false, and says why, where searching means nothing. */
bool residue_can_search(void);

/* No secrets, no allowances. */
void residue_forget(void);

/* Look for this secret.  name lives until it is forgotten. */
void residue_watch(const char *name, const void *secret, size_t octets);

/* Somebody's secrets may lie here. */
void residue_allow(const void *at, size_t octets);

/* Call act so far down the stack that the search does not run over what it leaves. */
void residue_run(void (*act)(void *context), void *context);

/* How many places hold a part of a watched secret. */
size_t residue_search(void);

#endif
