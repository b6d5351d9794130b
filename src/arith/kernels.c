/*
 * arith/kernels.c -- the table: special before general.
 */
#include "arith/kernels.h"

#include "arith/kernel_lanes.h"
#include "arith/kernel_portable.h"
#include "arith/kernel_portable_4096.h"

static const cf_arith_kernel kernels[] = {
    {
        .name = "portable-4096",
        .lanes = 1,
        .worth = 1,
        .runs_here = cf_portable_runs_here,
        .takes = cf_portable_4096_takes,
        .width = cf_portable_width,
        .radix_bits = cf_portable_radix_bits,
        .unpack = cf_portable_unpack,
        .pack = cf_portable_pack,
        .multiply = cf_portable_4096_multiply,
        .square = cf_portable_4096_square,
    },
    {
        .name = "portable-lanes",
        .lanes = CF_LANES_MAX,
        .worth = 2,
        .by_name_only = true,
        .runs_here = cf_portable_runs_here,
        .takes = cf_portable_takes,
        .width = cf_portable_width,
        .radix_bits = cf_portable_radix_bits,
        .unpack = cf_portable_unpack,
        .pack = cf_portable_pack,
        .multiply = cf_portable_multiply,
        .square = cf_portable_square,
        .multiply_block = cf_lanes_multiply_block,
        .square_block = cf_lanes_square_block,
        .gather = cf_lanes_gather,
        .scatter = cf_lanes_scatter,
        .select = cf_lanes_select,
        .select_lanes = cf_lanes_select_lanes,
    },
    {
        .name = "portable",
        .lanes = 1,
        .worth = 1,
        .runs_here = cf_portable_runs_here,
        .takes = cf_portable_takes,
        .width = cf_portable_width,
        .radix_bits = cf_portable_radix_bits,
        .unpack = cf_portable_unpack,
        .pack = cf_portable_pack,
        .multiply = cf_portable_multiply,
        .square = cf_portable_square,
    },
};

const cf_arith_kernel *cf_arith_kernels(size_t *count)
{
    *count = sizeof kernels / sizeof kernels[0];
    return kernels;
}
