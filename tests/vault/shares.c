/*
 * Shares that are wrong in every way that has a name, and complaints that are right or lie.
 *
 * In a toy group: what is wrong is refused by an equation, which by chance holds once in 2^64
 * times, and the seeds are fixed.  Bad shares are forged outside of src, with GMP and OpenSSL for
 * the proof, so that only the one thing is wrong that is said to be.
 */
#include "crypto/eg21_make.h"
#include "crypto/reference.h"
#include "vault/ceremony_world.h"
#include "vault/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 4, QUORUM = 3, SENDER = 2, RECEIVER = 3 };

typedef struct court {
    ceremony_world w;
    ref_group ref;
} court;

static int open_court(void **state)
{
    static court c;
    ceremony_open(&c.w, cf_group_toy(7), N, QUORUM, 7);
    ref_group_open(&c.ref, cf_group_toy(7), 7);
    *state = &c;
    return 0;
}

static int close_court(void **state)
{
    court *c = *state;
    ceremony_close(&c->w);
    ref_group_close(&c->ref);
    return 0;
}

/* --- forging --- */

static uint8_t *room(court *c, size_t octets)
{
    uint8_t *at = cf_arena_take(c->w.arena, octets, 1);
    assert_non_null(at);
    return at;
}

/* The same octets but for one. */
static cf_octets with_octet_changed(court *c, cf_octets octets, size_t place)
{
    uint8_t *at = room(c, octets.len);
    memcpy(at, octets.at, octets.len);
    at[place] ^= 1;
    return cf_octets_of(at, octets.len);
}

/* A share of SENDER for RECEIVER that is sound from outside, whatever its plain octets are. */
static cf_encrypted_share forge(court *c, const uint8_t plain[CF_EG21_SHARE_OCTETS])
{
    const cf_ceremony *ceremony = &c->w.ceremony;
    const cf_guardian_key *receiver = &c->w.keys[RECEIVER - 1];
    const size_t width = c->ref.width;
    uint8_t *octets = room(c, width + CF_EG21_SHARE_OCTETS + 2 * CF_SCALAR_OCTETS);
    mpz_t xi, power, kappa, challenge, response;
    mpz_inits(xi, power, kappa, challenge, response, NULL);
    ref_random_scalar(&c->ref, xi);
    mpz_powm(power, c->ref.g, xi, c->ref.p);
    const cf_element c0 = ref_element(&c->ref, power);
    cf_group_encode(ceremony->group, 1, &c0, octets);
    ref_from_element(&c->ref, kappa, &receiver->kappa);
    mpz_powm(power, kappa, xi, c->ref.p);
    const cf_secret_element beta = { ref_element(&c->ref, power) };
    memcpy(octets + width, plain, CF_EG21_SHARE_OCTETS);
    cf_eg21_share_xor(&ceremony->h_p, ceremony->group, SENDER, RECEIVER, &receiver->kappa, &c0,
                      &beta, octets + width);

    static ref_bytes prefix, suffix;
    prefix.len = suffix.len = 0;
    ref_put_u8(&prefix, 0x12);
    ref_put_u32(&prefix, SENDER);
    ref_put_u32(&prefix, RECEIVER);
    ref_put_octets(&suffix, octets, width + CF_EG21_SHARE_OCTETS);
    ref_schnorr_prove(&c->ref, ceremony->h_p.octets, &prefix, &suffix, xi, challenge, response);
    const cf_scalar scalars[2] = { ref_scalar(challenge), ref_scalar(response) };
    uint8_t *proof = octets + width + CF_EG21_SHARE_OCTETS;
    cf_scalar_encode(ceremony->group, &scalars[0], proof);
    cf_scalar_encode(ceremony->group, &scalars[1], proof + CF_SCALAR_OCTETS);
    mpz_clears(xi, power, kappa, challenge, response, NULL);
    return (cf_encrypted_share){
        .sender = SENDER,
        .receiver = RECEIVER,
        .c0.octets = cf_octets_of(octets, width),
        .c1 = cf_octets_of(octets + width, CF_EG21_SHARE_OCTETS),
        .c.octets = cf_octets_of(proof, CF_SCALAR_OCTETS),
        .v.octets = cf_octets_of(proof + CF_SCALAR_OCTETS, CF_SCALAR_OCTETS),
    };
}

