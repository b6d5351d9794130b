/*
 * verify/v08_chains.c -- a chain from its device's name to its closing hash.
 *
 *     eg2.1    B_C,0 = 00000001 || H_DI   H_0 = H(H_E; 29, B_C,0)    B_C,j = 00000001 || H_j-1
 *     egk2.0   Baux_0                     H_0 = H(H_E; 24, Baux_0)   Baux_j = H_j-1 || Baux_0
 *
 * The codes of challenged and spoiled ballots are links like any other.
 */
#include "verify/v08_chains.h"

#include "verify/ballot_note.h"

cf_chain_rule cf_chain_rule_of(const cf_verification *v, const cf_device *device)
{
    cf_chain_rule rule = { .chaining = device->chaining };
    cf_device_hash(v, device->name, &rule.device);
    if (v->profile == CF_PROFILE_EG21) {
        cf_eg21_device_hash(&v->h_e, device->name, &rule.h_di);
        cf_eg21_chain_start(&v->h_e, &rule.h_di, &rule.h_0);
    } else {
        cf_egk20_confirmation_code(&v->h_e_key, 0, NULL,
                                   cf_egk20_baux_0(&v->parameters, device->name), &rule.h_0);
    }
    return rule;
}

static cf_octets octets_of(const cf_hash *hash)
{
    return cf_octets_of(hash->octets, CF_HASH_OCTETS);
}

/* --- 8.D, 8.E --- */

bool cf_chain_unchained_holds(const cf_verification *v, const cf_chain_rule *rule, size_t number)
{
    if (cf_ballot_index_form(v->index, number) != CF_CHAIN_NONE) {
        return false;
    }
    return v->profile == CF_PROFILE_EGK20
           || cf_ballot_index_links_to(v->index, number, octets_of(&rule->h_di),
                                       octets_of(&rule->device));
}

/* egk-kmp writes its first Baux without Baux_0 after H_0. */
bool cf_chain_first_holds(const cf_verification *v, const cf_chain_rule *rule, size_t number)
{
    const cf_chain_form form = cf_ballot_index_form(v->index, number);
    return (form == CF_CHAIN_LINKED || form == CF_CHAIN_ALONE)
           && cf_ballot_index_links_to(v->index, number, octets_of(&rule->h_0),
                                       octets_of(&rule->device));
}

bool cf_chain_next_holds(const cf_verification *v, size_t earlier, size_t number)
{
    return cf_ballot_index_form(v->index, number) == CF_CHAIN_LINKED
           && cf_ballot_index_links_to_code_of(v->index, number, earlier);
}

/* --- the code of the last ballot --- */

/*
 * H_l of eg2.1: the index keeps only a digest of it, so the ballot is read again.  CF_ERR_ABSENT when there is none of
 * the right width (8.B has said so).
 */
static cf_status last_code_eg21(const cf_chain_end *end, cf_hash *code)
{
    cf_ballot ballot;
    cf_fault fault = { 0 };
    const cf_status status = cf_ballot_read_again(end->v, end->last, end->scratch, &ballot, &fault);
    if (status != CF_OK) {
        if (status != CF_ERR_MEMORY) {
            cf_report_fault(end->report, &fault);
        }
        return status;
    }
    if (ballot.code.at == NULL || ballot.code.len != CF_HASH_OCTETS) {
        return CF_ERR_ABSENT;
    }
    memcpy(code->octets, ballot.code.at, CF_HASH_OCTETS);
    return CF_OK;
}

/* --- 8.C, 8.F, 8.G of eg2.1 --- */

/* (8.C) H_DI = H(H_E; 0x2A, S_device). */
static void check_device_hash(const cf_chain_end *end)
{
    cf_report_expect(end->report, CF_CHECK_8_C, 1);
    cf_say_hash(end->report, CF_CHECK_8_C, end->where, "H_DI", &end->rule->h_di, end->device->h_di);
}

/* (8.F) H_0 = H(H_E; 0x29, B_C,0) with B_C,0 = 0x00000001 || H_DI. */
static void check_start_eg21(const cf_chain_end *end)
{
    cf_report_expect(end->report, CF_CHECK_8_F, 1);
    if (end->device->has_h_0) {
        cf_say_hash(end->report, CF_CHECK_8_F, end->where, "H_0", &end->rule->h_0,
                    end->device->h_0);
    }
}

