/*
 * vault/guardian.c -- the block that a guardian's secrets stand in.
 *
 * Everything secret has its place in the block before the first octet is drawn, and closing the
 * block wipes it: a guardian that failed half-way leaves no more behind than one that finished.
 */
#include "vault/inside.h"

/* What aligning the pieces of an arena may take. */
enum { ALIGNMENTS = 16 * 64 };

static cf_arena *open_secrets(const cf_ceremony *ceremony)
{
    const size_t scalars = 2 * ((size_t)ceremony->k + ceremony->n);
    return cf_arena_open_secret(sizeof(cf_vault_guardian) + scalars * sizeof(cf_secret_scalar)
                                + ceremony->n * sizeof(bool) + ALIGNMENTS);
}

static cf_arena *open_public(const cf_ceremony *ceremony)
{
    return cf_arena_open(2 * (size_t)ceremony->k * sizeof(cf_element)
                         + cf_scanned_base_octets(ceremony->group, ceremony->k)
                         + cf_fixed_base_octets(ceremony->group, ceremony->n) + ALIGNMENTS);
}

static bool take_secrets(cf_vault_guardian *guardian)
{
    cf_arena *arena = guardian->secrets;
    const size_t n = guardian->ceremony.n;
    const size_t k = guardian->ceremony.k;
    guardian->vote_polynomial = cf_arena_take(arena, k, sizeof *guardian->vote_polynomial);
    guardian->data_polynomial = cf_arena_take(arena, k, sizeof *guardian->data_polynomial);
    guardian->vote_shares = cf_arena_take(arena, n, sizeof *guardian->vote_shares);
    guardian->data_shares = cf_arena_take(arena, n, sizeof *guardian->data_shares);
    guardian->has_share = cf_arena_take(arena, n, sizeof *guardian->has_share);
    return guardian->vote_polynomial != NULL && guardian->data_polynomial != NULL
           && guardian->vote_shares != NULL && guardian->data_shares != NULL
           && guardian->has_share != NULL;
}

static bool take_public(cf_vault_guardian *guardian)
{
    const cf_group *group = guardian->ceremony.group;
    const size_t k = guardian->ceremony.k;
    const uint64_t uses = guardian->ceremony.n; /* one for the share of each guardian */
    guardian->vote = cf_arena_take(guardian->open, k, sizeof *guardian->vote);
    guardian->data = cf_arena_take(guardian->open, k, sizeof *guardian->data);
    void *scanned = cf_arena_take(guardian->open, 1, cf_scanned_base_octets(group, k));
    void *fixed = cf_arena_take(guardian->open, 1, cf_fixed_base_octets(group, uses));
    if (guardian->vote == NULL || guardian->data == NULL || scanned == NULL || fixed == NULL) {
        return false;
    }
    cf_element g;
    cf_group_generator(group, &g);
    guardian->g = cf_scanned_base_init(group, &g, guardian->ceremony.k, scanned);
    guardian->checking =
        (cf_election_bases){ .group = group, .g = cf_fixed_base_init(group, &g, uses, fixed) };
    return true;
}

cf_status cf_vault_guardian_open(const cf_ceremony *ceremony, uint32_t index,
                                 cf_vault_guardian **guardian)
{
    if (ceremony->n > CF_GUARDIANS_MAX || ceremony->k < 1 || ceremony->k > ceremony->n || index < 1
        || index > ceremony->n) {
        return CF_ERR_RANGE;
    }
    cf_arena *secrets = open_secrets(ceremony);
    cf_vault_guardian *out = secrets != NULL ? cf_arena_take(secrets, 1, sizeof *out) : NULL;
    if (out == NULL) {
        cf_arena_close(secrets);
        return CF_ERR_MEMORY;
    }
    out->secrets = secrets;
    out->open = open_public(ceremony);
    out->ceremony = *ceremony;
    out->index = index;
    if (out->open == NULL || !take_secrets(out) || !take_public(out)) {
        cf_vault_guardian_close(out);
        return CF_ERR_MEMORY;
    }
    *guardian = out;
    return CF_OK;
}

void cf_vault_guardian_close(cf_vault_guardian *guardian)
{
    if (guardian != NULL) {
        cf_arena_close(guardian->open);
        cf_arena_close(guardian->secrets); /* the guardian stands in it */
    }
}

bool cf_vault_is_other(const cf_vault_guardian *guardian, uint32_t index)
{
    return index >= 1 && index <= guardian->ceremony.n && index != guardian->index;
}

void cf_vault_own_value(const cf_vault_guardian *guardian, uint32_t l, bool data,
                        cf_secret_scalar *out)
{
    const cf_group *group = guardian->ceremony.group;
    const cf_secret_scalar *polynomial =
        data ? guardian->data_polynomial : guardian->vote_polynomial;
    cf_secret_scalar at;
    cf_secret_scalar_from_u64(group, l, &at);
    cf_secret_scalar_from_u64(group, 0, out);
    for (size_t j = guardian->ceremony.k; j-- > 0;) {
        cf_secret_scalar_mul(group, out, out, &at);
        cf_secret_scalar_add(group, out, out, &polynomial[j]);
    }
}

cf_mask cf_vault_fits(const cf_vault_guardian *guardian, const cf_secret_scalar *value,
                      const cf_element *promised)
{
    const cf_group *group = guardian->ceremony.group;
    cf_element power;
    uint8_t found[CF_ELEMENT_OCTETS_MAX];
    uint8_t due[CF_ELEMENT_OCTETS_MAX];
    cf_scanned_base_powers(guardian->g, 1, value, &power);
    cf_group_encode(group, 1, &power, found);
    cf_group_encode(group, 1, promised, due);
    const cf_mask same = cf_ct_equal(found, due, cf_group_element_octets(group));
    cf_wipe(&power, sizeof power);
    cf_wipe(found, sizeof found);
    return same;
}
