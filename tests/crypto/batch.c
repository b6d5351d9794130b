/*
 * Batches of honest claims, of every shape and length, in every number of parts; and their limits.
 *
 * A lie stands among them where a batch is cut into chunks, slices or pieces, so that no cut loses
 * one.  Lies of every kind: batch_lies.c.  Hints that are none: batch_hints.c.
 */
#include "batch_world.h"

#include <pthread.h>
#include <stdlib.h>

/* --- what holds --- */

static void an_empty_batch_holds(void **state)
{
    hall *h = *state;
    assert_int_equal(cf_batch_count(h->w->batch), 0);
    assert_true(run_batch(h->w));
    put(h, 0, NULL);
    assert_true(run_batch(h->w));
}

static void honest_claims_hold_in_any_number(void **state)
{
    hall *h = *state;
    for (size_t count = 1; count <= MANY; count++) {
        assert_true(batch_of(h, count, h->all));
    }
}

static void honest_claims_of_every_bound_hold(void **state)
{
    hall *h = *state;
    posed claims[POSED_BRANCHES_MAX - 1];
    posed *all[POSED_BRANCHES_MAX - 1];
    for (size_t bound = 1; bound < POSED_BRANCHES_MAX; bound++) {
        posed *p = all[bound - 1] = &claims[bound - 1];
        posed_open(p);
        pose(h->w, p, bound / 2, bound / 2, bound, NULL);
        assert_true(batch_of(h, 1, &all[bound - 1]));
    }
    assert_true(batch_of(h, POSED_BRANCHES_MAX - 1, all));
    for (size_t i = 0; i + 1 < POSED_BRANCHES_MAX; i++) {
        posed_close(&claims[i]);
    }
}

/* Contests of 1 to 6 options in every part, keys between them. */
static void honest_contests_and_keys_hold(void **state)
{
    hall *h = *state;
    posed product;
    posed_open(&product);
    for (size_t count = 1; count <= MANY; count++) {
        const size_t part = count % WORLD_PARTS;
        for (size_t bound = 1; bound <= 2; bound++) {
            pose_product(h->w, &product, count, h->claims, bound, NULL);
            put_ciphertexts(h->w, part, count, h->all, h->holds, h->places);
            assert_true(put_product(h->w, part, &product, count, h->places));
        }
        assert_true(put_key(h->w, part, &h->key));
    }
    /* for each count: twice so many selections of 6 numbers; limit proofs of 4 and of 6; a key */
    assert_int_equal(cf_batch_count(h->w->batch), 2 * 21 * 6 + 6 * (4 + 6) + 6 * 2);
    assert_true(run_batch(h->w));
    posed_close(&product);
}

static void keys_alone_hold(void **state)
{
    hall *h = *state;
    assert_true(put_key(h->w, 1, &h->key));
    assert_int_equal(cf_batch_count(h->w->batch), 2);
    assert_true(run_batch(h->w));
}

static void a_batch_that_failed_can_be_used_again(void **state)
{
    hall *h = *state;
    posed lie_of_h = h->claims[0];
    lie_of_h.claim.v = h->claims[1].v;
    for (size_t round = 0; round < 2; round++) {
        assert_false(batch_with(h, &lie_of_h));
        assert_true(batch_of(h, MANY, h->all));
    }
}

/* --- places --- */

static void neighbours_are_one_span_and_nobody_else(void **state)
{
    (void)state;
    const cf_batch_place in_order[] = { { 4, 1 }, { 6, 1 }, { 8, 2 }, { 12, 1 } };
    cf_batch_place places[4];
    cf_batch_place span = cf_batch_join(4, in_order);
    assert_int_equal(span.first, 4);
    assert_int_equal(span.count, 5);
    span = cf_batch_join(1, in_order);
    assert_int_equal(span.first, 4);
    assert_int_equal(span.count, 1);
    assert_int_equal(cf_batch_join(0, NULL).count, 0);
    for (size_t i = 0; i < 4; i++) {
        memcpy(places, in_order, sizeof places);
        places[i].count = 0; /* checked exactly */
        assert_int_equal(cf_batch_join(4, places).count, 0);
        memcpy(places, in_order, sizeof places);
        places[i].first += 2; /* of somebody else */
        assert_int_equal(cf_batch_join(4, places).count, 0);
    }
}