/* (8.G) H = H(H_E; 0x29, 0x00000001 || H(H_E; 0x2B, H_l, B_C,0)). */
static cf_status check_close_eg21(const cf_chain_end *end)
{
    cf_hash last;
    const cf_status status = last_code_eg21(end, &last);
    if (status != CF_OK) {
        return status;
    }
    cf_hash closing;
    cf_eg21_chain_close(&end->v->h_e, &end->rule->h_di, &last, &closing);
    cf_say_hash(end->report, CF_CHECK_8_G, end->where, "the closing hash", &closing,
                end->device->closing_hash);
    return CF_OK;
}

/* --- 8.F, 8.G of egk2.0 --- */

/* (8.F) The chain begins with the election's Baux_0.  A file that does not repeat it leaves that to 8.E. */
static void check_start_egk20(const cf_chain_end *end)
{
    const cf_octets baux_0 = cf_egk20_baux_0(&end->v->parameters, end->device->name);
    const cf_octets repeated = end->device->baux_0;
    cf_say_looked(end->report, CF_CHECK_8_F);
    if (repeated.at == NULL || (repeated.len > 0 && !cf_octets_equal(repeated, baux_0))) {
        cf_report_fail(end->report, CF_CHECK_8_F, end->where,
                       "baux0 is not the election's, nor the device's name in its stead");
    }
}

/* (8.G) H = H(H_E; 0x24, H_l || Baux_0 || "CLOSE"). */
static cf_status check_close_egk20(const cf_chain_end *end)
{
    static const char MARK[] = "CLOSE";
    const size_t mark_len = sizeof MARK - 1;
    const cf_octets last = end->device->last_code;
    const cf_octets baux_0 = cf_egk20_baux_0(&end->v->parameters, end->device->name);
    if (!cf_ballot_index_code_is(end->v->index, end->last, last, octets_of(&end->rule->device))) {
        cf_report_count(end->report, CF_CHECK_8_G, 1);
        cf_report_fail(end->report, CF_CHECK_8_G, end->where,
                       "last_confirmation_code is not the code of the last ballot");
        return CF_OK;
    }
    const size_t len = last.len + baux_0.len + mark_len;
    uint8_t *field = cf_arena_take(end->scratch, 1, len);
    if (field == NULL) {
        return CF_ERR_MEMORY;
    }
    memcpy(field, last.at, last.len);
    memcpy(field + last.len, baux_0.at, baux_0.len);
    memcpy(field + last.len + baux_0.len, MARK, mark_len);

    cf_hash closing;
    cf_egk20_confirmation_code(&end->v->h_e_key, 0, NULL, cf_octets_of(field, len), &closing);
    cf_say_hash(end->report, CF_CHECK_8_G, end->where, "the closing hash", &closing,
                end->device->closing_hash);
    return CF_OK;
}

/* --- one device --- */

/* A chain of no ballot has no closing hash: the specification does not define one. */
static cf_status check_close(const cf_chain_end *end)
{
    cf_report_expect(end->report, CF_CHECK_8_G, 1);
    if (end->device->ballot_count == 0) {
        cf_report_count(end->report, CF_CHECK_8_G, 1);
        cf_report_fail(end->report, CF_CHECK_8_G, end->where,
                       "the chain is empty: its closing hash is not defined");
        return CF_OK;
    }
    if (!end->device->has_closing_hash || !end->has_last) {
        return CF_OK;
    }
    const cf_status status =
        end->v->profile == CF_PROFILE_EG21 ? check_close_eg21(end) : check_close_egk20(end);
    return status == CF_ERR_MEMORY ? status : CF_OK;
}

/* (X.7) The chain names this election. */
static void check_election(const cf_chain_end *end)
{
    cf_report_expect(end->report, CF_CHECK_X_BALLOT_ELECTION, 1);
    cf_say_hash(end->report, CF_CHECK_X_BALLOT_ELECTION, end->where, "the election id",
                &end->v->h_e, end->device->election_id);
}

cf_status cf_verify_v08_chain_end(const cf_chain_end *end)
{
    const bool eg21 = end->v->profile == CF_PROFILE_EG21;
    if (eg21) {
        check_device_hash(end);
    } else {
        check_election(end);
    }
    if (end->device->chaining != CF_CHAINING_SIMPLE) {
        return CF_OK;
    }
    if (eg21) {
        check_start_eg21(end);
    } else {
        check_start_egk20(end);
    }
    return check_close(end);
}
