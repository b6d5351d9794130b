/*
 * verify/ballot_note.c -- a ballot in a few hashes.
 *
 * The contest hashes stand for the ciphertexts.  In egk2.0 they depend on nothing else of the ballot, so that equal ones
 * are one vote under two names.  They leave out what this file hashes as the rest.
 */
#include "verify/ballot_note.h"

#include "verify/v08_chains.h"

/* --- the chaining field --- */

static bool has_width(cf_octets octets, size_t width)
{
    return octets.at != NULL && octets.len == width;
}

/* B_C = b(mode, 4) || 32 octets. */
static cf_chain_form form_eg21(cf_octets field, cf_octets *link)
{
    static const uint8_t MODES[2][4] = { { 0, 0, 0, 0 }, { 0, 0, 0, 1 } };
    if (!has_width(field, CF_EG21_CHAIN_FIELD_OCTETS)) {
        return CF_CHAIN_MALFORMED;
    }
    *link = cf_octets_of(field.at + 4, CF_HASH_OCTETS);
    if (memcmp(field.at, MODES[0], 4) == 0) {
        return CF_CHAIN_NONE;
    }
    return memcmp(field.at, MODES[1], 4) == 0 ? CF_CHAIN_LINKED : CF_CHAIN_MALFORMED;
}

/* Baux_0 alone, or 32 octets and Baux_0, or 32 octets alone. */
static cf_chain_form form_egk20(cf_octets field, cf_octets baux_0, cf_octets *link)
{
    if (cf_octets_equal(field, baux_0)) {
        return CF_CHAIN_NONE;
    }
    if (field.at == NULL || field.len < CF_HASH_OCTETS) {
        return CF_CHAIN_MALFORMED;
    }
    const cf_octets rest = cf_octets_of(field.at + CF_HASH_OCTETS, field.len - CF_HASH_OCTETS);
    *link = cf_octets_of(field.at, CF_HASH_OCTETS);
    if (cf_octets_equal(rest, baux_0)) {
        return CF_CHAIN_LINKED;
    }
    return rest.len == 0 ? CF_CHAIN_ALONE : CF_CHAIN_MALFORMED;
}

cf_octets cf_egk20_baux_0(const cf_parameters *parameters, cf_octets device)
{
    const cf_octets configured = parameters->baux_0;
    return configured.at != NULL && configured.len > 0 ? configured : device;
}

cf_chain_form cf_chain_form_of(const cf_verification *v, const cf_ballot *ballot, cf_octets *link)
{
    *link = cf_octets_of(NULL, 0);
    if (v->profile == CF_PROFILE_EG21) {
        return form_eg21(ballot->chaining_field, link);
    }
    return form_egk20(ballot->chaining_field, cf_egk20_baux_0(&v->parameters, ballot->device),
                      link);
}

void cf_device_hash(const cf_verification *v, cf_octets device, cf_hash *out)
{
    cf_sha256 sha;
    cf_sha256_start(&sha);
    if (v->profile == CF_PROFILE_EGK20) {
        cf_sha256_absorb(&sha, device.at, device.len);
    }
    cf_sha256_finish(&sha, out);
}

/* --- the rest --- */

static void absorb_number(cf_sha256 *sha, uint64_t number)
{
    cf_sha256_absorb(sha, &number, sizeof number);
}

/* Octets that are not there are told from octets of length 0. */
static void absorb(cf_sha256 *sha, cf_octets octets)
{
    absorb_number(sha, octets.at == NULL ? UINT64_MAX : octets.len);
    if (octets.at != NULL) {
        cf_sha256_absorb(sha, octets.at, octets.len);
    }
}

static void absorb_data(cf_sha256 *sha, const cf_encrypted_contest *contest)
{
    absorb_number(sha, contest->has_data ? 1 : 0);
    absorb(sha, contest->data.c0.octets);
    absorb(sha, contest->data.c1);
    absorb(sha, contest->data.c.octets);
    absorb(sha, contest->data.v.octets);
    absorb(sha, contest->data.mac);
    absorb_number(sha, contest->data.plain_octets);
}

static void absorb_contest(cf_sha256 *sha, const cf_encrypted_contest *contest)
{
    absorb(sha, contest->label);
    absorb_number(sha, contest->index);
    absorb_number(sha, contest->selection_count);
    for (size_t s = 0; s < contest->selection_count; s++) {
        absorb(sha, contest->selections[s].label);
        absorb_number(sha, contest->selections[s].index);
    }
    absorb_data(sha, contest);
}

/* All that a second reading may be asked for and that no other part of the note holds. */
static void hash_rest(const cf_ballot *ballot, cf_hash *out)
{
    cf_sha256 sha;
    cf_sha256_start(&sha);
    absorb(&sha, ballot->style);
    absorb(&sha, ballot->chaining_field);
    absorb_number(&sha, ballot->contest_count);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        absorb_contest(&sha, &ballot->contests[i]);
    }
    cf_sha256_finish(&sha, out);
}

/* --- the note --- */

/* Every chi, one after another.  *content stays at NULL where there is none or one of them is not defined. */
static cf_status hash_contests(const cf_verification *v, const cf_ballot *ballot, cf_arena *arena,
                               cf_octets *content)
{
    cf_hash h_i;
    cf_hmac_key key;
    cf_hash *chi = cf_arena_take(arena, ballot->contest_count, sizeof *chi);
    if (chi == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_ballot_key(v, ballot, &h_i, &key);
    *content = cf_octets_of(NULL, 0);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        if (!cf_contest_hash(v, &key, &ballot->contests[i], &chi[i])) {
            return CF_OK;
        }
    }
    if (ballot->contest_count > 0) {
        *content = cf_octets_of(chi[0].octets, ballot->contest_count * sizeof *chi);
    }
    return CF_OK;
}

cf_status cf_ballot_note_of(const cf_verification *v, const cf_ballot *ballot, cf_arena *arena,
                            cf_ballot_note *note)
{
    cf_hash *device = cf_arena_take(arena, 1, sizeof *device);
    if (device == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_device_hash(v, ballot->device, device);
    *note = (cf_ballot_note){
        .id = ballot->id,
        .code = ballot->code,
        .device = cf_octets_of(device->octets, CF_HASH_OCTETS),
        .state = ballot->state,
    };
    note->form = cf_chain_form_of(v, ballot, &note->link);
    hash_rest(ballot, &note->rest);
    return hash_contests(v, ballot, arena, &note->content);
}

cf_status cf_ballot_read_again(const cf_verification *v, size_t number, cf_arena *arena,
                               cf_ballot *out, cf_fault *fault)
{
    cf_ballot_note note;
    cf_ballot ballot;
    cf_status status =
        cf_record_read_ballot(v->record, number, &v->manifest, arena, &ballot, fault);
    if (status == CF_OK) {
        status = cf_ballot_note_of(v, &ballot, arena, &note);
    }
    if (status != CF_OK) {
        return status;
    }
    if (!cf_ballot_index_is(v->index, number, &note)) {
        const char *file = cf_record_ballot_file(v->record, number, arena);
        return cf_fault_set(fault, CF_ERR_IO, file != NULL ? file : "", 0,
                            "the file changed while it was read");
    }
    *out = ballot;
    return CF_OK;
}
