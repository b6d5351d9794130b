/*
 * tests/record/kinds_counterfoil.c -- the objects of counterfoil, each with a sample that has every member.
 *
 * The tests put blanks before a document to move it through a window; they are none of its line's.
 */
#include "record/counterfoil/counterfoil.h"
#include "record/kinds.h"
#include "record/plain21/plain21.h"
#include "record/touch.h"

static cf_reading start(cf_json *json, cf_arena *arena, const char *object)
{
    (void)cf_json_peek(json); /* past the blanks */
    cf_json_canonical(json);
    return (cf_reading){ .json = json, .arena = arena, .code = CF_CODE_HEX, .object = object };
}

static cf_status read_parameters(cf_json *json, cf_octets document, cf_arena *arena,
                                 uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "election");
    cf_parameters parameters = cf_plain21_parameters(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_parameters(digest, &parameters);
    }
    return status;
}

static cf_status read_keys(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                           cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "keys");
    cf_keys keys = cf_plain21_keys(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_keys(digest, &keys);
    }
    return status;
}

static cf_status read_ballot(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                             cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "ballot");
    cf_ballot ballot = cf_plain21_weighed_ballot(&reading, NULL);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_ballot(digest, &ballot);
    }
    return status;
}

static cf_status read_tally(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                            cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "tally");
    cf_encrypted_tally encrypted = { 0 };
    cf_decrypted_tally decrypted = { 0 };
    cf_plain21_tally(&reading, &encrypted, &decrypted);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_encrypted_tally(digest, &encrypted);
        cf_touch_decrypted_tally(digest, &decrypted);
    }
    return status;
}

static cf_status read_opened(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                             cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "challenged");
    cf_opened_ballot opened = cf_plain21_opened(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_opened(digest, &opened);
    }
    return status;
}

static cf_status see_ballot(void *context, size_t device, size_t position, cf_octets id)
{
    cf_touch_number(context, device);
    cf_touch_number(context, position);
    cf_touch_octets(context, id);
    return CF_OK;
}

static cf_status see_device(void *context, size_t number, const cf_device *device)
{
    cf_touch_number(context, number);
    cf_touch_device(context, device);
    return CF_OK;
}

static cf_status read_devices(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                              cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "devices");
    const cf_device_visitor visitor = { .context = digest,
                                        .ballot = see_ballot,
                                        .device = see_device };
    cf_counterfoil_devices(&reading, &visitor);
    return cf_json_finish(json, fault);
}

static cf_status read_opened_data(cf_json *json, cf_octets document, cf_arena *arena,
                                  uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena, "contest_data");
    cf_opened_data data = cf_plain21_opened_datum(&reading);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_opened_data(digest, &data);
    }
    return status;
}

static cf_status read_code(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                           cf_fault *fault)
{
    (void)document;
    uint8_t room[CF_READING_ID_MAX];
    cf_reading reading = start(json, arena, "code");
    cf_code_entry entry = cf_counterfoil_code(&reading, room);
    cf_status status = cf_json_finish(json, fault);
    if (status == CF_OK) {
        cf_touch_octets(digest, entry.code);
        cf_touch_number(digest, entry.place.batch);
        cf_touch_number(digest, entry.place.line);
    }
    return status;
}

