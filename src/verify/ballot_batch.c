/*
 * verify/ballot_batch.c -- fill, check, empty.
 */
#include "verify/ballot_batch.h"

#include "verify/absent.h"
#include "verify/ballot_hints.h"

cf_saying cf_spot_text(const cf_spot *spot)
{
    if (spot->contest == NULL) {
        return cf_saying_of("%s", spot->look->file);
    }
    const size_t contest = (size_t)(spot->contest - spot->look->contests);
    if (spot->selection == NULL) {
        return cf_saying_of("%s: contests[%zu]", spot->look->file, contest);
    }
    const size_t selection = (size_t)(spot->selection - spot->contest->published->selections);
    return cf_saying_of("%s: contests[%zu].selections[%zu]", spot->look->file, contest, selection);
}

void cf_ballot_batch_start(cf_ballot_batch *batch)
{
    const cf_verification *v = batch->verification;
    cf_arena_reset(batch->arena);
    batch->ballot_count = 0;
    batch->selection_count = 0;
    batch->contest_count = 0;
    if (v->profile == CF_PROFILE_EGK20) {
        cf_egk20_range_challenge(&batch->egk_challenge, &v->h_e_key, v->group, &v->k);
    }
}

/* A ballot that cannot be read: what its checks are of nobody knows, so each of them misses one item. */
static void say_unread(const cf_ballot_batch *batch, const cf_fault *fault)
{
    cf_report_fault(batch->report, fault);
    cf_absent_ballots(batch->report, batch->verification, 1);
}

cf_status cf_ballot_batch_read(cf_ballot_batch *batch, size_t ballot_number)
{
    const cf_verification *v = batch->verification;
    cf_ballot_look *look = &batch->ballots[batch->ballot_count];
    *look = (cf_ballot_look){
        .number = ballot_number,
        .file = cf_record_ballot_file(v->record, ballot_number, batch->arena),
    };
    if (look->file == NULL) {
        return CF_ERR_MEMORY;
    }
    cf_fault fault = { 0 };
    const cf_status status = cf_record_read_ballot(v->record, ballot_number, &v->manifest,
                                                   batch->arena, &look->ballot, &fault);
    if (status == CF_ERR_MEMORY) {
        return status;
    }
    if (status != CF_OK) {
        say_unread(batch, &fault);
        return CF_OK;
    }
    batch->ballot_count++;
    cf_verify_x_code_order(v, batch->report, batch->codes, ballot_number, look->file,
                           look->ballot.code);
    if (cf_verify_x_ballot_shape(batch, look) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    cf_ballot_hints_lay_out(batch, look);
    return cf_ballot_hints_fetch(batch, look);
}

/* Whether all hints of the handful may go into the batch proof. */
static bool take_room(const cf_ballot_batch *batch)
{
    size_t octets = 0;
    for (size_t i = 0; i < batch->ballot_count; i++) {
        octets += batch->ballots[i].hints != NULL ? batch->ballots[i].claim_octets : 0;
    }
    return octets > 0
           && atomic_fetch_add(&batch->room->asked, octets) + octets <= batch->room->octets;
}

/* One ballot's checks that need no other's company. */
static cf_status check_alone(cf_ballot_batch *batch, cf_ballot_look *look)
{
    cf_verify_v05_identifier(batch, look);
    cf_verify_x_ballot(batch, look);
    const cf_status status = cf_verify_v08_remember(batch, look);
    return status == CF_OK ? cf_verify_v08_codes(batch, look) : status;
}

static cf_status check_together(cf_ballot_batch *batch)
{
    cf_status status = cf_verify_v06_selections(batch);
    if (status == CF_OK) {
        status = cf_verify_v07_limits(batch);
    }
    if (status == CF_OK) {
        status = cf_verify_x_nonces(batch);
    }
    return status == CF_OK ? cf_verify_x_serials(batch) : status;
}

cf_status cf_ballot_batch_check(cf_ballot_batch *batch)
{
    cf_status status = CF_OK;
    batch->is_hinted = batch->part != NULL && take_room(batch);
    for (size_t i = 0; i < batch->ballot_count && status == CF_OK; i++) {
        status = check_alone(batch, &batch->ballots[i]);
    }
    if (status == CF_OK) {
        status = check_together(batch);
    }
    if (status == CF_OK) {
        cf_ballot_hints_keep(batch);
        status = cf_sums_add(batch);
    }
    cf_ballot_batch_start(batch);
    return status;
}
