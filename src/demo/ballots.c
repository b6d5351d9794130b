/*
 * demo/ballots.c -- vote, encrypt, seal, write, add up.
 *
 * Encrypting and adding up go on all cores; codes are given and ballots written in the order of the
 * voters, so that the same seed makes the same record on one core and on many.
 *
 *     do_ballot     vote, encrypt, multiply into the worker's sums      -> a ballot
 *     take_ballot   seal by its device, write, count, keep or forget
 */
#include "demo/inside.h"

#include "booth/device.h"
#include "work/job.h"

#include <stdatomic.h>
#include <stdlib.h>

#define BALLOT_ARENA_OCTETS (UINT64_C(1) << 30)

typedef struct ballot_job {
    cf_demo *demo;
    cf_vault_encryptor *encryptor;
    cf_status status;       /* the first that was not CF_OK, in the order of the voters */
    atomic_bool has_failed; /* the same for all threads: what is still to do is not done any more */
} ballot_job;

typedef struct worker {
    cf_arena *arena; /* its sums, and what it needs for one ballot */
    cf_arena *scratch;
    cf_arena *secrets; /* of the ballot that it makes */
    cf_aggregate sums;
} worker;

typedef struct result {
    cf_arena *arena;  /* of the ballot */
    cf_arena *secret; /* of the vote */
    cf_demo_vote vote;
    cf_ballot ballot;
    cf_status status;
    cf_fault fault;
} result;

/* --- workers --- */

static void close_worker(void *context, void *opened)
{
    ballot_job *job = context;
    worker *w = opened;
    if (w->sums.a != NULL) {
        cf_aggregate_fold(&job->demo->sums, &w->sums);
    }
    cf_arena_close(w->arena);
    cf_arena_close(w->scratch);
    cf_arena_close(w->secrets);
    free(w);
}

static cf_status open_worker(void *context, size_t index, void **opened)
{
    (void)index;
    const ballot_job *job = context;
    worker *w = calloc(1, sizeof *w);
    if (w == NULL) {
        return CF_ERR_MEMORY;
    }
    w->arena = cf_arena_open(BALLOT_ARENA_OCTETS);
    w->scratch = cf_arena_open(BALLOT_ARENA_OCTETS);
    w->secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    if (w->arena == NULL || w->scratch == NULL || w->secrets == NULL
        || cf_aggregate_open(job->demo->options->group, &job->demo->manifest, w->arena, &w->sums)
               != CF_OK) {
        cf_arena_close(w->arena);
        cf_arena_close(w->scratch);
        cf_arena_close(w->secrets);
        free(w);
        return CF_ERR_MEMORY;
    }
    *opened = w;
    return CF_OK;
}

/* --- one ballot --- */

static cf_status encrypt(const ballot_job *job, uint64_t number, worker *w, result *out)
{
    const cf_demo *demo = job->demo;
    cf_status status = cf_demo_vote_make(demo, number, out->secret, &out->vote);
    if (status == CF_OK) {
        cf_seeded_stream stream;
        const cf_entropy_source entropy = cf_seeded_source(&demo->root, "ballot", number, &stream);
        status = cf_vault_ballot_encrypt(job->encryptor, &out->vote.plain, &entropy, w->secrets,
                                         out->arena, &out->ballot);
    }
    if (status != CF_OK) {
        return cf_fault_set(&out->fault, status, "", 0, "ballot %llu could not be encrypted",
                            (unsigned long long)number + 1);
    }
    cf_arena_reset(w->scratch);
    return cf_aggregate_add(&w->sums, &out->ballot, w->scratch, &out->fault);
}

static void do_ballot(void *context, void *opened, size_t number, void *out)
{
    const ballot_job *job = context;
    result *made = out;
    if (job->has_failed) {
        return;
    }
    made->arena = cf_arena_open(BALLOT_ARENA_OCTETS);
    made->secret = cf_arena_open_secret(BALLOT_ARENA_OCTETS);
    made->status =
        made->arena == NULL || made->secret == NULL
            ? cf_fault_set(&made->fault, CF_ERR_MEMORY, "", 0, "there is no memory for a ballot")
            : encrypt(job, number, opened, made);
}

/* --- in the order of the voters --- */

static cf_status list(cf_demo *demo, cf_demo_device *device, cf_octets id)
{
    if (device->id_count == device->id_room) {
        const size_t room = device->id_room == 0 ? 64 : 2 * device->id_room;
        cf_hash *larger = realloc(device->ids, room * sizeof *larger);
        if (larger == NULL) {
            return cf_demo_no_memory(demo);
        }
        device->ids = larger;
        device->id_room = room;
    }
    memcpy(device->ids[device->id_count++].octets, id.at, CF_HASH_OCTETS);
    return CF_OK;
}

