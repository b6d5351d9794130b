/*
 * What a program does on a machine that multiplies wrongly: linked with --wrap=cf_arith_kernels,
 * it finds one kernel only, "planted", whose products of 64 limbs have one wrong bit.  Smaller
 * moduli are right, so that nothing but the self-test can notice.
 */
#include "arith/modulus.h"

const cf_arith_kernel *__real_cf_arith_kernels(size_t *count);
const cf_arith_kernel *__wrap_cf_arith_kernels(size_t *count);

static const cf_arith_kernel *plain(void)
{
    size_t count;
    const cf_arith_kernel *kernels = __real_cf_arith_kernels(&count);
    return &kernels[count - 1];
}

static void multiply(const cf_modulus *mod, cf_limb *out, const cf_limb *a, const cf_limb *b)
{
    plain()->multiply(mod, out, a, b);
    if (mod->n == CF_LIMBS_MAX) {
        out[CF_LIMBS_MAX / 2] ^= 1;
    }
}

const cf_arith_kernel *__wrap_cf_arith_kernels(size_t *count)
{
    static cf_arith_kernel planted;
    planted = *plain();
    planted.name = "planted";
    planted.multiply = multiply;
    *count = 1;
    return &planted;
}
