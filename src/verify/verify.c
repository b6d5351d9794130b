/*
 * verify/verify.c -- the order of the checks.
 *
 * Setup, ballots, tally, opened ballots, as the specification numbers them.  A record may stop after any stage; what
 * it then owes is expected and absent.  Nothing here looks at a value: that is for the numbered files.
 */
#include "verify/verify.h"

#include "verify/absent.h"
#include "verify/verification.h"

/* --- setup --- */

/* Whether a piece was read that has to be there: its absence, too, is a fault. */
static bool was_read(cf_verification *v, cf_report *report, cf_status status, const cf_fault *fault)
{
    if (status == CF_ERR_MEMORY) {
        v->out_of_memory = true;
    } else if (status != CF_OK) {
        cf_report_fault(report, fault);
    }
    return status == CF_OK;
}

/* Parameters and manifest, without which there is no record. */
static bool read_setup(cf_verification *v, cf_report *report)
{
    cf_fault fault = { 0 };
    cf_status status = cf_record_read_parameters(v->record, v->arena, &v->parameters, &fault);
    if (!was_read(v, report, status, &fault)) {
        return false;
    }
    status = cf_record_read_manifest(v->record, v->arena, &v->manifest, &fault);
    if (!was_read(v, report, status, &fault)) {
        v->manifest.file = cf_octets_of(NULL, 0);
        return !v->out_of_memory;
    }
    report->election_label = cf_arena_copy(report->arena, v->manifest.label);
    return true;
}

/* How often a ballot with all contests asks for a power of g; about as often for one of K. */
static uint64_t powers_of_a_ballot(const cf_manifest *manifest)
{
    uint64_t powers = 1; /* of its nonce */
    for (size_t i = 0; i < manifest->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[i];
        powers += contest->option_count * ((uint64_t)contest->option_limit + 1);
        powers += (uint64_t)contest->selection_limit + 1;
    }
    return powers;
}

/*
 * How often the ballots of the record do, roughly; no overflow whatever a manifest says.  Hints stand
 * for nearly all powers.  Where they turn out wrong, a table that is too short costs a few percent.
 */
static uint64_t powers_of_ballots(const cf_verification *v)
{
    const uint64_t most = UINT32_MAX;
    const uint64_t ballots = cf_record_ballot_count(v->record);
    const uint64_t each = powers_of_a_ballot(&v->manifest);
    const bool has_hints = v->options->hints != NULL && v->options->hints->path != NULL;
    return (ballots < most ? ballots : most) * (each < most ? each : most) / (has_hints ? 64 : 1);
}

/* A table of powers of one base for the whole election. */
static const cf_fixed_base *make_table(cf_verification *v, const cf_element *base, uint64_t uses)
{
    void *memory = cf_arena_take(v->tables, 1, cf_fixed_base_octets(v->group, uses));
    if (memory == NULL) {
        v->out_of_memory = true;
        return NULL;
    }
    return cf_fixed_base_init(v->group, base, uses, memory);
}

static void check_keys(cf_verification *v, cf_report *report)
{
    cf_element g;
    cf_group_generator(v->group, &g);
    v->bases.group = v->group;
    v->bases.g = make_table(v, &g, powers_of_ballots(v));
    if (!v->out_of_memory) {
        cf_verify_v02_guardians(v, report);
    }
    if (!v->out_of_memory) {
        cf_verify_x_guardians(v, report);
        cf_verify_v03_joint_keys(v, report);
        cf_verify_v04_extended_base_hash(v, report);
        cf_verify_x_guardian_record(v, report);
    }
}

/* From the parameters to H_E.  False when the record does not lead there. */
static bool check_setup(cf_verification *v, cf_report *report)
{
    if (!read_setup(v, report)) {
        cf_absent_parameters(report, v, 1);
        return false;
    }
    cf_verify_v01_parameters(v, report);
    if (v->group == NULL || v->manifest.file.at == NULL) {
        return false;
    }
    cf_fault fault = { 0 };
    const cf_status status = cf_record_read_keys(v->record, v->arena, &v->keys, &fault);
    v->has_keys = status != CF_ERR_ABSENT && was_read(v, report, status, &fault);
    if (status == CF_ERR_ABSENT) {
        report->ends_before = "the keys of its guardians";
    }
    if (v->has_keys) {
        check_keys(v, report);
    }
    return v->has_keys;
}

