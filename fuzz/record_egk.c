/*
 * fuzz/record_egk.c -- the files of egk-ec and egk-kmp read the same from memory and through a window.
 */
#include "record_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_record_file(cf_egk_kinds, cf_egk_kind_count, cf_octets_of(data, size));
    return 0;
}
