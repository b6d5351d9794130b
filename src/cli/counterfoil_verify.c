/*
 * cli/counterfoil_verify.c -- the verifier alone.
 *
 * What strangers run: it links nothing that makes a record or holds a key, and
 * tools/check-no-secrets looks into the finished program for any of it.
 */
#include "cli/command.h"
#include "cli/program.h"

int main(int argc, char **argv)
{
    cf_program_begin("counterfoil-verify " CF_VERSION);
    return cf_program_can_calculate() ? cf_command_verify(argc, argv) : CF_EXIT_COULD_NOT_TELL;
}
