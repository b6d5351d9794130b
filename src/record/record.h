/*
 * record/record.h -- an election record on disk, in one notion whatever the format.
 *
 * A record is opened once and read piece by piece; nothing holds it whole.  Opening lists the names
 * of its ballots (the one thing that grows with the record: a name's stem and a zero, padded to an
 * even count of octets, and 4 octets) and reads nothing else, but for the small files that tell the
 * dialects of egk or the version of counterfoil.  Of a counterfoil record it looks through the
 * batches for the ends of lines (of binary ones it reads only where their ballots end) and keeps 8
 * octets a ballot.  An archive takes 28 octets and the name of each file.
 *
 * Every reader returns CF_OK; CF_ERR_ABSENT when the file of that piece is not there; or another
 * status.  Unless CF_OK, the fault names the file (relative to the record), the octet offset and
 * one sentence, and the output is untouched.  A member that has to be there and is not is
 * CF_ERR_SHAPE.
 *
 *   uses     base json group crypto election
 *   memory   what a reader returns lives as long as the arena that it was given
 *   threads  cf_record_read_* may run on many threads at once, each with its own arena
 *   source   doc/formats.md
 */
#ifndef CF_RECORD_RECORD_H
#define CF_RECORD_RECORD_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/file.h"
#include "election/ballot.h"
#include "election/manifest.h"
#include "election/parameters.h"
#include "election/tally.h"

typedef struct cf_record cf_record;

/*
 * Open the record at path, a folder or a ustar archive of one, and detect its format.
 * CF_ERR_UNSUPPORTED when it is a format or a group that we know by name but do not read, or none
 * that we know: the fault says which files were looked for.  CF_ERR_SHAPE when it could be read as
 * two formats: then two verifiers might read two elections.  An archive that is not plain is
 * CF_ERR_UNSUPPORTED or CF_ERR_SHAPE, with the offset of the header.
 */
CF_MUST_CHECK cf_status cf_record_open(const char *path, cf_record **record, cf_fault *fault);
void cf_record_close(cf_record *record);

const char *cf_record_format(const cf_record *record); /* "counterfoil", "plain21", .. */
cf_profile cf_record_profile(const cf_record *record);

