/*
 * record/write/sidecar.c -- the hints of a record while it is written.
 *
 * They wait with their ballots, so that nobody learns from the sidecar in which order ballots came.
 */
#include "record/write/inside.h"

/* Of one batch.  A ballot that has no room goes without. */
static const size_t HINTS_ARENA_OCTETS = (size_t)1 << 30;

static cf_status check_turn(cf_record_writer *writer)
{
    if (writer->fault.status != CF_OK) {
        return writer->fault.status;
    }
    if (writer->hints.writer != NULL || writer->stage >= CF_WRITE_BALLOTS) {
        return cf_write_fail(&writer->fault, CF_ERR_SHAPE, "", 0,
                             "hints are asked for once, before the first ballot");
    }
    return CF_OK;
}

cf_status cf_record_writer_hints(cf_record_writer *writer, const char *path, const cf_hash *h_e,
                                 size_t element_octets, cf_fault *fault)
{
    cf_status status = check_turn(writer);
    if (status == CF_OK) {
        writer->hints.h_e = *h_e;
        writer->hints.element_octets = element_octets;
        writer->hints.arena = cf_arena_open(HINTS_ARENA_OCTETS);
        status = writer->hints.arena != NULL
                     ? cf_hints_writer_open(path, &writer->hints.writer, &writer->fault)
                     : cf_write_no_memory(writer);
    }
    return cf_write_done(writer, status, fault);
}

cf_status cf_write_hints_put(cf_record_writer *writer, cf_octets hints)
{
    return writer->hints.writer == NULL
               ? CF_OK
               : cf_hints_write(writer->hints.writer, hints, &writer->fault);
}

cf_status cf_write_hints_close(cf_record_writer *writer)
{
    cf_hints_writer *hints = writer->hints.writer;
    writer->hints.writer = NULL;
    return hints == NULL ? CF_OK
                         : cf_hints_writer_close(hints, &writer->hints.h_e,
                                                 writer->hints.element_octets, &writer->fault);
}

void cf_write_hints_abandon(cf_record_writer *writer)
{
    cf_hints_writer_abandon(writer->hints.writer);
    writer->hints.writer = NULL;
    cf_arena_close(writer->hints.arena);
}
