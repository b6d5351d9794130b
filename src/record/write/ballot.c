/*
 * record/write/ballot.c -- an encrypted ballot.
 */
#include "record/write/objects.h"

/* The style is a whole number, written without a leading zero. */
uint64_t cf_write_style_number(cf_writing *writing, cf_octets style)
{
    enum { DIGITS_MAX = 19 }; /* 10^19 - 1 fits */
    uint64_t number = 0;
    bool is_number = style.at != NULL && style.len >= 1 && style.len <= DIGITS_MAX
                     && (style.at[0] != '0' || style.len == 1);
    for (size_t i = 0; is_number && i < style.len; i++) {
        is_number = style.at[i] >= '0' && style.at[i] <= '9';
        number = number * 10 + (uint64_t)(style.at[i] - '0');
    }
    if (!is_number) {
        cf_writing_refuse(writing, CF_ERR_UNSUPPORTED, "\"ballot_style\" has to be a number");
    }
    return number;
}

static void put_selection(cf_writing *writing, const cf_selection *selection)
{
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "alpha", selection->alpha.octets);
    cf_writing_octets(writing, "beta", selection->beta.octets);
    cf_writing_proof(writing, "proof", &selection->proof);
    cf_json_out_object_end(&writing->json);
}

/* The index of a selection is not written: it is its place. */
static void put_selections(cf_writing *writing, const cf_encrypted_contest *contest)
{
    cf_json_out_key(&writing->json, "selections");
    cf_json_out_array(&writing->json);
    for (size_t i = 0; i < contest->selection_count; i++) {
        if (contest->selections[i].index != i + 1) {
            cf_writing_refuse(writing, CF_ERR_UNSUPPORTED,
                              "selection %zu of contest %u has index %u; the format gives each the "
                              "index of its place",
                              i + 1, (unsigned)contest->index,
                              (unsigned)contest->selections[i].index);
        }
        put_selection(writing, &contest->selections[i]);
    }
    cf_json_out_array_end(&writing->json);
}

static void put_contest(cf_writing *writing, const cf_encrypted_contest *contest)
{
    cf_json_out_object(&writing->json);
    if (contest->contest_hash.at != NULL) {
        cf_writing_octets(writing, "chi", contest->contest_hash);
    }
    if (contest->has_data) {
        cf_writing_hashed(writing, "data", &contest->data);
    }
    cf_writing_number(writing, "index", contest->index);
    cf_writing_proof(writing, "limit_proof", &contest->limit_proof);
    put_selections(writing, contest);
    cf_json_out_object_end(&writing->json);
}

static void put_contests(cf_writing *writing, const cf_ballot *ballot)
{
    cf_json_out_key(&writing->json, "contests");
    cf_json_out_array(&writing->json);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        put_contest(writing, &ballot->contests[i]);
    }
    cf_json_out_array_end(&writing->json);
}

static void put_state(cf_writing *writing, cf_ballot_state state)
{
    const cf_octets none = { .at = NULL };
    const bool is_one = (unsigned)state < CF_BALLOT_STATES;
    cf_writing_text(writing, "state",
                    is_one ? cf_octets_of_text(cf_ballot_state_names[state]) : none);
}

void cf_write_ballot_object(cf_writing *writing, const cf_ballot *ballot)
{
    cf_json_out_object(&writing->json);
    cf_writing_octets(writing, "b_c", ballot->chaining_field);
    cf_writing_number(writing, "ballot_style", cf_write_style_number(writing, ballot->style));
    put_contests(writing, ballot);
    cf_writing_format_version(writing);
    cf_writing_octets(writing, "h_c", ballot->code);
    cf_writing_octets(writing, "h_i", ballot->h_i);
    cf_writing_octets(writing, "id_b", ballot->id);
    cf_writing_hashed(writing, "nonce", &ballot->nonce);
    cf_writing_object(writing, "ballot");
    cf_writing_spec_version(writing);
    put_state(writing, ballot->state);
    cf_writing_number(writing, "weight", ballot->weight);
    cf_json_out_object_end(&writing->json);
}