const cf_kind cf_counterfoil_kinds[] = {
    { .name = "counterfoil election",
      .optional = " ",
      .read = read_parameters,
      .is_canonical = true,
      .sample = "{\"format_version\":1,\"g\":\"7F68\",\"h_b\":\"BB02\",\"h_p\":\"AA01\",\"k\":2,"
                "\"n\":3,\"object\":\"election\",\"p\":\"E72F\",\"q\":\"7F\",\"r\":\"1D2\",\"spec"
                "_version\":\"v2.1.0\"}" },
    { .name = "counterfoil keys",
      .optional = " h_g name ",
      .read = read_keys,
      .is_canonical = true,
      .sample = "{\"K\":\"01\",\"K_hat\":\"02\",\"format_version\":1,\"guardians\":[{\"data\":{\""
                "c\":\"0D\",\"commitments\":[\"0C\"],\"v\":[\"0E\"]},\"i\":1,\"kappa\":\"05\",\"n"
                "ame\":\"G 1\",\"vote\":{\"c\":\"08\",\"commitments\":[\"06\",\"07\"],\"v\":[\"09"
                "\",\"0A\",\"0B\"]}}],\"h_e\":\"03\",\"h_g\":\"04\",\"object\":\"keys\",\"spec_ve"
                "rsion\":\"v2.1.0\"}" },
    { .name = "counterfoil ballot",
      .optional = " data chi ",
      .read = read_ballot,
      .is_canonical = true,
      .sample = "{\"b_c\":\"14\",\"ballot_style\":1,\"contests\":[{\"chi\":\"0F\",\"data\":{\"c0"
                "\":\"0B\",\"c1\":\"0C\",\"c2\":{\"c\":\"0D\",\"v\":\"0E\"}},\"index\":1,\"limit_"
                "proof\":[{\"c\":\"09\",\"v\":\"0A\"}],\"selections\":[{\"alpha\":\"03\",\"beta\""
                ":\"04\",\"proof\":[{\"c\":\"05\",\"v\":\"06\"},{\"c\":\"07\",\"v\":\"08\"}]}]}],"
                "\"format_version\":1,\"h_c\":\"15\",\"h_i\":\"02\",\"id_b\":\"01\",\"nonce\":{\""
                "c0\":\"10\",\"c1\":\"11\",\"c2\":{\"c\":\"12\",\"v\":\"13\"}},\"object\":\"ballo"
                "t\",\"spec_version\":\"v2.1.0\",\"state\":\"cast\",\"weight\":3}" },
    { .name = "counterfoil tally",
      .optional = " ",
      .read = read_tally,
      .is_canonical = true,
      .sample = "{\"contests\":[{\"index\":1,\"label\":\"Mayor\",\"options\":[{\"A\":\"01\",\"B\""
                ":\"02\",\"T\":\"03\",\"c\":\"04\",\"label\":\"Alice\",\"t\":2,\"v\":\"05\"}]}],"
                "\"format_version\":1,\"object\":\"tally\",\"spec_version\":\"v2.1.0\"}" },
    { .name = "counterfoil challenged",
      .optional = " data_nonce data ",
      .read = read_opened,
      .is_canonical = true,
      .sample = "{\"contests\":[{\"data\":\"04\",\"data_nonce\":\"03\",\"index\":1,\"label\":\"Ma"
                "yor\",\"options\":[{\"label\":\"Alice\",\"nonce\":\"02\",\"value\":1}]}],\"forma"
                "t_version\":1,\"id_b\":\"01\",\"object\":\"challenged\",\"spec_version\":\"v2.1."
                "0\"}" },
    { .name = "counterfoil devices",
      .optional = " h_di h_0 h_close ",
      .read = read_devices,
      .is_canonical = true,
      .sample = "{\"devices\":[{\"ballots\":[\"01\",\"02\"],\"chaining\":1,\"h_0\":\"04\",\"h_clo"
                "se\":\"05\",\"h_di\":\"03\",\"s_device\":\"D 1\"},{\"ballots\":[],\"chaining\":0"
                ",\"s_device\":\"D 2\"}],\"format_version\":1,\"object\":\"devices\",\"spec_versi"
                "on\":\"v2.1.0\"}" },
    { .name = "counterfoil contest_data",
      .optional = " ",
      .read = read_opened_data,
      .is_canonical = true,
      .sample = "{\"beta\":\"02\",\"c\":\"03\",\"contest_index\":1,\"data\":\"05\",\"format_versi"
                "on\":1,\"id_b\":\"01\",\"object\":\"contest_data\",\"spec_version\":\"v2.1.0\","
                "\"v\":\"04\"}" },
    { .name = "counterfoil code",
      .optional = " ",
      .read = read_code,
      .is_canonical = true,
      .sample = "{\"batch\":1,\"code\":\"E78A\",\"format_version\":1,\"line\":17,\"object\":\"cod"
                "e\",\"spec_version\":\"v2.1.0\"}" },
};
const size_t cf_counterfoil_kind_count =
    sizeof cf_counterfoil_kinds / sizeof cf_counterfoil_kinds[0];
