/*
 * record/write/codes.c -- the index: from a code to the batch and line of its ballot.
 *
 * A reader who has a code opens one small file.  How many digits tell the files apart follows from
 * the count of ballots.
 */
#include "record/write/inside.h"

#include "base/hex.h"

#include <stdio.h>

/* The least d for which 16^d files of 4096 codes would do. */
static size_t prefix_digits(size_t count)
{
    size_t digits = 0;
    for (uint64_t room = CF_WRITE_BATCH_LINES; room < count; room *= 16) {
        digits++;
    }
    return digits;
}

static void file_name(char name[CF_WRITE_NAME_MAX], const cf_write_code *code, size_t digits)
{
    char hex[2 * CF_WRITE_KEY_OCTETS + 1];
    cf_hex_encode(hex, cf_octets_of(code->code, sizeof code->code), CF_HEX_UPPER);
    (void)snprintf(name, CF_WRITE_NAME_MAX, "codes/%.*s.jsonl", digits > 0 ? (int)digits : 3,
                   digits > 0 ? hex : "all");
}

static cf_status put_code(cf_record_writer *writer, const cf_write_code *code)
{
    cf_writing *writing = &writer->writing;
    cf_write_text_begin(writer, writer->store.name);
    cf_json_out_object(&writing->json);
    cf_writing_number(writing, "batch", code->batch);
    cf_writing_octets(writing, "code", cf_octets_of(code->code, sizeof code->code));
    cf_writing_format_version(writing);
    cf_writing_number(writing, "line", code->line);
    cf_writing_object(writing, "code");
    cf_writing_spec_version(writing);
    cf_json_out_object_end(&writing->json);
    return cf_writing_end(writing);
}

/* The file of the code before is left when this one belongs elsewhere. */
static cf_status turn_to_file(cf_record_writer *writer, char open_name[CF_WRITE_NAME_MAX],
                              const char *name)
{
    if (strcmp(open_name, name) == 0) {
        return CF_OK;
    }
    cf_status status = open_name[0] != '\0' ? cf_write_store_end(&writer->store) : CF_OK;
    (void)snprintf(open_name, CF_WRITE_NAME_MAX, "%s", name);
    return status == CF_OK ? cf_write_store_begin(&writer->store, name) : status;
}

static cf_status put_codes(cf_record_writer *writer, const uint32_t *order)
{
    const size_t digits = prefix_digits(writer->codes.count);
    char open_name[CF_WRITE_NAME_MAX] = "";
    cf_status status = CF_OK;
    for (size_t i = 0; i < writer->codes.count && status == CF_OK; i++) {
        const cf_write_code *code = cf_pile_at(&writer->codes, order[i]);
        char name[CF_WRITE_NAME_MAX];
        file_name(name, code, digits);
        status = turn_to_file(writer, open_name, name);
        if (status == CF_OK) {
            status = put_code(writer, code);
        }
    }
    return status == CF_OK ? cf_write_store_end(&writer->store) : status;
}

/* --- the index of another record --- */

typedef struct comparison {
    const cf_record_writer *writer;
    const uint32_t *order;
    size_t digits;
    size_t at;
    bool is_same;
} comparison;

static bool is_same_entry(const comparison *c, const cf_code_entry *entry)
{
    const cf_write_code *code = cf_pile_at(&c->writer->codes, c->order[c->at]);
    char name[CF_WRITE_NAME_MAX];
    file_name(name, code, c->digits);
    const size_t len = strlen(name);
    return strncmp(entry->file, name, len) == 0 && entry->file[len] == ':'
           && cf_octets_equal(entry->code, cf_octets_of(code->code, sizeof code->code))
           && entry->place.batch == code->batch && entry->place.line == code->line;
}

static cf_status compare(void *context, const cf_code_entry *entry)
{
    comparison *c = context;
    c->is_same = c->is_same && c->at < c->writer->codes.count && is_same_entry(c, entry);
    c->at++;
    return CF_OK;
}

cf_status cf_write_codes_compare(cf_record_writer *writer, const cf_record *record, bool *is_same)
{
    comparison c = { .writer = writer,
                     .order = cf_pile_order(&writer->codes, CF_WRITE_KEY_OCTETS),
                     .digits = prefix_digits(writer->codes.count),
                     .is_same = true };
    if (c.order == NULL) {
        return cf_write_no_memory(writer);
    }
    const cf_status status = cf_record_visit_codes(record, compare, &c, NULL);
    *is_same = status == CF_OK && c.is_same && c.at == writer->codes.count;
    return CF_OK;
}

/* --- the index --- */

cf_status cf_write_codes(cf_record_writer *writer)
{
    cf_status status = writer->fault.status;
    if (status == CF_OK && writer->codes.count > 0) {
        const uint32_t *order = cf_pile_order(&writer->codes, CF_WRITE_KEY_OCTETS);
        status = order != NULL ? put_codes(writer, order) : cf_write_no_memory(writer);
    }
    cf_pile_close(&writer->codes);
    return status;
}
