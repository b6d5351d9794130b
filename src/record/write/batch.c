/*
 * record/write/batch.c -- ballots wait in memory until their batch is full; then they are sorted by
 * code and written.
 */
#include "record/write/inside.h"

static cf_status keep(cf_record_writer *writer, const cf_ballot *ballot, size_t len)
{
    uint8_t *text = cf_arena_take(writer->batch.arena, len, 1);
    if (text == NULL) {
        return cf_write_no_memory(writer);
    }
    const cf_status status = cf_write_ballot_line(&writer->writing, ballot, text, len);
    if (status != CF_OK) {
        return status;
    }
    cf_write_line line = { .at = text, .len = len };
    memcpy(line.code, ballot->code.at, sizeof line.code);
    writer->batch.octets += len;
    return cf_pile_put(&writer->batch.lines, &line) == CF_OK ? CF_OK : cf_write_no_memory(writer);
}

cf_status cf_write_batch_put(cf_record_writer *writer, const cf_ballot *ballot)
{
    uint64_t len = 0;
    cf_status status = cf_write_ballot_measure(&writer->writing, ballot, &len);
    if (status == CF_OK && cf_write_is_full(writer->batch.lines.count, writer->batch.octets, len)) {
        status = cf_write_batch_flush(writer);
    }
    return status == CF_OK ? keep(writer, ballot, (size_t)len) : status;
}

static cf_status put_line(cf_record_writer *writer, const cf_write_line *line, size_t number)
{
    cf_write_code code = { .batch = writer->series.number, .line = (uint32_t)number };
    memcpy(code.code, line->code, sizeof code.code);
    if (cf_pile_put(&writer->codes, &code) != CF_OK) {
        return cf_write_no_memory(writer);
    }
    return cf_write_store_put(&writer->store, line->at, line->len);
}

static cf_status put_lines(cf_record_writer *writer)
{
    cf_pile *lines = &writer->batch.lines;
    const uint32_t *order = cf_pile_order(lines, CF_WRITE_KEY_OCTETS);
    if (order == NULL) {
        return cf_write_no_memory(writer);
    }
    cf_status status = cf_write_series_next(writer, "ballots", ".jsonl");
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
    return status;
}
