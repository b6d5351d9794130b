/*
 * tests/record/made.c -- everything that a format has a member for is there, and differs.
 */
#undef NDEBUG /* without memory there is no test */

#include "record/made.h"

#include <assert.h>

enum { ELEMENT = 24, SCALAR = 32, HASH = 32 };

const char cf_made_manifest[] =
    "{\"label\": \"Town of X\",\n \"contests\": [{\"label\": \"Mayor\", \"selection_limit\": 1, "
    "\"option_limit\": 1, \"data_blocks\": 1, \"options\": [\"Alice\", \"Bob\"]}],\n"
    " \"ballot_styles\": [{\"label\": \"Full\", \"contests\": [1]}]}\n";

static void *take(cf_arena *arena, size_t count, size_t item_octets)
{
    void *room = cf_arena_take(arena, count, item_octets);
    assert(room != NULL);
    return room;
}

cf_octets cf_made_octets(cf_arena *arena, uint64_t seed, size_t len)
{
    uint8_t *octets = take(arena, len, 1);
    uint64_t drawn = seed * 0x9E3779B97F4A7C15 + 1;
    for (size_t i = 0; i < len; i++) {
        drawn = drawn * 6364136223846793005 + 1442695040888963407;
        octets[i] = (uint8_t)(drawn >> 56);
    }
    if (len > 0) {
        octets[0] |= 1; /* a number keeps its length */
    }
    return cf_octets_of(octets, len);
}

static cf_unchecked_element element(cf_arena *arena, uint64_t seed)
{
    return (cf_unchecked_element){ .octets = cf_made_octets(arena, seed, ELEMENT) };
}

static cf_unchecked_scalar scalar(cf_arena *arena, uint64_t seed)
{
    return (cf_unchecked_scalar){ .octets = cf_made_octets(arena, seed, SCALAR) };
}

static const cf_unchecked_element *elements(cf_arena *arena, uint64_t seed, size_t count)
{
    cf_unchecked_element *made = take(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        made[i] = element(arena, seed + i);
    }
    return made;
}

static const cf_unchecked_scalar *scalars(cf_arena *arena, uint64_t seed, size_t count)
{
    cf_unchecked_scalar *made = take(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        made[i] = scalar(arena, seed + i);
    }
    return made;
}

cf_parameters cf_made_parameters(cf_arena *arena)
{
    return (cf_parameters){ .version = cf_octets_of_text("v2.1.0"),
                            .p = cf_made_octets(arena, 1, 64),
                            .q = cf_made_octets(arena, 2, 32),
                            .r = cf_made_octets(arena, 3, 33),
                            .g = cf_made_octets(arena, 4, 64),
                            .n = 3,
                            .k = 2,
                            .h_p = cf_made_octets(arena, 5, HASH),
                            .h_b = cf_made_octets(arena, 6, HASH) };
}

static cf_guardian guardian(cf_arena *arena, uint32_t index)
{
    const uint64_t seed = 1000 * index;
    return (cf_guardian){ .index = index,
                          .name = cf_octets_of_text(index == 1 ? "Zoë \"the\" first\n" : "Bo"),
                          .vote_count = 2,
                          .vote = elements(arena, seed, 2),
                          .data_count = 2,
                          .data = elements(arena, seed + 10, 2),
                          .kappa = element(arena, seed + 20),
                          .vote_c_count = 1,
                          .vote_c = scalars(arena, seed + 30, 1),
                          .vote_v_count = 3,
                          .vote_v = scalars(arena, seed + 40, 3),
                          .data_c = scalar(arena, seed + 50),
                          .data_v_count = 3,
                          .data_v = scalars(arena, seed + 60, 3) };
}

cf_keys cf_made_keys(cf_arena *arena)
{
    cf_guardian *guardians = take(arena, 3, sizeof *guardians);
    for (uint32_t i = 0; i < 3; i++) {
        guardians[i] = guardian(arena, i + 1);
    }
    guardians[2].name = (cf_octets){ .at = NULL };
    return (cf_keys){ .joint = element(arena, 11),
                      .joint_hat = element(arena, 12),
                      .h_e = cf_made_octets(arena, 13, HASH),
                      .has_h_g = true,
                      .h_g = cf_made_octets(arena, 14, HASH),
                      .guardian_count = 3,
                      .guardians = guardians };
}

static cf_range_proof proof(cf_arena *arena, uint64_t seed, size_t count)
{
    return (cf_range_proof){ .count = count,
                             .c = scalars(arena, seed, count),
                             .v = scalars(arena, seed + 100, count) };
}

static cf_hashed_ciphertext hashed(cf_arena *arena, uint64_t seed)
{
    return (cf_hashed_ciphertext){ .c0 = element(arena, seed),
                                   .c1 = cf_made_octets(arena, seed + 1, 64),
                                   .c = scalar(arena, seed + 2),
                                   .v = scalar(arena, seed + 3) };
}

static cf_encrypted_contest contest(cf_arena *arena, uint64_t seed, uint32_t index)
{
    cf_selection *selections = take(arena, 2, sizeof *selections);
    for (uint32_t i = 0; i < 2; i++) {
        selections[i] = (cf_selection){ .index = i + 1,
                                        .alpha = element(arena, seed + i),
                                        .beta = element(arena, seed + 10 + i),
                                        .proof = proof(arena, seed + 20 + i, 2 + i) };
    }
    cf_encrypted_contest made = { .index = index,
                                  .contest_hash = cf_made_octets(arena, seed + 30, HASH),
                                  .selection_count = 2,
                                  .selections = selections,
                                  .limit_proof = proof(arena, seed + 40, 2) };
    if (index == 2) {
        made.has_data = true;
        made.data = hashed(arena, seed + 50);
    }
    return made;
}

