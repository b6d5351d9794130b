/*
 * verify/check_table.h -- the numbered checks, by name.
 *
 * Ids are the specification's where it numbers them ([EGDS21] verifications 1 to 14); X.n are
 * checks that it leaves out and that a careful verifier needs.  Records of profile egk2.0 use the
 * id of the same equation. doc/checks.md is generated from this table, and so is every report.
 */
#ifndef CF_VERIFY_CHECK_TABLE_H
#define CF_VERIFY_CHECK_TABLE_H

#include "base/octets.h"

typedef enum cf_check {
    CF_CHECK_1_A,
    CF_CHECK_1_B,
    CF_CHECK_1_C,
    CF_CHECK_1_D,
    CF_CHECK_1_E,
    CF_CHECK_1_F,
    CF_CHECK_2_A,
    CF_CHECK_2_B,
    CF_CHECK_2_C,
    CF_CHECK_3_A,
    CF_CHECK_3_B,
    CF_CHECK_4_A,
    CF_CHECK_5_A,
    CF_CHECK_5_B,
    CF_CHECK_6_A,
    CF_CHECK_6_B,
    CF_CHECK_6_C,
    CF_CHECK_6_D,
    CF_CHECK_7_A,
    CF_CHECK_7_B,
    CF_CHECK_7_C,
    CF_CHECK_7_D,
    CF_CHECK_8_A,
    CF_CHECK_8_B,
    CF_CHECK_8_C,
    CF_CHECK_8_D,
    CF_CHECK_8_E,
    CF_CHECK_8_F,
    CF_CHECK_8_G,
    CF_CHECK_9_A,
    CF_CHECK_9_B,
    CF_CHECK_10_A,
    CF_CHECK_10_B,
    CF_CHECK_10_C,
    CF_CHECK_11_A,
    CF_CHECK_11_B,
    CF_CHECK_11_C,
    CF_CHECK_11_D,
    CF_CHECK_12_A,
    CF_CHECK_12_B,
    CF_CHECK_12_C,
    CF_CHECK_13_A,
    CF_CHECK_13_B,
    CF_CHECK_14_A,
    CF_CHECK_14_B,
    CF_CHECK_14_C,
    CF_CHECK_14_D,
    CF_CHECK_14_E,
    CF_CHECK_14_F,
    CF_CHECK_X_EXPECTED,      /* X.1  the extended base hash is the one that --expect names */
    CF_CHECK_X_COFACTOR,      /* X.2  the published r is (p - 1) / q */
    CF_CHECK_X_MANIFEST_HASH, /* X.3  egk2.0: H_M */
    CF_CHECK_X_GUARDIANS, /* X.4  exactly n guardians, indices 1..n, k commitments and the right count of responses each */
    CF_CHECK_X_KEY_IDENTITY,    /* X.5  no key is 1, nor is the product of the K_i,k-1 */
    CF_CHECK_X_GUARDIAN_RECORD, /* X.6  H_G */
    CF_CHECK_X_BALLOT_ELECTION, /* X.7  egk2.0: ballots, tallies, chains name this election */
    CF_CHECK_X_BALLOT_SHAPE, /* X.8  contests are exactly the style's, options exactly the contest's, each once, in order */
    CF_CHECK_X_PROOF_LENGTH, /* X.9  R + 1 and L + 1 branches, R and L below q */
    CF_CHECK_X_WEIGHT,       /* X.10 weight >= 1, and the sum of weights times R fits */
    CF_CHECK_X_NONCE_PROOF, /* X.11 eg2.1: encrypted ballot nonce: C_0 is a member, its Schnorr proof holds */
    CF_CHECK_X_DATA_SHAPE, /* X.12 contest data present exactly where the manifest says (egk2.0: everywhere or nowhere), C_1 of whole blocks */
    CF_CHECK_X_DATA_PROOF, /* X.13 contest data: C_0 is a member, its Schnorr proof holds */
    CF_CHECK_X_UNCAST_PROOFS, /* X.14 what 6 and 7 demand of cast ballots holds for challenged and spoiled ones */
    CF_CHECK_X_DEVICE_LISTS, /* X.15 each ballot is listed exactly once, by one device, stands in its folder, and each listed ballot is there */
    CF_CHECK_X_CAST_LIST,    /* X.16 egk2.0: the tally lists exactly the cast ballots */
    CF_CHECK_X_SERIAL,       /* X.17 egk2.0: the encrypted serial number consists of members */
    CF_CHECK_X_TALLY_SHAPE, /* X.18 tally contests and options each once; the decrypted ciphertext is the aggregated one */
    CF_CHECK_X_TALLY_BOUND, /* X.19 each tally is at most the sum of weights times R, each contest's at most times L */
    CF_CHECK_X_ALL_OPENED, /* X.20 every challenged ballot is opened, once, and no other ballot is */
    CF_CHECK_X_OPENED_NONCE, /* X.21 eg2.1: alpha = g^xi and beta = K^(sigma + xi), option by option; C_0 = g^xi of the data */
    CF_CHECK_X_OPENED_CIPHERTEXT, /* X.22 egk2.0: the opened ciphertexts are the ballot's */
    CF_CHECK_X_DATA_MAC,          /* X.23 egk2.0: the MAC of opened contest data */
    CF_CHECK_X_BATCH_ORDER, /* X.24 counterfoil: the ballots of a batch are sorted by confirmation code */
    CF_CHECK_X_CODE_INDEX, /* X.25 counterfoil: the index leads from each code to its ballot, and nowhere else */
    CF_CHECK_COUNT
} cf_check;

typedef struct cf_check_entry {
    const char *id;       /* "6.A" */
    const char *title;    /* a short sentence for people */
    const char *item;     /* what expected and count count: "selections of cast ballots" */
    const char *equation; /* as printed in the specification, in plain text */
    const char *source;   /* "[EGDS21] verification 6" */
    const char *file;     /* "src/verify/v06_selections.c" */
    const char *profiles; /* "eg2.1 egk2.0" */
} cf_check_entry;

/* The entry of a check; checks are ordered as in the enum. */
const cf_check_entry *cf_check_entry_of(cf_check check);

#endif