/* What a right share holds. */
static void right_plain(court *c, uint8_t plain[CF_EG21_SHARE_OCTETS])
{
    const cf_vault_guardian *sender = c->w.guardians[SENDER - 1];
    cf_secret_scalar value;
    for (size_t t = 0; t < 2; t++) {
        cf_vault_own_value(sender, RECEIVER, t == 1, &value);
        cf_secret_scalar_encode(c->w.ceremony.group, &value, plain + t * CF_SCALAR_OCTETS);
    }
}

/* value + 1, for one half. */
static cf_encrypted_share share_of_another_value(court *c, bool data)
{
    const cf_vault_guardian *sender = c->w.guardians[SENDER - 1];
    uint8_t plain[CF_EG21_SHARE_OCTETS];
    cf_secret_scalar value;
    cf_secret_scalar one;
    right_plain(c, plain);
    cf_vault_own_value(sender, RECEIVER, data, &value);
    cf_secret_scalar_from_u64(c->w.ceremony.group, 1, &one);
    cf_secret_scalar_add(c->w.ceremony.group, &value, &value, &one);
    cf_secret_scalar_encode(c->w.ceremony.group, &value, plain + (data ? CF_SCALAR_OCTETS : 0));
    return forge(c, plain);
}

/* q itself, or 2^256 - 1, for one half. */
static cf_encrypted_share share_of_no_scalar(court *c, bool data, bool exactly_q)
{
    uint8_t plain[CF_EG21_SHARE_OCTETS];
    right_plain(c, plain);
    uint8_t *half = plain + (data ? CF_SCALAR_OCTETS : 0);
    const cf_octets q = cf_group_q(c->w.ceremony.group);
    memset(half, exactly_q ? 0 : 0xff, CF_SCALAR_OCTETS);
    if (exactly_q) {
        memcpy(half + CF_SCALAR_OCTETS - q.len, q.at, q.len);
    }
    return forge(c, plain);
}

/* --- judging --- */

static uint32_t judge(court *c, const cf_share_complaint *complaint)
{
    uint32_t guilty = 0;
    cf_arena *scratch = cf_arena_open((size_t)1 << 20);
    assert_non_null(scratch);
    assert_int_equal(cf_complaint_judge(&c->w.ceremony, c->w.keys, complaint, scratch, &guilty),
                     CF_OK);
    cf_arena_close(scratch);
    return guilty;
}

static bool has_proof(const cf_share_complaint *complaint)
{
    return complaint->beta.octets.at != NULL;
}

/* The receiver names the defect, and whoever judges finds the sender guilty. */
static cf_share_complaint refused(court *c, const cf_encrypted_share *share, cf_share_defect defect)
{
    cf_share_complaint complaint;
    assert_int_equal(ceremony_accept(&c->w, SENDER, RECEIVER, share, &complaint), defect);
    assert_false(c->w.guardians[RECEIVER - 1]->has_share[SENDER - 1]);
    assert_int_equal(complaint.accuser, RECEIVER);
    assert_int_equal(complaint.share.sender, SENDER);
    assert_int_equal(complaint.share.receiver, RECEIVER);
    assert_int_equal(complaint.defect, defect);
    assert_int_equal(has_proof(&complaint),
                     defect == CF_SHARE_NO_SCALAR || defect == CF_SHARE_OTHER_VALUE);
    assert_int_equal(judge(c, &complaint), SENDER);
    return complaint;
}

/* --- bad shares --- */

