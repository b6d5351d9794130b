/*
 * record/egk/egk.h -- the records of egk-ec and egk-kmp.
 *
 * Inside the room only.  Two dialects of the same files: egk-ec writes octets in base64 and nests
 * the constants, egk-kmp writes upper-case base16.  Each file has a reader that takes a JSON
 * document from wherever it comes; reading->code tells the dialect.  After a reader the caller asks
 * cf_json_finish, as in plain21.h.
 *
 * Their writer leaves out members that have their default value, and writes null for some that are
 * absent: what may be left out is optional here, and doc/formats.md names the members whose null
 * means that they are not there.
 *
 *   source   doc/formats.md, "egk-ec" and "egk-kmp"
 */
#ifndef CF_RECORD_EGK_EGK_H
#define CF_RECORD_EGK_EGK_H

#include "record/complaints.h"
#include "record/inside.h"
#include "record/manifest_draft.h"

extern const cf_format_family cf_egk_family;

/* constants.json.  The dialect is told by its shape alone. */
typedef struct cf_egk_constants {
    cf_text_code dialect;
    bool is_integer_group; /* else `name` names another group, and the rest is empty */
    cf_octets name;
    cf_octets version; /* at NULL where the dialect does not say it */
    cf_octets p;
    cf_octets q;
    cf_octets r;
    cf_octets g;
} cf_egk_constants;

cf_egk_constants cf_egk_read_constants(cf_reading *reading);

/*
 * election_config.json.  Fills all of `parameters` but the group, and version only where it has
 * none.
 */
void cf_egk_read_config(cf_reading *reading, cf_parameters *parameters);

cf_keys cf_egk_read_keys(cf_reading *reading);

/* manifest: finds the style; may be NULL. */
cf_ballot cf_egk_read_ballot(cf_reading *reading, const cf_manifest *manifest);

cf_encrypted_tally cf_egk_read_encrypted_tally(cf_reading *reading);

/* The ids in the encrypted tally.  *has_list: whether there was a list at all. */
void cf_egk_read_cast_ids(cf_reading *reading, cf_ballot_id_visit *visit, void *context,
                          bool *has_list);

/* tally.json and challenged_ballots/dballot-ID.json have one shape; a tally has no contest data. */
cf_opened_ballot cf_egk_read_opened(cf_reading *reading);
cf_decrypted_tally cf_egk_read_decrypted_tally(cf_reading *reading);

/* ballot_chain.json, as the device numbered so.  The device itself is handed over by the caller. */
cf_device cf_egk_read_chain(cf_reading *reading, const cf_device_visitor *visitor,
                            size_t device_number);

void cf_egk_read_manifest(cf_reading *reading, cf_draft *draft);

/* --- pieces that several files share --- */

void cf_egk_read_ciphertext(cf_reading *reading, cf_unchecked_element *pad,
                            cf_unchecked_element *data);
void cf_egk_read_proof(cf_reading *reading, cf_unchecked_scalar *challenge,
                       cf_unchecked_scalar *response);
cf_range_proof cf_egk_read_range_proof(cf_reading *reading);
cf_hashed_ciphertext cf_egk_read_hashed_ciphertext(cf_reading *reading);

/* Baux_0: base64 text or a list of octets, signed or not; both dialects use both. */
cf_octets cf_egk_read_baux(cf_reading *reading);

/*
 * contest_data {over_votes, write_ins, status} in egk-ec's form, without padding, whichever dialect
 * the record is in.
 */
cf_octets cf_egk_read_contest_data(cf_reading *reading);

#endif
