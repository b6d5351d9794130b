/*
 * record/write/spool.c -- lines that come in any order wait on disk; memory keeps their keys.
 *
 * Openings are few, decrypted contest data may be as many as ballots.  The file that they wait in
 * has no name, so nothing of it is left whatever happens.
 */
#define _POSIX_C_SOURCE 200809L /* pread */

#include "record/write/inside.h"

#include <errno.h>
#include <unistd.h>

static cf_status write_spool(void *context, const void *octets, size_t len)
{
    cf_record_writer *writer = context;
    const uint8_t *from = octets;
    while (len > 0) {
        const ssize_t count = write(writer->spool.descriptor, from, len);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return cf_write_fail_io(&writer->fault, writer->writing.file, writer->spool.octets,
                                    "write the temporary file that openings are sorted in");
        }
        from += count;
        len -= (size_t)count;
        writer->spool.octets += (size_t)count;
    }
    return CF_OK;
}

static cf_status begin_line(cf_record_writer *writer, const char *file)
{
    if (writer->spool.descriptor < 0) {
        const cf_status status =
            cf_write_store_temporary(&writer->store, &writer->spool.descriptor);
        if (status != CF_OK) {
            return status;
        }
    }
    writer->writing.file = file;
    cf_writing_begin(&writer->writing, write_spool, writer);
    return CF_OK;
}

static cf_status end_line(cf_record_writer *writer, cf_octets id, uint32_t contest_index,
                          uint64_t began)
{
    const cf_status status = cf_writing_end(&writer->writing);
    if (status != CF_OK) {
        return status;
    }
    const uint64_t len = writer->spool.octets - began;
    if (len > CF_WRITE_LINE_OCTETS_MAX) {
        return cf_write_fail(&writer->fault, CF_ERR_LIMIT, writer->writing.file, 0,
                             "an opening has at most %d octets, found %llu",
                             CF_WRITE_LINE_OCTETS_MAX, (unsigned long long)len);
    }
    if (id.len != CF_WRITE_KEY_OCTETS) {
        return cf_write_fail(&writer->fault, CF_ERR_UNSUPPORTED, writer->writing.file, 0,
                             "openings are sorted by \"id_b\", which has %d octets, found %zu",
                             CF_WRITE_KEY_OCTETS, id.len);
    }
    cf_write_spooled line = { .len = (uint32_t)len, .offset = began };
    memcpy(line.id, id.at, sizeof line.id);
    for (int i = 0; i < 4; i++) {
        line.contest_index[i] = (uint8_t)(contest_index >> (24 - 8 * i));
    }
    return cf_pile_put(&writer->spool.lines, &line) == CF_OK ? CF_OK : cf_write_no_memory(writer);
}

cf_status cf_write_spool_opened(cf_record_writer *writer, const cf_opened_ballot *opened)
{
    const uint64_t began = writer->spool.octets;
    const cf_status status = begin_line(writer, "challenged");
    if (status != CF_OK) {
        return status;
    }
    cf_write_opened_object(&writer->writing, opened);
    return end_line(writer, opened->id, 0, began);
}

cf_status cf_write_spool_data(cf_record_writer *writer, const cf_opened_data *data)
{
    const uint64_t began = writer->spool.octets;
    const cf_status status = begin_line(writer, "contest_data");
    if (status != CF_OK) {
        return status;
    }
    cf_write_opened_data_object(&writer->writing, data);
    return end_line(writer, data->ballot_id, data->contest_index, began);
}

static cf_status copy_line(cf_record_writer *writer, const cf_write_spooled *line)
{
    uint64_t done = 0;
    while (done < line->len) {
        const uint64_t left = line->len - done;
        const size_t want = left < CF_WRITE_BUFFER ? (size_t)left : CF_WRITE_BUFFER;
        const ssize_t got = pread(writer->spool.descriptor, writer->spool.buffer, want,
                                  (off_t)(line->offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return cf_write_store_fail(&writer->store, "read what was to be sorted");
        }
        const cf_status status =
            cf_write_store_put(&writer->store, writer->spool.buffer, (size_t)got);
        if (status != CF_OK) {
            return status;
        }
        done += (uint64_t)got;
    }
    return CF_OK;
}

static cf_status put_line(cf_record_writer *writer, const char *folder,
                          const cf_write_spooled *line)
{
    cf_write_series *series = &writer->series;
    cf_status status = CF_OK;
    if (cf_write_is_full(series->lines, series->octets, line->len)) {
        status = cf_write_series_end(writer);
    }
    if (status == CF_OK && !series->is_open) {
        status = cf_write_series_next(writer, folder, ".jsonl");
    }
    series->lines++;
    series->octets += line->len;
    return status == CF_OK ? copy_line(writer, line) : status;
}

static cf_status put_lines(cf_record_writer *writer, const char *folder)
{
    cf_pile *lines = &writer->spool.lines;
    const size_t key_octets =
        sizeof((cf_write_spooled){ 0 }.id) + sizeof((cf_write_spooled){ 0 }.contest_index);
    const uint32_t *order = cf_pile_order(lines, key_octets);
    cf_status status = order != NULL ? CF_OK : cf_write_no_memory(writer);
    for (size_t i = 0; i < lines->count && status == CF_OK; i++) {
        status = put_line(writer, folder, cf_pile_at(lines, order[i]));
    }
    return status == CF_OK ? cf_write_series_end(writer) : status;
}

cf_status cf_write_spool_drain(cf_record_writer *writer)
{
    cf_status status = writer->fault.status;
    if (status == CF_OK && writer->spool.lines.count > 0) {
        status = put_lines(writer, cf_write_stage_file(writer, writer->stage));
    }
    cf_pile_clear(&writer->spool.lines);
    cf_write_store_close_descriptor(&writer->spool.descriptor);
    writer->spool.octets = 0;
    return status;
}
