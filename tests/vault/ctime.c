/*
 * Does time or an address depend on a secret?  As arith/ctime.c, for the acts of guardians, for
 * decrypting and for encrypting.
 *
 * What is drawn becomes a secret after it was drawn: that a number of q or more is drawn again
 * tells nothing of the one that is used.  What a guardian tells on purpose, whether a share fits,
 * becomes public at the door (vault/tell.c) and nowhere else.
 */
#include "vault/ctime_ceremony.h"
#include "vault/ctime_decryption.h"
#include "vault/ctime_encrypt.h"
#include "vault/inside.h"

#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

static void hide(void *secret, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_UNDEFINED(secret, octets);
}

static void tell(const void *public, size_t octets)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(public, octets);
}

/* --- the two doors: what comes in by chance, what goes out on purpose --- */

/* The linker puts these two in the place of the functions whose names they end in. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
cf_status __real_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out);
cf_status __wrap_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out);
bool __real_cf_vault_tell(cf_mask verdict);
bool __wrap_cf_vault_tell(cf_mask verdict);

cf_status __wrap_cf_secret_scalar_draw(const cf_group *group, const cf_entropy_source *entropy,
                                       size_t count, cf_secret_scalar *out)
{
    const cf_status status = __real_cf_secret_scalar_draw(group, entropy, count, out);
    hide(out, count * sizeof *out);
    return status;
}

bool __wrap_cf_vault_tell(cf_mask verdict)
{
    tell(&verdict, sizeof verdict);
    return __real_cf_vault_tell(verdict);
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* A secret that is told at another door. */
static int planted_branch(void)
{
    cf_mask verdict = 0;
    hide(&verdict, sizeof verdict);
    return verdict != 0 ? puts("fits") : puts("does not fit");
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "planted") == 0) {
        return planted_branch() < 0;
    }
    ctime_ceremony(cf_group_toy(7));
    ctime_ceremony(cf_group_standard());
    ctime_decryption(cf_group_toy(7));
    ctime_decryption(cf_group_standard());
    ctime_encrypt(cf_group_toy(7));
    ctime_encrypt(cf_group_standard());
    return 0;
}
