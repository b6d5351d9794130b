/*
 * cli/record_summary.c -- ask for each piece, keep the answer and the reason.
 */
#include "cli/record_summary.h"

const char *cf_piece_name(cf_piece piece)
{
    static const char *const NAMES[CF_PIECE_COUNT] = {
        [CF_PIECE_PARAMETERS] = "parameters",
        [CF_PIECE_MANIFEST] = "manifest",
        [CF_PIECE_KEYS] = "keys",
        [CF_PIECE_ENCRYPTED_TALLY] = "encrypted tally",
        [CF_PIECE_DECRYPTED_TALLY] = "decrypted tally",
        [CF_PIECE_DEVICES] = "devices",
    };
    return NAMES[piece];
}

static cf_status count_listed(void *context, size_t device_number, size_t position,
                              cf_octets ballot_id)
{
    (void)device_number;
    (void)position;
    (void)ballot_id;
    cf_record_summary *summary = context;
    summary->listed_ballots++;
    return CF_OK;
}

static cf_status count_device(void *context, size_t device_number, const cf_device *device)
{
    (void)device_number;
    (void)device;
    cf_record_summary *summary = context;
    summary->device_count++;
    return CF_OK;
}

static void read_devices(const cf_record *record, cf_arena *arena, cf_record_summary *out)
{
    out->lists_devices = cf_record_lists_devices(record);
    out->status[CF_PIECE_DEVICES] = CF_ERR_ABSENT;
    if (!out->lists_devices) {
        return;
    }
    const cf_device_visitor visitor = { .context = out,
                                        .ballot = count_listed,
                                        .device = count_device };
    out->status[CF_PIECE_DEVICES] =
        cf_record_visit_devices(record, &visitor, arena, &out->fault[CF_PIECE_DEVICES]);
}

static const char *group_name(const cf_parameters *parameters)
{
    const cf_group *group = cf_group_find(parameters->p, parameters->q, parameters->g);
    return group != NULL ? cf_group_name(group) : "";
}

void cf_record_summary_read(const cf_record *record, cf_arena *arena, cf_record_summary *out)
{
    *out = (cf_record_summary){ .format = cf_record_format(record),
                                .profile = cf_record_profile(record),
                                .group = "" };
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
    cf_status *status = out->status;
    cf_fault *fault = out->fault;

    status[CF_PIECE_PARAMETERS] =
        cf_record_read_parameters(record, arena, &out->parameters, &fault[CF_PIECE_PARAMETERS]);
    status[CF_PIECE_MANIFEST] =
        cf_record_read_manifest(record, arena, &out->manifest, &fault[CF_PIECE_MANIFEST]);
    status[CF_PIECE_KEYS] = cf_record_read_keys(record, arena, &out->keys, &fault[CF_PIECE_KEYS]);
    status[CF_PIECE_ENCRYPTED_TALLY] =
        cf_record_read_encrypted_tally(record, arena, &encrypted, &fault[CF_PIECE_ENCRYPTED_TALLY]);
    status[CF_PIECE_DECRYPTED_TALLY] =
        cf_record_read_decrypted_tally(record, arena, &decrypted, &fault[CF_PIECE_DECRYPTED_TALLY]);
    if (status[CF_PIECE_PARAMETERS] == CF_OK) {
        out->group = group_name(&out->parameters);
    }
    out->ballot_files = cf_record_ballot_count(record);
    out->ballot_form = cf_record_ballot_form(record);
    out->opened_files = cf_record_opened_count(record);
    read_devices(record, arena, out);
}

bool cf_record_summary_has_fault(const cf_record_summary *summary)
{
    for (size_t i = 0; i < CF_PIECE_COUNT; i++) {
        if (summary->status[i] != CF_OK && summary->status[i] != CF_ERR_ABSENT) {
            return true;
        }
    }
    return false;
}
