/*
 * crypto/equal_logs_make.c -- showing that a power was made with the exponent of a key.
 *
 * Two commitments of one u, (g^u, base^u), so that one answer has to fit both: that is what makes
 * the logarithms equal.
 */
#include "crypto/proofs_make.h"

#include "base/wipe.h"

#include <string.h>

cf_status cf_equal_logs_make(const cf_making_bases *bases, const cf_transcript *prefix,
                             const cf_element *base, const cf_element *power,
                             const cf_secret_scalar *x, const cf_entropy_source *entropy,
                             cf_scalar *c, cf_scalar *v)
{
    memset(c, 0, sizeof *c);
    memset(v, 0, sizeof *v);
    cf_secret_scalar u;
    const cf_status status = cf_secret_scalar_draw(bases->group, entropy, 1, &u);
    if (status != CF_OK) {
        goto done;
    }
    cf_element commitments[2];
    cf_scanned_base_powers(bases->g, 1, &u, &commitments[0]);
    cf_group_secret_powers(bases->group, 1, base, &u, &commitments[1]);

    cf_transcript transcript = *prefix;
    cf_transcript_elements(&transcript, bases->group, 2, commitments);
    cf_transcript_elements(&transcript, bases->group, 1, power);
    cf_transcript_close_scalar(&transcript, bases->group, c);
    cf_secret_scalar_answer(bases->group, v, &u, c, x);
done:
    cf_wipe(&u, sizeof u);
    cf_wipe_stack();
    return status;
}
