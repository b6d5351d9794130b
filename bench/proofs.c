/*
 * proofs.c -- one core against the naive program, from octets to the verdict.
 *
 * Ours goes the way of the verifier and of the encrypting device: the calls of `crypto` and `vault`
 * that they make, with their batches.  The batch of the row about hints holds the same ballots
 * several times over, each time as other numbers at other places: what it costs does not know the
 * difference.
 */
#include "proofs.h"

#include "claims.h"
#include "die.h"

#include <string.h>

enum {
    OPTIONS = 10,
    EXACT_BALLOTS = 16,
    SAMPLE = 8, /* selections of the naive side */
    PIECE_BALLOTS = 16,
    ENCRYPT_BALLOTS = 8,
};

typedef struct setting {
    const scale *size;
    world w;
    cf_arena *arena;   /* of the ballots and their claims */
    cf_arena *scratch; /* of one check */
    cf_arena *made;    /* of ballots that are made and forgotten */
    world_pen pen;
    cf_ballot *ballots;
    claims p;
    cf_batch *batch;
    cf_batch_part *part;
    gmp_randstate_t random;
    size_t next; /* of the naive side's selections */
} setting;

static void verify_exactly(void *context)
{
    setting *s = context;
    const size_t count = EXACT_BALLOTS * OPTIONS;
    if (claims_check_selections(&s->p, s->scratch, 0, count) != count) {
        die("a selection that holds was refused");
    }
}

static void verify_batch(void *context)
{
    setting *s = context;
    cf_batch_empty(s->batch);
    for (size_t pass = 0; pass < s->size->batch_passes; pass++) {
        for (size_t first = 0; first < s->size->batch_ballots; first += PIECE_BALLOTS) {
            const size_t left = s->size->batch_ballots - first;
            const size_t count = left < PIECE_BALLOTS ? left : PIECE_BALLOTS;
            cf_arena_reset(s->scratch);
            if (cf_batch_check_ciphertexts(
                    s->part, s->scratch, count * OPTIONS, s->p.alpha_claimed + first * OPTIONS,
                    s->p.beta_claimed + first * OPTIONS, s->p.claims + first * OPTIONS, s->p.alpha,
                    s->p.beta, s->p.alpha_verdict, s->p.beta_verdict, s->p.holds, s->p.places)
                != CF_OK) {
                die("out of memory");
            }
        }
    }
    if (!claims_conclude(s->batch)) {
        die("a batch that holds was refused");
    }
}

static void verify_naively(void *context)
{
    setting *s = context;
    for (size_t i = 0; i < SAMPLE; i++, s->next++) {
        const naive_selection claimed = claims_naive(
            &s->ballots[s->next / OPTIONS % s->size->batch_ballots], s->next % OPTIONS);
        if (!naive_holds(&s->w.naive, &claimed)) {
            die("the naive side refused a selection that holds");
        }
    }
}

static void encrypt(void *context)
{
    setting *s = context;
    for (size_t i = 0; i < ENCRYPT_BALLOTS; i++) {
        cf_ballot ballot;
        cf_arena_reset(s->made);
        world_encrypt(&s->w, &s->pen, s->made, &ballot);
    }
}

static void encrypt_naively(void *context)
{
    static uint8_t out[OPTIONS * 2048];
    setting *s = context;
    if (naive_made_octets(OPTIONS) > sizeof out) {
        die("no room");
    }
    naive_encrypt(&s->w.naive, s->random, s->ballots[0].h_i.at, OPTIONS, out);
}

/* Each side accepts what holds and refuses a selection in which one octet was changed. */
static void both_sides_must_agree(setting *s)
{
    const cf_selection *selection = &s->ballots[0].contests[0].selections[0];
    uint8_t *octet = (uint8_t *)(uintptr_t)selection->proof.v[1].octets.at + NAIVE_SCALAR - 1;
    const cf_scalar *v = s->p.claims[0].v;
    cf_scalar changed[2] = { v[0], v[1] };
    verify_exactly(s);
    verify_naively(s);

    *octet ^= 1;
    const naive_selection lie = claims_naive(&s->ballots[0], 0);
    const bool naive = naive_holds(&s->w.naive, &lie);
    *octet ^= 1;
    changed[1].limb[0] ^= 1;
    s->p.claims[0].v = changed;
    const size_t exact = claims_check_selections(&s->p, s->scratch, 0, 1);
    s->p.claims[0].v = v;
    if (naive || exact != 0) {
        die("a selection that does not hold was accepted");
    }
}

static void open_setting(setting *s)
{
    world_open(&s->w, OPTIONS, UINT64_C(1) << 20);
    s->arena = cf_arena_open((size_t)4 << 30);
    s->scratch = cf_arena_open((size_t)1 << 30);
    s->made = cf_arena_open((size_t)1 << 30);
    s->pen = world_pen_open();
    if (s->arena == NULL || s->scratch == NULL || s->made == NULL) {
        die("out of memory");
    }
    s->ballots = cf_arena_take(s->arena, s->size->batch_ballots, sizeof *s->ballots);
    if (s->ballots == NULL) {
        die("out of memory");
    }
    for (size_t i = 0; i < s->size->batch_ballots; i++) {
        world_encrypt(&s->w, &s->pen, s->arena, &s->ballots[i]);
    }
    claims_open(&s->p, &s->w, s->arena, s->size->batch_ballots, s->ballots);
    gmp_randinit_default(s->random);
    if (cf_batch_open(&s->w.bases, 1, &s->batch) != CF_OK
        || cf_batch_part_open(s->batch, (size_t)1 << 30, &s->part) != CF_OK) {
        die("no batch");
    }
}

static void close_setting(setting *s)
{
    cf_batch_close(s->batch);
    gmp_randclear(s->random);
    world_pen_close(&s->pen);
    cf_arena_close(s->made);
    cf_arena_close(s->scratch);
    cf_arena_close(s->arena);
    world_close(&s->w);
}

void proofs_rows(rows *table, const scale *size, FILE *progress)
{
    static setting s;
    s.size = size;
    open_setting(&s);
    both_sides_must_agree(&s);

    const duel_side naive = { verify_naively, &s, SAMPLE };
    const duel_side exact = { verify_exactly, &s, EXACT_BALLOTS * OPTIONS };
    rows_add(table, "verify_exact_vs_gmp",
             "a 0/1 selection with its proof, exactly; ten mpz_powm and the hash",
             duel_fight(size->rounds, &exact, &naive));
    rows_show_last(table, progress);
    const duel_side batch = { verify_batch, &s,
                              (double)(size->batch_ballots * OPTIONS * size->batch_passes) };
    rows_add(
        table, "verify_batch_vs_gmp",
        "a 0/1 selection with hints, in a batch of 65,600, error 2^-128; ten mpz_powm and the hash",
        duel_fight(size->long_rounds, &batch, &naive));
    rows_show_last(table, progress);
    const duel_side ours = { encrypt, &s, ENCRYPT_BALLOTS * OPTIONS };
    const duel_side theirs = { encrypt_naively, &s, OPTIONS };
    rows_add(table, "encrypt_vs_gmp",
             "a 0/1 selection of a ballot of ten, with all its proofs, constant time; mpz_powm_sec",
             duel_fight(size->rounds, &ours, &theirs));
    rows_show_last(table, progress);
    close_setting(&s);
}
