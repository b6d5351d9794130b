/*
 * record/binary_batch.c -- the start of a batch says how long each ballot is, so that opening a
 * record reads no ballot.
 */
#include "record/binary.h"

#include "base/hex.h"
#include "record/big_endian.h"
#include "record/strays.h"

#include <string.h>

const uint8_t cf_binary_magic[CF_BINARY_MAGIC_OCTETS] = { 0x89, 'C',  'F',  'B',
                                                          '\r', '\n', 0x1a, '\n' };

enum {
    VERSION_AT = CF_BINARY_MAGIC_OCTETS,
    WIDTH_AT = VERSION_AT + CF_BINARY_NUMBER_OCTETS,
    COUNT_AT = WIDTH_AT + CF_BINARY_NUMBER_OCTETS,
    START_OCTETS_MAX = CF_BINARY_HEAD_OCTETS + (int)CF_LINES_OF_BATCH_MAX * CF_BINARY_NUMBER_OCTETS
};

_Static_assert(COUNT_AT + CF_BINARY_NUMBER_OCTETS == CF_BINARY_HEAD_OCTETS, "the head ends there");
_Static_assert((int)START_OCTETS_MAX <= (int)CF_LINES_BUFFER, "the longest start fits");

/* The start of a batch: as many octets as it may have, or the file has. */
typedef struct batch_start {
    const char *name;
    uint64_t file_octets;
    const uint8_t *at;
    size_t len;
} batch_start;

static cf_status read_start(batch_start *start, const cf_file *file, uint8_t *buffer,
                            cf_fault *fault)
{
    cf_file window = cf_file_lend(file, 0, file->size);
    size_t got = 1;
    start->at = buffer;
    while (start->len < START_OCTETS_MAX && got > 0) {
        cf_fault read;
        cf_status status =
            cf_file_read(&window, buffer + start->len, START_OCTETS_MAX - start->len, &got, &read);
        if (status != CF_OK) {
            return cf_fault_set(fault, status, start->name, start->len, "%s", read.what);
        }
        start->len += got;
    }
    start->file_octets = got > 0 ? file->size : start->len;
    return CF_OK;
}

static uint32_t number_at(const batch_start *start, size_t offset)
{
    return (uint32_t)cf_big_endian(start->at + offset, CF_BINARY_NUMBER_OCTETS);
}

static cf_status check_form(const batch_start *start, cf_fault *why)
{
    if (start->len < CF_BINARY_HEAD_OCTETS) {
        return cf_fault_set(why, CF_ERR_SHAPE, start->name, start->len,
                            "a binary batch begins with %d octets, found %zu",
                            CF_BINARY_HEAD_OCTETS, start->len);
    }
    if (memcmp(start->at, cf_binary_magic, sizeof cf_binary_magic) != 0) {
        char found[2 * CF_BINARY_MAGIC_OCTETS + 1];
        cf_hex_encode(found, cf_octets_of(start->at, CF_BINARY_MAGIC_OCTETS), CF_HEX_UPPER);
        return cf_fault_set(why, CF_ERR_SHAPE, start->name, 0,
                            "expected 894346420D0A1A0A, with which a binary batch begins, found %s",
                            found);
    }
    const uint32_t version = number_at(start, VERSION_AT);
    return version == CF_BINARY_VERSION
               ? CF_OK
               : cf_fault_set(why, CF_ERR_UNSUPPORTED, start->name, VERSION_AT,
                              "the form's version is %u; version %d is read", (unsigned)version,
                              CF_BINARY_VERSION);
}

static cf_status check_width(const batch_start *start, uint32_t of_others, cf_fault *why)
{
    const uint32_t width = number_at(start, WIDTH_AT);
    if (width < 1 || width > CF_BINARY_SPAN_MAX) {
        return cf_fault_set(why, CF_ERR_RANGE, start->name, WIDTH_AT,
                            "an element has 1 to %d octets, found %u", CF_BINARY_SPAN_MAX,
                            (unsigned)width);
    }
    if (of_others != 0 && width != of_others) {
        return cf_fault_set(why, CF_ERR_SHAPE, start->name, WIDTH_AT,
                            "an element has %u octets in the batches before, found %u",
                            (unsigned)of_others, (unsigned)width);
    }
    return CF_OK;
}

/* The lengths have to lead to the end of the file. */
static cf_status check_lengths(const batch_start *start, cf_fault *why)
{
    const uint32_t count = number_at(start, COUNT_AT);
    if (count < 1 || count > CF_LINES_OF_BATCH_MAX) {
        return cf_fault_set(why, count < 1 ? CF_ERR_RANGE : CF_ERR_LIMIT, start->name, COUNT_AT,
                            "a batch has 1 to %d ballots, found %u", CF_LINES_OF_BATCH_MAX,
                            (unsigned)count);
    }
    uint64_t end = cf_binary_first_octet(count);
    for (uint32_t i = 0; end <= start->file_octets && i < count; i++) {
        end += number_at(start, cf_binary_first_octet(i));
    }
    return end == start->file_octets
               ? CF_OK
               : cf_fault_set(why, CF_ERR_SHAPE, start->name,
                              end < start->file_octets ? end : start->file_octets,
                              "%s the ballots that the batch lists end",
                              end < start->file_octets ? "the file goes on where"
                                                       : "the file ends before");
}

static cf_status check_start(const batch_start *start, uint32_t width_of_others, cf_fault *why)
{
    cf_status status = check_form(start, why);
    if (status == CF_OK) {
        status = check_width(start, width_of_others, why);
    }
    return status == CF_OK ? check_lengths(start, why) : status;
}

cf_status cf_binary_scan(cf_lines *lines, cf_record *record, const char *name, const cf_file *file,
                         uint8_t *buffer, cf_fault *fault)
{
    batch_start start = { .name = name };
    cf_fault why;
    cf_status status = read_start(&start, file, buffer, fault);
    if (status != CF_OK) {
        return status;
    }
    if (check_start(&start, lines->element_octets, &why) != CF_OK) {
        return cf_strays_add_fault(record, &why, fault);
    }
    const uint32_t count = number_at(&start, COUNT_AT);
    uint64_t end = cf_binary_first_octet(count);
    lines->element_octets = number_at(&start, WIDTH_AT);
    for (uint32_t i = 0; i < count && status == CF_OK; i++) {
        end += number_at(&start, cf_binary_first_octet(i));
        status = cf_lines_keep(lines, record, end, fault);
    }
    return status;
}
