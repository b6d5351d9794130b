/*
 * tests/record/kinds_egk.c -- the files of egk-ec and egk-kmp, each with a sample that has every
 * member.
 */
#include "record/egk/egk.h"
#include "record/kinds.h"
#include "record/touch.h"

static cf_reading start(cf_json *json, cf_arena *arena, cf_text_code code)
{
    return (cf_reading){ .json = json, .arena = arena, .code = code };
}

static cf_status read_constants(cf_json *json, cf_octets document, cf_arena *arena,
                                uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_HEX);
    cf_egk_constants constants = cf_egk_read_constants(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status != CF_OK) {
        return status;
    }
    cf_touch_number(digest, constants.dialect);
    cf_touch_number(digest, constants.is_integer_group);
    const cf_octets all[] = { constants.name, constants.version, constants.p,
                              constants.q,    constants.r,       constants.g };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        cf_touch_octets(digest, all[i]);
    }
    return CF_OK;
}

static cf_status read_config(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                             cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    cf_parameters parameters = { 0 };
    cf_egk_read_config(&reading, &parameters);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_parameters(digest, &parameters);
    }
    return status;
}

static cf_status read_manifest(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                               cf_fault *fault)
{
    (void)json;
    cf_manifest manifest;
    cf_complaints complaints = { .file = "manifest.json" };
    cf_status status =
        cf_manifest_document(document, cf_egk_read_manifest, arena, &complaints, &manifest, fault);
    if (status == CF_OK) {
        cf_touch_manifest(digest, &manifest);
    }
    return status;
}

static cf_status read_keys(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                           cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    cf_keys keys = cf_egk_read_keys(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_keys(digest, &keys);
    }
    return status;
}

static cf_status read_ballot_in(cf_json *json, cf_arena *arena, cf_text_code code, uint64_t *digest,
                                cf_fault *fault)
{
    cf_reading reading = start(json, arena, code);
    cf_ballot ballot = cf_egk_read_ballot(&reading, NULL);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_ballot(digest, &ballot);
    }
    return status;
}

static cf_status read_ballot(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                             cf_fault *fault)
{
    (void)document;
    return read_ballot_in(json, arena, CF_CODE_BASE64, digest, fault);
}

static cf_status read_kmp_ballot(cf_json *json, cf_octets document, cf_arena *arena,
                                 uint64_t *digest, cf_fault *fault)
{
    (void)document;
    return read_ballot_in(json, arena, CF_CODE_HEX, digest, fault);
}

static cf_status read_encrypted_tally(cf_json *json, cf_octets document, cf_arena *arena,
                                      uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    cf_encrypted_tally tally = cf_egk_read_encrypted_tally(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_encrypted_tally(digest, &tally);
    }
    return status;
}

static cf_status see_id(void *context, size_t position, cf_octets id)
{
    cf_touch_number(context, position);
    cf_touch_octets(context, id);
    return CF_OK;
}

static cf_status read_cast_ids(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                               cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    bool has_list = false;
    cf_egk_read_cast_ids(&reading, see_id, digest, &has_list);
    return cf_json_finish(json, fault);
}

static cf_status read_opened(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                             cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    cf_opened_ballot opened = cf_egk_read_opened(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_opened(digest, &opened);
    }
    return status;
}

static cf_status read_decrypted_tally(cf_json *json, cf_octets document, cf_arena *arena,
                                      uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_HEX);
    cf_decrypted_tally tally = cf_egk_read_decrypted_tally(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_decrypted_tally(digest, &tally);
    }
    return status;
}

static cf_status see_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    cf_touch_number(context, device);
    return see_id(context, position, id);
}

static cf_status see_device(void *context, size_t number, const cf_device *device)
{
    (void)context;
    (void)number;
    (void)device;
    return CF_OK;
}

