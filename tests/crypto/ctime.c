/*
 * Does time or an address depend on a secret?  As arith/ctime.c, for every function of
 * proofs_make.h and eg21_make.h.
 *
 * What is drawn becomes a secret after it was drawn: that a number of q or more is drawn again may
 * be seen.  So the linker puts a function of ours between (--wrap).
 */
#include "crypto/eg21_make.h"
#include "crypto/proofs_make.h"
#include "scripted_entropy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

enum { BOUND = 2, KEYS = 3, BLOCKS = 2 };

typedef struct world {
    const cf_group *group;
    cf_making_bases bases;
    cf_element base;
    cf_hash h_p;
    cf_hmac_key h_i;
    cf_transcript prefix;
    scripted_entropy script;
    cf_entropy_source entropy;
} world;

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
}

cf_status __real_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out);
cf_status __wrap_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out);

cf_status __wrap_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out)
{
    const cf_status status = __real_cf_secret_scalar_draw(group, entropy, count, out);
    hide(out, count * sizeof *out);
    return status;
}

static void *aligned(size_t octets)
{
    void *memory = aligned_alloc(64, (octets + 63) / 64 * 64);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static void must(cf_status status)
{
    if (status != CF_OK) {
        abort();
    }
}

/* One table serves as g, K and K': what matters is who may see the exponents. */
static void open_world(world *w, const cf_group *group)
{
    w->group = group;
    cf_group_generator(group, &w->base);
    const cf_scanned_base *table =
        cf_scanned_base_init(group, &w->base, KEYS, aligned(cf_scanned_base_octets(group, KEYS)));
    w->bases = (cf_making_bases){ .group = group, .g = table, .k = table, .k_hat = table };
    memset(&w->h_p, 0x11, sizeof w->h_p);
    cf_hmac_key_init(&w->h_i, w->h_p.octets, sizeof w->h_p.octets);
    cf_transcript_start(&w->prefix, &w->h_i, 0x24);
    script_start_endless(&w->script, 1);
    w->entropy = script_source(&w->script);
}

static void close_world(world *w)
{
    union {
        const cf_scanned_base *given;
        void *owned;
    } table = { w->bases.g };
    free(table.owned);
}

static void secrets(world *w, size_t count, cf_secret_scalar *out)
{
    must(cf_secret_scalar_draw(w->group, &w->entropy, count, out)); /* and hides them */
}

static void encrypting_and_range_proofs(world *w)
{
    cf_secret_scalar values[KEYS];
    cf_secret_scalar nonces[KEYS];
    cf_element alpha[KEYS];
    cf_element beta[KEYS];
    secrets(w, KEYS, values);
    secrets(w, KEYS, nonces);
    cf_elgamal_encrypt(&w->bases, w->bases.k, KEYS, values, nonces, alpha, beta);

    void *scratch = aligned(cf_range_make_scratch_octets(BOUND));
    for (uint64_t i = 0; i <= BOUND + 1; i++) { /* the last is out of range, which nobody may see */
        cf_scalar c[BOUND + 1];
        cf_scalar v[BOUND + 1];
        uint64_t value = i;
        hide(&value, sizeof value);
        must(cf_range_make(&w->bases, &w->prefix, &alpha[0], &beta[0], BOUND, value, &nonces[0],
                           &w->entropy, scratch, c, v));
    }
    free(scratch);
}

static void proofs_of_keys(world *w)
{
    cf_secret_scalar x[KEYS];
    cf_secret_scalar u[KEYS];
    cf_scalar c;
    cf_scalar v[KEYS];
    secrets(w, KEYS, x);
    must(cf_schnorr_make(&w->bases, &w->prefix, cf_octets_of("abc", 3), KEYS, x, &w->entropy, u, &c,
                         v));

    cf_element power = w->base;
    hide(&power, sizeof power); /* a factor of a decryption is told only after the commitments */
    must(cf_equal_logs_make(&w->bases, &w->prefix, &w->base, &power, x, &w->entropy, &c, v));
}

static void hashes(world *w)
{
    cf_ballot_nonce xi_b;
    cf_secret_scalar xi;
    memset(&xi_b, 0x21, sizeof xi_b);
    hide(&xi_b, sizeof xi_b);
    cf_eg21_selection_nonce(&w->h_i, w->group, 1, 2, &xi_b, &xi);
    cf_eg21_data_nonce(&w->h_i, w->group, 1, &xi_b, &xi);

    cf_secret_element beta = { w->base };
    uint8_t octets[BLOCKS * CF_EG21_BLOCK_OCTETS] = { 0 };
    _Static_assert(sizeof octets == CF_EG21_SHARE_OCTETS, "one span for every use");
    hide(&beta, sizeof beta);
    hide(octets, sizeof octets);
    cf_eg21_share_xor(&w->h_p, w->group, 1, 2, &w->base, &w->base, &beta, octets);
    cf_eg21_nonce_xor(&w->h_i, w->group, &w->base, &beta, octets);
    cf_eg21_secret_data_xor(&w->h_i, w->group, 1, &w->base, &beta, octets, sizeof octets);
}

/* cf_hash_is compares public values and may stop early: a nonce is none. */
static int planted_branch(world *w)
{
    cf_ballot_nonce xi_b;
    cf_secret_scalar xi;
    cf_hash octets;
    memset(&xi_b, 0x21, sizeof xi_b);
    hide(&xi_b, sizeof xi_b);
    cf_eg21_selection_nonce(&w->h_i, w->group, 1, 2, &xi_b, &xi);
    cf_secret_scalar_encode(w->group, &xi, octets.octets);
    return cf_hash_is(&octets, cf_octets_of(w->h_p.octets, CF_HASH_OCTETS)) ? puts("same")
                                                                            : puts("another");
}

int main(int argc, char **argv)
{
    const bool planted = argc > 1 && strcmp(argv[1], "planted") == 0;
    const cf_group *groups[] = { cf_group_standard(), cf_group_toy(cf_group_toy_count() - 1),
                                 cf_group_toy(0) };
    for (size_t i = 0; i < 3; i++) {
        static world w;
        printf("%s\n", cf_group_name(groups[i]));
        open_world(&w, groups[i]);
        if (planted) {
            return planted_branch(&w) < 0;
        }
        encrypting_and_range_proofs(&w);
        proofs_of_keys(&w);
        hashes(&w);
        close_world(&w);
    }
    return 0;
}
