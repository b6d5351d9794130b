/*
 * combine/ceremony.c -- what guardians agree on first.
 *
 * H_P binds the arithmetic, n and k; H_B the manifest too.  The proofs of the ceremony are keyed
 * with H_P: they hold in every ceremony of the same n and k.  What ties keys to one election is
 * H_B, by H_G and H_E; what ties a share to one ceremony is whoever carries it.
 */
#include "combine/guardians.h"
#include "crypto/eg21.h"

static const char VERSION[] = "v2.1.0";

static cf_status refuse(cf_fault *fault, const char *what)
{
    return cf_fault_set(fault, CF_ERR_SHAPE, "", 0, "%s", what);
}

/* --- init --- */

static cf_status check_numbers(uint32_t n, uint32_t k, cf_octets manifest_file, cf_fault *fault)
{
    if (n < 1 || n > CF_GUARDIANS_MAX) {
        return cf_fault_set(fault, CF_ERR_RANGE, "", 0,
                            "n is %u guardians, expected a number from 1 to %d", n,
                            (int)CF_GUARDIANS_MAX);
    }
    if (k < 1 || k > n) {
        return cf_fault_set(fault, CF_ERR_RANGE, "", 0,
                            "the quorum k is %u, expected a number from 1 to n = %u", k, n);
    }
    if (manifest_file.at == NULL || manifest_file.len > UINT32_MAX) {
        return refuse(fault, "there is no manifest, or it is too long for its length to be hashed");
    }
    return CF_OK;
}

cf_status cf_ceremony_init(const cf_group *group, uint32_t n, uint32_t k, cf_octets manifest_file,
                           cf_ceremony *out, cf_fault *fault)
{
    const cf_status status = check_numbers(n, k, manifest_file, fault);
    if (status != CF_OK) {
        return status;
    }
    *out = (cf_ceremony){ .group = group, .n = n, .k = k };
    cf_eg21_parameter_base_hash(group, n, k, &out->h_p);
    cf_transcript transcript;
    cf_eg21_base_hash_start(&transcript, &out->h_p, (uint32_t)manifest_file.len);
    cf_transcript_octets(&transcript, manifest_file);
    cf_transcript_close(&transcript, &out->h_b);
    return CF_OK;
}

/* --- as a record states it, and back --- */

cf_status cf_ceremony_publish(const cf_ceremony *ceremony, cf_arena *arena, cf_parameters *out)
{
    const cf_group *group = ceremony->group;
    const cf_parameters published = {
        .version = cf_arena_copy(arena, cf_octets_of_text(VERSION)),
        .p = cf_arena_copy(arena, cf_group_p(group)),
        .q = cf_arena_copy(arena, cf_group_q(group)),
        .r = cf_arena_copy(arena, cf_group_r(group)),
        .g = cf_arena_copy(arena, cf_group_g(group)),
        .n = ceremony->n,
        .k = ceremony->k,
        .h_p = cf_arena_copy(arena, cf_octets_of(ceremony->h_p.octets, CF_HASH_OCTETS)),
        .h_b = cf_arena_copy(arena, cf_octets_of(ceremony->h_b.octets, CF_HASH_OCTETS)),
    };
    const bool complete = published.version.at != NULL && published.p.at != NULL
                          && published.q.at != NULL && published.r.at != NULL
                          && published.g.at != NULL && published.h_p.at != NULL
                          && published.h_b.at != NULL;
    if (!complete) {
        return CF_ERR_MEMORY;
    }
    *out = published;
    return CF_OK;
}

cf_status cf_ceremony_read(const cf_parameters *claimed, cf_octets manifest_file, cf_ceremony *out,
                           cf_fault *fault)
{
    if (!cf_octets_equal(claimed->version, cf_octets_of_text(VERSION))) {
        return refuse(fault, "the version is not v2.1.0");
    }
    const cf_group *group = cf_group_find(claimed->p, claimed->q, claimed->g);
    if (group == NULL) {
        return refuse(fault, "p, q and g are not those of a known group");
    }
    if (!cf_octets_equal(claimed->r, cf_group_r(group))) {
        return refuse(fault, "r is not (p - 1) / q");
    }
    cf_ceremony computed;
    const cf_status status =
        cf_ceremony_init(group, claimed->n, claimed->k, manifest_file, &computed, fault);
    if (status != CF_OK) {
        return status;
    }
    if (!cf_hash_is(&computed.h_p, claimed->h_p)) {
        return refuse(fault, "H_P is not the hash of the parameters");
    }
    if (!cf_hash_is(&computed.h_b, claimed->h_b)) {
        return refuse(fault, "H_B is not the hash of the manifest under H_P");
    }
    *out = computed;
    return CF_OK;
}
