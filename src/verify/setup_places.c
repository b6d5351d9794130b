/*
 * verify/setup_places.c -- one row a format.
 */
#include "verify/setup_places.h"

#include <string.h>

static const cf_setup_places ROWS[] = {
    {
        .format = "plain21",
        .version = "election_parameters.json: spec_version",
        .p = "election_parameters.json: p",
        .q = "election_parameters.json: q",
        .r = "election_parameters.json: r",
        .g = "election_parameters.json: g",
        .quorum = "election_parameters.json: k",
        .h_p = "election_parameters.json: h_p",
        .h_b = "election_parameters.json: h_b",
        .h_m = "",
        .keys = "election_keys.json",
        .joint = "election_keys.json: K",
        .joint_hat = "election_keys.json: K_hat",
        .h_e = "election_keys.json: h_e",
        .h_g = "election_keys.json: h_g",
        .opened_data = "contest_data.json",
    },
    {
        .format = "counterfoil",
        .version = "counterfoil.json: spec_version",
        .p = "counterfoil.json: p",
        .q = "counterfoil.json: q",
        .r = "counterfoil.json: r",
        .g = "counterfoil.json: g",
        .quorum = "counterfoil.json: k",
        .h_p = "counterfoil.json: h_p",
        .h_b = "counterfoil.json: h_b",
        .h_m = "",
        .keys = "keys.json",
        .joint = "keys.json: K",
        .joint_hat = "keys.json: K_hat",
        .h_e = "keys.json: h_e",
        .h_g = "keys.json: h_g",
        .opened_data = "contest_data",
    },
    {
        .format = "egk-ec",
        .version = "constants.json: protocolVersion",
        .p = "constants.json: constants.largePrime",
        .q = "constants.json: constants.smallPrime",
        .r = "constants.json: constants.cofactor",
        .g = "constants.json: constants.generator",
        .quorum = "election_config.json: quorum",
        .h_p = "election_config.json: parameter_base_hash",
        .h_b = "election_config.json: election_base_hash",
        .h_m = "election_config.json: manifest_hash",
        .keys = "election_initialized.json",
        .joint = "election_initialized.json: joint_public_key",
        .joint_hat = "",
        .h_e = "election_initialized.json: extended_base_hash",
        .h_g = "",
        .opened_data = "",
    },
    {
        .format = "egk-kmp",
        .version = "election_config.json: config_version",
        .p = "constants.json: large_prime",
        .q = "constants.json: small_prime",
        .r = "constants.json: cofactor",
        .g = "constants.json: generator",
        .quorum = "election_config.json: quorum",
        .h_p = "election_config.json: parameter_base_hash",
        .h_b = "election_config.json: election_base_hash",
        .h_m = "election_config.json: manifest_hash",
        .keys = "election_initialized.json",
        .joint = "election_initialized.json: joint_public_key",
        .joint_hat = "",
        .h_e = "election_initialized.json: extended_base_hash",
        .h_g = "",
        .opened_data = "",
    },
};

const cf_setup_places *cf_setup_places_of(const char *format)
{
    for (size_t i = 1; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        if (strcmp(ROWS[i].format, format) == 0) {
            return &ROWS[i];
        }
    }
    return &ROWS[0];
}
