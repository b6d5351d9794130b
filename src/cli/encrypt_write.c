/*
 * cli/encrypt_write.c -- ballots are gathered, encrypted on all cores, sealed in order and written.
 *
 *     reading    copies ballots into a gathering, until it is full
 *     cores      do_ballot: encrypt                          -> a ballot in an arena of its own
 *     in order   take_ballot: seal, write, print the code, forget
 *
 * What is kept of each ballot is its identifier, for the list of the device.
 */
#include "base/hex.h"
#include "base/utf8.h"
#include "booth/device.h"
#include "cli/command.h"
#include "cli/encrypt.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "record/write.h"
#include "work/job.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { GATHERED_MAX = 512 };
#define GATHERING_OCTETS_MAX (UINT64_C(1) << 30)
#define BALLOT_OCTETS_MAX    (UINT64_C(1) << 32)

typedef struct writing {
    const cf_encryption *of;
    cf_fault fault;
    cf_status status; /* the first that was not CF_OK */
    cf_vault_encryptor *encryptor;
    cf_record_writer *writer;
    cf_vault_device device;
    cf_progress progress;
    cf_arena *ids_arena;
    cf_hash *ids; /* ballot_count, in the order of sealing */
    uint64_t sealed;

    /* plain ballots that wait; the arena is one for secrets */
    cf_arena *gathering;
    cf_plain_ballot plain[GATHERED_MAX];
    size_t gathered;
} writing;

typedef struct made_ballot {
    cf_arena *arena;
    cf_ballot ballot;
    cf_status status;
} made_ballot;

/* --- codes --- */

static void print_csv_text(cf_octets text)
{
    putchar('"');
    for (size_t at = 0; at < text.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        (void)cf_utf8_show(shown, text, &at);
        fputs(shown[0] == '"' ? "\"\"" : shown, stdout);
    }
    putchar('"');
}

static void print_code(const cf_plain_ballot *plain, const cf_ballot *ballot)
{
    char code[2 * CF_HASH_OCTETS + 1];
    cf_hex_encode(code, ballot->code, CF_HEX_UPPER);
    print_csv_text(plain->reference);
    printf(",%" PRIu64 ",%s\r\n", plain->line, code);
}

/* --- encrypting a gathering --- */

/* Each core has an arena for the secrets of the ballot that it makes. */
static cf_status open_worker(void *context, size_t index, void **secrets)
{
    (void)context;
    (void)index;
    *secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    return *secrets != NULL ? CF_OK : CF_ERR_MEMORY;
}

static void close_worker(void *context, void *secrets)
{
    (void)context;
    cf_arena_close(secrets);
}

static void do_ballot(void *context, void *secrets, size_t number, void *result)
{
    const writing *w = context;
    made_ballot *made = result;
    made->arena = cf_arena_open(BALLOT_OCTETS_MAX);
    made->status = made->arena != NULL ? cf_vault_ballot_encrypt(w->encryptor, &w->plain[number],
                                                                 &cf_entropy_system, secrets,
                                                                 made->arena, &made->ballot)
                                       : CF_ERR_MEMORY;
}

static cf_status take(writing *w, const cf_plain_ballot *plain, made_ballot *made)
{
    cf_status status = made->status;
    if (status == CF_OK) {
        status = cf_vault_device_seal(&w->device, &made->ballot, made->arena);
    }
    if (status != CF_OK) {
        return cf_fault_set(&w->fault, status, w->of->ballots, 0,
                            "the ballot of line %" PRIu64 " could not be encrypted (%s)",
                            plain->line, cf_status_name(status));
    }
    memcpy(w->ids[w->sealed].octets, made->ballot.id.at, CF_HASH_OCTETS);
    w->sealed++;
    status = cf_record_write_ballot(w->writer, &made->ballot, &w->fault);
    if (status == CF_OK) {
        print_code(plain, &made->ballot);
        cf_progress_tell(&w->progress, w->sealed, w->of->ballot_count);
    }
    return status;
}

static void take_ballot(void *context, size_t number, void *result)
{
    writing *w = context;
    made_ballot *made = result;
    if (w->status == CF_OK) {
        w->status = take(w, &w->plain[number], made);
    }
    cf_arena_close(made->arena);
}

static cf_status encrypt_gathered(writing *w)
{
    const cf_job job = { .piece_count = w->gathered,
                         .result_octets = sizeof(made_ballot),
                         .context = w,
                         .open_worker = open_worker,
                         .close_worker = close_worker,
                         .do_piece = do_ballot,
                         .take_result = take_ballot };
    if (w->gathered > 0 && cf_job_run(&job, cf_job_workers(w->of->jobs)) != CF_OK) {
        w->status = cf_fault_set(&w->fault, CF_ERR_MEMORY, "", 0, "out of memory");
    }
    w->gathered = 0;
    cf_arena_reset(w->gathering);
    return w->status;
}

/* --- gathering --- */

/* The ballot again, in the arena of the gathering. */
static cf_status copy(writing *w, const cf_plain_ballot *ballot, cf_plain_ballot *out)
{
    cf_status status =
        cf_plain_ballot_blank(&w->of->election.manifest, ballot->style_number, w->gathering, out);
    if (status != CF_OK) {
        return status;
    }
    out->reference = cf_arena_copy(w->gathering, ballot->reference);
    out->line = ballot->line;
    out->state = ballot->state;
    out->weight = ballot->weight;
    for (size_t i = 0; i < ballot->contest_count; i++) {
        const cf_plain_contest *from = &ballot->contests[i];
        cf_plain_contest *to = &out->contests[i];
        memcpy(to->marks, from->marks, from->contest->option_count * sizeof *to->marks);
        if (to->write_in_room > 0) {
            memcpy(to->write_in, from->write_in, to->write_in_room);
        }
        to->write_in_len = from->write_in_len;
    }
    return out->reference.at != NULL ? CF_OK : CF_ERR_MEMORY;
}

