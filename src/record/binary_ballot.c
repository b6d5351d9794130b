/*
 * record/binary_ballot.c -- one ballot, from its first octet to its last.
 *
 * As with JSON the first error sticks, and what is taken after it is empty: the way through a
 * ballot is written as if all went well.  A count is believed only as far as the octets that are
 * left could hold so many, so a false one takes no memory.
 */
#include "record/binary.h"

#include "record/big_endian.h"
#include "record/document.h"
#include "record/plain21/plain21.h"

#include <stdarg.h>

typedef struct taking {
    const cf_binary_ballot *from;
    size_t at; /* how many octets were taken */
    cf_arena *arena;
    cf_fault fault;
} taking;

static const cf_octets nothing = { .at = NULL, .len = 0 };

/* --- parts --- */

static bool has_failed(const taking *t)
{
    return t->fault.status != CF_OK;
}

/* Say what is wrong `back` octets before the place where the next ones are taken. */
CF_PRINTF(4, 5)
static void refuse(taking *t, size_t back, cf_status status, const char *format, ...)
{
    if (!has_failed(t)) {
        va_list values;
        va_start(values, format);
        (void)cf_fault_set_list(&t->fault, status, t->from->label, t->from->offset + t->at - back,
                                format, values);
        va_end(values);
    }
}

static size_t left(const taking *t)
{
    return t->from->octets.len - t->at;
}

static cf_octets take(taking *t, const char *what, size_t len)
{
    if (len > left(t)) {
        refuse(t, 0, CF_ERR_SHAPE, "expected %s of %zu octets, found %zu octets", what, len,
               left(t));
    }
    if (has_failed(t)) {
        return nothing;
    }
    const cf_octets taken = cf_octets_of(t->from->octets.at + t->at, len);
    t->at += len;
    return taken;
}

static uint64_t take_number(taking *t, const char *what, size_t octets)
{
    const cf_octets taken = take(t, what, octets);
    return taken.at != NULL ? cf_big_endian(taken.at, octets) : 0;
}

/* How many follow, of so many octets each at the least. */
static size_t take_count(taking *t, const char *what, size_t each, size_t max)
{
    const size_t count = (size_t)take_number(t, what, CF_BINARY_NUMBER_OCTETS);
    if (count > max) {
        refuse(t, CF_BINARY_NUMBER_OCTETS, CF_ERR_LIMIT, "there are more than %zu %s", max, what);
    } else if (count > left(t) / each) {
        refuse(t, CF_BINARY_NUMBER_OCTETS, CF_ERR_SHAPE,
               "expected %zu %s of %zu octets or more each, found %zu octets", count, what, each,
               left(t));
    }
    return has_failed(t) ? 0 : count;
}

static void *take_room(taking *t, size_t count, size_t item_octets)
{
    void *room = has_failed(t) ? NULL : cf_arena_take(t->arena, count, item_octets);
    if (room == NULL) {
        refuse(t, 0, CF_ERR_MEMORY, "there is no memory for what the ballot holds");
    }
    return room;
}

/* --- values --- */

static cf_octets take_hash(taking *t, const char *what)
{
    return take(t, what, CF_BINARY_HASH_OCTETS);
}

static cf_unchecked_element take_element(taking *t, const char *what)
{
    return (cf_unchecked_element){ .octets = take(t, what, t->from->element_octets) };
}

static cf_unchecked_scalar take_scalar(taking *t, const char *what)
{
    return (cf_unchecked_scalar){ .octets = take(t, what, CF_BINARY_SCALAR_OCTETS) };
}

/* Octets after their length. */
static cf_octets take_span(taking *t, const char *what)
{
    const size_t len = (size_t)take_number(t, what, CF_BINARY_NUMBER_OCTETS);
    if (len > CF_BINARY_SPAN_MAX) {
        refuse(t, CF_BINARY_NUMBER_OCTETS, CF_ERR_LIMIT, "%s has at most %d octets, found %zu",
               what, CF_BINARY_SPAN_MAX, len);
    }
    return take(t, what, len);
}