static cf_status read_chain(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                            cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, CF_CODE_BASE64);
    const cf_device_visitor visitor = { .context = digest,
                                        .ballot = see_ballot,
                                        .device = see_device };
    cf_device device = cf_egk_read_chain(&reading, &visitor, 7);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_device(digest, &device);
    }
    return status;
}

#define CIPHERTEXT "{\"pad\":\"AAAA\",\"data\":\"BBBB\"}"
#define PROOF      "{\"challenge\":\"CCCC\",\"response\":\"DDDD\"}"
#define RANGE      "{\"proofs\":[" PROOF "," PROOF "]}"
#define HASHED     "{\"c0\":\"AAAA\",\"c1\":\"AAAA\",\"c2\":\"AAAA\",\"numBytes\":62}"
#define BALLOT(STATE)                                                                              \
    "{\"ballot_id\":\"id-1\",\"ballot_style_id\":\"s\",\"encrypting_device\":\"d 1\","             \
    "\"timestamp\":1716478724,\"code_baux\":\"AB\",\"confirmation_code\":\"AAAA\","                \
    "\"election_id\":\"AAAA\",\"contests\":[{\"contest_id\":\"c\",\"sequence_order\":1,"           \
    "\"contest_hash\":\"AAAA\",\"selections\":[{\"selection_id\":\"o\",\"sequence_order\":1,"      \
    "\"encrypted_vote\":" CIPHERTEXT ",\"proof\":" RANGE "}],\"proof\":" RANGE                     \
    ",\"encrypted_contest_data\":" HASHED ",\"pre_encryption\":null}],\"state\":\"" STATE          \
    "\",\"encrypted_sn\":" CIPHERTEXT ",\"is_preencrypt\":false}"
#define TOTALS                                                                                     \
    "[{\"selection_id\":\"o\",\"tally\":7,\"b_over_m\":\"AAAA\",\"encrypted_vote\":" CIPHERTEXT    \
    ",\"proof\":" PROOF "}]"

