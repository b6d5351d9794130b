/*
 * crypto/batch.c -- from the first claim to the verdict.
 */
#include "crypto/batch_inside.h"

#include "base/entropy.h"

/* --- a batch and its parts --- */

/* Runs and planes: a few octets for a number, and 245 KiB of planes for a slice. */
enum { LAYOUT_OCTETS = 64 << 20 };

cf_status cf_batch_open(const cf_election_bases *bases, size_t parts, cf_batch **out)
{
    if (!cf_group_has_batches(bases->group, CF_BATCH_BITS)) {
        return CF_ERR_UNSUPPORTED;
    }
    cf_arena *arena = cf_arena_open(sizeof(cf_batch) + (parts + 1) * sizeof(cf_batch_part));
    cf_arena *layout = cf_arena_open(LAYOUT_OCTETS);
    cf_batch *batch = arena == NULL ? NULL : cf_arena_take(arena, 1, sizeof *batch);
    cf_batch_part *rows = batch == NULL ? NULL : cf_arena_take(arena, parts, sizeof *rows);
    if (layout == NULL || rows == NULL) {
        cf_arena_close(arena);
        cf_arena_close(layout);
        return CF_ERR_MEMORY;
    }
    *batch = (cf_batch){
        .arena = arena, .bases = bases, .part_max = parts, .parts = rows, .layout = layout
    };
    *out = batch;
    return CF_OK;
}

void cf_batch_close(cf_batch *batch)
{
    if (batch == NULL) {
        return;
    }
    for (size_t i = 0; i < batch->part_count; i++) {
        cf_arena_close(batch->parts[i].arena);
    }
    cf_arena_close(batch->layout);
    cf_arena_close(batch->arena);
}

/* Every claim has a hint, and two scalars for each at most. */
static bool open_lists(cf_batch_part *part, size_t octets_max)
{
    cf_arena *arena = part->arena;
    const size_t coefficient = CF_COEFFICIENT_LIMBS * sizeof(uint64_t);
    const size_t numbers = octets_max / sizeof(cf_candidate);
    return cf_chunks_open(&part->elements, arena, sizeof(cf_candidate), numbers)
           && cf_chunks_open(&part->u, arena, coefficient, numbers)
           && cf_chunks_open(&part->e, arena, sizeof(cf_scalar), numbers)
           && cf_chunks_open(&part->hints, arena, sizeof(cf_candidate), numbers)
           && cf_chunks_open(&part->s, arena, coefficient, numbers)
           && cf_chunks_open(&part->scalars, arena, sizeof(cf_scalar), 2 * numbers)
           && cf_chunks_open(&part->claims, arena, sizeof(cf_batch_claim), numbers);
}

static void empty_part(cf_batch_part *part)
{
    part->level = (cf_batch_level){ 0 };
    cf_sha256_start(&part->level.digest);
}

cf_status cf_batch_part_open(cf_batch *batch, size_t octets_max, cf_batch_part **out)
{
    if (batch->part_count == batch->part_max) {
        return CF_ERR_RANGE;
    }
    cf_batch_part *part = &batch->parts[batch->part_count];
    *part = (cf_batch_part){
        .bases = batch->bases,
        .number = batch->part_count,
        .arena = cf_arena_open(octets_max),
    };
    if (part->arena == NULL || !open_lists(part, octets_max)) {
        cf_arena_close(part->arena);
        return CF_ERR_MEMORY;
    }
    empty_part(part);
    batch->part_count++;
    *out = part;
    return CF_OK;
}

void cf_batch_empty(cf_batch *batch)
{
    for (size_t i = 0; i < batch->part_count; i++) {
        empty_part(&batch->parts[i]);
    }
}

size_t cf_batch_count(const cf_batch *batch)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->part_count; i++) {
        count += batch->parts[i].level.elements + batch->parts[i].level.hints;
    }
    return count;
}

/* --- the proof --- */

/*
 * What nobody could foresee, and all that the batch holds: who had to fix the record before the
 * first can do nothing, and should the first fail, the second still makes everybody start anew for
 * each try.
 */
