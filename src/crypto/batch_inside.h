/*
 * crypto/batch_inside.h -- what a batch is made of; for crypto/batch*.c only.
 *
 * Elements are what claims are about (alpha, beta, keys), hints what was committed to.  With
 * coefficients s for hints and u for elements, and e for elements from s, c and v,
 *
 *     members     (product of elements^u)^q = 1
 *     equations   product of hints^s elements^e = g^G K^W
 *
 * Powers are taken apart into planes: plane b is the product of all numbers whose coefficient has
 * bit b.  A band is 128 planes of one of these products, and is cut into windows of planes, and
 * across into slices of numbers: a piece is one window of one slice.
 */
#ifndef CF_CRYPTO_BATCH_INSIDE_H
#define CF_CRYPTO_BATCH_INSIDE_H

#include "crypto/batch.h"
#include "crypto/chunks.h"

#include <stdatomic.h>

enum {
    CF_COEFFICIENT_LIMBS = CF_BATCH_BITS / 64,
    CF_BATCH_BANDS = 3,
};

/* One equation, or two: a range proof's, or a Schnorr proof's. */
typedef struct cf_batch_claim {
    bool is_schnorr;
    size_t branches; /* of two hints each; a Schnorr proof has one, of one hint */
    size_t element;  /* the first that the claim is about */
    size_t factors;  /* ciphertexts, or keys, whose product it is about */
} cf_batch_claim;

/* How much of its lists a part uses. */
typedef struct cf_batch_level {
    size_t elements;
    size_t hints;
    size_t scalars;
    size_t claims;
    cf_sha256 digest; /* of the scalars and keys; c binds all other numbers, which it hashes */
} cf_batch_level;

struct cf_batch_part {
    const cf_election_bases *bases;
    size_t number;
    cf_arena *arena;
    cf_batch_level level;

    cf_chunks elements; /* cf_candidate */
    cf_chunks u;        /* CF_COEFFICIENT_LIMBS each */
    cf_chunks e;        /* cf_scalar */
    cf_chunks hints;    /* cf_candidate */
    cf_chunks s;        /* CF_COEFFICIENT_LIMBS each */
    cf_chunks scalars;  /* cf_scalar: c_0 v_0 c_1 v_1 .. of each claim */
    cf_chunks claims;

    cf_scalar g_exponent; /* its part of G and of W */
    cf_scalar k_exponent;
};

typedef struct cf_batch_piece {
    const cf_plane_run *runs;
    size_t run_count;
    size_t at; /* the lowest bit of its window */
    size_t bits;
    bool asks_symbols;  /* of its planes */
    cf_element *planes; /* written: `bits` of them */
} cf_batch_piece;

typedef struct cf_batch_band {
    cf_plane_run *runs;
    size_t run_count;
    size_t numbers;
    size_t at; /* its lowest bit in a coefficient */
    bool asks_symbols;
    size_t windows;
    size_t slices;
    cf_element *planes; /* CF_BATCH_BITS of each slice */
} cf_batch_band;

struct cf_batch {
    cf_arena *arena; /* this struct, and the parts */
    const cf_election_bases *bases;
    size_t part_max;
    size_t part_count;
    cf_batch_part *parts;

    cf_hash seed;     /* of the coefficients */
    cf_arena *layout; /* what follows, made anew by each draw */
    cf_batch_band bands[CF_BATCH_BANDS];
    size_t piece_count;
    cf_batch_piece *pieces;
    size_t piece_bits;   /* the widest window */
    atomic_bool refuted; /* a symbol was not 1: what else comes out does not matter */
};

/* The bands: the lower and the upper half of e's bits in the equations, and members. */
enum { CF_BAND_LOWER, CF_BAND_UPPER, CF_BAND_MEMBERS };

/*
 * Whether a claim may join: then it has (batch_join.c).  Its elements are the next of the part, its
 * numbers and hints are hashed as the octets that they are, and are copied.
 */
bool cf_batch_join_ciphertext(cf_batch_part *part, cf_octets alpha, cf_octets beta,
                              const cf_range_claim *claim);
bool cf_batch_join_product(cf_batch_part *part, const cf_element *alpha, const cf_element *beta,
                           const cf_range_claim *claim, const cf_batch_place *span);
bool cf_batch_join_key(cf_batch_part *part, cf_octets key, const cf_schnorr_claim *claim);

/* Draw a part's u and s, and calculate e and its part of G and W (batch_coefficients.c). */
void cf_batch_weigh(cf_batch_part *part, const cf_hash *seed);

/* Cut the bands into pieces (batch_layout.c).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_batch_lay_out(cf_batch *batch);

#endif
