/*
 * record/write/ballot_line.c -- a ballot as one line in memory.
 */
#include "record/write.h"
#include "record/write/objects.h"

static cf_status render(cf_writing *writing, const cf_ballot *ballot, cf_json_memory *text)
{
    writing->file = "ballots";
    cf_writing_begin(writing, cf_json_to_memory, text);
    cf_write_ballot_object(writing, ballot);
    return cf_writing_end(writing);
}

cf_status cf_write_ballot_measure(cf_writing *writing, const cf_ballot *ballot, uint64_t *octets)
{
    cf_json_memory text = { .room = 0 };
    const cf_status status = render(writing, ballot, &text);
    *octets = text.len;
    if (status != CF_OK) {
        return status;
    }
    if (ballot->code.len != CF_WRITE_KEY_OCTETS) {
        return cf_write_fail(writing->fault, CF_ERR_UNSUPPORTED, "ballots", 0,
                             "ballots are sorted by \"h_c\", which has %d octets, found %zu",
                             CF_WRITE_KEY_OCTETS, ballot->code.len);
    }
    if (*octets > CF_WRITE_LINE_OCTETS_MAX) {
        return cf_write_fail(writing->fault, CF_ERR_LIMIT, "ballots", 0,
                             "a ballot has at most %d octets, found %llu", CF_WRITE_LINE_OCTETS_MAX,
                             (unsigned long long)*octets);
    }
    return CF_OK;
}

cf_status cf_write_ballot_line(cf_writing *writing, const cf_ballot *ballot, uint8_t *at,
                               size_t len)
{
    cf_json_memory text = { .at = at, .room = len };
    const cf_status status = render(writing, ballot, &text);
    return status == CF_OK && text.len != len ? CF_ERR_SHAPE : status; /* it changed meanwhile */
}

static cf_status write_line(cf_writing *writing, const cf_ballot *ballot, cf_arena *arena,
                            cf_octets *line)
{
    uint64_t len = 0;
    const cf_status status = cf_write_ballot_measure(writing, ballot, &len);
    if (status != CF_OK) {
        return status;
    }
    uint8_t *text = cf_arena_take(arena, (size_t)len + 1, 1);
    if (text == NULL) {
        return cf_write_fail(writing->fault, CF_ERR_MEMORY, "", 0, "out of memory");
    }
    *line = cf_octets_of(text, (size_t)len);
    return cf_write_ballot_line(writing, ballot, text, (size_t)len);
}

cf_status cf_record_ballot_line(const cf_ballot *ballot, cf_arena *arena, cf_octets *line,
                                cf_fault *fault)
{
    cf_fault first = { .status = CF_OK };
    cf_octets written;
    cf_writing *writing = cf_arena_take(arena, 1, sizeof *writing);
    if (writing == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "out of memory");
    }
    writing->fault = &first;
    writing->is_canonical = true;
    const cf_status status = write_line(writing, ballot, arena, &written);
    if (status == CF_OK) {
        *line = written;
    } else if (fault != NULL) {
        *fault = first;
    }
    return status;
}
