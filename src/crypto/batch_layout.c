/*
 * crypto/batch_layout.c -- who multiplies what.
 *
 * The lower half of the equations takes hints and elements; the upper half, and members, elements
 * alone.  So that band has the largest pieces, two thirds of the work with 0/1 selections, and
 * comes first: whoever takes pieces as they come ends with small ones.
 *
 * A window of w planes costs a product a number and 2^w besides, which is least with few windows
 * when there are many numbers.  Where more workers are than windows, numbers are cut into slices
 * too.
 */
#include "crypto/batch_inside.h"

/* 64 k selections are 9 pieces that cost 6 and 18 that cost 2: that keeps so many workers busy. */
enum { WORKERS_A_SLICE = 16 };

static size_t at_most(size_t a, size_t most)
{
    return a < most ? a : most;
}

/* Coefficients of whole chunks, in place. */
static size_t put_runs(cf_plane_run *runs, const cf_chunks *numbers, const cf_chunks *coefficients,
                       size_t count)
{
    size_t done = 0;
    for (size_t i = 0; i < count; i += CF_CHUNK) {
        runs[done++] = (cf_plane_run){
            .count = at_most(count - i, CF_CHUNK),
            .x = cf_chunks_at(numbers, i),
            .coefficients = cf_chunks_at(coefficients, i),
            .limbs = coefficients->item_octets / sizeof(uint64_t),
        };
    }
    return done;
}

static void put_part(cf_batch_band *bands, const cf_batch_part *part)
{
    const cf_batch_level *level = &part->level;
    cf_batch_band *lower = &bands[CF_BAND_LOWER];
    cf_batch_band *upper = &bands[CF_BAND_UPPER];
    cf_batch_band *members = &bands[CF_BAND_MEMBERS];
    lower->run_count +=
        put_runs(lower->runs + lower->run_count, &part->elements, &part->e, level->elements);
    lower->run_count +=
        put_runs(lower->runs + lower->run_count, &part->hints, &part->s, level->hints);
    upper->run_count +=
        put_runs(upper->runs + upper->run_count, &part->elements, &part->e, level->elements);
    members->run_count +=
        put_runs(members->runs + members->run_count, &part->elements, &part->u, level->elements);
    lower->numbers += level->elements + level->hints;
    upper->numbers += level->elements;
    members->numbers += level->elements;
}

/* Numbers in runs, and no windows yet. */
static cf_status gather(cf_batch *batch)
{
    size_t chunks = 0;
    for (size_t i = 0; i < batch->part_count; i++) {
        chunks += batch->parts[i].elements.count + batch->parts[i].hints.count;
    }
    for (size_t i = 0; i < CF_BATCH_BANDS; i++) {
        batch->bands[i] = (cf_batch_band){ .asks_symbols = i != CF_BAND_UPPER,
                                           .at = i == CF_BAND_UPPER ? CF_BATCH_BITS : 0 };
        batch->bands[i].runs = cf_arena_take(batch->layout, chunks, sizeof(cf_plane_run));
        if (batch->bands[i].runs == NULL) {
            return CF_ERR_MEMORY;
        }
    }
    for (size_t i = 0; i < batch->part_count; i++) {
        put_part(batch->bands, &batch->parts[i]);
    }
    return CF_OK;
}

/* How many windows and slices. */
static cf_status cut(cf_batch *batch, cf_batch_band *band)
{
    band->slices =
        at_most((batch->part_count + WORKERS_A_SLICE - 1) / WORKERS_A_SLICE, band->run_count);
    const size_t numbers = band->slices == 0 ? 0 : band->numbers / band->slices;
    const size_t bits = cf_group_plane_bits(numbers);
    band->windows = (CF_BATCH_BITS + bits - 1) / bits;
    band->planes = cf_arena_take(batch->layout, band->slices * CF_BATCH_BITS, sizeof(cf_element));
    batch->piece_count += band->windows * band->slices;
    return band->planes == NULL ? CF_ERR_MEMORY : CF_OK;
}

/* Where number `index` of so many parts of a whole begins; they are as equal as can be. */
static size_t begin(size_t whole, size_t parts, size_t index)
{
    return whole * index / parts;
}

static cf_batch_piece piece_of(const cf_batch_band *band, size_t slice, size_t window)
{
    const size_t first = begin(band->run_count, band->slices, slice);
    const size_t at = begin(CF_BATCH_BITS, band->windows, window);
    return (cf_batch_piece){
        .runs = band->runs + first,
        .run_count = begin(band->run_count, band->slices, slice + 1) - first,
        .at = band->at + at,
        .bits = begin(CF_BATCH_BITS, band->windows, window + 1) - at,
        .asks_symbols = band->asks_symbols,
        .planes = band->planes + slice * CF_BATCH_BITS + at,
    };
}

static void list_pieces(cf_batch *batch)
{
    size_t done = 0;
    batch->piece_bits = 1;
    for (size_t i = 0; i < CF_BATCH_BANDS; i++) {
        const cf_batch_band *band = &batch->bands[i];
        for (size_t k = 0; k < band->windows * band->slices; k++) {
            const cf_batch_piece piece = piece_of(band, k / band->windows, k % band->windows);
            batch->pieces[done++] = piece;
            batch->piece_bits = piece.bits > batch->piece_bits ? piece.bits : batch->piece_bits;
        }
    }
}

cf_status cf_batch_lay_out(cf_batch *batch)
{
    cf_arena_reset(batch->layout);
    batch->piece_count = 0;
    cf_status status = gather(batch);
    for (size_t i = 0; i < CF_BATCH_BANDS && status == CF_OK; i++) {
        status = cut(batch, &batch->bands[i]);
    }
    if (status != CF_OK) {
        return status;
    }
    batch->pieces = cf_arena_take(batch->layout, batch->piece_count, sizeof(cf_batch_piece));
    if (batch->pieces == NULL) {
        return CF_ERR_MEMORY;
    }
    list_pieces(batch);
    return CF_OK;
}
