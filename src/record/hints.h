/*
 * record/hints.h -- the sidecar: hints beside a record.
 *
 * Hints are the commitments of a record's proofs, which anybody can compute from the record,
 * slowly, and which whoever encrypted or verified it once has anyway.  With them a verifier is
 * several times faster.  They are believed by nobody: a missing, broken or hostile sidecar costs
 * time and changes no verdict.  So what is wrong with a ballot's hints is no fault: it has none
 * then.
 *
 * The hints of a ballot stand in the order of the ballot: for each contest, for each selection a_0,
 * b_0, .., a_R, b_R; then its limit proof a_0, b_0, .., a_L, b_L; then a of its contest data if it
 * has some; after the last contest a of the ballot nonce (eg2.1).  Each as wide as the group writes
 * elements.
 *
 *   uses     base
 *   units    octets; ballot_number counts from 0, in the order of the record
 *   memory   the same for any number of ballots, to read and to write
 *   threads  an open sidecar may be read by many threads
 *   secrets  none.  Ballots stand in the order of the record, never in that of encryption
 *   source   doc/formats.md, "hints"
 */
#ifndef CF_RECORD_HINTS_H
#define CF_RECORD_HINTS_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/hash.h"

#include <stddef.h>

/* What a sidecar belongs to. */
typedef struct cf_hints_subject {
    cf_hash h_e;
    size_t element_octets; /* 1 or more */
    uint64_t ballot_count;
} cf_hints_subject;

typedef struct cf_hints cf_hints;

/*
 * Open a sidecar.  CF_ERR_ABSENT, CF_ERR_IO, CF_ERR_MEMORY, CF_ERR_UNSUPPORTED (no regular file, or
 * a version that we do not know), CF_ERR_SHAPE (not a sidecar, cut short, or with something after
 * it), CF_ERR_RANGE (of another election, width or number of ballots); the fault says expected and
 * found.
 */
CF_MUST_CHECK cf_status cf_hints_open(const char *path, const cf_hints_subject *subject,
                                      cf_hints **out, cf_fault *fault);
void cf_hints_close(cf_hints *hints); /* NULL is allowed */

/*
 * The hints of a ballot, in arena: one element or more, whole ones; at NULL when there are none
 * that could be read, when they take more than octets_max, or when there is no such ballot.  Their
 * count is for the caller to judge.  Ballots are best read in their order: so stand their hints.
 * CF_ERR_MEMORY only.
 */
CF_MUST_CHECK cf_status cf_hints_read(const cf_hints *hints, uint64_t ballot_number,
                                      size_t octets_max, cf_arena *arena, cf_octets *out);

typedef struct cf_hints_writer cf_hints_writer;

/*
 * Begin a sidecar: a file that must not exist.  It appears under its name when it is closed; until
 * then it stands in the same folder as .counterfoil-PROCESS-NUMBER.  CF_ERR_IO, CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_hints_writer_open(const char *path, cf_hints_writer **writer,
                                             cf_fault *fault);

/*
 * The hints of the next ballot, in the order of the record; none (at NULL, or empty) is allowed.
 * CF_ERR_IO, which sticks.
 */
CF_MUST_CHECK cf_status cf_hints_write(cf_hints_writer *writer, cf_octets hints, cf_fault *fault);

/* Finish: everything is on the disk when it returns CF_OK.  The writer is gone in any case. */
CF_MUST_CHECK cf_status cf_hints_writer_close(cf_hints_writer *writer, const cf_hash *h_e,
                                              size_t element_octets, cf_fault *fault);

/* Give up: nothing is left of it.  NULL is allowed. */
void cf_hints_writer_abandon(cf_hints_writer *writer);

#endif
