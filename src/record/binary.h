/*
 * record/binary.h -- a batch of ballots in octets instead of lines.
 *
 *      0       8    89 "CFB" 0D 0A 1A 0A
 *      8       4    the version of the form, 1
 *     12       4    E, octets of an element; the same in all batches of a record
 *     16       4    n, how many ballots
 *     20      4n    octets of each ballot
 *     20 + 4n       the ballots, one right after the other, up to the end of the file
 *
 * Inside the room only.  What a ballot is made of stands in doc/formats.md, and in the two
 * functions that go through it: binary_ballot.c and write/binary.c.  The same ballots have one
 * encoding: nothing is padded, nothing may be left over.
 *
 *   units    octets; whole numbers are big-endian
 *   source   doc/formats.md, "binary ballots"
 */
#ifndef CF_RECORD_BINARY_H
#define CF_RECORD_BINARY_H

#include "election/ballot.h"
#include "record/inside.h"

enum {
    CF_BINARY_VERSION = 1,
    CF_BINARY_MAGIC_OCTETS = 8,
    CF_BINARY_NUMBER_OCTETS = 4, /* of counts, lengths, indices */
    CF_BINARY_LARGE_OCTETS = 8,  /* of a ballot's style and weight */
    CF_BINARY_HEAD_OCTETS = CF_BINARY_MAGIC_OCTETS + 3 * CF_BINARY_NUMBER_OCTETS,
    CF_BINARY_HASH_OCTETS = 32,   /* identifiers, codes, hashes */
    CF_BINARY_SCALAR_OCTETS = 32, /* challenges and responses */
    CF_BINARY_SPAN_MAX = 1 << 16  /* an element, and what has a length; as long as texts of lines */
};

/* Which of its parts a contest has. */
enum { CF_BINARY_HAS_CHI = 1, CF_BINARY_HAS_DATA = 2 };

extern const uint8_t cf_binary_magic[CF_BINARY_MAGIC_OCTETS];

/* Where the first of n ballots begins. */
static inline uint64_t cf_binary_first_octet(uint32_t n)
{
    return CF_BINARY_HEAD_OCTETS + (uint64_t)n * CF_BINARY_NUMBER_OCTETS;
}

/*
 * Keep where the ballots of a batch end.  A start that is not understood, or that does not fit the
 * file, is a stray of the record, and the batch has no ballots then.
 *
 *   buffer   CF_LINES_BUFFER octets to work in
 */
CF_MUST_CHECK cf_status cf_binary_scan(cf_lines *lines, cf_record *record, const char *name,
                                       const cf_file *file, uint8_t *buffer, cf_fault *fault);

/* The octets of one ballot, and where they are from. */
typedef struct cf_binary_ballot {
    cf_octets octets;
    uint64_t offset; /* in the file */
    size_t element_octets;
    const char *label; /* "ballots/00000001.cfb:17" */
} cf_binary_ballot;

/*
 * Understand a ballot.  Spans of out lie in the octets, lists in the arena.  CF_ERR_SHAPE,
 * CF_ERR_RANGE, CF_ERR_LIMIT, CF_ERR_MEMORY; the fault says what was expected at which octet.
 *
 *   manifest   gives the style its meaning; may be NULL
 */
CF_MUST_CHECK cf_status cf_binary_ballot_take(const cf_binary_ballot *from,
                                              const cf_manifest *manifest, cf_arena *arena,
                                              cf_ballot *out, cf_fault *fault);

/* Read a ballot of a record whose batches are binary. */
CF_MUST_CHECK cf_status cf_binary_ballot_read(const cf_record *record, uint32_t number,
                                              const cf_manifest *manifest, cf_arena *arena,
                                              cf_ballot *out, cf_fault *fault);

#endif
