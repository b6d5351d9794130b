/*
 * record/egk/config.c -- election_config.json: everything known before the key ceremony, but the
 * group.
 */
#include "record/egk/egk.h"
#include "record/members.h"

/* Constants may name the protocol's version; where they do not, this one stands for it. */
static void take_version(cf_reading *reading, cf_parameters *parameters)
{
    parameters->config_version = cf_reading_text(reading);
    if (parameters->version.at == NULL) {
        parameters->version = parameters->config_version;
    }
}

void cf_egk_read_config(cf_reading *reading, cf_parameters *parameters)
{
    enum { VERSION, GUARDIANS, QUORUM, H_P, H_M, H_B, CHAINING, BAUX_0 };
    static const char *const names[] = { "config_version",
                                         "number_of_guardians",
                                         "quorum",
                                         "parameter_base_hash",
                                         "manifest_hash",
                                         "election_base_hash",
                                         "chain_confirmation_codes",
                                         "baux0" };
    static const cf_member_table table = { "election_config.json", names, .count = 8,
                                           .required = 6 };

    bool has_baux = false;
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case VERSION:
            take_version(reading, parameters);
            break;
        case GUARDIANS:
            parameters->n = cf_reading_u32(reading);
            break;
        case QUORUM:
            parameters->k = cf_reading_u32(reading);
            break;
        case H_P:
            parameters->h_p = cf_reading_octets(reading);
            break;
        case H_M:
            parameters->h_m = cf_reading_octets(reading);
            break;
        case H_B:
            parameters->h_b = cf_reading_octets(reading);
            break;
        case CHAINING:
            parameters->chaining = cf_json_bool(reading->json);
            break;
        default:
            has_baux = true;
            parameters->baux_0 = cf_egk_read_baux(reading);
            break;
        }
    }
    if (!has_baux) {
        parameters->baux_0 = cf_octets_of_text("");
    }
    cf_reading_check_quorum(reading, parameters->n, parameters->k);
}
