/*
 * The octets of small pieces, written here by hand from doc/formats.md, and the header of a tar.
 */
#include "record/scene.h"
#include "record/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HASH_TEXT "0102030405060708091011121314151617181920212223242526272829303132"

static const uint8_t hash_octets[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
                                       0x09, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16,
                                       0x17, 0x18, 0x19, 0x20, 0x21, 0x22, 0x23, 0x24,
                                       0x25, 0x26, 0x27, 0x28, 0x29, 0x30, 0x31, 0x32 };
static const uint8_t few_octets[] = { 0xab, 0x00, 0x0c };

#define HASH                                                                                       \
    {                                                                                              \
        hash_octets, sizeof hash_octets                                                            \
    }
#define FEW                                                                                        \
    {                                                                                              \
        few_octets, sizeof few_octets                                                              \
    }

static const cf_unchecked_element one_element[] = { { FEW } };
static const cf_unchecked_scalar one_scalar[] = { { HASH } };

static const cf_parameters parameters = { .version = { (const uint8_t *)"v2.1.0", 6 },
                                          .p = FEW,
                                          .q = { few_octets + 1, 2 },
                                          .r = { few_octets + 1, 1 },
                                          .g = FEW,
                                          .n = 3,
                                          .k = 2,
                                          .h_p = HASH,
                                          .h_b = FEW };

static const cf_guardian one_guardian = { .index = 1,
                                          .name = { (const uint8_t *)"A\n\"B\"", 5 },
                                          .vote_count = 1,
                                          .vote = one_element,
                                          .data_count = 1,
                                          .data = one_element,
                                          .kappa = { FEW },
                                          .vote_c_count = 1,
                                          .vote_c = one_scalar,
                                          .vote_v_count = 1,
                                          .vote_v = one_scalar,
                                          .data_c = { HASH } };

static const cf_keys keys = { .joint = { FEW },
                              .joint_hat = { FEW },
                              .h_e = HASH,
                              .guardian_count = 1,
                              .guardians = &one_guardian };

static const cf_selection one_selection = {
    .index = 1, .alpha = { FEW }, .beta = { FEW }, .proof = { 1, one_scalar, one_scalar }
};

static const cf_encrypted_contest one_contest = {
    .index = 1,
    .contest_hash = FEW,
    .selection_count = 1,
    .selections = &one_selection,
    .has_data = true,
    .data = { .c0 = { FEW }, .c1 = FEW, .c = { FEW }, .v = { FEW } }
};

static const cf_ballot ballot = { .id = HASH,
                                  .style = { (const uint8_t *)"12", 2 },
                                  .state = CF_BALLOT_SPOILED,
                                  .weight = 7,
                                  .code = HASH,
                                  .chaining_field = FEW,
                                  .contest_count = 1,
                                  .contests = &one_contest,
                                  .h_i = FEW,
                                  .nonce = {
                                      .c0 = { FEW }, .c1 = FEW, .c = { FEW }, .v = { FEW } } };

static const cf_device device = { .name = { (const uint8_t *)"Zoë", 4 },
                                  .chaining = 1,
                                  .h_di = FEW,
                                  .has_h_0 = true,
                                  .h_0 = FEW,
                                  .has_closing_hash = true,
                                  .closing_hash = FEW };

static const cf_encrypted_total one_sum = { .label = { (const uint8_t *)"Yes", 3 },
                                            .a = { FEW },
                                            .b = { FEW } };
static const cf_decrypted_total one_count = { .label = { (const uint8_t *)"Yes", 3 },
                                              .tally = 41,
                                              .power = { FEW },
                                              .c = { FEW },
                                              .v = { FEW } };
static const cf_encrypted_tally_contest sums = { { (const uint8_t *)"Q", 1 }, 1, 1, &one_sum };
static const cf_decrypted_tally_contest counts = { { (const uint8_t *)"Q", 1 }, 1, 1, &one_count };
static const cf_encrypted_tally encrypted = { .contest_count = 1, .contests = &sums };
static const cf_decrypted_tally decrypted = { .contest_count = 1, .contests = &counts };

static const cf_opened_option one_option = { .label = { (const uint8_t *)"Yes", 3 },
                                             .value = 1,
                                             .nonce = { FEW } };
static const cf_opened_contest opened_contest = { .label = { (const uint8_t *)"Q", 1 },
                                                  .index = 1,
                                                  .option_count = 1,
                                                  .options = &one_option,
                                                  .has_data = true,
                                                  .data = FEW,
                                                  .data_nonce = { FEW } };
static const cf_opened_ballot opened = { .id = HASH,
                                         .contest_count = 1,
                                         .contests = &opened_contest };
static const cf_opened_data data = { .ballot_id = HASH,
                                     .contest_index = 258,
                                     .beta = { FEW },
                                     .c = { FEW },
                                     .v = { FEW },
                                     .data = FEW };