/* A factor that was checked exactly is in no batch: nor is the claim about the product. */
static void a_product_of_what_is_not_all_there_is_checked_exactly(void **state)
{
    hall *h = *state;
    for (size_t missing = 0; missing < MANY; missing++) {
        posed unhinted = h->claims[missing];
        posed *claims[MANY];
        unhinted.claim.hints = NULL;
        memcpy(claims, h->all, sizeof claims);
        claims[missing] = &unhinted;
        put(h, MANY, claims);
        assert_true(put_product(h->w, 0, &h->product, MANY, h->places));
        assert_int_equal(cf_batch_count(h->w->batch), 6 * (MANY - 1));
        assert_true(run_batch(h->w));
    }
    assert_true(put_product(h->w, 0, &h->product, 0, NULL));
    assert_int_equal(cf_batch_count(h->w->batch), 0);
}

/* --- long and broad --- */

/* So many contests, across chunks; whether they hold. */
static bool batch_of_contests(hall *h, size_t count, posed *last)
{
    put(h, 1, h->all); /* so that contests lie across */
    for (size_t i = 0; i < count; i++) {
        posed *claims[MANY];
        memcpy(claims, h->all, sizeof claims);
        claims[MANY - 1] = i == count - 1 ? last : h->all[MANY - 1];
        put(h, MANY, claims);
        assert_true(put_product(h->w, 0, &h->product, MANY, h->places));
    }
    assert_int_equal(cf_batch_count(h->w->batch), 6 + count * (6 * MANY + 4));
    return run_batch(h->w);
}

/* More than a chunk of everything, and then less, so that there is something left behind. */
static void chunks_do_not_matter(void **state)
{
    hall *h = *state;
    posed wrong = h->claims[MANY - 1];
    wrong.claim.v = h->claims[0].v;
    assert_false(batch_of_contests(h, 50, &wrong));
    assert_true(batch_of_contests(h, 50, h->all[MANY - 1]));
    assert_true(batch_of_contests(h, 40, h->all[MANY - 1]));
    assert_false(batch_of_contests(h, 40, &wrong));
}

typedef struct pieces {
    cf_batch *batch;
    size_t phase;
    pthread_mutex_t lock;
    size_t next;
} pieces;

static size_t take_piece(pieces *p)
{
    pthread_mutex_lock(&p->lock);
    const size_t piece = p->next++;
    pthread_mutex_unlock(&p->lock);
    return piece;
}

static void *do_pieces(void *context)
{
    pieces *p = context;
    const size_t count = cf_batch_pieces(p->batch, p->phase);
    void *memory = aligned_alloc(64, cf_batch_piece_octets(p->batch));
    for (size_t piece = take_piece(p); piece < count; piece = take_piece(p)) {
        cf_batch_do_piece(p->batch, p->phase, piece, memory);
    }
    free(memory);
    return NULL;
}

static void do_all_pieces(pieces *p)
{
    enum { THREADS = 3 };
    for (p->phase = 0; p->phase < CF_BATCH_PHASES; p->phase++) {
        pthread_t threads[THREADS];
        p->next = 0;
        for (size_t i = 0; i < THREADS; i++) {
            assert_int_equal(pthread_create(&threads[i], NULL, do_pieces, p), 0);
        }
        for (size_t i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
        }
    }
}

/* Numbers are cut in slices then; pieces are done by several threads at once. */
static void a_batch_of_many_parts_is_the_same(void **state)
{
    hall *h = *state;
    enum { PARTS = 50 };
    pieces p = { .phase = 0 };
    cf_batch_part *own[WORLD_PARTS];
    memcpy(own, h->w->parts, sizeof own);
    pthread_mutex_init(&p.lock, NULL);
    assert_int_equal(cf_batch_open(&h->w->fx.bases, PARTS, &p.batch), CF_OK);
    for (size_t i = 0; i < PARTS; i++) {
        assert_int_equal(cf_batch_part_open(p.batch, 2 << 20, &h->w->parts[0]), CF_OK);
        put(h, 2, h->all);
        assert_int_equal(h->places[1].count, 1);
    }
    assert_int_equal(cf_batch_part_open(p.batch, 2 << 20, &h->w->parts[1]), CF_ERR_RANGE);
    for (size_t lies = 0; lies < 2; lies++) {
        posed wrong = h->claims[1];
        wrong.claim.v = h->claims[2].v;
        if (lies == 1) {
            put(h, 1, (posed *const[]){ &wrong });
        }
        assert_int_equal(cf_batch_draw(p.batch), CF_OK);
        do_all_pieces(&p);
        assert_int_equal(cf_batch_holds(p.batch), lies == 0);
    }
    cf_batch_close(p.batch);
    pthread_mutex_destroy(&p.lock);
    memcpy(h->w->parts, own, sizeof own);
}

