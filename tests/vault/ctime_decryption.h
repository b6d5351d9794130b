/*
 * tests/vault/ctime_decryption.h -- decrypting together and opening a ballot, under valgrind.
 */
#ifndef CF_TEST_VAULT_CTIME_DECRYPTION_H
#define CF_TEST_VAULT_CTIME_DECRYPTION_H

#include "group/group.h"

/*
 * Three rounds of two guardians whose z and z' valgrind takes for undefined, then the ballot whose
 * nonce they decrypted.  That u is hidden and verdicts are told is for the program; what is told
 * here are commitments, as they are made.
 */
void ctime_decryption(const cf_group *group);

#endif