static void write_record(const char *path, cf_write_format format)
{
    cf_record_writer *writer = NULL;
    const cf_octets manifest = { (const uint8_t *)"{ }", 3 };
    const cf_octets id = HASH;
    assert_int_equal(cf_record_writer_open(path, format, &writer, NULL), CF_OK);
    assert_int_equal(cf_record_write_parameters(writer, &parameters, NULL), CF_OK);
    assert_int_equal(cf_record_write_manifest(writer, manifest, NULL), CF_OK);
    assert_int_equal(cf_record_write_keys(writer, &keys, NULL), CF_OK);
    assert_int_equal(cf_record_write_ballot(writer, &ballot, NULL), CF_OK);
    assert_int_equal(cf_record_write_device_ballot(writer, id, NULL), CF_OK);
    assert_int_equal(cf_record_write_device_ballot(writer, id, NULL), CF_OK);
    assert_int_equal(cf_record_write_device(writer, &device, NULL), CF_OK);
    assert_int_equal(cf_record_write_tally(writer, &encrypted, &decrypted, NULL), CF_OK);
    assert_int_equal(cf_record_write_opened(writer, &opened, NULL), CF_OK);
    assert_int_equal(cf_record_write_opened_data(writer, &data, NULL), CF_OK);
    assert_int_equal(cf_record_writer_close(writer, NULL), CF_OK);
}

static char text[1 << 16];

static size_t read_file(const char *folder, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("there is no %s", name);
        return 0;
    }
    const size_t len = fread(text, 1, sizeof text - 1, file);
    text[len] = '\0';
    (void)fclose(file);
    return len;
}

static void assert_file(const char *folder, const char *name, const char *expected)
{
    (void)read_file(folder, name);
    assert_string_equal(text, expected);
}

#define HALF "{\"c\":\"" HASH_TEXT "\",\"commitments\":[\"AB000C\"],\"v\":["
#define PAIR "{\"c\":\"AB000C\",\"v\":\"AB000C\"}"
#define CONTESTS                                                                                   \
    "\"contests\":[{\"chi\":\"AB000C\",\"data\":{\"c0\":\"AB000C\",\"c1\":\"AB000C\",\"c2\":" PAIR \
    "},\"index\":1,\"limit_proof\":[],\"selections\":[{\"alpha\":\"AB000C\",\"beta\":\"AB000C\","  \
    "\"proof\":[{\"c\":\"" HASH_TEXT "\",\"v\":\"" HASH_TEXT "\"}]}]}]"
#define NONCE "\"nonce\":{\"c0\":\"AB000C\",\"c1\":\"AB000C\",\"c2\":" PAIR "}"
#define DEVICE                                                                                     \
    "{\"ballots\":[\"" HASH_TEXT "\",\"" HASH_TEXT "\"],\"chaining\":1,\"h_0\":\"AB000C\","        \
    "\"h_close\":\"AB000C\",\"h_di\":\"AB000C\",\"s_device\":\"Zoë\"}"
#define TALLY                                                                                      \
    "\"contests\":[{\"index\":1,\"label\":\"Q\",\"options\":[{\"A\":\"AB000C\",\"B\":\"AB000C\","  \
    "\"T\":\"AB000C\",\"c\":\"AB000C\",\"label\":\"Yes\",\"t\":41,\"v\":\"AB000C\"}]}]"
#define OPENED                                                                                     \
    "\"contests\":[{\"data\":\"AB000C\",\"data_nonce\":\"AB000C\",\"index\":1,\"label\":\"Q\","    \
    "\"options\":[{\"label\":\"Yes\",\"nonce\":\"AB000C\",\"value\":1}]}]"
#define SPEC ",\"spec_version\":\"v2.1.0\""

