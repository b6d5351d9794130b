/*
 * combine/guardians_admit.h -- admitting many guardians with one table.  For this room only.
 */
#ifndef CF_COMBINE_GUARDIANS_ADMIT_H
#define CF_COMBINE_GUARDIANS_ADMIT_H

#include "combine/guardians.h"
#include "combine/inside.h"

/* cf_guardian_admit with a checking that is open for k + 1 keys. */
CF_MUST_CHECK cf_status cf_guardian_admit_with(const cf_ceremony *ceremony,
                                               const cf_checking *checking, uint32_t index,
                                               const cf_guardian *claimed, cf_arena *arena,
                                               cf_guardian_key *out, cf_fault *fault);

#endif