static void an_absent_share_is_absent(void **state)
{
    court *c = *state;
    (void)refused(c, NULL, CF_SHARE_ABSENT);
    cf_encrypted_share share = { .sender = SENDER, .receiver = RECEIVER };
    (void)refused(c, &share, CF_SHARE_ABSENT);
    share = ceremony_share(&c->w, SENDER, RECEIVER);
    share.receiver = 1;
    (void)refused(c, &share, CF_SHARE_ABSENT);
    share = ceremony_share(&c->w, SENDER, RECEIVER);
    share.sender = 4;
    (void)refused(c, &share, CF_SHARE_ABSENT);
}

static void malformed_is(court *c, const cf_encrypted_share *share)
{
    (void)refused(c, share, CF_SHARE_MALFORMED);
}

static void a_c0_that_is_no_member_is_malformed(void **state)
{
    court *c = *state;
    const cf_octets p = cf_group_p(c->w.ceremony.group);
    cf_encrypted_share share = ceremony_share(&c->w, SENDER, RECEIVER);
    const cf_octets c0 = share.c0.octets;
    uint8_t *none = room(c, c0.len + 1);
    const cf_octets others[] = {
        { NULL, 0 },
        cf_octets_of(c0.at, 0),
        cf_octets_of(c0.at, c0.len - 1),
        cf_octets_of(none, c0.len + 1),      /* too wide */
        cf_octets_of(none, c0.len),          /* 0 */
        p,                                   /* not below p */
        with_octet_changed(c, p, p.len - 1), /* p - 1 has order 2 */
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        share.c0.octets = others[i];
        malformed_is(c, &share);
    }
}

static void a_c1_of_another_length_is_malformed(void **state)
{
    court *c = *state;
    cf_encrypted_share share = ceremony_share(&c->w, SENDER, RECEIVER);
    const cf_octets c1 = share.c1;
    share.c1 = cf_octets_of(NULL, 0);
    malformed_is(c, &share);
    share.c1 = cf_octets_of(room(c, 200), 0);
    for (; share.c1.len <= 130; share.c1.len++) {
        if (share.c1.len != c1.len) {
            malformed_is(c, &share);
        }
    }
}

static void a_c2_of_no_scalars_is_malformed(void **state)
{
    court *c = *state;
    const cf_encrypted_share good = ceremony_share(&c->w, SENDER, RECEIVER);
    uint8_t *too_large = room(c, CF_SCALAR_OCTETS);
    memset(too_large, 0xff, CF_SCALAR_OCTETS);
    const cf_octets others[] = { { NULL, 0 },
                                 cf_octets_of(good.c.octets.at, CF_SCALAR_OCTETS - 1),
                                 cf_octets_of(too_large, CF_SCALAR_OCTETS) };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cf_encrypted_share share = good;
        share.c.octets = others[i];
        malformed_is(c, &share);
        share = good;
        share.v.octets = others[i];
        malformed_is(c, &share);
    }
}

static void a_proof_of_something_else_does_not_hold(void **state)
{
    court *c = *state;
    const cf_encrypted_share good = ceremony_share(&c->w, SENDER, RECEIVER);
    const cf_encrypted_share second = ceremony_share(&c->w, SENDER, RECEIVER);
    cf_encrypted_share share = good;
    share.c.octets = with_octet_changed(c, good.c.octets, CF_SCALAR_OCTETS - 1);
    (void)refused(c, &share, CF_SHARE_PROOF);
    share = good;
    share.v.octets = with_octet_changed(c, good.v.octets, CF_SCALAR_OCTETS - 1);
    (void)refused(c, &share, CF_SHARE_PROOF);
    share = good;
    share.c0 = second.c0;
    (void)refused(c, &share, CF_SHARE_PROOF);
    for (size_t i = 0; i < good.c1.len; i++) {
        share = good;
        share.c1 = with_octet_changed(c, good.c1, i);
        (void)refused(c, &share, CF_SHARE_PROOF);
    }
}

/* Somebody else's share, sent on under one's own name or to another receiver. */
static void a_share_that_was_sent_on_does_not_hold(void **state)
{
    court *c = *state;
    cf_encrypted_share share = ceremony_share(&c->w, 1, RECEIVER);
    share.sender = SENDER;
    (void)refused(c, &share, CF_SHARE_PROOF);
    share = ceremony_share(&c->w, SENDER, 1);
    share.receiver = RECEIVER;
    (void)refused(c, &share, CF_SHARE_PROOF);
}