static cf_octets numbered(cf_arena *arena, uint32_t number, uint64_t seed)
{
    uint8_t *octets = take(arena, HASH, 1);
    memcpy(octets, cf_made_octets(arena, seed + number, HASH).at, HASH);
    for (int i = 0; i < 4; i++) {
        octets[i] = (uint8_t)(number >> (24 - 8 * i));
    }
    return cf_octets_of(octets, HASH);
}

cf_octets cf_made_id(cf_arena *arena, uint32_t number)
{
    return numbered(arena, number, 7000000);
}

cf_ballot cf_made_small_ballot(cf_arena *arena, uint32_t number)
{
    return (cf_ballot){ .id = cf_made_id(arena, number),
                        .style = cf_octets_of_text("1"),
                        .state = (cf_ballot_state)(number % 3),
                        .weight = 1 + number % 4,
                        .code = numbered(arena, number, 8000000),
                        .chaining_field = cf_made_octets(arena, number + 1, 36),
                        .h_i = cf_made_octets(arena, number + 2, HASH),
                        .nonce = hashed(arena, number + 3) };
}

cf_ballot cf_made_ballot(cf_arena *arena, uint32_t number)
{
    cf_ballot made = cf_made_small_ballot(arena, number);
    cf_encrypted_contest *contests = take(arena, 2, sizeof *contests);
    contests[0] = contest(arena, 1000 * number + 200, 1);
    contests[1] = contest(arena, 1000 * number + 600, 2);
    made.contests = contests;
    made.contest_count = 2;
    return made;
}

cf_device cf_made_device(cf_arena *arena, uint32_t number, uint32_t chaining)
{
    cf_device made = { .name = cf_octets_of_text("Gerät № 7"),
                       .chaining = chaining,
                       .h_di = cf_made_octets(arena, number, HASH) };
    if (chaining != 0) {
        made.has_h_0 = true;
        made.h_0 = cf_made_octets(arena, number + 10, HASH);
        made.has_closing_hash = true;
        made.closing_hash = cf_made_octets(arena, number + 20, HASH);
    }
    return made;
}

void cf_made_tally(cf_arena *arena, cf_encrypted_tally *encrypted, cf_decrypted_tally *decrypted)
{
    enum { CONTESTS = 2, OPTIONS = 3 };
    static const char *const labels[OPTIONS] = { "Alice", "Bob \\ \"B\"", "Çağ" };
    cf_encrypted_tally_contest *sums = take(arena, CONTESTS, sizeof *sums);
    cf_decrypted_tally_contest *counts = take(arena, CONTESTS, sizeof *counts);
    for (uint32_t i = 0; i < CONTESTS; i++) {
        cf_encrypted_total *sum = take(arena, OPTIONS, sizeof *sum);
        cf_decrypted_total *count = take(arena, OPTIONS, sizeof *count);
        for (uint32_t j = 0; j < OPTIONS; j++) {
            const uint64_t seed = 100 * i + 10 * j;
            const cf_octets label = cf_octets_of_text(labels[j]);
            sum[j] = (cf_encrypted_total){ .label = label,
                                           .a = element(arena, seed),
                                           .b = element(arena, seed + 1) };
            count[j] = (cf_decrypted_total){ .label = label,
                                             .tally = 41 * i + j,
                                             .power = element(arena, seed + 2),
                                             .c = scalar(arena, seed + 3),
                                             .v = scalar(arena, seed + 4) };
        }
        const cf_octets label = cf_octets_of_text(i == 0 ? "Mayor" : "Council");
        sums[i] = (cf_encrypted_tally_contest){
            .label = label, .index = i + 1, .option_count = OPTIONS, .options = sum
        };
        counts[i] = (cf_decrypted_tally_contest){
            .label = label, .index = i + 1, .option_count = OPTIONS, .options = count
        };
    }
    *encrypted = (cf_encrypted_tally){ .contest_count = CONTESTS, .contests = sums };
    *decrypted = (cf_decrypted_tally){ .contest_count = CONTESTS, .contests = counts };
}

cf_opened_ballot cf_made_opened(cf_arena *arena, uint32_t number)
{
    cf_opened_option *options = take(arena, 2, sizeof *options);
    cf_opened_contest *contests = take(arena, 2, sizeof *contests);
    for (uint32_t i = 0; i < 2; i++) {
        options[i] = (cf_opened_option){ .label = cf_octets_of_text(i == 0 ? "Alice" : "Bob"),
                                         .value = i,
                                         .nonce = scalar(arena, number + i) };
    }
    contests[0] = (cf_opened_contest){
        .label = cf_octets_of_text("Mayor"), .index = 1, .option_count = 2, .options = options
    };
    contests[1] = contests[0];
    contests[1].index = 2;
    contests[1].has_data = true;
    contests[1].data = cf_made_octets(arena, number + 5, 32);
    contests[1].data_nonce = scalar(arena, number + 6);
    return (cf_opened_ballot){ .id = cf_made_id(arena, number),
                               .contest_count = 2,
                               .contests = contests };
}

cf_opened_data cf_made_data(cf_arena *arena, uint32_t number, uint32_t contest_index)
{
    return (cf_opened_data){ .ballot_id = cf_made_id(arena, number),
                             .contest_index = contest_index,
                             .beta = element(arena, number + 1),
                             .c = scalar(arena, number + 2),
                             .v = scalar(arena, number + 3),
                             .data = cf_made_octets(arena, number + 4, 32) };
}
