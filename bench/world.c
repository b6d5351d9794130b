/*
 * world.c -- keys from a secret that is none, ballots from the system's entropy.
 */
#include "world.h"

#include "die.h"

#include <string.h>

void *world_take(cf_arena *arena, size_t count, size_t octets)
{
    void *place = cf_arena_take(arena, count, octets);
    if (place == NULL) {
        die("out of memory");
    }
    return place;
}

/* --- the election --- */

static void make_manifest(world *w, size_t options)
{
    for (size_t i = 0; i < options; i++) {
        w->options[i] =
            (cf_option){ .label = cf_octets_of_text("option"), .index = (uint32_t)i + 1 };
    }
    w->contest = (cf_contest){ .label = cf_octets_of_text("contest"),
                               .index = 1,
                               .selection_limit = 1,
                               .option_limit = 1,
                               .option_count = options,
                               .options = w->options };
    w->style = (cf_ballot_style){ .label = cf_octets_of_text("all"),
                                  .contest_count = 1,
                                  .contests = &w->contest_position };
    w->manifest = (cf_manifest){ .contest_count = 1,
                                 .contests = &w->contest,
                                 .style_count = 1,
                                 .styles = &w->style,
                                 .option_total = options };
}

static void make_keys(world *w)
{
    const cf_group *group = cf_group_standard();
    cf_element g[2];
    cf_element keys[2];
    cf_scalar secrets[2];
    cf_group_generator(group, &g[0]);
    g[1] = g[0];
    cf_scalar_from_u64(group, 0x5eed, &secrets[0]);
    cf_scalar_from_u64(group, 0xda7a, &secrets[1]);
    cf_group_powers_vartime(group, 2, g, 1, secrets, keys);
    w->keys = (cf_election_keys){
        .group = group, .n = 1, .k = 1, .joint = keys[0], .joint_hat = keys[1]
    };
    memset(&w->keys.h_b, 0xb5, sizeof w->keys.h_b);
    memset(&w->keys.h_e, 0xe7, sizeof w->keys.h_e);
}

static const cf_fixed_base *make_table(world *w, const cf_element *base, uint64_t uses)
{
    const cf_group *group = w->keys.group;
    return cf_fixed_base_init(group, base, uses,
                              world_take(w->arena, 1, cf_fixed_base_octets(group, uses)));
}

static void open_naive(world *w)
{
    uint8_t octets[2][NAIVE_ELEMENT];
    const cf_element keys[2] = { w->keys.joint, w->keys.joint_hat };
    cf_group_encode(w->keys.group, 2, keys, octets[0]);
    naive_open(&w->naive, octets[0], octets[1]);
}

void world_open(world *w, size_t options, uint64_t uses)
{
    cf_element g;
    *w = (world){ .arena = cf_arena_open((size_t)4 << 30) };
    if (w->arena == NULL) {
        die("out of memory");
    }
    make_manifest(w, options);
    make_keys(w);
    cf_group_generator(w->keys.group, &g);
    w->bases = (cf_election_bases){ .group = w->keys.group,
                                    .g = make_table(w, &g, uses),
                                    .k = make_table(w, &w->keys.joint, uses) };
    if (cf_vault_encryptor_open(&w->keys, &w->manifest, &w->encryptor) != CF_OK) {
        die("no encryptor");
    }
    cf_vault_encryptor_give_hints(w->encryptor);
    open_naive(w);
}

void world_close(world *w)
{
    naive_close(&w->naive);
    cf_vault_encryptor_close(w->encryptor);
    cf_arena_close(w->arena);
}

world_pen world_pen_open(void)
{
    const world_pen pen = { .plain = cf_arena_open_secret(1 << 20),
                            .secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS) };
    if (pen.plain == NULL || pen.secrets == NULL) {
        die("out of memory");
    }
    return pen;
}

void world_pen_close(world_pen *pen)
{
    cf_arena_close(pen->plain);
    cf_arena_close(pen->secrets);
}

void world_encrypt(const world *w, const world_pen *pen, cf_arena *arena, cf_ballot *out)
{
    cf_plain_ballot ballot;
    if (cf_plain_ballot_blank(&w->manifest, 1, pen->plain, &ballot) != CF_OK) {
        die("out of memory");
    }
    ballot.contests[0].marks[0] = 1;
    if (cf_vault_ballot_encrypt(w->encryptor, &ballot, &cf_entropy_system, pen->secrets, arena, out)
        != CF_OK) {
        die("a ballot could not be encrypted");
    }
    cf_arena_reset(pen->plain);
}
