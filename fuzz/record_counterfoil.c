/*
 * fuzz/record_counterfoil.c -- the objects of counterfoil read the same from memory and through a window.
 */
#include "record_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_record_file(cf_counterfoil_kinds, cf_counterfoil_kind_count, cf_octets_of(data, size));
    return 0;
}
