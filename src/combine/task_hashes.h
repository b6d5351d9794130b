/*
 * combine/task_hashes.h -- the challenge of a decryption.  For this room only.
 */
#ifndef CF_COMBINE_TASK_HASHES_H
#define CF_COMBINE_TASK_HASHES_H

#include "combine/decryption.h"

/* c of (90) or (101), over the joint a, b and M; for a nonce, the same as for data. */
void cf_task_challenge(const cf_group *group, const cf_decryption_task *task, const cf_element *a,
                       const cf_element *b, const cf_element *m, cf_scalar *c);

#endif
