/*
 * record/write/keys.c -- the guardians' keys and proofs.
 */
#include "record/write/objects.h"

/* A guardian's vote key or data key: commitments, one challenge, responses. */
typedef struct half {
    size_t commitment_count;
    const cf_unchecked_element *commitments;
    cf_octets c;
    size_t v_count;
    const cf_unchecked_scalar *v;
} half;

static void put_half(cf_writing *writing, const char *key, const half *of)
{
    cf_json_out *json = &writing->json;
    cf_json_out_key(json, key);
    cf_json_out_object(json);
    cf_writing_octets(writing, "c", of->c);
    cf_json_out_key(json, "commitments");
    cf_json_out_array(json);
    for (size_t i = 0; i < of->commitment_count; i++) {
        cf_writing_octets_item(writing, "commitments", of->commitments[i].octets);
    }
    cf_json_out_array_end(json);
    cf_json_out_key(json, "v");
    cf_json_out_array(json);
    for (size_t i = 0; i < of->v_count; i++) {
        cf_writing_octets_item(writing, "v", of->v[i].octets);
    }
    cf_json_out_array_end(json);
    cf_json_out_object_end(json);
}

static half vote_half(cf_writing *writing, const cf_guardian *guardian)
{
    half vote = { .commitment_count = guardian->vote_count,
                  .commitments = guardian->vote,
                  .v_count = guardian->vote_v_count,
                  .v = guardian->vote_v };
    if (guardian->vote_c_count == 1) {
        vote.c = guardian->vote_c[0].octets;
    } else {
        cf_writing_refuse(writing, CF_ERR_UNSUPPORTED,
                          "a guardian has one challenge for all commitments of a key, found %zu",
                          guardian->vote_c_count);
    }
    return vote;
}

static half data_half(const cf_guardian *guardian)
{
    return (half){ .commitment_count = guardian->data_count,
                   .commitments = guardian->data,
                   .c = guardian->data_c.octets,
                   .v_count = guardian->data_v_count,
                   .v = guardian->data_v };
}

static void put_guardian(cf_writing *writing, const cf_guardian *guardian)
{
    const half data = data_half(guardian);
    const half vote = vote_half(writing, guardian);
    cf_json_out_object(&writing->json);
    put_half(writing, "data", &data);
    cf_writing_number(writing, "i", guardian->index);
    cf_writing_octets(writing, "kappa", guardian->kappa.octets);
    if (guardian->name.at != NULL) {
        cf_writing_text(writing, "name", guardian->name);
    }
    put_half(writing, "vote", &vote);
    cf_json_out_object_end(&writing->json);
}

void cf_write_keys_object(cf_writing *writing, const cf_keys *keys)
{
    cf_json_out *json = &writing->json;
    cf_json_out_object(json);
    cf_writing_octets(writing, "K", keys->joint.octets);
    cf_writing_octets(writing, "K_hat", keys->joint_hat.octets);
    cf_writing_format_version(writing);
    cf_json_out_key(json, "guardians");
    cf_json_out_array(json);
    for (size_t i = 0; i < keys->guardian_count; i++) {
        put_guardian(writing, &keys->guardians[i]);
    }
    cf_json_out_array_end(json);
    cf_writing_octets(writing, "h_e", keys->h_e);
    if (keys->has_h_g) {
        cf_writing_octets(writing, "h_g", keys->h_g);
    }
    cf_writing_object(writing, "keys");
    cf_writing_spec_version(writing);
    cf_json_out_object_end(json);
}