/* --- the rest --- */

static void make_key_tables(cf_verification *v)
{
    v->bases.k = make_table(v, &v->k, powers_of_ballots(v));
    if (v->profile == CF_PROFILE_EG21) { /* K-hat serves contest data that was opened */
        const uint64_t opened = cf_record_opened_count(v->record);
        v->bases.k_hat = make_table(v, &v->k_hat, opened * v->manifest.contest_count);
    }
}

static cf_status check_votes(cf_verification *v, cf_report *report)
{
    make_key_tables(v);
    cf_status status = v->out_of_memory ? CF_ERR_MEMORY : cf_verify_ballots(v, report);
    if (status == CF_OK) {
        cf_verify_v08_devices(v, report);
        status = v->out_of_memory ? CF_ERR_MEMORY : cf_verify_tally(v, report);
    }
    if (status == CF_OK) {
        status = cf_verify_opened_ballots(v, report);
    }
    if (status == CF_OK) {
        status = cf_verify_v12_opened_data(v, report);
    }
    return status == CF_OK ? cf_verify_x_code_index(v, report) : status;
}

/* What stands among the ballots and is none: somebody put it where ballots are counted. */
static cf_status say_stray(void *context, const cf_fault *stray)
{
    cf_report_fault(context, stray);
    return CF_OK;
}

static cf_status check_record(cf_verification *v, cf_report *report)
{
    const bool complete = check_setup(v, report);
    const cf_status strays = cf_record_visit_strays(v->record, say_stray, report);
    if (v->out_of_memory || strays == CF_ERR_MEMORY) {
        return CF_ERR_MEMORY;
    }
    if (complete) {
        return check_votes(v, report);
    }
    cf_absent_keys(report, v, 1);
    cf_report_expect(report, CF_CHECK_5_A, 1);
    cf_absent_ballots(report, v, 1);
    cf_absent_codes(report, v, 1);
    cf_absent_devices(report, v, 1);
    cf_absent_tally(report, v, 1);
    return CF_OK;
}

static cf_status open_and_check(const char *path, cf_verification *v, cf_report *report)
{
    cf_fault fault = { 0 };
    cf_record *record = NULL;
    const cf_status opened = cf_record_open(path, &record, &fault);
    if (opened == CF_ERR_MEMORY) {
        return opened;
    }
    if (opened != CF_OK) {
        cf_report_fault(report, &fault);
        return CF_OK;
    }
    v->record = record;
    v->profile = cf_record_profile(record);
    v->places = cf_setup_places_of(cf_record_format(record));
    report->format = cf_record_format(record);
    report->profile = cf_profile_name(v->profile);
    const cf_status status = check_record(v, report);
    cf_ballot_index_close(v->index);
    cf_record_close(record);
    return status;
}

/* A record without ballots, or one that does not lead to them, has no hints. */
static void abandon_writer(cf_verify_hints *sidecar)
{
    if (sidecar != NULL && sidecar->writer != NULL) {
        cf_hints_writer_abandon(sidecar->writer);
        sidecar->writer = NULL;
        (void)cf_fault_set(&sidecar->fault, CF_ERR_ABSENT, "", 0,
                           "no ballot could be verified, so there are no hints to write");
    }
}

cf_status cf_verify_record(const char *path, const cf_verify_options *options, cf_report *report)
{
    cf_arena *arena = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    cf_arena *tables = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    cf_verification *v =
        arena != NULL && tables != NULL ? cf_arena_take(arena, 1, sizeof *v) : NULL;
    cf_status status = CF_ERR_MEMORY;
    if (v != NULL) {
        v->options = options;
        v->arena = arena;
        v->tables = tables;
        status = open_and_check(path, v, report);
    }
    abandon_writer(options->hints);
    cf_arena_close(tables);
    cf_arena_close(arena);
    return status;
}
