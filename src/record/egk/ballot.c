/*
 * record/egk/ballot.c -- eballot-ID.json.
 *
 * Pre-encrypted ballots are other ballots with other proofs.  They are refused by name wherever one
 * shows, since to skip what makes them different would be to verify half of them.
 */
#include "record/egk/egk.h"
#include "record/members.h"

static void refuse_pre_encryption(cf_reading *reading, const char *member)
{
    if (!cf_json_failed(reading->json)) {
        cf_json_refuse(reading->json, CF_ERR_UNSUPPORTED,
                       "pre-encrypted ballots are not supported (\"%s\")", member);
    }
}

static cf_selection read_selection(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, VOTE, PROOF };
    static const char *const names[] = { "selection_id", "sequence_order", "encrypted_vote",
                                         "proof" };
    static const cf_member_table table = { "a selection", names, .count = 4, .required = 4 };

    cf_selection out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_reading_u32(reading);
            break;
        case VOTE:
            cf_egk_read_ciphertext(reading, &out.alpha, &out.beta);
            break;
        default:
            out.proof = cf_egk_read_range_proof(reading);
            break;
        }
    }
    return out;
}

static void read_selections(cf_reading *reading, cf_encrypted_contest *out)
{
    cf_list list = { .item_octets = sizeof(cf_selection) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_selection selection = read_selection(reading);
        cf_list_append(reading, &list, &selection);
        cf_reading_check_count(reading, list.count, CF_OPTIONS_MAX, "selections of one contest");
    }
    out->selections = list.items;
    out->selection_count = list.count;
}

static cf_encrypted_contest read_contest(cf_reading *reading)
{
    enum { ID, SEQUENCE_ORDER, HASH, SELECTIONS, PROOF, DATA, PRE_ENCRYPTION };
    static const char *const names[] = { "contest_id",    "sequence_order",
                                         "contest_hash",  "selections",
                                         "proof",         "encrypted_contest_data",
                                         "pre_encryption" };
    static const cf_member_table table = { "a contest", names, .count = 7, .required = 5 };

    cf_encrypted_contest out = { 0 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.label = cf_reading_text(reading);
            break;
        case SEQUENCE_ORDER:
            out.index = cf_reading_u32(reading);
            break;
        case HASH:
            out.contest_hash = cf_reading_octets(reading);
            break;
        case SELECTIONS:
            read_selections(reading, &out);
            break;
        case PROOF:
            out.limit_proof = cf_egk_read_range_proof(reading);
            break;
        case DATA:
            if (!cf_json_null(reading->json)) {
                out.has_data = true;
                out.data = cf_egk_read_hashed_ciphertext(reading);
            }
            break;
        default:
            if (!cf_json_null(reading->json)) {
                refuse_pre_encryption(reading, "pre_encryption");
            }
            break;
        }
    }
    return out;
}

static void read_contests(cf_reading *reading, cf_ballot *out)
{
    cf_list list = { .item_octets = sizeof(cf_encrypted_contest) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_encrypted_contest contest = read_contest(reading);
        cf_list_append(reading, &list, &contest);
        cf_reading_check_count(reading, list.count, CF_CONTESTS_MAX, "contests of one ballot");
    }
    out->contests = list.items;
    out->contest_count = list.count;
}

/*
 * What egk-kmp calls spoiled is a ballot that a voter had opened.  UNKNOWN is refused: nobody could
 * say whether it counts.
 */
static cf_ballot_state read_state(cf_reading *reading)
{
    static const char *const names[] = { "CAST", "CHALLENGED", "SPOILED" };
    size_t known = reading->code == CF_CODE_HEX ? 3 : 2;
    size_t state = cf_reading_word(reading, "a ballot's state", names, known);
    return state == 0 ? CF_BALLOT_CAST : CF_BALLOT_CHALLENGED;
}

static void read_serial(cf_reading *reading, cf_ballot *out)
{
    if (cf_json_null(reading->json)) {
        return;
    }
    out->has_serial = true;
    cf_egk_read_ciphertext(reading, &out->serial_alpha, &out->serial_beta);
}

static void find_style(const cf_manifest *manifest, cf_ballot *ballot)
{
    if (manifest != NULL && ballot->style.at != NULL) {
        ballot->style_found = cf_manifest_style_labelled(manifest, ballot->style);
    }
}

cf_ballot cf_egk_read_ballot(cf_reading *reading, const cf_manifest *manifest)
{
    enum { ID, STYLE, DEVICE, BAUX, CODE, ELECTION, CONTESTS, STATE, SERIAL, IS_PRE_ENCRYPTED };
    static const char *const names[] = { "ballot_id",         "ballot_style_id",
                                         "encrypting_device", "code_baux",
                                         "confirmation_code", "election_id",
                                         "contests",          "state",
                                         "encrypted_sn",      "is_preencrypt" };
    static const cf_member_table table = { "a ballot", names, .count = 10, .required = 8 };

    cf_ballot out = { .weight = 1 };
    cf_members members = cf_members_open(reading, &table);
    while (cf_members_next(reading, &members)) {
        switch (members.at) {
        case ID:
            out.id = cf_reading_text(reading);
            break;
        case STYLE:
            out.style = cf_reading_text(reading);
            break;
        case DEVICE:
            out.device = cf_reading_text(reading);
            break;
        case BAUX: /* base16 in both dialects */
            out.chaining_field = cf_reading_hex(reading);
            break;
        case CODE:
            out.code = cf_reading_octets(reading);
            break;
        case ELECTION:
            out.election_id = cf_reading_octets(reading);
            break;
        case CONTESTS:
            read_contests(reading, &out);
            break;
        case STATE:
            out.state = read_state(reading);
            break;
        case SERIAL:
            read_serial(reading, &out);
            break;
        default:
            if (cf_json_bool(reading->json)) {
                refuse_pre_encryption(reading, "is_preencrypt");
            }
            break;
        }
    }
    find_style(manifest, &out);
    return out;
}
