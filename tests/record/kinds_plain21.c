/*
 * tests/record/kinds_plain21.c -- the files of plain21, each with a sample that has every member.
 *
 * The values are no election's: 2 hexadecimal digits are as good as 1024 for a reader that keeps
 * widths as they are.
 */
#include "record/kinds.h"
#include "record/plain21/plain21.h"
#include "record/touch.h"

static cf_reading start(cf_json *json, cf_arena *arena)
{
    return (cf_reading){ .json = json, .arena = arena, .code = CF_CODE_HEX };
}

static cf_status read_parameters(cf_json *json, cf_octets document, cf_arena *arena,
                                 uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena);
    cf_parameters parameters = cf_plain21_parameters(&reading);
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
        cf_manifest_document(document, cf_plain21_manifest, arena, &complaints, &manifest, fault);
    if (status == CF_OK) {
        cf_touch_manifest(digest, &manifest);
    }
    return status;
}

static cf_status read_keys(cf_json *json, cf_octets document, cf_arena *arena, uint64_t *digest,
                           cf_fault *fault)
{
    (void)document;
    cf_reading reading = start(json, arena);
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
    cf_reading reading = start(json, arena);
    cf_ballot ballot = cf_plain21_ballot(&reading, NULL);
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
    cf_reading reading = start(json, arena);
    cf_encrypted_tally encrypted;
    cf_decrypted_tally decrypted;
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
    cf_reading reading = start(json, arena);
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
    cf_reading reading = start(json, arena);
    const cf_device_visitor visitor = { .context = digest,
                                        .ballot = see_ballot,
                                        .device = see_device };
    cf_plain21_devices(&reading, &visitor);
    return cf_json_finish(json, fault);
}

static cf_status see_opened_data(void *context, size_t position, const cf_opened_data *data)
{
    cf_touch_number(context, position);
    cf_touch_opened_data(context, data);
    return CF_OK;
}

static cf_status read_opened_data(cf_json *json, cf_octets document, cf_arena *arena,
                                  uint64_t *digest, cf_fault *fault)
{
    (void)document;
    cf_arena *own = cf_arena_open(1 << 22); /* reset as it goes, unlike the one that holds json */
    if (own == NULL) {
        return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "no memory");
    }
    (void)arena;
    cf_reading reading = start(json, own);
    cf_plain21_opened_data(&reading, see_opened_data, digest);
    cf_arena_close(own);
    return cf_json_finish(json, fault);
}

const cf_kind cf_plain21_kinds[] = {
    { .name = "plain21 parameters",
      .optional = " toy ",
      .read = read_parameters,
      .sample =
          "{\"spec_version\":\"v2.1.0\",\"n\":3,\"k\":2,\"p\":\"E72F\",\"q\":\"7F\",\"r\":\"1D2\","
          "\"g\":\"7F68\",\"h_p\":\"AA01\",\"h_b\":\"BB02\",\"toy\":true}" },
    { .name = "plain21 manifest",
      .optional = " ",
      .read = read_manifest,
      .is_manifest = true,
      .sample = "{\"label\":\"E\",\"contests\":[{\"label\":\"Mayor\",\"selection_limit\":1,"
                "\"option_limit\":2,\"data_blocks\":1,\"options\":[\"Alice\",\"Bob\"]},"
                "{\"label\":\"Council\",\"selection_limit\":2,\"option_limit\":1,\"data_blocks\":0,"
                "\"options\":[\"D\\u00f6rte\"]}],\"ballot_styles\":[{\"label\":\"Full\","
                "\"contests\":[2,1]}]}" },
    { .name = "plain21 keys",
      .optional = " h_g name ",
      .read = read_keys,
      .sample =
          "{\"K\":\"01\",\"K_hat\":\"02\",\"h_e\":\"03\",\"h_g\":\"04\",\"guardians\":[{\"i\":1,"
          "\"name\":\"G "
          "1\",\"kappa\":\"05\",\"vote\":{\"commitments\":[\"06\",\"07\"],\"c\":\"08\","
          "\"v\":[\"09\",\"0A\",\"0B\"]},\"data\":{\"commitments\":[\"0C\"],\"c\":\"0D\","
          "\"v\":[\"0E\"]}}]}" },
    { .name = "plain21 ballot",
      .optional = " weight data chi ",
      .read = read_ballot,
      .sample =
          "{\"id_b\":\"01\",\"h_i\":\"02\",\"ballot_style\":1,\"state\":\"cast\",\"weight\":3,"
          "\"contests\":[{\"index\":1,\"selections\":[{\"alpha\":\"03\",\"beta\":\"04\",\"proof\":"
          "[{\"c\":\"05\",\"v\":\"06\"},{\"c\":\"07\",\"v\":\"08\"}]}],\"limit_proof\":[{\"c\":"
          "\"09\","
          "\"v\":\"0A\"}],\"data\":{\"c0\":\"0B\",\"c1\":\"0C\",\"c2\":{\"c\":\"0D\",\"v\":\"0E\"}}"
          ","
          "\"chi\":\"0F\"}],\"nonce\":{\"c0\":\"10\",\"c1\":\"11\",\"c2\":{\"c\":\"12\",\"v\":"
          "\"13\"}},"
          "\"b_c\":\"14\",\"h_c\":\"15\"}" },
    { .name = "plain21 tally",
      .optional = " ",
      .read = read_tally,
      .sample = "{\"contests\":[{\"index\":1,\"label\":\"Mayor\",\"options\":[{\"label\":\"Alice\","
                "\"A\":\"01\",\"B\":\"02\",\"T\":\"03\",\"t\":2,\"c\":\"04\",\"v\":\"05\"}]}]}" },
    { .name = "plain21 opened",
      .optional = " data_nonce data ",
      .read = read_opened,
      .sample =
          "{\"id_b\":\"01\",\"contests\":[{\"index\":1,\"label\":\"Mayor\",\"options\":[{\"label\":"
          "\"Alice\",\"value\":1,\"nonce\":\"02\"}],\"data_nonce\":\"03\",\"data\":\"04\"}]}" },
    { .name = "plain21 devices",
      .optional = " h_di h_0 h_close ",
      .read = read_devices,
      .sample = "[{\"s_device\":\"D 1\",\"chaining\":1,\"ballots\":[\"01\",\"02\"],\"h_di\":\"03\","
                "\"h_0\":\"04\",\"h_close\":\"05\"},{\"s_device\":\"D "
                "2\",\"chaining\":0,\"ballots\":[]}]" },
    { .name = "plain21 opened data",
      .optional = " ",
      .read = read_opened_data,
      .sample = "[{\"id_b\":\"01\",\"contest_index\":1,\"beta\":\"02\",\"c\":\"03\",\"v\":\"04\","
                "\"data\":\"05\"}]" },
};
const size_t cf_plain21_kind_count = sizeof cf_plain21_kinds / sizeof cf_plain21_kinds[0];

cf_status cf_kind_read(const cf_kind *kind, cf_octets document, cf_arena *arena, uint64_t *digest,
                       cf_fault *fault)
{
    enum { SCRATCH = 1 << 16 };
    cf_json *json = NULL;
    if (!kind->is_manifest) {
        json = cf_arena_take(arena, 1, sizeof *json);
        uint8_t *scratch = cf_arena_take(arena, SCRATCH, 1);
        if (json == NULL || scratch == NULL) {
            return cf_fault_set(fault, CF_ERR_MEMORY, "", 0, "no memory");
        }
        cf_json_open_octets(json, kind->name, document, scratch, SCRATCH);
    }
    *digest = 0xcbf29ce484222325;
    return kind->read(json, document, arena, digest, fault);
}
