/*
 * booth/booth.c -- from a path to an open booth; from a voter's marks to a line and a code.
 */
#include "booth/booth.h"

#include "base/hex.h"
#include "booth/device.h"
#include "booth/mistake.h"
#include "record/write.h"

#define ELECTION_OCTETS_MAX (UINT64_C(1) << 30)
#define BALLOT_OCTETS_MAX   (UINT64_C(1) << 32)

struct cf_booth {
    cf_arena *house;   /* holds this struct and the election */
    cf_arena *made;    /* the last ballot, encrypted; nothing secret */
    cf_arena *secrets; /* for what a ballot is made of */
    cf_booth_election election;
    const cf_entropy_source *entropy;
    cf_vault_encryptor *encryptor;
    cf_vault_device device;
    cf_hash closing;
};

static cf_status no_memory(cf_fault *fault)
{
    return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "out of memory");
}

/* --- open --- */

static cf_status open_device(cf_booth *booth, const cf_booth_options *options, cf_fault *fault)
{
    const cf_octets name = cf_arena_copy(booth->house, cf_octets_of_text(options->device));
    if (name.at == NULL
        || cf_vault_encryptor_open(&booth->election.keys, &booth->election.manifest,
                                   &booth->encryptor)
               != CF_OK) {
        return no_memory(fault);
    }
    cf_vault_device_open(&booth->election.keys, name, options->chained, &booth->device);
    return CF_OK;
}

static cf_status furnish(cf_booth *booth, const cf_booth_options *options, cf_fault *fault)
{
    cf_booth_election *election = &booth->election;
    booth->entropy = options->entropy != NULL ? options->entropy : &cf_entropy_system;
    booth->made = cf_arena_open(BALLOT_OCTETS_MAX);
    booth->secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS);
    if (booth->made == NULL || booth->secrets == NULL) {
        return no_memory(fault);
    }
    cf_status status = cf_booth_election_read(options->election, booth->house, election, fault);
    if (status == CF_OK) {
        status = cf_booth_election_check(election, options->allow_toy, booth->house, fault);
    }
    return status == CF_OK ? open_device(booth, options, fault) : status;
}

cf_status cf_booth_open(const cf_booth_options *options, cf_booth **booth, cf_fault *fault)
{
    const cf_octets name = { .at = NULL };
    cf_status status = cf_booth_name_check(
        options->device != NULL ? cf_octets_of_text(options->device) : name, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_arena *house = cf_arena_open(ELECTION_OCTETS_MAX);
    cf_booth *out = house != NULL ? cf_arena_take(house, 1, sizeof *out) : NULL;
    if (out == NULL) {
        cf_arena_close(house);
        return no_memory(fault);
    }
    out->house = house;
    status = furnish(out, options, fault);
    if (status != CF_OK) {
        cf_booth_close(out);
        return status;
    }
    *booth = out;
    return CF_OK;
}

void cf_booth_close(cf_booth *booth)
{
    if (booth != NULL) {
        cf_vault_encryptor_close(booth->encryptor);
        cf_arena_close(booth->made);
        cf_arena_close(booth->secrets);
        cf_arena_close(booth->house);
    }
}

const cf_booth_election *cf_booth_election_of(const cf_booth *booth)
{
    return &booth->election;
}

/* --- encrypt --- */

typedef struct encrypting {
    cf_booth *booth;
    cf_booth_ballot made;
    cf_fault fault;
} encrypting;

static void complain(void *context, const cf_votes_complaint *complaint)
{
    encrypting *e = context;
    cf_booth_mistake(complaint, &e->fault);
}

static cf_status encrypt(void *context, uint64_t number, cf_plain_ballot *plain)
{
    (void)number;
    encrypting *e = context;
    cf_booth *booth = e->booth;
    cf_status status = cf_vault_ballot_encrypt(booth->encryptor, plain, booth->entropy,
                                               booth->secrets, booth->made, &e->made.ballot);
    if (status == CF_OK) {
        status = cf_vault_device_seal(&booth->device, &e->made.ballot, booth->made);
    }
    if (status != CF_OK) {
        return cf_fault_set(&e->fault, status, "", 0, "the ballot could not be encrypted (%s)",
                            cf_status_name(status));
    }
    return CF_OK;
}

/* The ballot in the two shapes in which it leaves. */
static cf_status write_down(encrypting *e)
{
    char *code = cf_arena_take(e->booth->made, 2 * CF_HASH_OCTETS + 1, 1);
    cf_octets line;
    if (code == NULL) {
        return no_memory(&e->fault);
    }
    const cf_status status =
        cf_record_ballot_line(&e->made.ballot, e->booth->made, &line, &e->fault);
    if (status == CF_OK) {
        cf_hex_encode(code, e->made.ballot.code, CF_HEX_UPPER);
        e->made.code = code;
        e->made.line = (const char *)line.at;
    }
    return status;
}

static cf_status make(encrypting *e, cf_octets json)
{
    cf_votes_counts counts = { 0 };
    cf_fault read_fault = { .status = CF_OK };
    const cf_status status = cf_votes_read_json(json, &e->booth->election.manifest, encrypt,
                                                complain, e, &counts, &read_fault);
    if (e->fault.status != CF_OK) {
        return e->fault.status;
    }
    if (status != CF_OK) {
        e->fault = read_fault;
        return status;
    }
    return write_down(e);
}

/* A code that covers one which nobody got would break the chain. */
cf_status cf_booth_encrypt(cf_booth *booth, cf_octets json, cf_booth_ballot *out, cf_fault *fault)
{
    const cf_vault_device before = booth->device;
    encrypting e = { .booth = booth };
    cf_arena_reset(booth->made);
    const cf_status status = make(&e, json);
    if (status == CF_OK) {
        *out = e.made;
        return CF_OK;
    }
    booth->device = before;
    if (fault != NULL) {
        *fault = e.fault;
    }
    return status;
}

cf_status cf_booth_device(cf_booth *booth, cf_device *out, cf_fault *fault)
{
    return cf_booth_device_state(&booth->device, &booth->closing, out, fault);
}