static cf_range_proof take_proof(taking *t, const char *what)
{
    cf_range_proof proof = { 0 };
    proof.count = take_count(t, what, 2 * (size_t)CF_BINARY_SCALAR_OCTETS, SIZE_MAX);
    cf_unchecked_scalar *scalars = take_room(t, 2 * proof.count, sizeof *scalars);
    if (scalars == NULL) {
        return (cf_range_proof){ 0 };
    }
    for (size_t i = 0; i < proof.count; i++) {
        scalars[i] = take_scalar(t, "c");
        scalars[proof.count + i] = take_scalar(t, "v");
    }
    proof.c = scalars;
    proof.v = scalars + proof.count;
    return proof;
}

static cf_hashed_ciphertext take_hashed(taking *t)
{
    cf_hashed_ciphertext out = { 0 };
    out.c0 = take_element(t, "c0");
    out.c1 = take_span(t, "c1");
    out.c = take_scalar(t, "c");
    out.v = take_scalar(t, "v");
    return out;
}

/* --- the ballot --- */

static cf_selection take_selection(taking *t, size_t place)
{
    cf_selection out = { .index = (uint32_t)(place + 1) };
    out.alpha = take_element(t, "alpha");
    out.beta = take_element(t, "beta");
    out.proof = take_proof(t, "branches of a proof");
    return out;
}

static void take_selections(taking *t, cf_encrypted_contest *contest)
{
    const size_t each = 2 * t->from->element_octets + CF_BINARY_NUMBER_OCTETS;
    const size_t count = take_count(t, "selections of one contest", each, CF_OPTIONS_MAX);
    cf_selection *selections = take_room(t, count, sizeof *selections);
    for (size_t i = 0; i < count && !has_failed(t); i++) {
        selections[i] = take_selection(t, i);
    }
    contest->selection_count = count;
    contest->selections = selections;
}

static unsigned take_parts(taking *t)
{
    const unsigned parts = (unsigned)take_number(t, "the parts of a contest", 1);
    if ((parts & ~(unsigned)(CF_BINARY_HAS_CHI | CF_BINARY_HAS_DATA)) != 0) {
        refuse(t, 1, CF_ERR_RANGE, "the parts of a contest are 0 to %d, found %u",
               CF_BINARY_HAS_CHI | CF_BINARY_HAS_DATA, parts);
    }
    return parts;
}

static cf_encrypted_contest take_contest(taking *t)
{
    cf_encrypted_contest out = { 0 };
    out.index = (uint32_t)take_number(t, "the index of a contest", CF_BINARY_NUMBER_OCTETS);
    const unsigned parts = take_parts(t);
    if ((parts & CF_BINARY_HAS_CHI) != 0) {
        out.contest_hash = take_hash(t, "chi");
    }
    take_selections(t, &out);
    out.limit_proof = take_proof(t, "branches of a limit proof");
    if ((parts & CF_BINARY_HAS_DATA) != 0) {
        out.has_data = true;
        out.data = take_hashed(t);
    }
    return out;
}

static void take_contests(taking *t, cf_ballot *ballot)
{
    /* An index, the parts, two counts. */
    const size_t each = 3 * CF_BINARY_NUMBER_OCTETS + 1;
    const size_t count = take_count(t, "contests of one ballot", each, CF_CONTESTS_MAX);
    cf_encrypted_contest *contests = take_room(t, count, sizeof *contests);
    for (size_t i = 0; i < count && !has_failed(t); i++) {
        contests[i] = take_contest(t);
    }
    ballot->contest_count = count;
    ballot->contests = contests;
}

