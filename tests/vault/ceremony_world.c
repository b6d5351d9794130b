/*
 * tests/vault/ceremony_world.c -- each guardian's acts, all of which have to be done.
 */
#include "vault/ceremony_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char MANIFEST[] = "{\"a manifest\": true}\n";
static const size_t ARENA_OCTETS = (size_t)1 << 26;

static void draw(ceremony_world *w, uint32_t index)
{
    char name[] = "guardian ?";
    name[sizeof name - 2] = (char)('0' + index);
    assert_int_equal(cf_vault_guardian_draw(&w->ceremony, index, cf_octets_of_text(name),
                                            &w->entropy, w->arena, &w->guardians[index - 1],
                                            &w->claims[index - 1]),
                     CF_OK);
}

void ceremony_open(ceremony_world *w, const cf_group *group, uint32_t n, uint32_t k, uint64_t seed)
{
    cf_fault fault = { 0 };
    memset(w, 0, sizeof *w);
    assert_true(n <= CEREMONY_GUARDIANS_MAX);
    script_start_endless(&w->script, seed);
    w->entropy = script_source(&w->script);
    w->arena = cf_arena_open(ARENA_OCTETS);
    assert_non_null(w->arena);
    w->manifest_file = cf_octets_of_text(MANIFEST);
    assert_int_equal(cf_ceremony_init(group, n, k, w->manifest_file, &w->ceremony, &fault), CF_OK);
    for (uint32_t i = 1; i <= n; i++) {
        draw(w, i);
        assert_int_equal(cf_guardian_admit(&w->ceremony, i, &w->claims[i - 1], w->arena,
                                           &w->keys[i - 1], &fault),
                         CF_OK);
    }
    assert_int_equal(cf_guardians_combine(&w->ceremony, w->keys, w->arena, &w->joint, &fault),
                     CF_OK);
}

void ceremony_close(ceremony_world *w)
{
    for (size_t i = 0; i < CEREMONY_GUARDIANS_MAX; i++) {
        cf_vault_guardian_close(w->guardians[i]);
    }
    cf_arena_close(w->arena);
}

cf_encrypted_share ceremony_share(ceremony_world *w, uint32_t sender, uint32_t receiver)
{
    cf_encrypted_share share;
    assert_int_equal(cf_vault_share_make(w->guardians[sender - 1], &w->keys[receiver - 1],
                                         &w->entropy, w->arena, &share),
                     CF_OK);
    assert_int_equal(share.sender, sender);
    assert_int_equal(share.receiver, receiver);
    return share;
}

cf_share_defect ceremony_accept(ceremony_world *w, uint32_t sender, uint32_t receiver,
                                const cf_encrypted_share *share, cf_share_complaint *complaint)
{
    cf_share_complaint filled;
    cf_share_defect defect;
    assert_int_equal(cf_vault_share_accept(w->guardians[receiver - 1], &w->keys[sender - 1], share,
                                           &w->entropy, w->arena, &defect, &filled),
                     CF_OK);
    if (complaint != NULL) {
        *complaint = filled;
    }
    return defect;
}

void ceremony_exchange(ceremony_world *w)
{
    for (uint32_t i = 1; i <= w->ceremony.n; i++) {
        for (uint32_t l = 1; l <= w->ceremony.n; l++) {
            if (i != l) {
                const cf_encrypted_share share = ceremony_share(w, i, l);
                assert_int_equal(ceremony_accept(w, i, l, &share, NULL), CF_SHARE_GOOD);
            }
        }
    }
}

void ceremony_finish(ceremony_world *w)
{
    for (uint32_t i = 0; i < w->ceremony.n; i++) {
        cf_fault fault = { 0 };
        assert_int_equal(cf_vault_guardian_finish(w->guardians[i], &w->joint, &fault), CF_OK);
    }
}