const cf_kind cf_egk_kinds[] = {
    { .name = "egk-ec constants",
      .optional = " name type protocolVersion ",
      .read = read_constants,
      .sample =
          "{\"name\":\"N\",\"type\":\"IntegerGroup\",\"protocolVersion\":\"v2.0.0\",\"constants\":"
          "{\"largePrime\":\"e72f\",\"smallPrime\":\"7f\",\"cofactor\":\"1d2\",\"generator\":"
          "\"7f68\"}}" },
    { .name = "egk-kmp constants",
      .optional = " name ",
      .read = read_constants,
      .sample =
          "{\"name\":\"N\",\"large_prime\":\"E72F\",\"small_prime\":\"7F\",\"cofactor\":\"01D2\","
          "\"generator\":\"7F68\"}" },
    { .name = "egk config",
      .optional = " chain_confirmation_codes baux0 ",
      .read = read_config,
      .sample = "{\"config_version\":\"2.1.0\",\"number_of_guardians\":3,\"quorum\":3,"
                "\"parameter_base_hash\":\"AAAA\",\"manifest_hash\":\"BBBB\",\"election_base_"
                "hash\":\"CCCC\","
                "\"chain_confirmation_codes\":false,\"baux0\":[1,-56,200],\"metadata\":{}}" },
    { .name = "egk manifest",
      .optional =
          " election_scope_id candidates parties votes_allowed option_selection_limit candidate_id "
          "party_ids ",
      .read = read_manifest,
      .is_manifest = true,
      .sample =
          "{\"election_scope_id\":\"E\",\"geopolitical_units\":[{\"object_id\":\"g1\"},"
          "{\"object_id\":\"g2\"}],\"candidates\":[{\"object_id\":\"x\"}],\"parties\":[{\"object_"
          "id\":"
          "\"p\"}],\"contests\":[{\"object_id\":\"c2\",\"sequence_order\":2,\"electoral_district_"
          "id\":"
          "\"g2\",\"votes_allowed\":2,\"option_selection_limit\":1,\"ballot_selections\":[{"
          "\"object_id\":"
          "\"o2\",\"sequence_order\":2,\"candidate_id\":\"x\"},{\"object_id\":\"o1\","
          "\"sequence_order\":1,\"candidate_id\":\"x\"}]},{\"object_id\":\"c1\",\"sequence_order\":"
          "1,"
          "\"electoral_district_id\":\"g1\",\"ballot_selections\":[{\"object_id\":\"o3\","
          "\"sequence_order\":1,\"candidate_id\":\"x\"}]}],\"ballot_styles\":[{\"object_id\":\"s\","
          "\"geopolitical_unit_ids\":[\"g2\",\"g1\"],\"party_ids\":[\"p\"]}]}" },
    { .name = "egk keys",
      .optional = " ",
      .read = read_keys,
      .sample =
          "{\"joint_public_key\":\"AAAA\",\"extended_base_hash\":\"BBBB\",\"guardians\":[{"
          "\"guardian_id\":"
          "\"g\",\"x_coordinate\":1,\"coefficient_proofs\":[{\"public_key\":\"AAAA\",\"challenge\":"
          "\"BBBB\",\"response\":\"CCCC\"}]}]}" },
    { .name = "egk-ec ballot",
      .optional = " encrypted_contest_data pre_encryption encrypted_sn is_preencrypt ",
      .read = read_ballot,
      .sample = BALLOT("CHALLENGED") },
    { .name = "egk-kmp ballot",
      .optional = " encrypted_contest_data pre_encryption encrypted_sn is_preencrypt ",
      .read = read_kmp_ballot,
      .sample = BALLOT("SPOILED") },
    { .name = "egk encrypted tally",
      .optional = " cast_ballot_ids ",
      .read = read_encrypted_tally,
      .sample = "{\"tally_id\":\"t\",\"contests\":[{\"contest_id\":\"c\",\"sequence_order\":1,"
                "\"selections\":"
                "[{\"selection_id\":\"o\",\"sequence_order\":1,\"encrypted_vote\":" CIPHERTEXT
                "}],\"ballot_count\":0}],\"election_id\":\"AAAA\"}" },
    { .name = "egk cast ids",
      .optional = " cast_ballot_ids ",
      .read = read_cast_ids,
      .sample = "{\"cast_ballot_ids\":[\"id-1\",\"id-2\"]}" },
    { .name = "egk opened",
      .optional = " decrypted_contest_data over_votes write_ins status ",
      .read = read_opened,
      .sample = "{\"id\":\"id-1\",\"contests\":[{\"contest_id\":\"c\",\"selections\":" TOTALS
                ",\"decrypted_contest_data\":{\"contest_data\":{\"over_votes\":[1,300],\"write_"
                "ins\":[\"Zo\\u00eb\"],"
                "\"status\":\"over_vote\"},\"encrypted_contest_data\":" HASHED ",\"proof\":" PROOF
                ",\"beta\":\"AAAA\"}}],\"election_id\":\"AAAA\"}" },
    { .name = "egk decrypted tally",
      .optional = " ",
      .read = read_decrypted_tally,
      .sample = "{\"id\":\"t\",\"contests\":[{\"contest_id\":\"c\",\"selections\":" TOTALS
                "}],\"election_id\":\"AAAA\"}" },
    { .name = "egk chain",
      .optional = " baux0 last_confirmation_code closing_hash ",
      .read = read_chain,
      .sample =
          "{\"encrypting_device\":\"d\",\"baux0\":\"AAAA\",\"election_base_hash\":\"AAAA\","
          "\"ballot_ids\":[\"id-1\",\"id-2\"],\"last_confirmation_code\":\"AAAA\",\"closing_hash\":"
          "\"AAAA\"}" },
};
const size_t cf_egk_kind_count = sizeof cf_egk_kinds / sizeof cf_egk_kinds[0];
