/*
 * verify/ballot_note.h -- what is noted of a ballot, and how a second reading is held against it.
 *
 * Inside the room only.  Openings, decrypted contest data and the ends of chains need a ballot again when it is long
 * forgotten.  A file may say something else by then; what was checked is the first reading.
 */
#ifndef CF_VERIFY_BALLOT_NOTE_H
#define CF_VERIFY_BALLOT_NOTE_H

#include "verify/verification.h"

/* What is noted of a ballot; spans live in arena.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_ballot_note_of(const cf_verification *verification,
                                          const cf_ballot *ballot, cf_arena *arena,
                                          cf_ballot_note *note);

/*
 * Read a ballot that the index knows once more.  CF_ERR_IO when it is not the one that was noted; any other status as
 * from cf_record_read_ballot.
 */
CF_MUST_CHECK cf_status cf_ballot_read_again(const cf_verification *verification, size_t number,
                                             cf_arena *arena, cf_ballot *out, cf_fault *fault);

/* --- what a note is made of --- */

/* H_I (eg2.1; as published where the identifier has not its width) and what keys the ballot's hashes (v05_identifiers.c). */
void cf_ballot_key(const cf_verification *verification, const cf_ballot *ballot, cf_hash *h_i,
                   cf_hmac_key *key);

/* chi of a contest; false where it is not defined, since an octet string has not its width (v08_codes.c). */
bool cf_contest_hash(const cf_verification *verification, const cf_hmac_key *key,
                     const cf_encrypted_contest *contest, cf_hash *chi);

/* The form of the chaining field, and the 32 octets of its link; at NULL where there are none. */
cf_chain_form cf_chain_form_of(const cf_verification *verification, const cf_ballot *ballot,
                               cf_octets *link);

/* What stands for a device of egk2.0 in the index; the empty hash in eg2.1, whose chains name the device themselves. */
void cf_device_hash(const cf_verification *verification, cf_octets device, cf_hash *out);

#endif
