/*
 * arith/kernels.c -- the table: special before general.
 */
#include "arith/kernels.h"

#include "arith/kernel_portable.h"
#include "arith/kernel_portable_4096.h"

static const cf_arith_kernel kernels[] = {
    {
        .name = "portable-4096",
        .lanes = 1,
        .runs_here = cf_portable_runs_here,
        .takes = cf_portable_4096_takes,
        .width = cf_portable_width,
        .prepare = cf_portable_prepare,
        .enter = cf_portable_4096_enter,
        .leave = cf_portable_4096_leave,
        .multiply = cf_portable_4096_multiply,
        .square = cf_portable_4096_square,
    },
    {
        .name = "portable",
        .lanes = 1,
        .runs_here = cf_portable_runs_here,
        .takes = cf_portable_takes,
        .width = cf_portable_width,
        .prepare = cf_portable_prepare,
        .enter = cf_portable_enter,
        .leave = cf_portable_leave,
        .multiply = cf_portable_multiply,
        .square = cf_portable_square,
    },
};

const cf_arith_kernel *cf_arith_kernels(size_t *count)
{
    *count = sizeof kernels / sizeof kernels[0];
    return kernels;
}
