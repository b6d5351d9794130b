/*
 * verify/contest_products.c -- alpha-bar and beta-bar of every contest of a batch.
 *
 * One product after the other would leave most lanes of a kernel empty.  So all contests are folded
 * at the same time, halves onto halves, and each fold is one long call for the group:
 *
 *     x_1 x_2 x_3 x_4 x_5   ->   x_1 x_4   x_2 x_5   x_3   ->   ..   ->   the product
 */
#include "verify/ballot_batch.h"

/* All rows of alpha, then all of beta; of each contest what is still to be multiplied. */
typedef struct fold {
    const cf_ballot_batch *batch;
    cf_element *x;    /* 2 * selection_count */
    cf_element *left; /* as many as one fold has products: selection_count at most */
    cf_element *right;
    size_t *left_over; /* by row of the contest: how many of its x are not yet one */
} fold;

static bool make_room(fold *f)
{
    cf_arena *arena = f->batch->arena;
    const size_t rows = f->batch->selection_count;
    f->x = cf_arena_take(arena, 2 * rows, sizeof *f->x);
    f->left = cf_arena_take(arena, rows, sizeof *f->left);
    f->right = cf_arena_take(arena, rows, sizeof *f->right);
    f->left_over = cf_arena_take(arena, f->batch->contest_count, sizeof *f->left_over);
    return f->x != NULL && f->left != NULL && f->right != NULL && f->left_over != NULL;
}

static void copy(cf_element *to, const cf_element *from, size_t count)
{
    if (count > 0) {
        memcpy(to, from, count * sizeof *to);
    }
}

typedef void contest_visit(fold *f, const cf_contest_look *contest, size_t *at);

/* Every contest that has a row. */
static size_t each_contest(fold *f, contest_visit *visit)
{
    size_t at = 0;
    for (size_t b = 0; b < f->batch->ballot_count; b++) {
        const cf_ballot_look *look = &f->batch->ballots[b];
        for (size_t c = 0; c < look->ballot.contest_count; c++) {
            if (look->contests[c].contest != NULL) {
                visit(f, &look->contests[c], &at);
            }
        }
    }
    return at;
}

static void start(fold *f, const cf_contest_look *contest, size_t *at)
{
    (void)at;
    f->left_over[contest->row] = contest->published->selection_count;
}

/* The last half of a contest beside its first; what stands between waits for the next fold. */
static void gather(fold *f, const cf_contest_look *contest, size_t *at)
{
    const size_t count = f->left_over[contest->row];
    const size_t half = count / 2;
    for (size_t side = 0; side < 2; side++) {
        const cf_element *x = &f->x[side * f->batch->selection_count + contest->first];
        copy(&f->left[*at], x, half);
        copy(&f->right[*at], x + count - half, half);
        *at += half;
    }
}

static void scatter(fold *f, const cf_contest_look *contest, size_t *at)
{
    const size_t half = f->left_over[contest->row] / 2;
    for (size_t side = 0; side < 2; side++) {
        copy(&f->x[side * f->batch->selection_count + contest->first], &f->left[*at], half);
        *at += half;
    }
    f->left_over[contest->row] -= half;
}

/* A contest without selections has the empty product. */
static void finish(fold *f, const cf_contest_look *contest, size_t *at)
{
    (void)at;
    const cf_group *group = f->batch->verification->group;
    cf_element *products[2] = { f->batch->alpha_products, f->batch->beta_products };
    for (size_t side = 0; side < 2; side++) {
        if (f->left_over[contest->row] == 0) {
            cf_group_identity(group, &products[side][contest->row]);
        } else {
            products[side][contest->row] = f->x[side * f->batch->selection_count + contest->first];
        }
    }
}

cf_status cf_contest_products(cf_ballot_batch *batch)
{
    fold f = { .batch = batch };
    if (!make_room(&f)) {
        return CF_ERR_MEMORY;
    }
    copy(f.x, batch->alpha, batch->selection_count);
    copy(f.x + batch->selection_count, batch->beta, batch->selection_count);

    (void)each_contest(&f, start);
    for (size_t count = each_contest(&f, gather); count > 0; count = each_contest(&f, gather)) {
        cf_group_multiply(batch->verification->group, count, f.left, f.left, f.right);
        (void)each_contest(&f, scatter);
    }
    (void)each_contest(&f, finish);
    return CF_OK;
}
