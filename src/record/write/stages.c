/*
 * record/write/stages.c -- in which order pieces come, and what is done when one kind is over.
 */
#include "record/write/inside.h"

typedef cf_status leave_stage(cf_record_writer *writer);

/* Files and leaving, by format. */
typedef struct stage_of {
    const char *what;
    const char *file[2];
    leave_stage *leave[2];
    bool comes_once;
} stage_of;

static cf_status end_list(cf_record_writer *writer)
{
    cf_json_out_array_end(&writer->writing.json);
    return cf_write_text_end(writer);
}

static cf_status leave_ballots(cf_record_writer *writer)
{
    const cf_status status = cf_write_batch_flush(writer);
    return status == CF_OK ? cf_write_codes(writer) : status;
}

static const stage_of stages[] = {
    [CF_WRITE_NOTHING] = { .what = "nothing" },
    [CF_WRITE_PARAMETERS] = { .what = "the parameters",
                              .file = { "election_parameters.json", "counterfoil.json" },
                              .comes_once = true },
    [CF_WRITE_MANIFEST] = { .what = "the manifest",
                            .file = { "manifest.json", "manifest.json" },
                            .comes_once = true },
    [CF_WRITE_KEYS] = { .what = "the keys",
                        .file = { "election_keys.json", "keys.json" },
                        .comes_once = true },
    [CF_WRITE_BALLOTS] = { .what = "ballots",
                           .file = { "ballots", "ballots" },
                           .leave = { NULL, leave_ballots } },
    [CF_WRITE_DEVICES] = { .what = "devices",
                           .file = { "devices.json", "devices.json" },
                           .leave = { cf_write_devices_end, cf_write_devices_end } },
    [CF_WRITE_TALLY] = { .what = "the tally",
                         .file = { "tally.json", "tally.json" },
                         .comes_once = true },
    [CF_WRITE_OPENINGS] = { .what = "opened ballots",
                            .file = { "challenged", "challenged" },
                            .leave = { NULL, cf_write_spool_drain } },
    [CF_WRITE_OPENED_DATA] = { .what = "opened contest data",
                               .file = { "contest_data.json", "contest_data" },
                               .leave = { end_list, cf_write_spool_drain } },
};

/* Places in the table: plain21, counterfoil. */
const char *cf_write_stage_file(const cf_record_writer *writer, cf_write_stage stage)
{
    return stages[stage].file[cf_write_is_counterfoil(writer)];
}

cf_status cf_write_leave(cf_record_writer *writer)
{
    leave_stage *of_stage = stages[writer->stage].leave[cf_write_is_counterfoil(writer)];
    return of_stage != NULL ? of_stage(writer) : CF_OK;
}

static cf_status refuse_order(cf_record_writer *writer, cf_write_stage stage)
{
    const char *file = cf_write_stage_file(writer, stage);
    if (writer->stage == CF_WRITE_NOTHING) {
        return cf_write_fail(&writer->fault, CF_ERR_SHAPE, file, 0,
                             "a record begins with the parameters; %s came first",
                             stages[stage].what);
    }
    return cf_write_fail(&writer->fault, CF_ERR_SHAPE, file, 0, "%s came after %s",
                         stages[stage].what, stages[writer->stage].what);
}

cf_status cf_write_reach(cf_record_writer *writer, cf_write_stage stage)
{
    if (writer->fault.status != CF_OK) {
        return writer->fault.status;
    }
    const bool is_first = writer->stage == CF_WRITE_NOTHING;
    if (stage < writer->stage || (stage == writer->stage && stages[stage].comes_once)
        || is_first != (stage == CF_WRITE_PARAMETERS)) {
        return refuse_order(writer, stage);
    }
    if (stage == writer->stage) {
        return CF_OK;
    }
    const cf_status status = cf_write_leave(writer);
    writer->stage = stage;
    writer->series = (cf_write_series){ 0 };
    return status;
}
