/*
 * record/write.h -- writing an election record, piece by piece.
 *
 * Takes the same structs that record.h gives, so that a record of one format becomes one of another
 * by reading and writing.  Octets are written as they are; what a format cannot hold, and a span
 * that is not there (at NULL) where a member has to be, is refused by name.  Pieces come in the
 * order below, each at most once but ballots, devices and openings.  The parameters have to be
 * there; of the others any may be missing.
 *
 *     parameters, manifest, keys, ballots.., devices, tally, openings.., opened data.., close
 *
 *   memory   the writer's; a batch of 16 MiB or the one larger ballot, and its hints if they are
 *            wanted; while they are sorted 48 octets a ballot (the index of codes) or 56 an opening
 *   disk     everything is on the disk when close returns CF_OK.  Openings of counterfoil wait in a
 *            file without a name beside the record
 *   errors   CF_ERR_IO, CF_ERR_MEMORY, CF_ERR_LIMIT, CF_ERR_SHAPE (a piece out of order, or with
 *            something missing), CF_ERR_UNSUPPORTED (what the format cannot hold); the fault names
 *            the file.  The first error sticks
 *   source   doc/formats.md
 */
#ifndef CF_RECORD_WRITE_H
#define CF_RECORD_WRITE_H

#include "base/hash.h"
#include "record/record.h"

typedef enum cf_write_format {
    CF_WRITE_PLAIN21,
    CF_WRITE_COUNTERFOIL,
    CF_WRITE_COUNTERFOIL_BINARY /* the same with ballots in binary batches */
} cf_write_format;

typedef struct cf_record_writer cf_record_writer;

/*
 * Begin a record at path: a folder that is made and must not exist or be empty, or, when path ends
 * in ".tar", one file that must not exist.
 */
CF_MUST_CHECK cf_status cf_record_writer_open(const char *path, cf_write_format format,
                                              cf_record_writer **writer, cf_fault *fault);

CF_MUST_CHECK cf_status cf_record_write_parameters(cf_record_writer *writer,
                                                   const cf_parameters *parameters,
                                                   cf_fault *fault);

/* The exact octets. */
CF_MUST_CHECK cf_status cf_record_write_manifest(cf_record_writer *writer, cf_octets file,
                                                 cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_write_keys(cf_record_writer *writer, const cf_keys *keys,
                                             cf_fault *fault);

/*
 * Before the first ballot: write the hints that ballots bring (cf_ballot.hints, whole elements)
 * into a sidecar at path, which must not exist.  They stand in the order of the record, whatever
 * the order in which ballots come.  The sidecar appears when the record is closed, after it; of a
 * record that is given up nothing appears.
 *
 *   h_e, element_octets   what the sidecar says that it belongs to (record/hints.h)
 */
CF_MUST_CHECK cf_status cf_record_writer_hints(cf_record_writer *writer, const char *path,
                                               const cf_hash *h_e, size_t element_octets,
                                               cf_fault *fault);

/*
 * Ballots, in any order.  counterfoil: gathered into a batch, which is sorted by confirmation code
 * and closed when it is full, as lines, in both forms.  plain21: ballots/00000001.json and so on.
 * What a binary batch cannot hold, a width that differs from others of its kind, is
 * CF_ERR_UNSUPPORTED.
 */
CF_MUST_CHECK cf_status cf_record_write_ballot(cf_record_writer *writer, const cf_ballot *ballot,
                                               cf_fault *fault);

/* Close the batch here, full or not: whoever copies a record keeps its batches. */
CF_MUST_CHECK cf_status cf_record_write_batch_end(cf_record_writer *writer, cf_fault *fault);

/*
 * Devices, each after its ballots: begin any number with `device_ballot`, in the order of their
 * codes where the device is chained and ascending where it is not, and end it with `device`.
 */
CF_MUST_CHECK cf_status cf_record_write_device_ballot(cf_record_writer *writer, cf_octets ballot_id,
                                                      cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_write_device(cf_record_writer *writer, const cf_device *device,
                                               cf_fault *fault);

/* Both halves, of the same contests and options in one order, labels and indices included. */
CF_MUST_CHECK cf_status cf_record_write_tally(cf_record_writer *writer,
                                              const cf_encrypted_tally *encrypted,
                                              const cf_decrypted_tally *decrypted, cf_fault *fault);

/* Openings, in any order: counterfoil sorts them, plain21 keeps them as they come. */
CF_MUST_CHECK cf_status cf_record_write_opened(cf_record_writer *writer,
                                               const cf_opened_ballot *opened, cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_write_opened_data(cf_record_writer *writer,
                                                    const cf_opened_data *data, cf_fault *fault);

/* Finish the record: the last batch, the index, everything on disk.  The writer is gone then. */
CF_MUST_CHECK cf_status cf_record_writer_close(cf_record_writer *writer, cf_fault *fault);

/* Give up: the writer is gone, what was written stays for who wants to look. */
void cf_record_writer_abandon(cf_record_writer *writer);

/* --- one ballot, without a record around it --- */

/*
 * A ballot as it stands in a batch of format counterfoil: a line of canonical JSON, with its line
 * feed and a zero that is not counted.  CF_ERR_SHAPE, CF_ERR_LIMIT, CF_ERR_UNSUPPORTED,
 * CF_ERR_MEMORY.
 */
CF_MUST_CHECK cf_status cf_record_ballot_line(const cf_ballot *ballot, cf_arena *arena,
                                              cf_octets *line, cf_fault *fault);

/* --- a whole record, for `record convert` --- */

/* Something that the other format cannot hold, one sentence each: it is left out. */
typedef void cf_convert_note(void *context, const char *sentence);

/* CF_ERR_UNSUPPORTED: no format that we write holds records of this profile. */
CF_MUST_CHECK cf_status cf_record_convertible(const cf_record *record, cf_fault *fault);

/*
 * Copy a record piece by piece; the writer has written nothing yet, and is the caller's to close.
 * What is not convertible, cannot be read or understood, or cannot be written, is the fault.
 * Ballots of devices that do not chain are put in ascending order.
 *
 *   memory   besides the writer's, 40 octets for each ballot of one device at a time
 */
CF_MUST_CHECK cf_status cf_record_convert(const cf_record *record, cf_record_writer *writer,
                                          cf_convert_note *note, void *context, cf_fault *fault);

#endif
