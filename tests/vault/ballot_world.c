/*
 * tests/vault/ballot_world.c -- keys from known secrets, and manifests from a table of shapes.
 */
#include "ballot_world.h"

#include "crypto/eg21.h"

enum { PLAIN_OCTETS = 16 << 20, BALLOTS_OCTETS = 256 << 20 };

static void make_manifest(ballot_world *w, size_t count, const contest_shape *shapes)
{
    assert_true(count <= WORLD_CONTESTS_MAX);
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(total + shapes[i].options <= WORLD_OPTIONS_MAX);
        w->positions[i] = i;
        w->contests[i] = (cf_contest){ .label = cf_octets_of_text("contest"),
                                       .index = (uint32_t)(2 * i + 2),
                                       .selection_limit = shapes[i].l,
                                       .option_limit = shapes[i].r,
                                       .data_blocks = shapes[i].blocks,
                                       .option_count = shapes[i].options,
                                       .options = &w->options[total],
                                       .first_option_position = total };
        for (uint32_t j = 0; j < shapes[i].options; j++) {
            w->options[total + j] =
                (cf_option){ .label = cf_octets_of_text("option"), .index = 3 * j + 3 };
        }
        total += shapes[i].options;
    }
    w->manifest = (cf_manifest){ .contest_count = count,
                                 .contests = w->contests,
                                 .style_count = 2,
                                 .styles = w->styles,
                                 .option_total = total };
}

/* The second style has the contests at positions 1, 3, 5 .. */
static void make_styles(ballot_world *w, size_t count)
{
    static size_t odd[WORLD_CONTESTS_MAX];
    for (size_t i = 0; i < WORLD_CONTESTS_MAX; i++) {
        odd[i] = 2 * i + 1;
    }
    w->styles[0] = (cf_ballot_style){ .label = cf_octets_of_text("all"),
                                      .contest_count = count,
                                      .contests = w->positions };
    w->styles[1] = (cf_ballot_style){ .label = cf_octets_of_text("odd"),
                                      .contest_count = count / 2,
                                      .contests = odd };
}

static void make_keys(ballot_world *w)
{
    w->keys = (cf_election_keys){ .group = w->ref.group,
                                  .n = 1,
                                  .k = 1,
                                  .joint = ref_element(&w->ref, w->ref.k),
                                  .joint_hat = ref_element(&w->ref, w->ref.k_hat) };
    memset(&w->keys.h_b, 0xb5, sizeof w->keys.h_b);
    memset(&w->keys.h_e, 0xe7, sizeof w->keys.h_e);
}

void world_open(ballot_world *w, const cf_group *group, size_t count, const contest_shape *shapes)
{
    ref_group_open(&w->ref, group, 3);
    make_keys(w);
    make_manifest(w, count, shapes);
    make_styles(w, count);
    fixture_open(&w->fx, group, &w->keys.joint, &w->keys.joint_hat);
    w->plain_arena = cf_arena_open_secret(PLAIN_OCTETS);
    w->secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    w->arena = cf_arena_open(BALLOTS_OCTETS);
    assert_true(w->plain_arena != NULL && w->secrets != NULL && w->arena != NULL);
    assert_int_equal(cf_vault_encryptor_open(&w->keys, &w->manifest, &w->encryptor), CF_OK);
    script_start_endless(&w->script, 5);
    w->entropy = script_source(&w->script);
}

void world_close(ballot_world *w)
{
    cf_vault_encryptor_close(w->encryptor);
    cf_arena_close(w->arena);
    cf_arena_close(w->secrets);
    cf_arena_close(w->plain_arena);
    fixture_close(&w->fx);
    ref_group_close(&w->ref);
}

void world_reset(ballot_world *w)
{
    cf_arena_reset(w->arena);
    cf_arena_reset(w->plain_arena);
    cf_arena_reset(w->fx.arena);
}

cf_plain_ballot world_blank(ballot_world *w, uint32_t style)
{
    cf_plain_ballot plain;
    assert_int_equal(cf_plain_ballot_blank(&w->manifest, style, w->plain_arena, &plain), CF_OK);
    return plain;
}

void world_mark(cf_plain_ballot *plain, size_t contest, size_t option, uint32_t marks)
{
    assert_true(contest < plain->contest_count
                && option < plain->contests[contest].contest->option_count);
    plain->contests[contest].marks[option] = marks;
}

void world_write_in(cf_plain_ballot *plain, size_t contest, const char *text)
{
    cf_plain_contest *in = &plain->contests[contest];
    in->write_in_len = strlen(text);
    assert_true(in->write_in_len <= in->write_in_room);
    memcpy(in->write_in, text, in->write_in_len);
}

cf_ballot world_encrypt(ballot_world *w, const cf_plain_ballot *plain)
{
    cf_ballot ballot;
    assert_int_equal(
        cf_vault_ballot_encrypt(w->encryptor, plain, &w->entropy, w->secrets, w->arena, &ballot),
        CF_OK);
    return ballot;
}