static cf_status draw_seed(cf_batch *batch)
{
    cf_hash fresh;
    const cf_status status = cf_entropy(fresh.octets, sizeof fresh.octets);
    if (status != CF_OK) {
        return status;
    }
    cf_sha256 sha;
    cf_sha256_start(&sha);
    cf_sha256_absorb(&sha, fresh.octets, sizeof fresh.octets);
    for (size_t i = 0; i < batch->part_count; i++) {
        cf_sha256 part = batch->parts[i].level.digest;
        cf_hash digest;
        cf_sha256_finish(&part, &digest);
        cf_sha256_absorb(&sha, digest.octets, sizeof digest.octets);
    }
    cf_sha256_finish(&sha, &batch->seed);
    return CF_OK;
}

cf_status cf_batch_draw(cf_batch *batch)
{
    atomic_store(&batch->refuted, false);
    const cf_status status = draw_seed(batch);
    return status == CF_OK ? cf_batch_lay_out(batch) : status;
}

enum { PHASE_WEIGH, PHASE_MULTIPLY };

size_t cf_batch_pieces(const cf_batch *batch, size_t phase)
{
    return phase == PHASE_WEIGH ? batch->part_count : batch->piece_count;
}

size_t cf_batch_piece_octets(const cf_batch *batch)
{
    return cf_group_planes_octets(batch->bases->group, batch->piece_bits);
}

/* A symbol of 0 fails as well. */
static bool are_squares(const cf_group *group, size_t count, const cf_element *planes)
{
    for (size_t i = 0; i < count; i++) {
        if (cf_group_jacobi_vartime(group, &planes[i]) != 1) {
            return false;
        }
    }
    return true;
}

void cf_batch_do_piece(cf_batch *batch, size_t phase, size_t piece, void *memory)
{
    if (phase == PHASE_WEIGH) {
        cf_batch_weigh(&batch->parts[piece], &batch->seed);
        return;
    }
    if (atomic_load(&batch->refuted)) {
        return;
    }
    const cf_group *group = batch->bases->group;
    const cf_batch_piece *p = &batch->pieces[piece];
    cf_group_planes_vartime(group, p->run_count, p->runs, p->at, p->bits, memory, p->planes);
    if (p->asks_symbols && !are_squares(group, p->bits, p->planes)) {
        atomic_store(&batch->refuted, true);
    }
}

/* --- the verdict --- */

/* product = product^(2^128) times the product over the band's planes of plane_b^(2^b). */
static void take_in(const cf_batch *batch, const cf_batch_band *band, cf_element *product)
{
    const cf_group *group = batch->bases->group;
    for (size_t bit = CF_BATCH_BITS; bit-- > 0;) {
        cf_group_multiply(group, 1, product, product, product);
        for (size_t slice = 0; slice < band->slices; slice++) {
            cf_group_multiply(group, 1, product, product,
                              &band->planes[slice * CF_BATCH_BITS + bit]);
        }
    }
}

static bool members_hold(const cf_batch *batch)
{
    cf_element product;
    cf_group_identity(batch->bases->group, &product);
    take_in(batch, &batch->bands[CF_BAND_MEMBERS], &product);
    return cf_group_is_member_vartime(batch->bases->group, &product);
}

/* g^G K^W */
static void other_side(const cf_batch *batch, cf_element *out)
{
    const cf_group *group = batch->bases->group;
    cf_scalar g_exponent = { { 0 } };
    cf_scalar k_exponent = { { 0 } };
    for (size_t i = 0; i < batch->part_count; i++) {
        cf_scalar_add(group, &g_exponent, &g_exponent, &batch->parts[i].g_exponent);
        cf_scalar_add(group, &k_exponent, &k_exponent, &batch->parts[i].k_exponent);
    }
    cf_element k_power;
    cf_fixed_base_powers_vartime(batch->bases->g, 1, &g_exponent, out);
    cf_fixed_base_powers_vartime(batch->bases->k, 1, &k_exponent, &k_power);
    cf_group_multiply(group, 1, out, out, &k_power);
}

static bool equations_hold(const cf_batch *batch)
{
    cf_element product;
    cf_element expected;
    cf_group_identity(batch->bases->group, &product);
    take_in(batch, &batch->bands[CF_BAND_UPPER], &product);
    take_in(batch, &batch->bands[CF_BAND_LOWER], &product);
    other_side(batch, &expected);
    return cf_group_equal(batch->bases->group, &product, &expected);
}

bool cf_batch_holds(const cf_batch *batch)
{
    return !atomic_load(&batch->refuted) && members_hold(batch) && equations_hold(batch);
}
