/*
 * tests/crypto/proof_world.c -- vectors read once for all tests of a program.
 */
#include "proof_world.h"

int proof_world_open(void **state)
{
    static proof_world w;
    w.own = vectors_load(VECTORS "v21_proofs_fixed_randomness.json");
    w.third = vectors_load(VECTORS "v21_thirdparty_ballot.json");
    assert_true(w.own != NULL && w.third != NULL);
    fixture_open_hex(&w.fx, text_of(w.own, "K"), text_of(w.own, "K_hat"));
    *state = &w;
    return 0;
}

int proof_world_close(void **state)
{
    proof_world *w = *state;
    fixture_close(&w->fx);
    json_decref(w->own);
    json_decref(w->third);
    return 0;
}
