/*
 * booth/election.c -- parameters, manifest and keys: read, then held against one another.
 */
#include "booth/election.h"

#include "combine/guardians.h"
#include "record/record.h"

static cf_status read_pieces(const cf_record *record, cf_arena *arena, cf_booth_election *out,
                             cf_fault *fault)
{
    if (cf_record_profile(record) != CF_PROFILE_EG21) {
        return cf_fault_set(fault, CF_ERR_UNSUPPORTED, "", 0,
                            "ballots are encrypted for ElectionGuard 2.1 only; this record is %s",
                            cf_record_format(record));
    }
    cf_status status = cf_record_read_parameters(record, arena, &out->parameters, fault);
    if (status == CF_OK) {
        status = cf_record_read_manifest(record, arena, &out->manifest, fault);
    }
    return status == CF_OK ? cf_record_read_keys(record, arena, &out->claimed, fault) : status;
}

cf_status cf_booth_election_read(const char *path, cf_arena *arena, cf_booth_election *out,
                                 cf_fault *fault)
{
    cf_record *record = NULL;
    cf_booth_election read = { 0 };
    cf_status status = cf_record_open(path, &record, fault);
    if (status != CF_OK) {
        return status;
    }
    status = read_pieces(record, arena, &read, fault);
    cf_record_close(record);
    if (status == CF_OK) {
        *out = read;
    }
    return status;
}

cf_status cf_booth_election_check(cf_booth_election *election, bool allow_toy, cf_arena *arena,
                                  cf_fault *fault)
{
    cf_ceremony ceremony;
    const cf_status status =
        cf_ceremony_read(&election->parameters, election->manifest.file, &ceremony, fault);
    if (status != CF_OK) {
        return status;
    }
    if (cf_group_is_toy(ceremony.group) && !allow_toy) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", 0,
                            "a toy group hides no votes: %s was found, and none was allowed "
                            "(--allow-toy, or allow_toy in a program)",
                            cf_group_name(ceremony.group));
    }
    return cf_guardians_read(&ceremony, &election->claimed, arena, &election->keys, fault);
}