/* Whether the ballot is looked at again; then its arena is the demo's. */
static bool keep(cf_demo *demo, const result *made)
{
    const bool opened = made->ballot.state == CF_BALLOT_CHALLENGED;
    const bool decrypted = made->ballot.state == CF_BALLOT_CAST && made->vote.has_written_in;
    const bool fits = (opened && demo->challenged < CF_DEMO_CHALLENGED_MAX)
                      || (decrypted && demo->written_in < CF_DEMO_WRITTEN_IN_MAX);
    if (!fits) {
        return false;
    }
    demo->challenged += opened;
    demo->written_in += decrypted;
    demo->kept[demo->kept_count++] = (cf_demo_kept){ .arena = made->arena,
                                                     .ballot = made->ballot,
                                                     .is_opened = opened,
                                                     .written_in = made->vote.written_in };
    return true;
}

static cf_status take(cf_demo *demo, result *made)
{
    if (made->status != CF_OK) {
        *demo->fault = made->fault;
        return made->status;
    }
    cf_demo_device *device = &demo->devices[made->vote.device];
    cf_status status = cf_vault_device_seal(&device->device, &made->ballot, made->arena);
    if (status != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    cf_demo_vote_count(demo, &made->vote.plain);
    if (cf_unopened_ballots_add(demo->unopened, &made->ballot) != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    status = list(demo, device, made->ballot.id);
    if (status == CF_OK) {
        status = cf_demo_votes_line(demo, &made->vote.plain);
    }
    return status == CF_OK ? cf_record_write_ballot(demo->writer, &made->ballot, demo->fault)
                           : status;
}

static void take_ballot(void *context, size_t number, void *out)
{
    (void)number;
    ballot_job *job = context;
    result *made = out;
    if (job->status == CF_OK) {
        job->status = take(job->demo, made);
        job->has_failed = job->status != CF_OK;
    }
    cf_arena_close(made->secret);
    if (job->status != CF_OK || !keep(job->demo, made)) {
        cf_arena_close(made->arena);
    }
}

/* --- devices --- */

static void open_devices(cf_demo *demo)
{
    static const char *const names[CF_DEMO_DEVICES] = { "Device 1, Nordhavn",
                                                        "Device 2, Südstadt" };
    for (size_t i = 0; i < CF_DEMO_DEVICES; i++) {
        cf_vault_device_open(&demo->keys, cf_octets_of_text(names[i]), demo->options->chain,
                             &demo->devices[i].device);
    }
}

/* A device that sealed nothing has no chain to close, and nothing to say. */
static cf_status write_devices(cf_demo *demo, cf_status status)
{
    for (size_t i = 0; i < CF_DEMO_DEVICES; i++) {
        if (status == CF_OK && demo->devices[i].id_count > 0) {
            status = cf_booth_device_write(&demo->devices[i].device, demo->devices[i].ids,
                                           demo->devices[i].id_count, demo->writer, demo->fault);
        }
        free(demo->devices[i].ids);
        demo->devices[i].ids = NULL;
    }
    return status;
}

static cf_status encrypt_all(cf_demo *demo)
{
    ballot_job context = { .demo = demo };
    if (cf_vault_encryptor_open(&demo->keys, &demo->manifest, &context.encryptor) != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    if (demo->options->hints != NULL) {
        cf_vault_encryptor_give_hints(context.encryptor);
    }
    const cf_job job = { .piece_count = (size_t)demo->options->ballots,
                         .result_octets = sizeof(result),
                         .context = &context,
                         .open_worker = open_worker,
                         .close_worker = close_worker,
                         .do_piece = do_ballot,
                         .take_result = take_ballot };
    cf_status status = cf_job_run(&job, cf_job_workers(demo->options->jobs));
    cf_vault_encryptor_close(context.encryptor);
    return status != CF_OK ? cf_demo_no_memory(demo) : context.status;
}

cf_status cf_demo_ballots(cf_demo *demo)
{
    demo->plain_tally = cf_arena_take(demo->arena, demo->manifest.option_total, sizeof(uint64_t));
    cf_status status =
        cf_aggregate_open(demo->options->group, &demo->manifest, demo->arena, &demo->sums);
    if (status == CF_OK) {
        status = cf_unopened_ballots_open(demo->arena, &demo->unopened);
    }
    if (status != CF_OK || demo->plain_tally == NULL) {
        return cf_demo_no_memory(demo);
    }
    open_devices(demo);
    status = write_devices(demo, encrypt_all(demo));
    if (status == CF_OK) {
        cf_demo_say(
            demo,
            "Ballots: %llu encrypted by %d devices; %llu cast, %zu challenged by their voters.",
            (unsigned long long)demo->options->ballots, CF_DEMO_DEVICES,
            (unsigned long long)demo->sums.cast, demo->challenged);
    }
    return status;
}
