/*
 * record/tar_header.h -- what does one block of an archive say?
 *
 * For tar.c alone: which octets are what, and every refusal that needs no look at another entry.
 */
#ifndef CF_RECORD_TAR_HEADER_H
#define CF_RECORD_TAR_HEADER_H

#include "record/tar.h"

typedef struct cf_tar_header {
    char name[CF_TAR_NAME_MAX + 1]; /* without "./" before and '/' after it; "" for the top */
    uint64_t size;
    bool is_folder;
} cf_tar_header;

/* Whether a block is a header of ustar, or of a kind that goes by that name too. */
bool cf_tar_has_magic(const uint8_t block[CF_TAR_BLOCK]);

bool cf_tar_is_zero(const uint8_t *octets, size_t len);

/* offset: of the block, for the fault. */
CF_MUST_CHECK cf_status cf_tar_header_read(const uint8_t block[CF_TAR_BLOCK], uint64_t offset,
                                           cf_tar_header *out, cf_fault *fault);

#endif
