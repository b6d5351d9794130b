/*
 * tests/crypto/batch_world.c -- the prover, and how a batch is run.
 */
#include "batch_world.h"

#include <stdlib.h>

static const uint8_t KEY[32] = { 0x24 };

enum { PART_OCTETS = 64 << 20, SCRATCH_OCTETS = 64 << 20, PREFIX_SEPARATOR = 0x24 };

/* --- the world --- */

static void open_prefix(batch_world *w)
{
    cf_hmac_key key;
    w->prefix.len = 0;
    ref_put_u8(&w->prefix, PREFIX_SEPARATOR);
    ref_put_u32(&w->prefix, 7);
    cf_hmac_key_init(&key, KEY, sizeof KEY);
    cf_transcript_start(&w->challenge, &key, PREFIX_SEPARATOR);
    cf_transcript_u32(&w->challenge, 7);
}

static void open_world(batch_world *w)
{
    ref_group_open(&w->ref, cf_group_standard(), 20261123);
    const cf_element k = ref_element(&w->ref, w->ref.k);
    fixture_open(&w->fx, w->ref.group, &k, &k);
    open_prefix(w);
    assert_int_equal(cf_batch_open(&w->fx.bases, WORLD_PARTS, &w->batch), CF_OK);
    for (size_t i = 0; i < WORLD_PARTS; i++) {
        assert_int_equal(cf_batch_part_open(w->batch, PART_OCTETS, &w->parts[i]), CF_OK);
    }
    w->scratch = cf_arena_open(SCRATCH_OCTETS);
    assert_non_null(w->scratch);
}

