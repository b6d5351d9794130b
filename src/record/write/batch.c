/*
 * record/write/batch.c -- ballots wait in memory until their batch is full; then they are sorted by
 * code and written, and with them their hints.
 *
 * How full a batch is, is counted in lines whatever its form, so that an election has the same
 * batches in both.
 */
#include "record/big_endian.h"
#include "record/binary.h"
#include "record/write/inside.h"

/* --- gathering --- */

static bool is_binary(const cf_record_writer *writer)
{
    return cf_write_form(writer) == CF_BATCH_BINARY;
}

/* The first ballot decides how wide an element is. */
static cf_status measure_binary(cf_record_writer *writer, const cf_ballot *ballot, size_t *len)
{
    if (writer->batch.element_octets == 0) {
        writer->batch.element_octets = ballot->nonce.c0.octets.len;
    }
    return cf_write_binary_measure(&writer->writing, ballot, writer->batch.element_octets, len);
}

static cf_status render(cf_record_writer *writer, const cf_ballot *ballot, uint8_t *at, size_t len)
{
    return is_binary(writer) ? cf_write_binary_ballot(&writer->writing, ballot,
                                                      writer->batch.element_octets, at, len)
                             : cf_write_ballot_line(&writer->writing, ballot, at, len);
}

/* A copy, if somebody wants it.  A ballot may be without: so it is where memory is out. */
static cf_octets keep_hints(cf_record_writer *writer, cf_octets hints)
{
    const cf_octets none = { .at = NULL };
    return writer->hints.writer != NULL && hints.at != NULL
               ? cf_arena_copy(writer->hints.arena, hints)
               : none;
}

static cf_status keep(cf_record_writer *writer, const cf_ballot *ballot, size_t len)
{
    uint8_t *text = cf_arena_take(writer->batch.arena, len, 1);
    if (text == NULL) {
        return cf_write_no_memory(writer);
    }
    const cf_status status = render(writer, ballot, text, len);
    if (status != CF_OK) {
        return status;
    }
    cf_write_line line = { .at = text, .len = len, .hints = keep_hints(writer, ballot->hints) };
    memcpy(line.code, ballot->code.at, sizeof line.code);
    return cf_pile_put(&writer->batch.lines, &line) == CF_OK ? CF_OK : cf_write_no_memory(writer);
}

cf_status cf_write_batch_put(cf_record_writer *writer, const cf_ballot *ballot)
{
    uint64_t as_line = 0;
    cf_status status = cf_write_ballot_measure(&writer->writing, ballot, &as_line);
    size_t len = (size_t)as_line;
    if (status == CF_OK && is_binary(writer)) {
        status = measure_binary(writer, ballot, &len);
    }
    if (status == CF_OK
        && cf_write_is_full(writer->batch.lines.count, writer->batch.octets, as_line)) {
        status = cf_write_batch_flush(writer);
    }
    writer->batch.octets += as_line;
    return status == CF_OK ? keep(writer, ballot, len) : status;
}

/* --- writing --- */

static cf_status put_number(cf_record_writer *writer, size_t number)
{
    uint8_t octets[CF_BINARY_NUMBER_OCTETS];
    cf_put_big_endian(octets, sizeof octets, number);
    return cf_write_store_put(&writer->store, octets, sizeof octets);
}

/* How a binary batch begins. */
static cf_status put_start(cf_record_writer *writer, const uint32_t *order)
{
    const cf_pile *lines = &writer->batch.lines;
    cf_status status = cf_write_store_put(&writer->store, cf_binary_magic, sizeof cf_binary_magic);
    const size_t numbers[] = { CF_BINARY_VERSION, writer->batch.element_octets, lines->count };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && status == CF_OK; i++) {
        status = put_number(writer, numbers[i]);
    }
    for (size_t i = 0; i < lines->count && status == CF_OK; i++) {
        const cf_write_line *line = cf_pile_at(lines, order[i]);
        status = put_number(writer, line->len);
    }
    return status;
}

static cf_status put_line(cf_record_writer *writer, const cf_write_line *line, size_t number)
{
    cf_write_code code = { .batch = writer->series.number, .line = (uint32_t)number };
    memcpy(code.code, line->code, sizeof code.code);
    if (cf_pile_put(&writer->codes, &code) != CF_OK) {
        return cf_write_no_memory(writer);
    }
    cf_status status = cf_write_store_put(&writer->store, line->at, line->len);
    return status == CF_OK ? cf_write_hints_put(writer, line->hints) : status;
}

static cf_status put_lines(cf_record_writer *writer)
{
    cf_pile *lines = &writer->batch.lines;
    const uint32_t *order = cf_pile_order(lines, CF_WRITE_KEY_OCTETS);
    if (order == NULL) {
        return cf_write_no_memory(writer);
    }
    cf_status status =
        cf_write_series_next(writer, "ballots", cf_batch_suffix(cf_write_form(writer)));
    if (status == CF_OK && is_binary(writer)) {
        status = put_start(writer, order);
    }
    for (size_t i = 0; i < lines->count && status == CF_OK; i++) {
        status = put_line(writer, cf_pile_at(lines, order[i]), i + 1);
    }
    return status == CF_OK ? cf_write_series_end(writer) : status;
}

cf_status cf_write_batch_flush(cf_record_writer *writer)
{
    cf_status status = writer->fault.status;
    if (status == CF_OK && writer->batch.lines.count > 0) {
        status = put_lines(writer);
    }
    cf_pile_clear(&writer->batch.lines);
    cf_arena_reset(writer->batch.arena);
    writer->batch.octets = 0;
    if (writer->hints.arena != NULL) {
        cf_arena_reset(writer->hints.arena);
    }
    return status;
}
