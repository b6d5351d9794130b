/*
 * record/write/opened.c -- challenged ballots with their nonces, and decrypted contest data.
 */
#include "record/write/objects.h"

static void put_option(cf_writing *writing, const cf_opened_option *option)
{
    cf_json_out_object(&writing->json);
    cf_writing_text(writing, "label", option->label);
    cf_writing_octets(writing, "nonce", option->nonce.octets);
    cf_writing_number(writing, "value", option->value);
    cf_json_out_object_end(&writing->json);
}

static void put_contest(cf_writing *writing, const cf_opened_contest *contest)
{
    cf_json_out_object(&writing->json);
    if (contest->has_data) {
        cf_writing_octets(writing, "data", contest->data);
        cf_writing_octets(writing, "data_nonce", contest->data_nonce.octets);
    }
    cf_writing_index(writing, contest->index);
    cf_writing_text(writing, "label", contest->label);
    cf_json_out_key(&writing->json, "options");
    cf_json_out_array(&writing->json);
    for (size_t i = 0; i < contest->option_count; i++) {
        put_option(writing, &contest->options[i]);
    }
    cf_json_out_array_end(&writing->json);
    cf_json_out_object_end(&writing->json);
}

void cf_write_opened_object(cf_writing *writing, const cf_opened_ballot *opened)
{
    cf_json_out_object(&writing->json);
    cf_json_out_key(&writing->json, "contests");
    cf_json_out_array(&writing->json);
    for (size_t i = 0; i < opened->contest_count; i++) {
        put_contest(writing, &opened->contests[i]);
    }
    cf_json_out_array_end(&writing->json);
    cf_writing_format_version(writing);
    cf_writing_octets(writing, "id_b", opened->id);
    cf_writing_object(writing, "challenged");
    cf_writing_spec_version(writing);
    cf_json_out_object_end(&writing->json);
}

void cf_write_opened_data_object(cf_writing *writing, const cf_opened_data *data)
{
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "beta", data->beta.octets);
    cf_writing_octets(writing, "c", data->c.octets);
    cf_writing_number(writing, "contest_index", data->contest_index);
    cf_writing_octets(writing, "data", data->data);
    cf_writing_format_version(writing);
    cf_writing_octets(writing, "id_b", data->ballot_id);
    cf_writing_object(writing, "contest_data");
    cf_writing_spec_version(writing);
    cf_writing_octets(writing, "v", data->v.octets);
    cf_json_out_object_end(&writing->json);
}