static void counterfoil_is_written_as_documented(void **state)
{
    (void)state;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/r", cf_scene_set());
    write_record(path, CF_WRITE_COUNTERFOIL);
    assert_file(path, "counterfoil.json",
                "{\"format_version\":1,\"g\":\"AB000C\",\"h_b\":\"AB000C\",\"h_p\":\"" HASH_TEXT
                "\",\"k\":2,\"n\":3,\"object\":\"election\",\"p\":\"AB000C\",\"q\":\"0C\","
                "\"r\":\"00\"" SPEC "}\n");
    assert_file(path, "manifest.json", "{ }");
    assert_file(path, "keys.json",
                "{\"K\":\"AB000C\",\"K_hat\":\"AB000C\",\"format_version\":1,\"guardians\":[{"
                "\"data\":" HALF
                "]},\"i\":1,\"kappa\":\"AB000C\",\"name\":\"A\\n\\\"B\\\"\",\"vote\":" HALF
                "\"" HASH_TEXT "\"]}}],\"h_e\":\"" HASH_TEXT "\",\"object\":\"keys\"" SPEC "}\n");
    assert_file(path, "ballots/00000001.jsonl",
                "{\"b_c\":\"AB000C\",\"ballot_style\":12," CONTESTS
                ",\"format_version\":1,\"h_c\":\"" HASH_TEXT
                "\",\"h_i\":\"AB000C\",\"id_b\":\"" HASH_TEXT "\"," NONCE
                ",\"object\":\"ballot\"" SPEC ",\"state\":\"spoiled\",\"weight\":7}\n");
    assert_file(path, "codes/all.jsonl",
                "{\"batch\":1,\"code\":\"" HASH_TEXT
                "\",\"format_version\":1,\"line\":1,\"object\":\"code\"" SPEC "}\n");
    assert_file(path, "devices.json",
                "{\"devices\":[" DEVICE "],\"format_version\":1,\"object\":\"devices\"" SPEC "}\n");
    assert_file(path, "tally.json",
                "{" TALLY ",\"format_version\":1,\"object\":\"tally\"" SPEC "}\n");
    assert_file(path, "challenged/00000001.jsonl",
                "{" OPENED ",\"format_version\":1,\"id_b\":\"" HASH_TEXT
                "\",\"object\":\"challenged\"" SPEC "}\n");
    assert_file(path, "contest_data/00000001.jsonl",
                "{\"beta\":\"AB000C\",\"c\":\"AB000C\",\"contest_index\":258,\"data\":\"AB000C\","
                "\"format_version\":1,\"id_b\":\"" HASH_TEXT "\",\"object\":\"contest_data\"" SPEC
                ",\"v\":\"AB000C\"}\n");
    cf_scene_strike();
}

static void plain21_is_written_as_documented(void **state)
{
    (void)state;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/r", cf_scene_set());
    write_record(path, CF_WRITE_PLAIN21);
    assert_file(path, "election_parameters.json",
                "{\"g\":\"AB000C\",\"h_b\":\"AB000C\",\"h_p\":\"" HASH_TEXT
                "\",\"k\":2,\"n\":3,\"p\":\"AB000C\",\"q\":\"0C\",\"r\":\"00\"" SPEC
                ",\"toy\":false}\n");
    assert_file(path, "manifest.json", "{ }");
    assert_file(path, "ballots/00000001.json",
                "{\"b_c\":\"AB000C\",\"ballot_style\":12," CONTESTS ",\"h_c\":\"" HASH_TEXT
                "\",\"h_i\":\"AB000C\",\"id_b\":\"" HASH_TEXT "\"," NONCE
                ",\"state\":\"spoiled\",\"weight\":7}\n");
    assert_file(path, "devices.json", "[" DEVICE "]\n");
    assert_file(path, "tally.json", "{" TALLY "}\n");
    assert_file(path, "challenged/00000001.json", "{" OPENED ",\"id_b\":\"" HASH_TEXT "\"}\n");
    assert_file(path, "contest_data.json",
                "[{\"beta\":\"AB000C\",\"c\":\"AB000C\",\"contest_index\":258,\"data\":\"AB000C\","
                "\"id_b\":\"" HASH_TEXT "\",\"v\":\"AB000C\"}]\n");
    cf_scene_strike();
}

/* The second file is the manifest: three octets behind a header, after the parameters. */
static void a_tar_is_headers_and_whole_blocks(void **state)
{
    (void)state;
    const char *folder = cf_scene_set();
    char path[128];
    (void)snprintf(path, sizeof path, "%s/r.tar", folder);
    write_record(path, CF_WRITE_COUNTERFOIL);
    const size_t len = read_file(folder, "r.tar");
    assert_int_equal(len % 512, 0);
    for (size_t i = len - 1024; i < len; i++) {
        assert_int_equal(text[i], 0);
    }
    char expected[512] = { 0 };
    memcpy(expected, "manifest.json", 13);
    memcpy(expected + 100, "0000644", 7);
    memcpy(expected + 108, "0000000", 7);
    memcpy(expected + 116, "0000000", 7);
    memcpy(expected + 124, "00000000003", 11);
    memcpy(expected + 136, "00000000000", 11);
    expected[156] = '0';
    memcpy(expected + 257,
           "ustar\0"
           "00",
           8);
    memcpy(expected + 329, "0000000", 7);
    memcpy(expected + 337, "0000000", 7);
    unsigned sum = 8 * ' ';
    for (size_t i = 0; i < sizeof expected; i++) {
        sum += (unsigned char)expected[i];
    }
    (void)snprintf(expected + 148, 8, "%06o", sum);
    expected[155] = ' ';
    assert_memory_equal(text + 1024, expected, sizeof expected);
    assert_memory_equal(text + 1536, "{ }\0", 4);
    assert_memory_equal(text + 2048, "keys.json", 10);
    cf_scene_strike();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counterfoil_is_written_as_documented),
        cmocka_unit_test(plain21_is_written_as_documented),
        cmocka_unit_test(a_tar_is_headers_and_whole_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