static void close_world(batch_world *w)
{
    free(w->memory);
    cf_arena_close(w->scratch);
    cf_batch_close(w->batch);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

/* --- lies --- */

mpz_ptr lie_at(lie *l, size_t position)
{
    return position == 0 ? l->alpha : position == 1 ? l->beta : l->hint[position - 2];
}

void lie_open(lie *l)
{
    l->past = NOWHERE;
    for (size_t i = 0; i < 2 + 2 * POSED_BRANCHES_MAX; i++) {
        mpz_init_set_ui(lie_at(l, i), 1);
    }
}

void lie_close(lie *l)
{
    for (size_t i = 0; i < 2 + 2 * POSED_BRANCHES_MAX; i++) {
        mpz_clear(lie_at(l, i));
    }
}

void lie_reset(lie *l)
{
    l->past = NOWHERE;
    for (size_t i = 0; i < 2 + 2 * POSED_BRANCHES_MAX; i++) {
        mpz_set_ui(lie_at(l, i), 1);
    }
}

void set_minus_one(const batch_world *w, mpz_t out)
{
    mpz_sub_ui(out, w->ref.p, 1);
}

void draw_of_large_order(batch_world *w, mpz_t out)
{
    mpz_t twice;
    mpz_init(twice);
    mpz_mul_ui(twice, w->ref.q, 2);
    do {
        mpz_urandomm(out, w->ref.random, w->ref.p);
        mpz_powm(out, out, twice, w->ref.p);
    } while (mpz_cmp_ui(out, 1) <= 0);
    mpz_clear(twice);
}

/* --- the prover --- */

void posed_open(posed *p)
{
    mpz_inits(p->nonce, p->alpha, p->beta, NULL);
}

void posed_close(posed *p)
{
    mpz_clears(p->nonce, p->alpha, p->beta, NULL);
}

static void multiply(const batch_world *w, mpz_t number, mpz_srcptr factor)
{
    mpz_mul(number, number, factor);
    mpz_mod(number, number, w->ref.p);
}

static void write_number(const batch_world *w, uint8_t *out, const mpz_t number)
{
    (void)ref_claim(&w->ref, number, out);
}

/* The same, as told. */
static void publish(const batch_world *w, uint8_t *out, mpz_t number, lie *told, size_t position)
{
    if (told != NULL) {
        multiply(w, number, lie_at(told, position));
    }
    if (told != NULL && told->past == position) {
        mpz_t more;
        mpz_init(more);
        mpz_add(more, number, w->ref.p);
        write_number(w, out, more);
        mpz_clear(more);
    } else {
        write_number(w, out, number);
    }
}

static void draw_unless_told(batch_world *w, mpz_t out, const lie *told)
{
    if (told == NULL || told->past == NOWHERE) {
        ref_random_scalar(&w->ref, out);
    } else {
        mpz_set_ui(out, 0);
    }
}

/* a_j = g^u_j, b_j = K^(u_j + (value - j) c_j), each times its factor. */
static void commit(batch_world *w, posed *p, lie *told, mpz_t *u, mpz_t *c)
{
    mpz_t number;
    mpz_init(number);
    for (size_t j = 0; j <= p->bound; j++) {
        draw_unless_told(w, u[j], told);
        ref_random_scalar(&w->ref, c[j]);
        if (j == p->value) {
            mpz_set_ui(c[j], 0);
        }
        for (size_t side = 0; side < 2; side++) {
            mpz_set(number, u[j]);
            if (side == 1) {
                mpz_mul_si(number, c[j], (long)p->value - (long)j);
                mpz_add(number, number, u[j]);
                mpz_mod(number, number, w->ref.q);
            }
            mpz_powm(number, side == 0 ? w->ref.g : w->ref.k, number, w->ref.p);
            publish(w, p->hints + (2 * j + side) * w->ref.width, number, told, 2 + 2 * j + side);
        }
    }
    mpz_clear(number);
}

static void answer(batch_world *w, posed *p, mpz_t *u, mpz_t *c)
{
    ref_bytes *bytes = malloc(sizeof *bytes);
    assert_non_null(bytes);
    *bytes = w->prefix;
    ref_put_octets(bytes, p->ciphertext, 2 * w->ref.width);
    ref_put_octets(bytes, p->hints, 2 * (p->bound + 1) * w->ref.width);
    mpz_t challenge;
    mpz_init(challenge);
    ref_challenge(&w->ref, KEY, bytes, challenge);
    for (size_t j = 0; j <= p->bound; j++) {
        mpz_sub(challenge, challenge, c[j]);
    }
    mpz_mod(c[p->value], challenge, w->ref.q);
    for (size_t j = 0; j <= p->bound; j++) {
        mpz_mul(challenge, c[j], p->nonce);
        mpz_sub(challenge, u[j], challenge);
        mpz_mod(challenge, challenge, w->ref.q);
        p->c[j] = ref_scalar(c[j]);
        p->v[j] = ref_scalar(challenge);
    }
    mpz_clear(challenge);
    free(bytes);
}

/* Claim that (alpha, beta), which are set, is of value and nonce, which are too. */
static void prove(batch_world *w, posed *p, size_t bound, lie *told)
{
    mpz_t u[POSED_BRANCHES_MAX];
    mpz_t c[POSED_BRANCHES_MAX];
    assert_true(bound < POSED_BRANCHES_MAX && p->value <= bound);
    p->bound = bound;
    for (size_t j = 0; j <= bound; j++) {
        mpz_inits(u[j], c[j], NULL);
    }
    publish(w, p->ciphertext, p->alpha, told, 0);
    publish(w, p->ciphertext + w->ref.width, p->beta, told, 1);
    commit(w, p, told, u, c);
    answer(w, p, u, c);
    for (size_t j = 0; j <= bound; j++) {
        mpz_clears(u[j], c[j], NULL);
    }
    p->claim = (cf_range_claim){
        .challenge = w->challenge, .bound = bound, .c = p->c, .v = p->v, .hints = p->hints
    };
}

void pose(batch_world *w, posed *p, unsigned long sigma, unsigned long value, size_t bound,
          lie *told)
{
    draw_unless_told(w, p->nonce, told);
    ref_encrypt(&w->ref, w->ref.k, sigma, p->nonce, p->alpha, p->beta);
    p->value = value;
    prove(w, p, bound, told);
}

void pose_product(batch_world *w, posed *p, size_t count, const posed *factors, size_t bound,
                  lie *told)
{
    mpz_set_ui(p->nonce, 0);
    mpz_set_ui(p->alpha, 1);
    mpz_set_ui(p->beta, 1);
    p->value = 0;
    for (size_t i = 0; i < count; i++) {
        mpz_add(p->nonce, p->nonce, factors[i].nonce);
        multiply(w, p->alpha, factors[i].alpha);
        multiply(w, p->beta, factors[i].beta);
        p->value += factors[i].value;
    }
    mpz_mod(p->nonce, p->nonce, w->ref.q);
    prove(w, p, bound, told);
}

void pose_key(batch_world *w, posed_key *p, mpz_srcptr key_factor, mpz_srcptr hint_factor)
{
    mpz_t secret, u, number;
    mpz_inits(secret, u, number, NULL);
    ref_random_scalar(&w->ref, secret);
    ref_random_scalar(&w->ref, u);
    mpz_powm(number, w->ref.g, secret, w->ref.p);
    if (key_factor != NULL) {
        multiply(w, number, key_factor);
    }
    write_number(w, p->key, number);
    mpz_powm(number, w->ref.g, u, w->ref.p);
    if (hint_factor != NULL) {
        multiply(w, number, hint_factor);
    }
    write_number(w, p->hint, number);

    ref_bytes *bytes = malloc(sizeof *bytes);
    assert_non_null(bytes);
    *bytes = w->prefix;
    ref_put_octets(bytes, p->hint, w->ref.width);
    ref_put_octets(bytes, p->key, w->ref.width);
    ref_challenge(&w->ref, KEY, bytes, number);
    p->c = ref_scalar(number);
    mpz_mul(number, number, secret);
    mpz_sub(number, u, number);
    mpz_mod(number, number, w->ref.q);
    p->v = ref_scalar(number);
    free(bytes);
    p->claim = (cf_schnorr_claim){ .prefix = w->challenge,
                                   .suffix = cf_octets_of(p->key, w->ref.width),
                                   .c = &p->c,
                                   .v = &p->v,
                                   .hint = p->hint };
    mpz_clears(secret, u, number, NULL);
}

/* --- running --- */

enum { AT_ONCE_MAX = 256 };

void put_ciphertexts(batch_world *w, size_t part, size_t count, posed *const *claims, bool *holds,
                     cf_batch_place *places)
{
    static cf_unchecked_element claimed[2][AT_ONCE_MAX];
    static cf_range_claim ranges[AT_ONCE_MAX];
    static cf_element elements[2][AT_ONCE_MAX];
    cf_refusal verdicts[2][AT_ONCE_MAX];
    assert_true(count <= AT_ONCE_MAX);
    for (size_t i = 0; i < count; i++) {
        claimed[0][i].octets = cf_octets_of(claims[i]->ciphertext, w->ref.width);
        claimed[1][i].octets = cf_octets_of(claims[i]->ciphertext + w->ref.width, w->ref.width);
        ranges[i] = claims[i]->claim;
    }
    cf_arena_reset(w->scratch);
    assert_int_equal(cf_batch_check_ciphertexts(w->parts[part], w->scratch, count, claimed[0],
                                                claimed[1], ranges, elements[0], elements[1],
                                                verdicts[0], verdicts[1], holds, places),
                     CF_OK);
    for (size_t i = 0; i < count; i++) {
        if (places[i].count == 0) {
            continue;
        }
        uint8_t back[2 * CF_ELEMENT_OCTETS_MAX]; /* who joined is what it claims to be, so far */
        assert_true(holds[i]);
        assert_int_equal(verdicts[0][i], CF_ADMITTED);
        assert_int_equal(verdicts[1][i], CF_ADMITTED);
        cf_group_encode(w->ref.group, 1, &elements[0][i], back);
        cf_group_encode(w->ref.group, 1, &elements[1][i], back + w->ref.width);
        assert_memory_equal(back, claims[i]->ciphertext, 2 * w->ref.width);
    }
}

/* An element that need not be a member: whoever calculates with it is told so. */
static cf_element element_of(const batch_world *w, const uint8_t *octets)
{
    const cf_unchecked_element claimed = { cf_octets_of(octets, w->ref.width) };
    cf_candidate candidate;
    cf_element element;
    cf_refusal verdict;
    cf_group_candidates_vartime(w->ref.group, 1, &claimed, &candidate, &verdict);
    assert_int_equal(verdict, CF_ADMITTED);
    cf_group_presume(w->ref.group, 1, &candidate, &element);
    return element;
}

bool put_product(batch_world *w, size_t part, const posed *p, size_t count,
                 const cf_batch_place *places)
{
    const cf_element alpha = element_of(w, p->ciphertext);
    const cf_element beta = element_of(w, p->ciphertext + w->ref.width);
    const cf_batch_place span = cf_batch_join(count, places);
    bool holds = false;
    cf_arena_reset(w->scratch);
    assert_int_equal(cf_batch_check_elements(w->parts[part], w->scratch, 1, &alpha, &beta,
                                             &p->claim, &span, &holds),
                     CF_OK);
    return holds;
}

bool put_key(batch_world *w, size_t part, const posed_key *p)
{
    const cf_unchecked_element claimed = { cf_octets_of(p->key, w->ref.width) };
    cf_element key;
    cf_refusal verdict;
    bool holds = false;
    cf_arena_reset(w->scratch);
    assert_int_equal(cf_batch_check_keys(w->parts[part], w->scratch, 1, &claimed, &p->claim, &key,
                                         &verdict, &holds),
                     CF_OK);
    return holds;
}

static void make_room(batch_world *w)
{
    const size_t octets = cf_batch_piece_octets(w->batch);
    if (octets > w->memory_octets) {
        free(w->memory);
        w->memory = aligned_alloc(64, octets);
        assert_non_null(w->memory);
        w->memory_octets = octets;
    }
}

bool run_batch(batch_world *w)
{
    assert_int_equal(cf_batch_draw(w->batch), CF_OK);
    make_room(w);
    for (size_t phase = 0; phase < CF_BATCH_PHASES; phase++) {
        const size_t count = cf_batch_pieces(w->batch, phase);
        const size_t first = count == 0 ? 0 : gmp_urandomm_ui(w->ref.random, count);
        for (size_t i = 0; i < count; i++) {
            cf_batch_do_piece(w->batch, phase, (first + count - i) % count, w->memory);
        }
    }
    const bool held = cf_batch_holds(w->batch);
    cf_batch_empty(w->batch);
    assert_int_equal(cf_batch_count(w->batch), 0);
    return held;
}

bool holds_exactly(batch_world *w, const posed *p)
{
    const cf_unchecked_element alpha_claimed = { cf_octets_of(p->ciphertext, w->ref.width) };
    const cf_unchecked_element beta_claimed = { cf_octets_of(p->ciphertext + w->ref.width,
                                                             w->ref.width) };
    cf_element elements[2];
    cf_refusal verdicts[2];
    bool holds = false;
    cf_arena_reset(w->scratch);
    assert_int_equal(cf_range_check_ciphertexts(&w->fx.bases, w->scratch, 1, &alpha_claimed,
                                                &beta_claimed, &p->claim, &elements[0],
                                                &elements[1], &verdicts[0], &verdicts[1], &holds),
                     CF_OK);
    return holds;
}

bool key_holds_exactly(batch_world *w, const posed_key *p)
{
    const cf_unchecked_element claimed = { cf_octets_of(p->key, w->ref.width) };
    cf_element key;
    cf_refusal verdict;
    bool holds = false;
    cf_arena_reset(w->scratch);
    assert_int_equal(cf_schnorr_check_keys(&w->fx.bases, w->scratch, 1, &claimed, &p->claim, &key,
                                           &verdict, &holds),
                     CF_OK);
    return holds;
}

/* --- the hall --- */

int hall_open(void **state)
{
    static batch_world w;
    static hall h;
    open_world(&w);
    h.w = &w;
    lie_open(&h.told);
    mpz_init(h.wrong);
    posed_open(&h.product);
    for (size_t i = 0; i < MANY; i++) {
        posed_open(&h.claims[i]);
        pose(h.w, &h.claims[i], i == 2, i == 2, 1, NULL);
        h.all[i] = &h.claims[i];
    }
    pose_product(h.w, &h.product, MANY, h.claims, 1, NULL);
    pose_key(h.w, &h.key, NULL, NULL);
    *state = &h;
    return 0;
}

int hall_close(void **state)
{
    hall *h = *state;
    for (size_t i = 0; i < MANY; i++) {
        posed_close(&h->claims[i]);
    }
    posed_close(&h->product);
    mpz_clear(h->wrong);
    lie_close(&h->told);
    close_world(h->w);
    return 0;
}

void put(hall *h, size_t count, posed *const *claims)
{
    put_ciphertexts(h->w, 0, count, claims, h->holds, h->places);
}

bool batch_of(hall *h, size_t count, posed *const *claims)
{
    put(h, count, claims);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(h->places[i].count, 1);
    }
    return run_batch(h->w);
}

bool batch_with(hall *h, posed *one)
{
    posed *claims[] = { h->all[0], one, h->all[1] };
    return batch_of(h, 3, claims);
}
