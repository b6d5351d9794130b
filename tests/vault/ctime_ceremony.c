/*
 * tests/vault/ctime_ceremony.c -- a ceremony whose guardians valgrind looks over the shoulder.
 *
 * Everything that comes out of a guardian is public, and is said to be when it is handed on.  Each
 * share is also held against the wrong commitments once, so that complaints are made.  Admitting
 * keys is left out: it is slow here, and all public.
 */
#include "vault/ctime_ceremony.h"

#include "combine/guardians.h"
#include "scripted_entropy.h"
#include "vault/inside.h"

#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

enum { N = 2, QUORUM = 2 };

static void tell(const void *public, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(public, octets);
}

/* --- what others read --- */

static void tell_octets(cf_octets octets)
{
    tell(octets.at, octets.len);
}

static void tell_elements(size_t count, const cf_unchecked_element *elements)
{
    for (size_t j = 0; j < count; j++) {
        tell_octets(elements[j].octets);
    }
}

static void tell_scalars(size_t count, const cf_unchecked_scalar *scalars)
{
    for (size_t j = 0; j < count; j++) {
        tell_octets(scalars[j].octets);
    }
}

static void tell_guardian(const cf_guardian *claim)
{
    tell_elements(claim->vote_count, claim->vote);
    tell_elements(claim->data_count, claim->data);
    tell_elements(1, &claim->kappa);
    tell_scalars(1, claim->vote_c);
    tell_scalars(claim->vote_v_count, claim->vote_v);
    tell_scalars(1, &claim->data_c);
    tell_scalars(claim->data_v_count, claim->data_v);
}

static void tell_share(const cf_encrypted_share *share)
{
    tell_elements(1, &share->c0);
    tell_octets(share->c1);
    tell_scalars(1, &share->c);
    tell_scalars(1, &share->v);
}

/* --- a ceremony --- */

typedef struct world {
    cf_arena *arena;
    scripted_entropy script;
    cf_entropy_source entropy;
    cf_ceremony ceremony;
    cf_vault_guardian *guardians[N];
    cf_guardian claims[N];
    cf_guardian_key keys[N];
    cf_election_keys joint;
} world;

static void must(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void draw(world *w, uint32_t index)
{
    cf_vault_guardian **guardian = &w->guardians[index - 1];
    cf_guardian *claim = &w->claims[index - 1];
    must(cf_vault_guardian_draw(&w->ceremony, index, cf_octets_of_text("Ada"), &w->entropy,
                                w->arena, guardian, claim)
         == CF_OK);
    tell_guardian(claim);
    tell((*guardian)->vote, QUORUM * sizeof *(*guardian)->vote);
    tell((*guardian)->data, QUORUM * sizeof *(*guardian)->data);
    tell(&(*guardian)->kappa, sizeof(*guardian)->kappa);
    w->keys[index - 1] = (cf_guardian_key){ .index = index,
                                            .vote = (*guardian)->vote,
                                            .data = (*guardian)->data,
                                            .kappa = (*guardian)->kappa };
}

static void send(world *w, uint32_t sender, uint32_t receiver, cf_share_defect due)
{
    cf_encrypted_share share;
    cf_share_defect defect;
    cf_share_complaint complaint;
    cf_guardian_key from = w->keys[sender - 1];
    if (due == CF_SHARE_OTHER_VALUE) {
        from.vote = w->keys[receiver - 1].vote;
    }
    must(cf_vault_share_make(w->guardians[sender - 1], &w->keys[receiver - 1], &w->entropy,
                             w->arena, &share)
         == CF_OK);
    tell_share(&share);
    must(cf_vault_share_accept(w->guardians[receiver - 1], &from, &share, &w->entropy, w->arena,
                               &defect, &complaint)
         == CF_OK);
    must(defect == due);
}

static void exchange(world *w)
{
    for (uint32_t i = 1; i <= N; i++) {
        for (uint32_t l = 1; l <= N; l++) {
            if (i != l) {
                send(w, i, l, CF_SHARE_OTHER_VALUE);
                send(w, i, l, CF_SHARE_GOOD);
            }
        }
    }
}

void ctime_ceremony(const cf_group *group)
{
    static world w;
    memset(&w, 0, sizeof w);
    w.arena = cf_arena_open((size_t)1 << 24);
    must(w.arena != NULL);
    script_start_endless(&w.script, 1);
    w.entropy = script_source(&w.script);
    must(cf_ceremony_init(group, N, QUORUM, cf_octets_of_text("{}"), &w.ceremony, NULL) == CF_OK);
    for (uint32_t i = 1; i <= N; i++) {
        draw(&w, i);
    }
    must(cf_guardians_combine(&w.ceremony, w.keys, w.arena, &w.joint, NULL) == CF_OK);
    exchange(&w);
    for (uint32_t i = 0; i < N; i++) {
        must(cf_vault_guardian_finish(w.guardians[i], &w.joint, NULL) == CF_OK);
        cf_vault_guardian_close(w.guardians[i]);
    }
    cf_arena_close(w.arena);
}
