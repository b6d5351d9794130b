/*
 * record/batches.c -- numbered files: which there have to be follows from how many there are.
 */
#include "record/lines.h"
#include "record/listing.h"
#include "record/strays.h"

#include <stdio.h>
#include <string.h>

typedef struct batches {
    cf_record *record;
    const char *path;
    cf_batch_form form;
    uint32_t count;
    uint32_t largest;
    uint32_t gap; /* 0 while they are counted; then the first number that is missing */
    cf_fault *fault;
} batches;

/* The number of "00000017.jsonl"; 0 when it is no such name, or of the other form. */
static uint32_t number_of(const char *name, cf_batch_form form)
{
    enum { DIGITS = 8 };
    uint32_t number = 0;
    for (size_t i = 0; i < DIGITS; i++) {
        if (name[i] < '0' || name[i] > '9') {
            return 0;
        }
        number = number * 10 + (uint32_t)(name[i] - '0');
    }
    return strcmp(name + DIGITS, cf_batch_suffix(form)) == 0 ? number : 0;
}

static cf_status visit(void *context, const char *name, char kind)
{
    batches *at = context;
    const uint32_t number = kind == 'f' ? number_of(name, at->form) : 0;
    if (number == 0) {
        return cf_strays_add(at->record, at->path, name, "only numbered files may stand here",
                             at->fault);
    }
    at->count++;
    at->largest = number > at->largest ? number : at->largest;
    return CF_OK;
}

static cf_status visit_after_gap(void *context, const char *name, char kind)
{
    batches *at = context;
    const uint32_t number = kind == 'f' ? number_of(name, at->form) : 0;
    if (number < at->gap) {
        return CF_OK;
    }
    char what[CF_FAULT_WHAT_MAX];
    (void)snprintf(what, sizeof what, "%08u%s is missing, so nothing may follow it", at->gap,
                   cf_batch_suffix(at->form));
    return cf_strays_add(at->record, at->path, name, what, at->fault);
}

/* Numbers differ, so there is no gap if the largest is how many there are. */
static cf_status find_gap(batches *at)
{
    char name[CF_BATCH_NAME_MAX];
    at->gap = 0;
    do {
        at->gap++;
        cf_batch_name(name, at->path, at->form, at->gap);
    } while (cf_store_has_file(&at->record->store, name));
    at->count = at->gap - 1;
    return cf_store_list(&at->record->store, at->path, visit_after_gap, at, at->fault);
}

/* Of each form, whether a numbered file has it. */
static cf_status see_form(void *context, const char *name, char kind)
{
    bool *seen = context;
    for (cf_batch_form form = CF_BATCH_LINES; form <= CF_BATCH_BINARY; form++) {
        seen[form] = seen[form] || (kind == 'f' && number_of(name, form) != 0);
    }
    return CF_OK;
}

cf_status cf_listing_batch_form(const cf_record *record, const char *path, cf_batch_form *form,
                                cf_fault *fault)
{
    bool seen[CF_BATCH_BINARY + 1] = { false };
    cf_status status = cf_store_list(&record->store, path, see_form, seen, fault);
    if (status != CF_OK && status != CF_ERR_ABSENT && status != CF_ERR_UNSUPPORTED) {
        return status;
    }
    if (seen[CF_BATCH_LINES] && seen[CF_BATCH_BINARY]) {
        return cf_fault_set(
            fault, CF_ERR_SHAPE, path, 0,
            "the record could be read in two ways: it has batches of lines (%s) and "
            "binary ones (%s)",
            cf_batch_suffix(CF_BATCH_LINES), cf_batch_suffix(CF_BATCH_BINARY));
    }
    *form = seen[CF_BATCH_BINARY] ? CF_BATCH_BINARY : CF_BATCH_LINES;
    return CF_OK;
}

cf_status cf_listing_count_batches(cf_record *record, const char *path, cf_batch_form form,
                                   uint32_t *count, cf_fault *fault)
{
    batches at = { .record = record, .path = path, .form = form, .fault = fault };
    cf_status status = cf_listing_find(record, path, fault);
    if (status == CF_OK) {
        status = cf_store_list(&record->store, path, visit, &at, fault);
    } else if (status == CF_ERR_ABSENT) {
        status = CF_OK;
    }
    if (status == CF_OK && at.count != at.largest) {
        status = find_gap(&at);
    }
    if (status == CF_OK) {
        *count = at.count;
    }
    return status;
}