/* --- limits --- */

static void toys_have_no_batches(void **state)
{
    (void)state;
    for (size_t i = 0; i < cf_group_toy_count(); i++) {
        const cf_election_bases bases = { .group = cf_group_toy(i) };
        cf_batch *batch;
        assert_int_equal(cf_batch_open(&bases, 1, &batch), CF_ERR_UNSUPPORTED);
    }
}

/* In a part that is full, or was never large enough, claims are checked exactly. */
static void who_finds_no_room_is_checked_exactly(void **state)
{
    hall *h = *state;
    cf_batch_part *own = h->w->parts[0];
    for (size_t limit = 4 << 10; limit <= 2 << 20; limit *= 2) {
        cf_batch *batch;
        assert_int_equal(cf_batch_open(&h->w->fx.bases, 1, &batch), CF_OK);
        assert_int_equal(cf_batch_part_open(batch, limit, &h->w->parts[0]), CF_OK);
        put(h, 2, h->all);
        assert_true(h->holds[0] && h->holds[1]);
        assert_int_equal(cf_batch_count(batch), limit >= 1 << 20 ? 12 : 0);
        cf_batch_close(batch);
    }
    h->w->parts[0] = own;
}

static void a_full_scratch_arena_decides_nothing(void **state)
{
    hall *h = *state;
    posed unhinted = h->claims[1];
    unhinted.claim.hints = NULL;
    const cf_range_claim claims[2] = { h->claims[0].claim, unhinted.claim };
    cf_unchecked_element claimed[2][2];
    cf_element elements[2][2];
    cf_refusal verdicts[2][2];
    cf_element untouched[2][2];
    memset(elements, 0x5a, sizeof elements);
    memset(untouched, 0x5a, sizeof untouched);
    memset(h->holds, 0x5a, sizeof h->holds);
    for (size_t i = 0; i < 2; i++) {
        claimed[0][i].octets = cf_octets_of(h->claims[i].ciphertext, h->w->ref.width);
        claimed[1][i].octets =
            cf_octets_of(h->claims[i].ciphertext + h->w->ref.width, h->w->ref.width);
    }
    for (size_t limit = 0; limit < 4096; limit += 512) {
        cf_arena *small = cf_arena_open(limit);
        assert_non_null(small);
        assert_int_equal(cf_batch_check_ciphertexts(h->w->parts[0], small, 2, claimed[0],
                                                    claimed[1], claims, elements[0], elements[1],
                                                    verdicts[0], verdicts[1], h->holds, h->places),
                         CF_ERR_MEMORY);
        assert_int_equal(cf_batch_count(h->w->batch), 0);
        assert_memory_equal(elements, untouched, sizeof untouched);
        assert_memory_equal(h->holds, untouched, 2);
        cf_arena_close(small);
    }
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_batch_holds),
        cmocka_unit_test(honest_claims_hold_in_any_number),
        cmocka_unit_test(honest_claims_of_every_bound_hold),
        cmocka_unit_test(honest_contests_and_keys_hold),
        cmocka_unit_test(keys_alone_hold),
        cmocka_unit_test(a_batch_that_failed_can_be_used_again),
        cmocka_unit_test(neighbours_are_one_span_and_nobody_else),
        cmocka_unit_test(a_product_of_what_is_not_all_there_is_checked_exactly),
        cmocka_unit_test(chunks_do_not_matter),
        cmocka_unit_test(a_batch_of_many_parts_is_the_same),
        cmocka_unit_test(toys_have_no_batches),
        cmocka_unit_test(who_finds_no_room_is_checked_exactly),
        cmocka_unit_test(a_full_scratch_arena_decides_nothing),
    };
    return cmocka_run_group_tests(tests, hall_open, hall_close);
}
