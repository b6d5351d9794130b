/*
 * arith/self_test.h -- does the chosen kernel multiply rightly on this machine?
 *
 * Vector units have been delivered broken, and so have compilers.  Who depends on products asks
 * first, once per program: a wrong one makes a false election look true or a true one false.
 */
#ifndef CF_ARITH_SELF_TEST_H
#define CF_ARITH_SELF_TEST_H

#include "arith/modulus.h"
#include "base/hash.h"

/*
 * Whether the kernel of mod, whose m is the standard p, gives answers that are known: products and
 * squares of rows, and all that it does with blocks, in each lane.
 *
 * Costs less than half a millisecond with any kernel but the plain ones.
 */
CF_MUST_CHECK bool cf_modulus_self_test(const cf_modulus *mod);

/* SHA-256 of the answers; written by tools/make-self-test, where the questions stand too. */
extern const cf_hash cf_self_test_answers;

#endif
