/*
 * arith/self_test.c -- questions, and one hash of the answers.
 *
 * Eight pairs a, b: the ends of the range, and numbers without a pattern.  The answers are a b and
 * a^4 modulo p.  Rows answer first, and their answers are hashed; each lane of a block is then
 * given each pair, and has to agree with the rows.
 */
#include "arith/self_test.h"

#include "arith/block.h"

#include <string.h>

enum { LIMBS = CF_LIMBS_MAX, WIDTH = CF_DOMAIN_LIMBS_MAX, PAIRS = 8, ENTRIES = 16, TIMES = 2 };

typedef struct exercise {
    _Alignas(64) cf_limb a[PAIRS][WIDTH];
    _Alignas(64) cf_limb b[PAIRS][WIDTH];
    _Alignas(64) cf_limb product[PAIRS][WIDTH];
    _Alignas(64) cf_limb power[PAIRS][WIDTH];
} exercise;

/* Numbers without a pattern: each limb follows from the one before. */
static void draw(cf_limb *out, uint64_t *state)
{
    for (size_t i = 0; i < LIMBS; i++) {
        *state = *state * 6364136223846793005U + 1442695040888963407U;
        out[i] = *state;
    }
}

/* 0, 1, m - 1 and 2^4096 - 1, which enters as its remainder; then four that have no pattern. */
static void choose(const cf_modulus *mod, cf_limb *out, size_t which, uint64_t *state)
{
    draw(out, state);
    if (which < 2) {
        memset(out, 0, LIMBS * sizeof out[0]);
        out[0] = which;
    } else if (which == 2) {
        memcpy(out, mod->m, LIMBS * sizeof out[0]);
        out[0] -= 1;
    } else if (which == 3) {
        memset(out, 0xff, LIMBS * sizeof out[0]);
    }
}

static void ask(const cf_modulus *mod, exercise *all)
{
    uint64_t state = 0;
    for (size_t i = 0; i < PAIRS; i++) {
        cf_limb plain[LIMBS];
        choose(mod, plain, i, &state);
        cf_modulus_enter(mod, all->a[i], plain);
        choose(mod, plain, (i + 1) % PAIRS, &state);
        cf_modulus_enter(mod, all->b[i], plain);
        cf_modulus_multiply(mod, all->product[i], all->a[i], all->b[i]);
        cf_modulus_square(mod, all->power[i], all->a[i], TIMES);
    }
}

static void absorb(const cf_modulus *mod, cf_sha256 *sha, const cf_limb *row)
{
    cf_limb plain[LIMBS];
    uint8_t octets[8 * LIMBS];
    cf_modulus_leave(mod, plain, row);
    cf_limbs_to_octets(octets, sizeof octets, plain, LIMBS);
    cf_sha256_absorb(sha, octets, sizeof octets);
}

static bool rows_are_right(const cf_modulus *mod, const exercise *all)
{
    cf_sha256 sha;
    cf_hash found;
    cf_sha256_start(&sha);
    for (size_t i = 0; i < PAIRS; i++) {
        absorb(mod, &sha, all->product[i]);
        absorb(mod, &sha, all->power[i]);
    }
    cf_sha256_finish(&sha, &found);
    return memcmp(&found, &cf_self_test_answers, sizeof found) == 0;
}

/* Whether each lane of the block is the row that its digit names. */
static bool lanes_are(const cf_modulus *mod, const cf_block *block, const cf_limb (*rows)[WIDTH],
                      const uint64_t *digits)
{
    _Alignas(64) cf_limb found[CF_LANES_MAX][WIDTH];
    cf_limb *places[CF_LANES_MAX];
    cf_mask right = ~(cf_mask)0;
    for (size_t lane = 0; lane < mod->kernel->lanes; lane++) {
        places[lane] = found[lane];
    }
    cf_block_scatter(mod, mod->kernel->lanes, places, block);
    for (size_t lane = 0; lane < mod->kernel->lanes; lane++) {
        right &= cf_modulus_equal(mod, found[lane], rows[digits[lane] % PAIRS]);
    }
    return right != 0;
}

/* The a of all pairs twice in a table for all lanes, the b in tables of each lane's own. */
typedef struct tables {
    _Alignas(64) cf_limb a[ENTRIES * WIDTH];
    cf_block b[ENTRIES];
} tables;

static void fill(const cf_modulus *mod, tables *out, const exercise *all)
{
    const size_t lanes = mod->kernel->lanes;
    for (size_t first = 0; first < ENTRIES; first += lanes) {
        const cf_limb *rows[CF_LANES_MAX];
        cf_block some;
        for (size_t lane = 0; lane < lanes; lane++) {
            rows[lane] = all->a[(first + lane) % PAIRS];
        }
        cf_block_gather(mod, lanes, &some, rows);
        cf_block_put(mod, out->a, ENTRIES, first, &some);
    }
    for (size_t entry = 0; entry < ENTRIES; entry++) {
        cf_block_fill(mod, lanes, &out->b[entry], all->b[entry % PAIRS]);
    }
}

static bool blocks_are_right(const cf_modulus *mod, const exercise *all)
{
    const size_t lanes = mod->kernel->lanes;
    tables from;
    fill(mod, &from, all);
    bool right = true;
    for (size_t turn = 0; turn < PAIRS; turn++) {
        uint64_t digits[CF_LANES_MAX];
        cf_block a;
        cf_block b;
        for (size_t lane = 0; lane < lanes; lane++) {
            digits[lane] = (lane + 3 * turn) % ENTRIES; /* in the end each pair in each lane */
        }
        cf_block_select(mod, lanes, &a, 1, from.a, ENTRIES, digits);
        cf_block_select_lanes(mod, lanes, &b, from.b, ENTRIES, digits);
        cf_block_multiply(mod, lanes, &b, &a, &b);
        cf_block_square(mod, lanes, &a, &a, TIMES);
        right = lanes_are(mod, &b, all->product, digits) && right;
        right = lanes_are(mod, &a, all->power, digits) && right;
    }
    return right;
}

bool cf_modulus_self_test(const cf_modulus *mod)
{
    exercise all;
    ask(mod, &all);
    return rows_are_right(mod, &all) && (mod->kernel->lanes == 1 || blocks_are_right(mod, &all));
}
