/*
 * Does time or an address depend on what a voter marked?  One ballot with each kind of contest:
 * with and without data, with digits and without, R and L of one and of more.
 *
 * Only one ballot a group is needed: what valgrind holds for undefined it holds so for every value.
 */
#include "ctime_encrypt.h"

#include "scripted_entropy.h"
#include "vault/encrypt.h"

#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

enum { CONTESTS = 3, OPTIONS = 27, ARENA_OCTETS = 16 << 20 };

typedef struct ctime_world {
    cf_election_keys keys;
    cf_option options[OPTIONS];
    cf_contest contests[CONTESTS];
    size_t positions[CONTESTS];
    cf_ballot_style style;
    cf_manifest manifest;
    cf_arena *arena;
    cf_arena *secrets;
    cf_plain_ballot plain;
    scripted_entropy script;
    cf_entropy_source drawn;
    size_t draws;
} ctime_world;

static ctime_world w;

static void must(bool well)
{
    if (!well) {
        abort();
    }
}

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
}

/* id_B is published; the second draw is xi_B.  Scalars are hidden after they were drawn. */
static cf_status fill(void *context, void *out, size_t len)
{
    ctime_world *world = context;
    const cf_status status = cf_entropy_fill(&world->drawn, out, len);
    world->draws++;
    if (world->draws == 2) {
        hide(out, len);
    }
    return status;
}

static void make_manifest(void)
{
    static const cf_contest shapes[CONTESTS] = {
        { .selection_limit = 1, .option_limit = 1, .data_blocks = 1, .option_count = 3 },
        { .selection_limit = 3, .option_limit = 2, .data_blocks = 0, .option_count = 2 },
        { .selection_limit = 2, .option_limit = 1, .data_blocks = 1, .option_count = OPTIONS },
    };
    for (uint32_t i = 0; i < OPTIONS; i++) {
        w.options[i].index = i + 1;
    }
    for (uint32_t i = 0; i < CONTESTS; i++) {
        w.contests[i] = shapes[i];
        w.contests[i].index = i + 1;
        w.contests[i].options = w.options;
        w.positions[i] = i;
    }
    w.style = (cf_ballot_style){ .contest_count = CONTESTS, .contests = w.positions };
    w.manifest = (cf_manifest){
        .contest_count = CONTESTS, .contests = w.contests, .style_count = 1, .styles = &w.style
    };
}

static void mark(void)
{
    must(cf_plain_ballot_blank(&w.manifest, 1, w.arena, &w.plain) == CF_OK);
    for (size_t i = 0; i < CONTESTS; i++) {
        cf_plain_contest *contest = &w.plain.contests[i];
        hide(contest->marks, contest->contest->option_count * sizeof *contest->marks);
        hide(&contest->write_in_len, sizeof contest->write_in_len);
        if (contest->write_in != NULL) {
            hide(contest->write_in, contest->write_in_room);
        }
    }
}

static void open_world(const cf_group *group)
{
    memset(&w, 0, sizeof w);
    w.keys.group = group;
    cf_group_generator(group, &w.keys.joint);
    cf_group_generator(group, &w.keys.joint_hat);
    w.arena = cf_arena_open(ARENA_OCTETS);
    w.secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    must(w.arena != NULL && w.secrets != NULL);
    script_start_endless(&w.script, 1);
    w.drawn = script_source(&w.script);
    make_manifest();
    mark();
}

void ctime_encrypt(const cf_group *group)
{
    open_world(group);
    const cf_entropy_source entropy = { fill, &w };
    cf_vault_encryptor *encryptor = NULL;
    cf_ballot ballot;
    must(cf_vault_encryptor_open(&w.keys, &w.manifest, &encryptor) == CF_OK);
    must(cf_vault_ballot_encrypt(encryptor, &w.plain, &entropy, w.secrets, w.arena, &ballot)
         == CF_OK);
    cf_plain_ballot_wipe(&w.plain);
    cf_vault_encryptor_close(encryptor);
    cf_arena_close(w.secrets);
    cf_arena_close(w.arena);
}