static cf_ballot_state take_state(taking *t)
{
    const uint64_t state = take_number(t, "a state", 1);
    if (state >= CF_BALLOT_STATES) {
        refuse(t, 1, CF_ERR_RANGE, "a ballot's state is 0 to %d, found %u", CF_BALLOT_STATES - 1,
               (unsigned)state);
    }
    return has_failed(t) ? CF_BALLOT_CAST : (cf_ballot_state)state;
}

static void take_style(taking *t, const cf_manifest *manifest, cf_ballot *ballot)
{
    const uint64_t number = take_number(t, "a ballot style", CF_BINARY_LARGE_OCTETS);
    if (!cf_plain21_style(number, manifest, t->arena, ballot)) {
        refuse(t, 0, CF_ERR_MEMORY, "there is no memory for what the ballot holds");
    }
}

cf_status cf_binary_ballot_take(const cf_binary_ballot *from, const cf_manifest *manifest,
                                cf_arena *arena, cf_ballot *out, cf_fault *fault)
{
    taking t = { .from = from, .arena = arena };
    cf_ballot ballot = { 0 };
    ballot.id = take_hash(&t, "id_b");
    ballot.h_i = take_hash(&t, "h_i");
    ballot.code = take_hash(&t, "h_c");
    ballot.chaining_field = take_span(&t, "b_c");
    take_style(&t, manifest, &ballot);
    ballot.weight = take_number(&t, "a weight", CF_BINARY_LARGE_OCTETS);
    ballot.state = take_state(&t);
    ballot.nonce = take_hashed(&t);
    take_contests(&t, &ballot);
    if (left(&t) > 0) {
        refuse(&t, 0, CF_ERR_SHAPE, "the ballot ends here, found %zu octets more", left(&t));
    }
    if (!has_failed(&t)) {
        *out = ballot;
    } else if (fault != NULL) {
        *fault = t.fault;
    }
    return t.fault.status;
}

/* --- from a record --- */

/* The file may have changed since its ballots were found. */
static cf_status narrow_to(cf_file *file, const cf_line *piece, const char *label, cf_fault *fault)
{
    if (piece->octets > CF_LINE_OCTETS_MAX) {
        return cf_fault_set(fault, CF_ERR_LIMIT, label, piece->offset,
                            "a ballot of more than %d octets", (int)CF_LINE_OCTETS_MAX);
    }
    if (piece->offset > file->size || piece->octets > file->size - piece->offset) {
        return cf_fault_set(fault, CF_ERR_IO, label, piece->offset,
                            "the file changed while it was read");
    }
    cf_file_narrow(file, piece->offset, piece->octets);
    return CF_OK;
}

static cf_status read_piece(const cf_record *record, const cf_lines_place *place,
                            cf_binary_ballot *ballot, cf_arena *arena, cf_fault *fault)
{
    cf_file file;
    cf_status status =
        cf_lines_open_batch(&record->ballots.lines, &record->store, place->batch, &file, fault);
    if (status != CF_OK) {
        return status;
    }
    status = narrow_to(&file, &place->at, ballot->label, fault);
    if (status == CF_OK) {
        status = cf_file_read_all(&file, ballot->label, CF_LINE_OCTETS_MAX, arena, &ballot->octets,
                                  fault);
    }
    cf_file_close(&file);
    return status;
}

cf_status cf_binary_ballot_read(const cf_record *record, uint32_t number,
                                const cf_manifest *manifest, cf_arena *arena, cf_ballot *out,
                                cf_fault *fault)
{
    const cf_lines *lines = &record->ballots.lines;
    const cf_lines_place place = cf_lines_find(lines, number);
    cf_binary_ballot ballot = { .offset = place.at.offset,
                                .element_octets = lines->element_octets,
                                .label = cf_series_file(&record->ballots, number, arena) };
    if (ballot.label == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0,
                            "there is no memory for the name of a file");
    }
    cf_status status = read_piece(record, &place, &ballot, arena, fault);
    return status == CF_OK ? cf_binary_ballot_take(&ballot, manifest, arena, out, fault) : status;
}
