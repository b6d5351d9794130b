/*
 * record/write/writer.c -- open, a function a piece, close.
 */
#include "record/write/inside.h"

cf_status cf_write_done(const cf_record_writer *writer, cf_status status, cf_fault *fault)
{
    if (status != CF_OK && fault != NULL) {
        *fault = writer->fault;
    }
    return status;
}

cf_status cf_write_no_memory(cf_record_writer *writer)
{
    return cf_write_fail(&writer->fault, CF_ERR_MEMORY, writer->store.name, 0,
                         "there is no memory for what is to be written");
}

static cf_status put_in_store(void *store, const void *octets, size_t len)
{
    return cf_write_store_put(store, octets, len);
}

void cf_write_text_begin(cf_record_writer *writer, const char *file)
{
    writer->writing.file = file;
    cf_writing_begin(&writer->writing, put_in_store, &writer->store);
}

cf_status cf_write_text_end(cf_record_writer *writer)
{
    const cf_status status = cf_writing_end(&writer->writing);
    return status == CF_OK ? cf_write_store_end(&writer->store) : status;
}

/* Enter the stage of a piece that is one JSON file, and begin the file. */
static cf_status begin_document(cf_record_writer *writer, cf_write_stage stage)
{
    cf_status status = cf_write_reach(writer, stage);
    if (status != CF_OK) {
        return status;
    }
    const char *file = cf_write_stage_file(writer, stage);
    status = cf_write_store_begin(&writer->store, file);
    cf_write_text_begin(writer, file);
    return status;
}

/* --- pieces --- */

cf_status cf_record_write_parameters(cf_record_writer *writer, const cf_parameters *parameters,
                                     cf_fault *fault)
{
    cf_status status = begin_document(writer, CF_WRITE_PARAMETERS);
    if (status == CF_OK) {
        cf_write_election_object(&writer->writing, parameters);
        status = cf_write_text_end(writer);
    }
    return cf_write_done(writer, status, fault);
}

cf_status cf_record_write_manifest(cf_record_writer *writer, cf_octets file, cf_fault *fault)
{
    cf_status status = begin_document(writer, CF_WRITE_MANIFEST);
    if (status == CF_OK && file.at == NULL) {
        status = cf_write_fail(&writer->fault, CF_ERR_SHAPE, writer->store.name, 0,
                               "there are no octets of a manifest");
    }
    if (status == CF_OK) {
        status = cf_write_store_put(&writer->store, file.at, file.len);
    }
    if (status == CF_OK) {
        status = cf_write_store_end(&writer->store);
    }
    return cf_write_done(writer, status, fault);
}

cf_status cf_record_write_keys(cf_record_writer *writer, const cf_keys *keys, cf_fault *fault)
{
    cf_status status = begin_document(writer, CF_WRITE_KEYS);
    if (status == CF_OK) {
        cf_write_keys_object(&writer->writing, keys);
        status = cf_write_text_end(writer);
    }
    return cf_write_done(writer, status, fault);
}

cf_status cf_record_write_tally(cf_record_writer *writer, const cf_encrypted_tally *encrypted,
                                const cf_decrypted_tally *decrypted, cf_fault *fault)
{
    cf_status status = begin_document(writer, CF_WRITE_TALLY);
    if (status == CF_OK) {
        cf_write_tally_object(&writer->writing, encrypted, decrypted);
        status = cf_write_text_end(writer);
    }
    return cf_write_done(writer, status, fault);
}

/* plain21: a file of its own, of the length that readers take. */
static cf_status begin_numbered(cf_record_writer *writer, const char *folder)
{
    const cf_status status = cf_write_series_next(writer, folder, ".json");
    cf_write_text_begin(writer, writer->series.name);
    return status;
}

static cf_status end_numbered(cf_record_writer *writer)
{
    cf_status status = cf_writing_end(&writer->writing);
    if (status == CF_OK) {
        status = cf_write_series_end(writer);
    }
    if (status == CF_OK && writer->store.octets > CF_WRITE_LINE_OCTETS_MAX) {
        status = cf_write_fail(&writer->fault, CF_ERR_LIMIT, writer->series.name, 0,
                               "the file is larger than the %d octets that readers take",
                               CF_WRITE_LINE_OCTETS_MAX);
    }
    return status;
}

static cf_status put_ballot_file(cf_record_writer *writer, const cf_ballot *ballot)
{
    cf_status status = begin_numbered(writer, "ballots");
    if (status != CF_OK) {
        return status;
    }
    cf_write_ballot_object(&writer->writing, ballot);
    status = end_numbered(writer);
    return status == CF_OK ? cf_write_hints_put(writer, ballot->hints) : status;
}

cf_status cf_record_write_ballot(cf_record_writer *writer, const cf_ballot *ballot, cf_fault *fault)
{
    cf_status status = cf_write_reach(writer, CF_WRITE_BALLOTS);
    if (status == CF_OK) {
        status = cf_write_is_counterfoil(writer) ? cf_write_batch_put(writer, ballot)
                                                 : put_ballot_file(writer, ballot);
    }
    return cf_write_done(writer, status, fault);
}

