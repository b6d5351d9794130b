/*
 * verify/verification.h -- what the checks of one record share.
 *
 * Inside the room only.  verify.c fills it in the order of the specification; each check reads what the ones
 * before it established.  Where a claim is false, the value that the verifier computed stands in for it, so that
 * one lie gives one finding and not a thousand.
 */
#ifndef CF_VERIFY_VERIFICATION_H
#define CF_VERIFY_VERIFICATION_H

#include "crypto/eg21.h"
#include "crypto/egk20.h"
#include "crypto/proofs_check.h"
#include "election/ballot.h"
#include "election/parameters.h"
#include "election/tally.h"
#include "record/record.h"
#include "verify/ballot_index.h"
#include "verify/report.h"
#include "verify/setup_places.h"
#include "verify/verify.h"

/* The most that any one arena of a verification may hold. */
static const size_t CF_VERIFY_ARENA_OCTETS_MAX = (size_t)1 << 30;

/* Products over the cast ballots, by place: contest.first_option_position + position in the contest. */
typedef struct cf_sums {
    cf_element *a; /* manifest.option_total of each */
    cf_element *b;
    uint64_t weight;    /* sum of weights; saturates */
    uint64_t weighted;  /* how many weights are not 1 */
    bool *contest_seen; /* by contest position: on a submitted ballot of any kind */
} cf_sums;

/* A guardian's keys after the door, in the order of the record; the identity stands where one was refused. */
typedef struct cf_guardian_keys {
    const cf_element *vote; /* keys.guardians[i].vote_count, then kappa (eg2.1) */
    const cf_element *data; /* keys.guardians[i].data_count, then kappa */
    bool vote_admitted;     /* every one of vote */
    bool data_admitted;
} cf_guardian_keys;

typedef struct cf_verification {
    const cf_verify_options *options;
    const cf_record *record;
    const cf_setup_places *places;
    cf_profile profile;
    const cf_group *group; /* pinned by 1; NULL stops the verification */
    cf_arena *arena;       /* lives as long as the verification */
    cf_arena *tables;      /* of the fixed bases */
    bool out_of_memory;    /* said by the steps that return nothing */

    cf_parameters parameters;
    cf_manifest manifest; /* file.at is NULL when it could not be read */
    bool has_keys;        /* the record goes as far as the key ceremony */
    cf_keys keys;
    const cf_guardian_keys *guardians; /* keys.guardian_count; set by 2 */

    cf_hash h_p; /* computed */
    cf_hash h_b;
    cf_hash h_m; /* egk2.0 */
    cf_hash h_e;
    cf_hmac_key h_e_key;

    cf_element k;     /* as claimed when that is a member, else the product of the guardians' */
    cf_element k_hat; /* eg2.1 */
    cf_election_bases bases;

    cf_ballot_index *index;
    cf_sums aggregate;
} cf_verification;

/* --- the steps, each in the file of its number; all append to the report --- */

void cf_verify_v01_parameters(cf_verification *verification, cf_report *report);
void cf_verify_v02_guardians(cf_verification *verification, cf_report *report);
void cf_verify_v03_joint_keys(cf_verification *verification, cf_report *report);
void cf_verify_v04_extended_base_hash(cf_verification *verification, cf_report *report);

/* X.4 and X.5 after 2; X.6 after 3. */
void cf_verify_x_guardians(cf_verification *verification, cf_report *report);
void cf_verify_x_guardian_record(cf_verification *verification, cf_report *report);

/* 5 to 8 and the X checks of ballots: one ballot at a time, on all cores (ballots.c). */
CF_MUST_CHECK cf_status cf_verify_ballots(cf_verification *verification, cf_report *report);

/* After the last ballot, called by ballots.c: 5.A, which builds the index, and X.10 of the sum of weights. */
CF_MUST_CHECK cf_status cf_verify_v05_duplicates(cf_verification *verification, cf_report *report);
void cf_verify_x_total_weight(const cf_verification *verification, cf_report *report);

/* The device lists and the chains: 8.C to 8.G, X.15. */
void cf_verify_v08_devices(cf_verification *verification, cf_report *report);

/* 9, 10 and 11 with X.16, X.18, X.19 (tally.c calls v09_*, v10_*, v11_*).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_tally(cf_verification *verification, cf_report *report);

/* 13 and 14 (and 10, 12 of egk2.0) with X.20 to X.23 over the opened ballots, on all cores (opened.c). */
CF_MUST_CHECK cf_status cf_verify_opened_ballots(cf_verification *verification, cf_report *report);

/* X.25: the index of codes (x_codes.c).  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_x_code_index(cf_verification *verification, cf_report *report);

/* 12 over the opened contest data of cast ballots (eg2.1). */
CF_MUST_CHECK cf_status cf_verify_v12_opened_data(cf_verification *verification, cf_report *report);

#endif
