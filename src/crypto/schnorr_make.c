/*
 * crypto/schnorr_make.c -- showing that one knows the logarithms of keys, and nothing of them.
 *
 * h_j = g^u_j, one challenge for all, v_j = u_j - c x_j.  A u that is known, or that serves twice,
 * gives x away: it is drawn here and dies here.
 */
#include "crypto/proofs_make.h"

#include "base/wipe.h"

#include <string.h>

enum { HANDFUL = 8 };

/* c = H_q(prefix || g^u_0 || g^u_1 .. || suffix). */
static void commit(const cf_making_bases *bases, const cf_transcript *prefix, cf_octets suffix,
                   size_t count, const cf_secret_scalar *u, cf_scalar *c)
{
    cf_transcript transcript = *prefix;
    for (size_t done = 0; done < count; done += HANDFUL) {
        const size_t now = count - done < HANDFUL ? count - done : HANDFUL;
        cf_element commitments[HANDFUL];
        cf_scanned_base_powers(bases->g, now, &u[done], commitments);
        cf_transcript_elements(&transcript, bases->group, now, commitments);
    }
    cf_transcript_octets(&transcript, suffix);
    cf_transcript_close_scalar(&transcript, bases->group, c);
}

cf_status cf_schnorr_make(const cf_making_bases *bases, const cf_transcript *prefix,
                          cf_octets suffix, size_t count, const cf_secret_scalar *x,
                          const cf_entropy_source *entropy, cf_secret_scalar *u, cf_scalar *c,
                          cf_scalar *v)
{
    memset(c, 0, sizeof *c);
    memset(v, 0, count * sizeof *v);
    const cf_status status = cf_secret_scalar_draw(bases->group, entropy, count, u);
    if (status != CF_OK) {
        goto done;
    }
    commit(bases, prefix, suffix, count, u, c);
    for (size_t j = 0; j < count; j++) {
        cf_secret_scalar_answer(bases->group, &v[j], &u[j], c, &x[j]);
    }
done:
    cf_wipe(u, count * sizeof *u);
    cf_wipe_stack();
    return status;
}

void cf_schnorr_answer(const cf_group *group, const cf_transcript *prefix, const uint8_t *a,
                       cf_octets suffix, const cf_secret_scalar *u, const cf_secret_scalar *x,
                       cf_scalar *c, cf_scalar *v)
{
    cf_transcript transcript = *prefix;
    cf_transcript_octets(&transcript, cf_octets_of(a, cf_group_element_octets(group)));
    cf_transcript_octets(&transcript, suffix);
    cf_transcript_close_scalar(&transcript, group, c);
    cf_secret_scalar_answer(group, v, u, c, x);
}
