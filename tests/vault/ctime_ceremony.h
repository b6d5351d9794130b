/*
 * tests/vault/ctime_ceremony.h -- a key ceremony under valgrind.
 */
#ifndef CF_TEST_VAULT_CTIME_CEREMONY_H
#define CF_TEST_VAULT_CTIME_CEREMONY_H

#include "group/group.h"

/* Every act of every guardian.  What is drawn is hidden, and verdicts told, by the program. */
void ctime_ceremony(const cf_group *group);

#endif