static void what_is_no_scalar_is_refused(void **state)
{
    court *c = *state;
    for (int data = 0; data < 2; data++) {
        for (int exactly_q = 0; exactly_q < 2; exactly_q++) {
            const cf_encrypted_share share = share_of_no_scalar(c, data, exactly_q);
            (void)refused(c, &share, CF_SHARE_NO_SCALAR);
        }
    }
}

static void another_value_is_refused(void **state)
{
    court *c = *state;
    for (int data = 0; data < 2; data++) {
        const cf_encrypted_share share = share_of_another_value(c, data);
        (void)refused(c, &share, CF_SHARE_OTHER_VALUE);
    }
}

/* The forger can also be honest: what it forges is refused for its plain octets only. */
static void a_share_that_is_right_is_kept(void **state)
{
    court *c = *state;
    uint8_t plain[CF_EG21_SHARE_OCTETS];
    right_plain(c, plain);
    const cf_encrypted_share share = forge(c, plain);
    cf_share_complaint complaint;
    static const cf_share_complaint none;
    assert_int_equal(ceremony_accept(&c->w, SENDER, RECEIVER, &share, &complaint), CF_SHARE_GOOD);
    assert_memory_equal(&complaint, &none, sizeof none);

    const cf_encrypted_share bad = share_of_another_value(c, false);
    assert_int_equal(ceremony_accept(&c->w, SENDER, RECEIVER, &bad, NULL), CF_SHARE_OTHER_VALUE);
    ceremony_exchange(&c->w); /* the bad one did not displace it; a second good one may */
    ceremony_finish(&c->w);
}

static void each_defect_has_words(void **state)
{
    (void)state;
    for (int a = CF_SHARE_GOOD; a <= CF_SHARE_OTHER_VALUE + 1; a++) {
        for (int b = CF_SHARE_GOOD; b < a; b++) {
            assert_string_not_equal(cf_share_defect_phrase((cf_share_defect)a),
                                    cf_share_defect_phrase((cf_share_defect)b));
        }
    }
    assert_string_equal(cf_share_defect_phrase(CF_SHARE_OTHER_VALUE),
                        "is not what the commitments promise");
}

/* --- complaints that lie --- */

static void a_good_share_cannot_be_complained_about(void **state)
{
    court *c = *state;
    const cf_encrypted_share good = ceremony_share(&c->w, SENDER, RECEIVER);
    for (int defect = CF_SHARE_GOOD; defect <= CF_SHARE_OTHER_VALUE; defect++) {
        const cf_share_complaint complaint = { .accuser = RECEIVER,
                                               .share = good,
                                               .defect = (cf_share_defect)defect };
        assert_int_equal(judge(c, &complaint), RECEIVER);
    }
}

/*
 * beta and its proof are right, but so is the share: told other commitments, a guardian complains.
 */
static void a_good_share_convicts_its_accuser_once_it_is_open(void **state)
{
    court *c = *state;
    const cf_encrypted_share good = ceremony_share(&c->w, SENDER, RECEIVER);
    cf_guardian_key other = c->w.keys[SENDER - 1];
    other.vote = c->w.keys[0].vote;
    cf_share_defect defect;
    cf_share_complaint complaint;
    assert_int_equal(cf_vault_share_accept(c->w.guardians[RECEIVER - 1], &other, &good,
                                           &c->w.entropy, c->w.arena, &defect, &complaint),
                     CF_OK);
    assert_int_equal(defect, CF_SHARE_OTHER_VALUE);
    assert_true(has_proof(&complaint));
    assert_int_equal(judge(c, &complaint), RECEIVER);
    complaint.defect = CF_SHARE_NO_SCALAR;
    assert_int_equal(judge(c, &complaint), RECEIVER);
}

