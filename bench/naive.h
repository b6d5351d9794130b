/*
 * naive.h -- how a careful person would verify a selection with GMP on a first afternoon.
 */
#ifndef CF_BENCH_NAIVE_H
#define CF_BENCH_NAIVE_H

#include "selections.h"

#include <stdbool.h>

/* Ten exponentiations, a hash, and the sum of the challenges. */
bool naive_selection_holds(const election *of, const selection *claimed);

#endif
