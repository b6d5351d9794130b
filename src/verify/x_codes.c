/*
 * verify/x_codes.c -- X.24, batch by batch, and X.25, entry by entry.
 *
 * Each entry of the index is held against the tag that the ballot index keeps of the code that was
 * published there; a mark says that a ballot was led to.
 */
#include "verify/x_codes.h"

#include "base/hex.h"
#include "verify/ballot_note.h"
#include "verify/say.h"

#include <inttypes.h>
#include <stdio.h>

/* --- X.24 --- */

static int compare_codes(cf_octets a, cf_octets b)
{
    const int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static cf_octets code_of(const cf_code_edge *edge)
{
    return cf_octets_of(edge->code, edge->len);
}

static cf_code_edge edge_of(size_t ballot_number, cf_octets code)
{
    cf_code_edge edge = { .is_there = true, .ballot_number = ballot_number };
    edge.len = code.len < CF_CODE_KEPT ? code.len : CF_CODE_KEPT;
    memcpy(edge.code, code.at, edge.len);
    return edge;
}

/* Whether they stand in one batch and the wrong way round. */
static bool is_disorder(const cf_verification *v, const cf_code_edge *before,
                        const cf_code_edge *after)
{
    return before->is_there && after->is_there
           && cf_record_ballot_place(v->record, before->ballot_number).batch
                  == cf_record_ballot_place(v->record, after->ballot_number).batch
           && compare_codes(code_of(before), code_of(after)) > 0;
}

static void say_disorder(cf_report *report, const char *file)
{
    cf_report_fail(report, CF_CHECK_X_BATCH_ORDER, file,
                   "the code is less than one that stands before it in the batch");
}

void cf_verify_x_code_order(const cf_verification *v, cf_report *report, cf_code_run *run,
                            size_t ballot_number, const char *file, cf_octets code)
{
    if (!cf_record_has_batches(v->record)) {
        return;
    }
    cf_say_looked(report, CF_CHECK_X_BATCH_ORDER);
    if (code.at == NULL) {
        cf_report_fail(report, CF_CHECK_X_BATCH_ORDER, file,
                       "the code is not base16, so it has no place in the order");
        return;
    }
    const cf_code_edge here = edge_of(ballot_number, code);
    if (is_disorder(v, &run->last, &here)) {
        say_disorder(report, file);
    }
    run->last = here;
    if (!run->first.is_there) {
        run->first = here;
    }
}

cf_status cf_verify_x_code_order_join(const cf_verification *v, cf_report *report, cf_code_run *run,
                                      const cf_code_run *piece)
{
    if (is_disorder(v, &run->last, &piece->first)) {
        cf_arena *own = cf_arena_open(CF_FAULT_WHAT_MAX);
        const char *file =
            own == NULL ? NULL : cf_record_ballot_file(v->record, piece->first.ballot_number, own);
        if (file == NULL) {
            cf_arena_close(own);
            return CF_ERR_MEMORY;
        }
        say_disorder(report, file);
        cf_arena_close(own);
    }
    if (piece->last.is_there) {
        run->last = piece->last;
    }
    return CF_OK;
}

/* --- X.25 --- */

enum { CODES_OF_FILE = 4096, DIGITS_OF_OCTET = 2, HEX_DIGIT_VALUES = 16 };

typedef struct code_index {
    const cf_verification *v;
    cf_report *report;
    cf_hash device;      /* no device's: that is what codes of eg2.1 are noted under */
    size_t digits;       /* in a file's name */
    cf_code_edge before; /* the entry before */
    cf_ballot_place place_before;
} code_index;

/* The least d for which 4096 * 16^d ballots are enough. */
static size_t digits_for(uint64_t ballots)
{
    size_t digits = 0;
    for (uint64_t room = CODES_OF_FILE; room < ballots; room *= HEX_DIGIT_VALUES) {
        digits++;
    }
    return digits;
}

/* Whether a file's name is what the codes in it begin with. */
static bool is_right_file(const code_index *at, const cf_code_entry *entry)
{
    char text[2 * CF_CODE_KEPT + 1];
    if (at->digits == 0) {
        return strcmp(entry->stem, "all") == 0;
    }
    const size_t octets = (at->digits + 1) / DIGITS_OF_OCTET;
    if (entry->code.len < octets || octets > CF_CODE_KEPT || strlen(entry->stem) != at->digits) {
        return false;
    }
    cf_hex_encode(text, cf_octets_of(entry->code.at, octets), CF_HEX_UPPER);
    return memcmp(entry->stem, text, at->digits) == 0;
}

static bool is_after(const cf_ballot_place *a, const cf_ballot_place *b)
{
    return a->batch != b->batch ? a->batch > b->batch : a->line > b->line;
}

/* By code; equal ones by place. */
static bool is_in_order(const code_index *at, const cf_code_entry *entry)
{
    if (!at->before.is_there) {
        return true;
    }
    const int order = compare_codes(code_of(&at->before), entry->code);
    return order != 0 ? order < 0 : is_after(&entry->place, &at->place_before);
}

/* What is wrong with where an entry stands, or NULL. */
static const char *misplaced(const code_index *at, const cf_code_entry *entry)
{
    if (!is_right_file(at, entry)) {
        return "the code does not belong into this file";
    }
    return is_in_order(at, entry) ? NULL : "the code stands after a greater one";
}

/* What is wrong with where an entry leads, or NULL; then its ballot is marked and counted. */
static const char *misled(const code_index *at, const cf_code_entry *entry)
{
    cf_ballot_index *index = at->v->index;
    size_t number = 0;
    if (!cf_record_ballot_at(at->v->record, entry->place, &number)) {
        return "no ballot stands where the entry leads";
    }
    if (!cf_ballot_index_was_read(index, number)) {
        return NULL; /* nobody knows its code */
    }
    if (!cf_ballot_index_code_is(index, number, entry->code,
                                 cf_octets_of(at->device.octets, CF_HASH_OCTETS))) {
        return "the ballot where the entry leads has another code";
    }
    if (!cf_ballot_index_mark(index, number, CF_MARK_CODE_LISTED)) {
        return "an earlier entry leads to the same ballot";
    }
    cf_report_count(at->report, CF_CHECK_X_CODE_INDEX, 1);
    return NULL;
}

static cf_status visit(void *context, const cf_code_entry *entry)
{
    code_index *at = context;
    const char *what = "the code is not base16";
    if (entry->code.at != NULL) {
        const char *place = misplaced(at, entry);
        const char *way = misled(at, entry);
        what = way != NULL ? way : place;
        at->before = edge_of(0, entry->code);
        at->place_before = entry->place;
    }
    if (what != NULL) {
        cf_report_fail(at->report, CF_CHECK_X_CODE_INDEX, entry->file, what);
    }
    return CF_OK;
}

/* Ballots that no entry leads to. */
static cf_status say_unlisted(const code_index *at)
{
    cf_arena *own = cf_arena_open(CF_FAULT_WHAT_MAX);
    const size_t count = cf_record_ballot_count(at->v->record);
    const char *file = "";
    for (size_t i = 0; i < count && own != NULL && file != NULL; i++) {
        if (cf_ballot_index_was_read(at->v->index, i)
            && !cf_ballot_index_has_mark(at->v->index, i, CF_MARK_CODE_LISTED)) {
            cf_arena_reset(own);
            file = cf_record_ballot_file(at->v->record, i, own);
            cf_report_fail(at->report, CF_CHECK_X_CODE_INDEX, file == NULL ? "" : file,
                           "the index of codes does not lead to this ballot");
        }
    }
    const bool is_said = own != NULL && file != NULL;
    cf_arena_close(own);
    return is_said ? CF_OK : CF_ERR_MEMORY;
}

cf_status cf_verify_x_code_index(cf_verification *v, cf_report *report)
{
    if (!cf_record_has_batches(v->record)) {
        return CF_OK;
    }
    const size_t ballots = cf_record_ballot_count(v->record);
    code_index at = { .v = v, .report = report, .digits = digits_for(ballots) };
    cf_fault fault = { 0 };
    cf_device_hash(v, cf_octets_of(NULL, 0), &at.device);
    cf_report_expect(report, CF_CHECK_X_CODE_INDEX, ballots);
    const cf_status status = cf_record_visit_codes(v->record, visit, &at, &fault);
    if (status == CF_OK) {
        return say_unlisted(&at);
    }
    if (status != CF_ERR_ABSENT && status != CF_ERR_MEMORY) {
        cf_report_fault(report, &fault);
    }
    return status == CF_ERR_MEMORY ? status : CF_OK;
}
