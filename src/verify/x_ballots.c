/*
 * verify/x_ballots.c -- small things about a ballot that nobody numbered.
 *
 * That it names this election (X.7), that it weighs something (X.10), that it stands in the folder of its device
 * (X.15), that its encrypted serial number is made of group members (X.17).
 */
#include "verify/ballot_batch.h"

/* (X.7) election id = H_E. */
static void check_election(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    if (batch->verification->profile == CF_PROFILE_EGK20) {
        cf_report_expect(batch->report, CF_CHECK_X_BALLOT_ELECTION, 1);
        cf_say_hash(batch->report, CF_CHECK_X_BALLOT_ELECTION, look->file, "the election id",
                    &batch->verification->h_e, look->ballot.election_id);
    }
}

/* (X.10) weight >= 1. */
static void check_weight(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    cf_say_looked(batch->report, CF_CHECK_X_WEIGHT);
    if (look->ballot.weight < 1) {
        cf_report_fail(batch->report, CF_CHECK_X_WEIGHT, look->file,
                       "the weight is 0, expected at least 1");
    }
}

bool cf_is_device_folder(cf_octets folder, cf_octets device)
{
    if (device.at == NULL || folder.len != device.len) {
        return false;
    }
    for (size_t i = 0; i < folder.len; i++) {
        const uint8_t due = device.at[i] == ' ' ? '_' : device.at[i];
        if (folder.at[i] != due) {
            return false;
        }
    }
    return true;
}

/* (X.15) The folder of a ballot (egk2.0) has its device's name.  The older layout has no folders. */
static void check_folder(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    const cf_ballot *ballot = &look->ballot;
    if (ballot->device_folder.len == 0) {
        return;
    }
    cf_say_looked(batch->report, CF_CHECK_X_DEVICE_LISTS);
    if (!cf_is_device_folder(ballot->device_folder, ballot->device)) {
        cf_report_fail(batch->report, CF_CHECK_X_DEVICE_LISTS, look->file,
                       "the ballot stands in the folder of another device");
    }
}

void cf_verify_x_ballot(const cf_ballot_batch *batch, const cf_ballot_look *look)
{
    check_folder(batch, look);
    check_election(batch, look);
    check_weight(batch, look);
}

/* --- after the last ballot --- */

bool cf_is_below_q(const cf_group *group, uint64_t a)
{
    const cf_octets q = cf_group_q(group);
    uint64_t low = 0;
    if (q.len > sizeof low) {
        return true;
    }
    for (size_t i = 0; i < q.len; i++) {
        low = low << 8 | q.at[i];
    }
    return a < low;
}

static uint32_t largest_option_limit(const cf_manifest *manifest)
{
    uint32_t largest = 0;
    for (size_t i = 0; i < manifest->contest_count; i++) {
        const uint32_t limit = manifest->contests[i].option_limit;
        largest = limit > largest ? limit : largest;
    }
    return largest;
}

/* (X.10) No total can reach q, where it would begin again at 0, nor 2^63: sum of weights times R. */
void cf_verify_x_total_weight(const cf_verification *v, cf_report *report)
{
    uint64_t most = 0;
    const bool overflows = __builtin_mul_overflow(
        v->aggregate.weight, (uint64_t)largest_option_limit(&v->manifest), &most);
    if (overflows || most > INT64_MAX || !cf_is_below_q(v->group, most)) {
        cf_report_fail(report, CF_CHECK_X_WEIGHT, "all ballots",
                       "the weights add up to more than a total can hold");
    }
}

/* --- X.17 --- */

static size_t gather_serials(const cf_ballot_batch *batch, cf_unchecked_element *claimed)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->ballot_count; i++) {
        const cf_ballot *ballot = &batch->ballots[i].ballot;
        if (ballot->has_serial) {
            claimed[count++] = ballot->serial_alpha;
            claimed[count++] = ballot->serial_beta;
        }
    }
    return count;
}

static void judge_serial(const cf_ballot_batch *batch, const cf_ballot_look *look,
                         const cf_refusal verdict[2])
{
    static const char *const NAMES[2] = { "alpha", "beta" };
    cf_say_looked(batch->report, CF_CHECK_X_SERIAL);
    for (size_t half = 0; half < 2; half++) {
        if (verdict[half] != CF_ADMITTED) {
            cf_say_fail(batch->report, CF_CHECK_X_SERIAL, look->file,
                        "%s of the encrypted serial number %s", NAMES[half],
                        cf_refusal_phrase(verdict[half], false));
        }
    }
}

/* (X.17) alpha and beta of the encrypted serial number are in Z_p^r. */
cf_status cf_verify_x_serials(cf_ballot_batch *batch)
{
    const size_t most = 2 * batch->ballot_count;
    cf_unchecked_element *claimed = cf_arena_take(batch->arena, most, sizeof *claimed);
    cf_element *elements = cf_arena_take(batch->arena, most, sizeof *elements);
    cf_refusal *verdicts = cf_arena_take(batch->arena, most, sizeof *verdicts);
    if (claimed == NULL || elements == NULL || verdicts == NULL) {
        return CF_ERR_MEMORY;
    }
    const size_t count = gather_serials(batch, claimed);
    cf_group_admit_vartime(batch->verification->group, count, claimed, elements, verdicts);
    for (size_t i = 0; i < batch->ballot_count; i++) {
        if (batch->ballots[i].ballot.has_serial) {
            judge_serial(batch, &batch->ballots[i], verdicts);
            verdicts += 2;
        }
    }
    return CF_OK;
}