CF_MUST_CHECK cf_status cf_record_read_parameters(const cf_record *record, cf_arena *arena,
                                                  cf_parameters *out, cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_read_manifest(const cf_record *record, cf_arena *arena,
                                                cf_manifest *out, cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_read_keys(const cf_record *record, cf_arena *arena, cf_keys *out,
                                            cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_read_encrypted_tally(const cf_record *record, cf_arena *arena,
                                                       cf_encrypted_tally *out, cf_fault *fault);
CF_MUST_CHECK cf_status cf_record_read_decrypted_tally(const cf_record *record, cf_arena *arena,
                                                       cf_decrypted_tally *out, cf_fault *fault);

/*
 * Ballots, by number 0..count-1: folder by folder, and in the byte order of what their names do not
 * share; counterfoil: batch by batch, line by line.
 */
size_t cf_record_ballot_count(const cf_record *record);
CF_MUST_CHECK cf_status cf_record_read_ballot(const cf_record *record, size_t ballot_number,
                                              const cf_manifest *manifest, cf_arena *arena,
                                              cf_ballot *out, cf_fault *fault);

/*
 * The file of a ballot (or of an opened one), relative to the record; valid as long as the arena.
 * NULL when memory is out.  Of a line: "ballots/00000001.jsonl:17", of a binary ballot
 * "ballots/00000001.cfb:17", and a fault's offset counts in the file.
 */
const char *cf_record_ballot_file(const cf_record *record, size_t ballot_number, cf_arena *arena);
const char *cf_record_opened_file(const cf_record *record, size_t opened_number, cf_arena *arena);

/* How ballots stand in the record: "files", "lines" or "binary". */
const char *cf_record_ballot_form(const cf_record *record);

/*
 * Whether ballots stand in batches (counterfoil), and then where; batch and line count from 1.  In
 * a binary batch a ballot is a line.
 */
typedef struct cf_ballot_place {
    uint64_t batch;
    uint64_t line;
} cf_ballot_place;

bool cf_record_has_batches(const cf_record *record);
cf_ballot_place cf_record_ballot_place(const cf_record *record, size_t ballot_number);

/* Which ballot stands there; false: none. */
bool cf_record_ballot_at(const cf_record *record, cf_ballot_place place, size_t *ballot_number);

/* Opened challenged ballots, likewise. */
size_t cf_record_opened_count(const cf_record *record);
CF_MUST_CHECK cf_status cf_record_read_opened(const cf_record *record, size_t opened_number,
                                              cf_arena *arena, cf_opened_ballot *out,
                                              cf_fault *fault);

/*
 * Entries among the ballots that are not understood: a wrong name, a folder, a link, a device.
 * Somebody put them where ballots are counted, so they are not passed over in silence.  Each is
 * handed over as a fault (CF_ERR_SHAPE), in the byte order of their names as they are shown.  So is
 * a batch without a line, and one that stands after a gap; and a binary batch whose start does not
 * say where its ballots are, with the status and the offset of what is wrong.  Of more than
 * CF_STRAYS_KEPT the first are handed over, and the last fault says how many there are.  Entries
 * that nobody knows at the top of the record are no strays.  A callback that does not return CF_OK
 * ends the visit with that status.
 */
enum { CF_STRAYS_KEPT = 100 };
typedef cf_status cf_stray_visit(void *context, const cf_fault *stray);
CF_MUST_CHECK cf_status cf_record_visit_strays(const cf_record *record, cf_stray_visit *visit,
                                               void *context);

/* --- lists that may be as long as the record: streamed to a visitor --- */

/*
 * A device as its record describes it.  Given after its ballots, since a file may name them first.
 */
typedef struct cf_device {
    cf_octets name;      /* S_device (eg2.1), encrypting_device (egk2.0) */
    cf_octets folder;    /* egk2.0: the folder of its ballots, as in cf_ballot.device_folder */
    uint32_t chaining;   /* 0 none, 1 simple; any other value as it was found */
    size_t ballot_count; /* how many were visited */
    cf_octets h_di;      /* eg2.1; at NULL where absent or undecodable */
    bool has_h_0;
    cf_octets h_0; /* eg2.1 */
    bool has_closing_hash;
    cf_octets closing_hash;
    cf_octets baux_0;      /* egk2.0: Baux_0 as the chain file gives it */
    cf_octets last_code;   /* egk2.0: last_confirmation_code */
    cf_octets election_id; /* egk2.0: the extended base hash */
    const char *file;      /* where it stands */
} cf_device;

/*
 * position counts a device's ballots from 0.  A ballot_id is valid during the call, and its `at` is
 * NULL where the text could not be decoded.  A callback that does not return CF_OK ends the visit
 * with that status.
 */
typedef struct cf_device_visitor {
    void *context;
    cf_status (*ballot)(void *context, size_t device_number, size_t position, cf_octets ballot_id);
    cf_status (*device)(void *context, size_t device_number, const cf_device *device);
} cf_device_visitor;

/*
 * Whether the record lists the ballots of its devices at all: plain21 always, egk only when codes
 * are chained (or when election_config.json, which says so, cannot be read: then the visit gives
 * its fault).
 */
bool cf_record_lists_devices(const cf_record *record);

/*
 * Visit the devices.  CF_ERR_ABSENT when the record lists none, or when a device's list is missing;
 * the other devices are visited all the same and the first such fault is given.  What a cf_device
 * points to lives in scratch.
 */
CF_MUST_CHECK cf_status cf_record_visit_devices(const cf_record *record,
                                                const cf_device_visitor *visitor, cf_arena *scratch,
                                                cf_fault *fault);

/*
 * egk2.0: the ids of the ballots in the encrypted tally.  CF_ERR_ABSENT where the format or the
 * record has no such list. A ballot_id is valid during the call.
 */
typedef cf_status cf_ballot_id_visit(void *context, size_t position, cf_octets ballot_id);
CF_MUST_CHECK cf_status cf_record_visit_cast_ids(const cf_record *record, cf_ballot_id_visit *visit,
                                                 void *context, cf_fault *fault);

/*
 * eg2.1: decrypted contest data of cast ballots.  The scratch arena is reset before each visit.
 * CF_ERR_ABSENT: none.
 */
typedef cf_status cf_opened_data_visit(void *context, size_t position, const cf_opened_data *data);
CF_MUST_CHECK cf_status cf_record_visit_opened_data(const cf_record *record,
                                                    cf_opened_data_visit *visit, void *context,
                                                    cf_arena *scratch, cf_fault *fault);

/*
 * counterfoil: the index of confirmation codes, file by file in the byte order of their names,
 * entry by entry.  CF_ERR_ABSENT: none.  What an entry points to is valid during the call.
 */
typedef struct cf_code_entry {
    const char *file; /* "codes/E7.jsonl:3" */
    const char *stem; /* "E7" */
    cf_octets code;   /* `at` is NULL where the text could not be decoded */
    cf_ballot_place place;
} cf_code_entry;

typedef cf_status cf_code_visit(void *context, const cf_code_entry *entry);
CF_MUST_CHECK cf_status cf_record_visit_codes(const cf_record *record, cf_code_visit *visit,
                                              void *context, cf_fault *fault);

/* --- a manifest by itself, for `counterfoil manifest check` --- */

/*
 * One complaint about a manifest: path in the file ("contests[3].options[1].label"), what was
 * expected, what was found, and the nearest match ("" when nothing is near).  Texts may be shown as
 * they are and are valid during the call.
 */
typedef struct cf_manifest_complaint {
    uint64_t offset;
    const char *path;
    const char *expected;
    const char *found;
    const char *nearest;
} cf_manifest_complaint;

enum { CF_COMPLAINTS_MAX = 10000 };
typedef void cf_manifest_complain(void *context, const cf_manifest_complaint *complaint);

/*
 * Read a manifest file of any format (detected) and report every complaint, not only the first:
 * unknown and missing members, wrong types, limits, duplicate labels and indices, dangling
 * references.  CF_OK when it could be read as JSON; *complaints says how many there were; past
 * CF_COMPLAINTS_MAX it is CF_ERR_LIMIT.  *format is "plain21" or "egk", after the members that are
 * found.
 */
CF_MUST_CHECK cf_status cf_manifest_examine(const cf_folder *folder, const char *name,
                                            cf_arena *arena, cf_manifest_complain *complain,
                                            void *context, size_t *complaints, const char **format,
                                            cf_fault *fault);

/*
 * A sound manifest of eg2.1 from octets in memory, which outlive it; else the first grave complaint
 * is the fault.  name: for faults.
 */
CF_MUST_CHECK cf_status cf_manifest_parse(cf_octets file, const char *name, cf_arena *arena,
                                          cf_manifest *out, cf_fault *fault);

#endif
