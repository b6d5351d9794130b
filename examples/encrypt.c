/*
 * examples/encrypt.c -- a voting machine encrypts one ballot.
 *
 *     encrypt ELECTION <BALLOT
 *
 * ELECTION is a record with parameters, manifest and keys; they are checked.  BALLOT is one object of
 * JSON (doc/formats.md, "Plain ballots").  Prints the confirmation code that the voter takes home, and
 * the encrypted ballot as a line of a record.
 */
#include "base/wipe.h"
#include "booth/booth.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    static char marks[1 << 16];
    const cf_booth_options options = { .election = argv[1], .device = "Booth 1" };
    cf_booth *booth = NULL;
    cf_booth_ballot ballot;
    cf_fault fault;
    if (argc != 2) {
        fprintf(stderr, "usage: encrypt ELECTION <BALLOT\n");
        return 2;
    }
    setvbuf(stdin, NULL, _IONBF, 0); /* no second copy of the marks */
    const cf_octets json = cf_octets_of(marks, fread(marks, 1, sizeof marks, stdin));
    const bool done = cf_booth_open(&options, &booth, &fault) == CF_OK
                      && cf_booth_encrypt(booth, json, &ballot, &fault) == CF_OK;
    cf_wipe(marks, sizeof marks);
    if (done) {
        printf("%s\n%s", ballot.code, ballot.line);
    } else {
        fprintf(stderr, "encrypt: %s %s\n", fault.file, fault.what);
    }
    cf_booth_close(booth);
    return done && fflush(stdout) == 0 ? 0 : 2;
}