/* A bad share: the sender would be guilty, had the accuser told the truth about beta. */
static void an_accuser_without_its_proof_is_guilty(void **state)
{
    court *c = *state;
    const cf_encrypted_share bad = share_of_another_value(c, true);
    const cf_share_complaint honest = refused(c, &bad, CF_SHARE_OTHER_VALUE);
    uint8_t *zeros = room(c, c->ref.width);
    const cf_octets betas[] = { { NULL, 0 },
                                cf_octets_of(zeros, c->ref.width),
                                cf_octets_of(honest.beta.octets.at, honest.beta.octets.len - 1),
                                bad.c0.octets,
                                c->w.claims[RECEIVER - 1].kappa.octets };
    for (size_t i = 0; i < sizeof betas / sizeof *betas; i++) {
        cf_share_complaint lie = honest;
        lie.beta.octets = betas[i];
        assert_int_equal(judge(c, &lie), RECEIVER);
    }
    for (size_t i = 0; i < CF_SCALAR_OCTETS; i++) {
        cf_share_complaint lie = honest;
        lie.c.octets = with_octet_changed(c, honest.c.octets, i);
        assert_int_equal(judge(c, &lie), RECEIVER);
        lie = honest;
        lie.v.octets = with_octet_changed(c, honest.v.octets, i);
        assert_int_equal(judge(c, &lie), RECEIVER);
    }
    cf_share_complaint lie = honest;
    lie.c.octets = cf_octets_of(NULL, 0);
    assert_int_equal(judge(c, &lie), RECEIVER);
    lie = honest;
    lie.v.octets = cf_octets_of(NULL, 0);
    assert_int_equal(judge(c, &lie), RECEIVER);
    lie = honest;
    lie.defect = CF_SHARE_PROOF; /* which anybody can see that it is not */
    assert_int_equal(judge(c, &lie), RECEIVER);
}

static void a_proof_is_of_one_share(void **state)
{
    court *c = *state;
    const cf_encrypted_share first = share_of_another_value(c, true);
    const cf_encrypted_share second = share_of_another_value(c, true);
    cf_share_complaint complaint = refused(c, &first, CF_SHARE_OTHER_VALUE);
    complaint.share = second;
    assert_int_equal(judge(c, &complaint), RECEIVER);
    complaint.share = ceremony_share(&c->w, SENDER, RECEIVER);
    assert_int_equal(judge(c, &complaint), RECEIVER);
}

/* The proof as doc/readings.md states it, with GMP and OpenSSL. */
static void the_proof_is_the_one_that_is_documented(void **state)
{
    court *c = *state;
    const cf_encrypted_share bad = share_of_another_value(c, false);
    const cf_share_complaint complaint = refused(c, &bad, CF_SHARE_OTHER_VALUE);
    static ref_bytes prefix;
    prefix.len = 0;
    ref_put_u8(&prefix, 0xC0);
    ref_put_text(&prefix, "share complaint");
    ref_put_u32(&prefix, SENDER);
    ref_put_u32(&prefix, RECEIVER);
    mpz_t numbers[5]; /* kappa, C_0, beta, c, v */
    const cf_octets octets[5] = { c->w.claims[RECEIVER - 1].kappa.octets, bad.c0.octets,
                                  complaint.beta.octets, complaint.c.octets, complaint.v.octets };
    for (size_t i = 0; i < 5; i++) {
        mpz_init(numbers[i]);
        mpz_import(numbers[i], octets[i].len, 1, 1, 1, 0, octets[i].at);
    }
    ref_put_number(&prefix, numbers[0], c->ref.width);
    ref_put_number(&prefix, numbers[1], c->ref.width);
    assert_true(ref_equal_logs_hold(&c->ref, c->w.ceremony.h_p.octets, &prefix, numbers[0],
                                    numbers[1], numbers[2], numbers[3], numbers[4]));
    for (size_t i = 0; i < 5; i++) {
        mpz_clear(numbers[i]);
    }
}