static cf_status has_changed(writing *w)
{
    return cf_fault_set(&w->fault, CF_ERR_IO, w->of->ballots, 0,
                        "the file has changed since it was checked");
}

/* When memory for the gathering is out, what was gathered is done first. */
static cf_status gather(void *context, uint64_t number, cf_plain_ballot *ballot)
{
    writing *w = context;
    if (number >= w->of->ballot_count) {
        return has_changed(w);
    }
    if (w->gathered == GATHERED_MAX && encrypt_gathered(w) != CF_OK) {
        return w->status;
    }
    cf_status status = copy(w, ballot, &w->plain[w->gathered]);
    if (status == CF_ERR_MEMORY && w->gathered > 0) {
        status = encrypt_gathered(w);
        if (status != CF_OK) {
            return status;
        }
        status = copy(w, ballot, &w->plain[0]);
    }
    if (status != CF_OK) {
        return cf_fault_set(&w->fault, status, w->of->ballots, 0,
                            "there is no memory for the ballot of line %" PRIu64, ballot->line);
    }
    w->gathered++;
    return CF_OK;
}

static cf_status encrypt_file(writing *w)
{
    const cf_encryption *of = w->of;
    cf_file file;
    cf_votes_counts counts = { 0 };
    cf_status status = cf_file_open(&file, &of->input.folder, of->input.name, &w->fault);
    if (status != CF_OK) {
        return status;
    }
    cf_fault read_fault = { 0 };
    status = cf_votes_read(&file, of->input.name, of->format, &of->election.manifest, gather, NULL,
                           w, &counts, &read_fault);
    cf_file_close(&file);
    if (status != CF_OK) {
        w->fault = w->fault.status != CF_OK ? w->fault : read_fault;
        return status;
    }
    status = encrypt_gathered(w);
    const bool is_same = counts.complaints == 0 && w->sealed == of->ballot_count;
    return status == CF_OK && !is_same ? has_changed(w) : status;
}

/* --- the record --- */

static cf_status write_election(writing *w)
{
    const cf_encryption *of = w->of;
    cf_status status = cf_record_write_parameters(w->writer, &of->election.parameters, &w->fault);
    if (status == CF_OK) {
        status = cf_record_write_manifest(w->writer, of->election.manifest.file, &w->fault);
    }
    return status == CF_OK ? cf_record_write_keys(w->writer, &of->election.claimed, &w->fault)
                           : status;
}

/* Ballots are made with hints already. */
static cf_status begin_hints(writing *w)
{
    const cf_election_keys *keys = &w->of->election.keys;
    return w->of->hints == NULL
               ? CF_OK
               : cf_record_writer_hints(w->writer, w->of->hints, &keys->h_e,
                                        cf_group_element_octets(keys->group), &w->fault);
}

static cf_status write_all(writing *w)
{
    cf_status status = cf_record_writer_open(
        w->of->out, w->of->binary ? CF_WRITE_COUNTERFOIL_BINARY : CF_WRITE_COUNTERFOIL, &w->writer,
        &w->fault);
    if (status != CF_OK) {
        return status;
    }
    status = begin_hints(w);
    if (status == CF_OK) {
        status = write_election(w);
    }
    if (status == CF_OK) {
        fputs("reference,line,confirmation code\r\n", stdout);
        status = encrypt_file(w);
    }
    if (status == CF_OK) {
        status = cf_booth_device_write(&w->device, w->ids, (size_t)w->sealed, w->writer, &w->fault);
    }
    if (status == CF_OK) {
        return cf_record_writer_close(w->writer, &w->fault);
    }
    cf_record_writer_abandon(w->writer);
    fprintf(stderr, "counterfoil: %s is not complete\n", w->of->out);
    return status;
}

/* --- what is needed for it --- */

static cf_status open_writing(writing *w)
{
    const cf_encryption *of = w->of;
    const size_t ids_octets = (size_t)of->ballot_count * sizeof *w->ids;
    w->gathering = cf_arena_open_secret(GATHERING_OCTETS_MAX);
    w->ids_arena = cf_arena_open(ids_octets);
    w->ids = w->ids_arena != NULL
                 ? cf_arena_take(w->ids_arena, (size_t)of->ballot_count, sizeof *w->ids)
                 : NULL;
    if (w->gathering == NULL || w->ids == NULL
        || cf_vault_encryptor_open(&of->election.keys, &of->election.manifest, &w->encryptor)
               != CF_OK) {
        return cf_fault_set(&w->fault, CF_ERR_MEMORY, "", 0, "out of memory");
    }
    if (of->hints != NULL) {
        cf_vault_encryptor_give_hints(w->encryptor);
    }
    cf_vault_device_open(&of->election.keys, of->device, of->chained, &w->device);
    return CF_OK;
}

static void close_writing(writing *w)
{
    cf_vault_encryptor_close(w->encryptor);
    cf_arena_close(w->ids_arena);
    cf_arena_close(w->gathering);
}

int cf_encrypt_write_record(cf_encryption *of)
{
    static writing w;
    w = (writing){ .of = of };
    cf_status status = open_writing(&w);
    if (status == CF_OK) {
        cf_progress_begin(&w.progress, isatty(STDOUT_FILENO) == 1);
        status = write_all(&w);
        cf_progress_end(&w.progress);
    }
    close_writing(&w);
    return status == CF_OK ? CF_EXIT_HOLDS : cf_show_could_not(&w.fault);
}
