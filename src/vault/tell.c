/*
 * vault/tell.c -- the only door out.
 *
 * In a file of its own, so that the test of constant time can stand at the door and see what else
 * tries to leave.
 */
#include "vault/inside.h"

bool cf_vault_tell(cf_mask verdict)
{
    return verdict != 0;
}
