/*
 * record/write/tally.c -- each total encrypted and decrypted, side by side.
 *
 * In memory the halves are two tallies.  They are written as one, so they have to say the same of
 * what they share.
 */
#include "record/write/objects.h"

static void refuse_halves(cf_writing *writing, const char *what)
{
    cf_writing_refuse(writing, CF_ERR_SHAPE, "the encrypted and the decrypted tally differ in %s",
                      what);
}

static bool same_text(cf_octets a, cf_octets b)
{
    return cf_octets_equal(a, b) || (a.at == NULL && b.at == NULL);
}

static void put_option(cf_writing *writing, const cf_encrypted_total *encrypted,
                       const cf_decrypted_total *decrypted)
{
    if (!same_text(encrypted->label, decrypted->label)) {
        refuse_halves(writing, "the label of an option");
    }
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "A", encrypted->a.octets);
    cf_writing_octets(writing, "B", encrypted->b.octets);
    cf_writing_octets(writing, "T", decrypted->power.octets);
    cf_writing_octets(writing, "c", decrypted->c.octets);
    cf_writing_text(writing, "label", encrypted->label);
    cf_writing_number(writing, "t", decrypted->tally);
    cf_writing_octets(writing, "v", decrypted->v.octets);
    cf_json_out_object_end(&writing->json);
}

static void put_contest(cf_writing *writing, const cf_encrypted_tally_contest *encrypted,
                        const cf_decrypted_tally_contest *decrypted)
{
    if (!same_text(encrypted->label, decrypted->label) || encrypted->index != decrypted->index) {
        refuse_halves(writing, "the label or index of a contest");
    }
    cf_json_out_object(&writing->json);
    cf_writing_index(writing, encrypted->index);
    cf_writing_text(writing, "label", encrypted->label);
    cf_json_out_key(&writing->json, "options");
    cf_json_out_array(&writing->json);
    if (encrypted->option_count != decrypted->option_count) {
        refuse_halves(writing, "the count of options of a contest");
    }
    for (size_t i = 0; i < encrypted->option_count && i < decrypted->option_count; i++) {
        put_option(writing, &encrypted->options[i], &decrypted->options[i]);
    }
    cf_json_out_array_end(&writing->json);
    cf_json_out_object_end(&writing->json);
}

void cf_write_tally_object(cf_writing *writing, const cf_encrypted_tally *encrypted,
                           const cf_decrypted_tally *decrypted)
{
    cf_json_out_object(&writing->json);
    cf_json_out_key(&writing->json, "contests");
    cf_json_out_array(&writing->json);
    if (encrypted->contest_count != decrypted->contest_count) {
        refuse_halves(writing, "the count of contests");
    }
    for (size_t i = 0; i < encrypted->contest_count && i < decrypted->contest_count; i++) {
        put_contest(writing, &encrypted->contests[i], &decrypted->contests[i]);
    }
    cf_json_out_array_end(&writing->json);
    cf_writing_format_version(writing);
    cf_writing_object(writing, "tally");
    cf_writing_spec_version(writing);
    cf_json_out_object_end(&writing->json);
}
