/*
 * tests/vault/ctime_encrypt.h -- encrypting ballots under valgrind.
 */
#ifndef CF_TEST_VAULT_CTIME_ENCRYPT_H
#define CF_TEST_VAULT_CTIME_ENCRYPT_H

#include "group/group.h"

/*
 * Encrypt ballots whose marks, write-ins and xi_B valgrind takes for undefined.  That the scalars
 * that are drawn are hidden too is for the program: see --wrap in CMakeLists.txt.
 */
void ctime_encrypt(const cf_group *group);

#endif
