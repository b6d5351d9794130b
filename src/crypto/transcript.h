/*
 * crypto/transcript.h -- what exactly is hashed?
 *
 * ElectionGuard hashes are H(B_0; B_1) = HMAC-SHA-256(B_0, B_1) where B_1 starts with a domain
 * separator.  A transcript is such a hash while it is being written.  It is a plain value: copy
 * it to continue the same beginning in two ways, which is how proofs receive the part of their
 * challenge that differs between profiles.
 *
 *   uses     base group
 *   source   [EGDS21] 3.1.2 for H and the encodings; which fields in which order: eg21.h, egk20.h
 */
#ifndef CF_CRYPTO_TRANSCRIPT_H
#define CF_CRYPTO_TRANSCRIPT_H

#include "base/hash.h"
#include "group/group.h"

typedef struct cf_transcript {
    cf_hmac hmac;
} cf_transcript;

/* Begin H(key; separator ...). */
void cf_transcript_start(cf_transcript *transcript, const cf_hmac_key *key, uint8_t separator);

/* The same under a key that serves few hashes, so that compressing it first is not worth a name. */
void cf_transcript_start_under(cf_transcript *transcript, const cf_hash *key, uint8_t separator);

/*
 * One field each.  A span whose `at` is NULL is written like an empty one: what could not be
 * decoded fails in a check of its own, whatever this hash says.
 */
void cf_transcript_u32(cf_transcript *transcript, uint32_t value); /* b(value, 4) */
void cf_transcript_hash(cf_transcript *transcript, const cf_hash *hash);
void cf_transcript_octets(cf_transcript *transcript, cf_octets octets);  /* as they are */
void cf_transcript_counted(cf_transcript *transcript, cf_octets octets); /* b(len,4) || octets */
void cf_transcript_text(cf_transcript *transcript, const char *label);   /* no length, no zero */

/* count elements in their canonical encoding, one after another. */
void cf_transcript_elements(cf_transcript *transcript, const cf_group *group, size_t count,
                            const cf_element *elements);

/* a[0] b[0] a[1] b[1] ...: pairs are hashed interleaved everywhere. */
void cf_transcript_pairs(cf_transcript *transcript, const cf_group *group, size_t count,
                         const cf_element *a, const cf_element *b);

/* H and H_q.  The transcript is spent. */
void cf_transcript_close(cf_transcript *transcript, cf_hash *out);
void cf_transcript_close_scalar(cf_transcript *transcript, const cf_group *group, cf_scalar *out);

#endif