cf_status cf_record_write_batch_end(cf_record_writer *writer, cf_fault *fault)
{
    const bool has_batch = writer->stage == CF_WRITE_BALLOTS && cf_write_is_counterfoil(writer);
    const cf_status status = has_batch ? cf_write_batch_flush(writer) : writer->fault.status;
    return cf_write_done(writer, status, fault);
}

static cf_status put_opened_file(cf_record_writer *writer, const cf_opened_ballot *opened)
{
    const cf_status status = begin_numbered(writer, "challenged");
    if (status != CF_OK) {
        return status;
    }
    cf_write_opened_object(&writer->writing, opened);
    return end_numbered(writer);
}

cf_status cf_record_write_opened(cf_record_writer *writer, const cf_opened_ballot *opened,
                                 cf_fault *fault)
{
    cf_status status = cf_write_reach(writer, CF_WRITE_OPENINGS);
    if (status == CF_OK) {
        status = cf_write_is_counterfoil(writer) ? cf_write_spool_opened(writer, opened)
                                                 : put_opened_file(writer, opened);
    }
    return cf_write_done(writer, status, fault);
}

/* plain21: one list; it begins with the first item. */
static cf_status put_data_item(cf_record_writer *writer, const cf_opened_data *data, bool is_first)
{
    if (is_first) {
        const char *file = cf_write_stage_file(writer, CF_WRITE_OPENED_DATA);
        const cf_status status = cf_write_store_begin(&writer->store, file);
        if (status != CF_OK) {
            return status;
        }
        cf_write_text_begin(writer, file);
        cf_json_out_array(&writer->writing.json);
    }
    cf_write_opened_data_object(&writer->writing, data);
    return writer->fault.status;
}

cf_status cf_record_write_opened_data(cf_record_writer *writer, const cf_opened_data *data,
                                      cf_fault *fault)
{
    const bool is_first = writer->stage != CF_WRITE_OPENED_DATA;
    cf_status status = cf_write_reach(writer, CF_WRITE_OPENED_DATA);
    if (status == CF_OK) {
        status = cf_write_is_counterfoil(writer) ? cf_write_spool_data(writer, data)
                                                 : put_data_item(writer, data, is_first);
    }
    return cf_write_done(writer, status, fault);
}

/* --- open and close --- */

static cf_record_writer *make_writer(cf_write_format format)
{
    cf_arena *arena = cf_arena_open(sizeof(cf_record_writer));
    cf_record_writer *made = arena != NULL ? cf_arena_take(arena, 1, sizeof *made) : NULL;
    if (made == NULL) {
        cf_arena_close(arena);
        return NULL;
    }
    made->arena = arena;
    made->format = format;
    made->writing.fault = &made->fault;
    made->writing.is_canonical = cf_write_is_counterfoil(made);
    made->spool.descriptor = -1;
    cf_pile_open(&made->batch.lines, sizeof(cf_write_line));
    cf_pile_open(&made->codes, sizeof(cf_write_code));
    cf_pile_open(&made->spool.lines, sizeof(cf_write_spooled));
    return made;
}

static void free_writer(cf_record_writer *writer)
{
    cf_write_store_close_descriptor(&writer->spool.descriptor);
    cf_write_hints_abandon(writer);
    cf_pile_close(&writer->batch.lines);
    cf_pile_close(&writer->codes);
    cf_pile_close(&writer->spool.lines);
    cf_arena_close(writer->batch.arena);
    cf_arena_close(writer->arena);
}

/* One ballot of the greatest length, or a batch with the spaces between its lines. */
static const size_t BATCH_ARENA_OCTETS = CF_WRITE_LINE_OCTETS_MAX + (1 << 20);

cf_status cf_record_writer_open(const char *path, cf_write_format format, cf_record_writer **writer,
                                cf_fault *fault)
{
    cf_record_writer *made = make_writer(format);
    if (made != NULL) {
        made->batch.arena = cf_arena_open(BATCH_ARENA_OCTETS);
    }
    if (made == NULL || made->batch.arena == NULL) {
        if (made != NULL) {
            free_writer(made);
        }
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "there is no memory to write a record");
    }
    const cf_status status = cf_write_store_open(&made->store, path, &made->fault);
    if (status != CF_OK) {
        (void)cf_write_done(made, status, fault);
        free_writer(made);
        return status;
    }
    *writer = made;
    return CF_OK;
}

cf_status cf_record_writer_close(cf_record_writer *writer, cf_fault *fault)
{
    if (writer->stage == CF_WRITE_NOTHING) {
        (void)cf_write_fail(&writer->fault, CF_ERR_SHAPE,
                            cf_write_stage_file(writer, CF_WRITE_PARAMETERS), 0,
                            "a record without parameters is none");
    }
    cf_status status = writer->fault.status;
    if (status == CF_OK) {
        status = cf_write_leave(writer);
    }
    const cf_status closed = cf_write_store_close(&writer->store);
    status = status != CF_OK ? status : closed;
    if (status == CF_OK) {
        status = cf_write_hints_close(writer);
    }
    (void)cf_write_done(writer, status, fault);
    free_writer(writer);
    return status;
}

void cf_record_writer_abandon(cf_record_writer *writer)
{
    if (writer != NULL) {
        cf_write_store_abandon(&writer->store);
        free_writer(writer);
    }
}
