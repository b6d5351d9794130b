/*
 * verify/v12_kmp_content.h -- what does an opened contest-data field of egk-kmp say?
 *
 * Inside the room only.  egk-kmp encrypts a message of protocol buffers, egk-ec a form of its own; the
 * readers give every claim in egk-ec's form (election/ballot.h), so the message is put into it too.
 *
 *   source   doc/readings.md 6.8
 */
#ifndef CF_VERIFY_V12_KMP_CONTENT_H
#define CF_VERIFY_V12_KMP_CONTENT_H

#include "base/arena.h"
#include "base/octets.h"
#include "base/status.h"

/*
 * The content of plain, all of it, in egk-ec's form without padding.  content->at is NULL when
 * plain is no such message: an unknown field, fields out of order, a number that is not written the
 * shortest way, broken UTF-8, or anything but zeros behind it.  CF_ERR_MEMORY when scratch is full.
 */
CF_MUST_CHECK cf_status cf_v12_kmp_content(cf_arena *scratch, cf_octets plain, cf_octets *content);

#endif
