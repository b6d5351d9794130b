/*
 * group/secret_scalars.c -- integers modulo q that nobody may learn.
 *
 * The sums and products of scalars.c tell nothing by their time, but leave what they calculated
 * with on the stack: here they are called one frame down, and the stack is burnt after them.
 */
#include "base/wipe.h"
#include "group/inside.h"
#include "group/secret.h"

/*
 * Fewer than one draw in 128 is q or more in any group: a source that gives 64 in a row is
 * broken.
 */
enum { DRAWS_MAX = 64 };

/* The octets of q that are drawn, without the bits that q does not have. */
static cf_mask read_drawn(const cf_group *group, uint8_t *octets, cf_scalar *out)
{
    size_t len = group->parameters->q.len;
    octets[0] &= (uint8_t)(0xff >> (8 * len - group->parameters->q_bits));
    cf_limbs_from_octets(out->limb, CF_SCALAR_LIMBS, octets, len);
    return cf_scalar_below_q(group, out);
}

/* That a number is drawn again tells only that there was another one, which nobody uses. */
static cf_status draw(const cf_group *group, const cf_entropy_source *entropy, cf_scalar *out)
{
    uint8_t octets[CF_SCALAR_OCTETS];
    cf_status status = CF_ERR_IO;
    for (int i = 0; i < DRAWS_MAX; i++) {
        status = cf_entropy_fill(entropy, octets, group->parameters->q.len);
        if (status != CF_OK || read_drawn(group, octets, out) != 0) {
            break;
        }
        status = CF_ERR_IO;
    }
    cf_wipe(octets, sizeof octets);
    return status;
}

cf_status cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                size_t count, cf_secret_scalar *out)
{
    cf_status status = CF_OK;
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        status = draw(group, entropy, &out[i].number);
    }
    if (status != CF_OK) {
        cf_wipe(out, count * sizeof *out);
    }
    cf_wipe_stack_top();
    return status;
}

void cf_secret_scalar_from_hash(const cf_group *group, const cf_hash *digest, cf_secret_scalar *out)
{
    cf_scalar_from_hash(group, digest, &out->number);
    cf_wipe_stack_top();
}

void cf_secret_scalar_from_u64(const cf_group *group, uint64_t value, cf_secret_scalar *out)
{
    cf_scalar_from_u64(group, value, &out->number);
    cf_wipe_stack_top();
}

bool cf_secret_scalar_decode(const cf_group *group, const uint8_t octets[CF_SCALAR_OCTETS],
                             cf_secret_scalar *out)
{
    const cf_scalar zero = { { 0 } };
    cf_limbs_from_octets(out->number.limb, CF_SCALAR_LIMBS, octets, CF_SCALAR_OCTETS);
    cf_mask below = cf_scalar_below_q(group, &out->number);
    cf_limbs_pick(out->number.limb, below, out->number.limb, zero.limb, CF_SCALAR_LIMBS);
    cf_wipe_stack_top();
    return (below & 1) != 0;
}

void cf_secret_scalar_encode(const cf_group *group, const cf_secret_scalar *scalar,
                             uint8_t out[CF_SCALAR_OCTETS])
{
    cf_scalar_encode(group, &scalar->number, out);
    cf_wipe_stack_top();
}

void cf_secret_scalar_add(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b)
{
    cf_scalar_add(group, &out->number, &a->number, &b->number);
    cf_wipe_stack_top();
}

void cf_secret_scalar_sub(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b)
{
    cf_scalar_sub(group, &out->number, &a->number, &b->number);
    cf_wipe_stack_top();
}

void cf_secret_scalar_mul(const cf_group *group, cf_secret_scalar *out, const cf_secret_scalar *a,
                          const cf_secret_scalar *b)
{
    cf_scalar_mul(group, &out->number, &a->number, &b->number);
    cf_wipe_stack_top();
}

void cf_secret_scalar_pick(cf_secret_scalar *out, cf_mask mask, const cf_secret_scalar *a,
                           const cf_secret_scalar *b)
{
    cf_limbs_pick(out->number.limb, mask, a->number.limb, b->number.limb, CF_SCALAR_LIMBS);
}

void cf_secret_scalar_answer(const cf_group *group, cf_scalar *v, const cf_secret_scalar *u,
                             const cf_scalar *c, const cf_secret_scalar *x)
{
    cf_scalar product;
    cf_scalar_mul(group, &product, c, &x->number);
    cf_scalar_sub(group, v, &u->number, &product);
    cf_wipe(&product, sizeof product);
    cf_wipe_stack_top();
}
