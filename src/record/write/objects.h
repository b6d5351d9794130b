/*
 * record/write/objects.h -- the objects of a record, one function each.
 *
 * Inside the room only.  Both formats have the same members; in counterfoil each object says
 * besides what it is (values.h).  Members stand in ascending order.
 *
 *   source   doc/formats.md, "counterfoil" and "plain21"
 */
#ifndef CF_RECORD_WRITE_OBJECTS_H
#define CF_RECORD_WRITE_OBJECTS_H

#include "election/parameters.h"
#include "election/tally.h"
#include "record/write/values.h"

void cf_write_election_object(cf_writing *writing, const cf_parameters *parameters);
void cf_write_keys_object(cf_writing *writing, const cf_keys *keys);
void cf_write_ballot_object(cf_writing *writing, const cf_ballot *ballot);
void cf_write_opened_object(cf_writing *writing, const cf_opened_ballot *opened);
void cf_write_opened_data_object(cf_writing *writing, const cf_opened_data *data);

enum {
    CF_WRITE_KEY_OCTETS = 32,           /* a code, an id_B */
    CF_WRITE_LINE_OCTETS_MAX = 64 << 20 /* readers take no larger ballot */
};

/*
 * A ballot as a line of a batch is written twice: once to learn how long it is, once into just that
 * much room.  So nothing ever has to grow or move.
 */
CF_MUST_CHECK cf_status cf_write_ballot_measure(cf_writing *writing, const cf_ballot *ballot,
                                                uint64_t *octets);
CF_MUST_CHECK cf_status cf_write_ballot_line(cf_writing *writing, const cf_ballot *ballot,
                                             uint8_t *at, size_t len);

/* The number of a ballot's style; refused when it is none. */
uint64_t cf_write_style_number(cf_writing *writing, cf_octets style);

/*
 * A ballot of a binary batch, likewise, of which cf_write_ballot_measure has found nothing wrong.
 * CF_ERR_UNSUPPORTED: something has a width that the form does not hold.
 */
CF_MUST_CHECK cf_status cf_write_binary_measure(cf_writing *writing, const cf_ballot *ballot,
                                                size_t element_octets, size_t *octets);
CF_MUST_CHECK cf_status cf_write_binary_ballot(cf_writing *writing, const cf_ballot *ballot,
                                               size_t element_octets, uint8_t *at, size_t len);

/* Both halves have to be of the same contests and options: CF_ERR_SHAPE. */
void cf_write_tally_object(cf_writing *writing, const cf_encrypted_tally *encrypted,
                           const cf_decrypted_tally *decrypted);

#endif