static void a_complaint_between_nobody_is_none(void **state)
{
    court *c = *state;
    const cf_encrypted_share bad = share_of_another_value(c, false);
    const cf_share_complaint honest = refused(c, &bad, CF_SHARE_OTHER_VALUE);
    static const uint32_t PARTIES[][3] = { /* accuser, sender, receiver */
                                           { 0, SENDER, 0 },
                                           { N + 1, SENDER, N + 1 },
                                           { RECEIVER, 0, RECEIVER },
                                           { RECEIVER, N + 1, RECEIVER },
                                           { RECEIVER, RECEIVER, RECEIVER },
                                           { 1, SENDER, RECEIVER }
    };
    for (size_t i = 0; i < sizeof PARTIES / sizeof *PARTIES; i++) {
        cf_share_complaint other = honest;
        other.accuser = PARTIES[i][0];
        other.share.sender = PARTIES[i][1];
        other.share.receiver = PARTIES[i][2];
        uint32_t guilty = 77;
        assert_int_equal(cf_complaint_judge(&c->w.ceremony, c->w.keys, &other, c->w.arena, &guilty),
                         CF_ERR_SHAPE);
        assert_int_equal(guilty, 77);
    }
}

/* --- the others go on --- */

/* Everybody but RECEIVER has all it needs, whatever became of the one share. */
static void the_others_finish(void **state)
{
    court *c = *state;
    const cf_encrypted_share bad = share_of_another_value(c, false);
    cf_fault fault = { 0 };
    for (uint32_t i = 1; i <= N; i++) {
        for (uint32_t l = 1; l <= N; l++) {
            if (i != l && !(i == SENDER && l == RECEIVER)) {
                const cf_encrypted_share share = ceremony_share(&c->w, i, l);
                assert_int_equal(ceremony_accept(&c->w, i, l, &share, NULL), CF_SHARE_GOOD);
            }
        }
    }
    (void)refused(c, &bad, CF_SHARE_OTHER_VALUE);
    for (uint32_t l = 1; l <= N; l++) {
        const cf_status due = l == RECEIVER ? CF_ERR_ABSENT : CF_OK;
        if (l != SENDER) {
            assert_int_equal(cf_vault_guardian_finish(c->w.guardians[l - 1], &c->w.joint, &fault),
                             due);
        }
    }
    assert_string_equal(fault.what, "guardian 3 has no share from guardian 2");

    const cf_encrypted_share good = ceremony_share(&c->w, SENDER, RECEIVER);
    assert_int_equal(ceremony_accept(&c->w, SENDER, RECEIVER, &good, NULL), CF_SHARE_GOOD);
    assert_int_equal(cf_vault_guardian_finish(c->w.guardians[RECEIVER - 1], &c->w.joint, &fault),
                     CF_OK);
    assert_int_equal(cf_vault_guardian_finish(c->w.guardians[SENDER - 1], &c->w.joint, &fault),
                     CF_OK);
}

int main(void)
{
#define TRIAL(name) cmocka_unit_test_setup_teardown(name, open_court, close_court)
    const struct CMUnitTest tests[] = {
        TRIAL(an_absent_share_is_absent),
        TRIAL(a_c0_that_is_no_member_is_malformed),
        TRIAL(a_c1_of_another_length_is_malformed),
        TRIAL(a_c2_of_no_scalars_is_malformed),
        TRIAL(a_proof_of_something_else_does_not_hold),
        TRIAL(a_share_that_was_sent_on_does_not_hold),
        TRIAL(what_is_no_scalar_is_refused),
        TRIAL(another_value_is_refused),
        TRIAL(a_share_that_is_right_is_kept),
        TRIAL(each_defect_has_words),
        TRIAL(a_good_share_cannot_be_complained_about),
        TRIAL(a_good_share_convicts_its_accuser_once_it_is_open),
        TRIAL(an_accuser_without_its_proof_is_guilty),
        TRIAL(a_proof_is_of_one_share),
        TRIAL(the_proof_is_the_one_that_is_documented),
        TRIAL(a_complaint_between_nobody_is_none),
        TRIAL(the_others_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
