/*
 * die.h -- a measurement that cannot be made is no measurement: the program ends.
 */
#ifndef CF_BENCH_DIE_H
#define CF_BENCH_DIE_H

/* Say why on standard error; exit status 2. */
_Noreturn void die(const char *what);

#endif
