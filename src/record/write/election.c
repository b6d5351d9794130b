/*
 * record/write/election.c -- the parameters.
 *
 * plain21 says whether the group is a toy.  Nobody believes it; it is there for people.
 */
#include "record/write/objects.h"

static bool is_toy(const cf_parameters *parameters)
{
    const cf_group *group = cf_group_find(parameters->p, parameters->q, parameters->g);
    return group != NULL && group != cf_group_standard();
}

void cf_write_election_object(cf_writing *writing, const cf_parameters *parameters)
{
    cf_json_out_object(&writing->json);
    cf_writing_format_version(writing);
    cf_writing_big_number(writing, "g", parameters->g);
    cf_writing_octets(writing, "h_b", parameters->h_b);
    cf_writing_octets(writing, "h_p", parameters->h_p);
    cf_writing_number(writing, "k", parameters->k);
    cf_writing_number(writing, "n", parameters->n);
    cf_writing_object(writing, "election");
    cf_writing_big_number(writing, "p", parameters->p);
    cf_writing_big_number(writing, "q", parameters->q);
    cf_writing_big_number(writing, "r", parameters->r);
    cf_writing_text(writing, "spec_version", parameters->version);
    if (!writing->is_canonical) {
        cf_json_out_key(&writing->json, "toy");
        cf_json_out_bool(&writing->json, is_toy(parameters));
    }
    cf_json_out_object_end(&writing->json);
}
