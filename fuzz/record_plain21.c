/*
 * fuzz/record_plain21.c -- the files of plain21 read the same from memory and through a window.
 */
#include "record_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_record_file(cf_plain21_kinds, cf_plain21_kind_count, cf_octets_of(data, size));
    return 0;
}
