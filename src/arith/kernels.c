/*
 * arith/kernels.c -- the table: special before general.
 */
#include "arith/kernels.h"

#include "arith/ifma_row.h"
#include "arith/kernel_adx.h"
#include "arith/kernel_ifma.h"
#include "arith/kernel_lanes.h"
#include "arith/kernel_portable.h"
#include "arith/kernel_portable_4096.h"
#include "base/cpu.h"

#include <string.h>

static const cf_arith_kernel kernels[] = {
#if defined(__x86_64__)
    {
        .name = "ifma",
        .lanes = CF_LANES_MAX,
        .worth = 5,
        .runs_here = cf_ifma_runs_here,
        .takes = cf_portable_4096_takes,
        .width = cf_ifma_width,
        .radix_bits = cf_ifma_radix_bits,
        .prepare = cf_ifma_prepare,
        .unpack = cf_ifma_row_unpack,
        .pack = cf_ifma_row_pack,
        .multiply = cf_ifma_row_multiply,
        .square = cf_ifma_row_square,
        .multiply_block = cf_ifma_multiply_block,
        .square_block = cf_ifma_square_block,
        .gather = cf_ifma_gather,
        .scatter = cf_ifma_scatter,
        .put = cf_ifma_put,
        .select = cf_ifma_select,
        .select_lanes = cf_ifma_select_lanes,
    },
    {
        .name = "adx",
        .lanes = 1,
        .worth = 1,
        .runs_here = cf_adx_runs_here,
        .takes = cf_portable_4096_takes,
        .width = cf_portable_width,
        .radix_bits = cf_portable_radix_bits,
        .unpack = cf_portable_unpack,
        .pack = cf_portable_pack,
        .multiply = cf_adx_multiply,
        .square = cf_adx_square,
    },
#endif
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
        .put = cf_lanes_put,
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

bool cf_arith_wish_is_granted(void)
{
    const char *wish = cf_cpu_read()->kernel;
    bool granted = wish[0] == '\0';
    for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++) {
        granted = granted || (strcmp(wish, kernels[i].name) == 0 && kernels[i].runs_here());
    }
    return granted;
}
