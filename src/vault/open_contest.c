/*
 * vault/open_contest.c -- one contest from the ballot's nonce: encrypted again, and found the same.
 *
 * Nonces and what follows from them are secret here: whether they give the ballot's ciphertexts is
 * told at one door, and the values are what opening is for.
 */
#include "vault/inside.h"
#include "vault/opening.h"

cf_status cf_vault_opening_refuse(const cf_vault_opening *o, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(o->ballot);
    return cf_fault_set(o->fault, CF_ERR_SHAPE, "", 0, "ballot %s, contest \"%.*s\": %s", name.text,
                        (int)o->contest->label.len, (const char *)o->contest->label.at, what);
}

static cf_status refuse_option(const cf_vault_opening *o, const cf_option *option, const char *what)
{
    const cf_ballot_name name = cf_ballot_name_of(o->ballot);
    return cf_fault_set(o->fault, CF_ERR_SHAPE, "", 0,
                        "ballot %s, contest \"%.*s\", option \"%.*s\": %s", name.text,
                        (int)o->contest->label.len, (const char *)o->contest->label.at,
                        (int)option->label.len, (const char *)option->label.at, what);
}

/* --- small steps --- */

/* That it fits, or not, is told. */
static bool is_encoding_of(const cf_group *group, const cf_element *element,
                           cf_unchecked_element claimed)
{
    const size_t width = cf_group_element_octets(group);
    if (claimed.octets.at == NULL || claimed.octets.len != width) {
        return false;
    }
    uint8_t octets[CF_ELEMENT_OCTETS_MAX];
    cf_group_encode(group, 1, element, octets);
    return cf_vault_tell(cf_ct_equal(octets, claimed.octets.at, width));
}

/* Into the block of nonces. */
static cf_unchecked_scalar publish_nonce(cf_vault_opening *o, const cf_secret_scalar *nonce)
{
    uint8_t *octets = o->next_nonce;
    cf_secret_scalar_encode(o->keys->group, nonce, octets);
    o->next_nonce += CF_SCALAR_OCTETS;
    return (cf_unchecked_scalar){ cf_octets_of(octets, CF_SCALAR_OCTETS) };
}

/* (g^nonce, key^nonce). */
static void raise_both(const cf_group *group, const cf_element *key, const cf_secret_scalar *nonce,
                       cf_element *alpha, cf_element *beta)
{
    cf_element g;
    cf_group_generator(group, &g);
    cf_group_secret_powers(group, 1, &g, nonce, alpha);
    cf_group_secret_powers(group, 1, key, nonce, beta);
}

/* The value with key^(value + nonce) = beta, from key^nonce up; above limit if there is none. */
static uint64_t find_value(const cf_vault_opening *o, const cf_element *key_nonce,
                           const cf_selection *selection, uint64_t limit)
{
    cf_element trial = *key_nonce;
    uint64_t value = 0;
    while (value <= limit && !is_encoding_of(o->keys->group, &trial, selection->beta)) {
        cf_group_multiply(o->keys->group, 1, &trial, &trial, &o->keys->joint);
        value++;
    }
    return value;
}

/* --- a contest --- */

static cf_status open_option(cf_vault_opening *o, const cf_option *option,
                             const cf_selection *selection, cf_opened_option *out)
{
    cf_secret_scalar nonce;
    cf_element alpha;
    cf_element key_nonce;
    cf_eg21_selection_nonce(&o->h_i, o->keys->group, o->contest->index, option->index, &o->xi_b,
                            &nonce);
    raise_both(o->keys->group, &o->keys->joint, &nonce, &alpha, &key_nonce);
    *out = (cf_opened_option){ .label = option->label, .nonce = publish_nonce(o, &nonce) };
    cf_wipe(&nonce, sizeof nonce);
    if (selection->index != option->index) {
        return refuse_option(o, option, "another option stands in its place");
    }
    if (!is_encoding_of(o->keys->group, &alpha, selection->alpha)) {
        return refuse_option(o, option, "alpha is not what the nonce gives");
    }
    out->value = find_value(o, &key_nonce, selection, o->contest->option_limit);
    if (out->value > o->contest->option_limit) {
        return refuse_option(o, option, "beta encrypts no value that the option may have");
    }
    cf_transcript_octets(&o->chi, selection->alpha.octets);
    cf_transcript_octets(&o->chi, selection->beta.octets);
    return CF_OK;
}

/* D = C_1 under the keys of C_0 = g^xi and K'^xi: (110), (111). */
static cf_status open_data(cf_vault_opening *o, const cf_hashed_ciphertext *claimed,
                           cf_opened_contest *out)
{
    const cf_group *group = o->keys->group;
    const size_t len = (size_t)o->contest->data_blocks * CF_EG21_BLOCK_OCTETS;
    cf_secret_scalar nonce;
    cf_element alpha;
    cf_secret_element beta;
    cf_eg21_data_nonce(&o->h_i, group, o->contest->index, &o->xi_b, &nonce);
    raise_both(group, &o->keys->joint_hat, &nonce, &alpha, &beta.element);
    out->data_nonce = publish_nonce(o, &nonce);
    cf_wipe(&nonce, sizeof nonce);
    const bool fits = is_encoding_of(group, &alpha, claimed->c0) && claimed->c1.at != NULL
                      && claimed->c1.len == len && claimed->c.octets.len == CF_SCALAR_OCTETS
                      && claimed->v.octets.len == CF_SCALAR_OCTETS;
    if (fits) {
        memcpy(o->next_data, claimed->c1.at, len);
        cf_eg21_secret_data_xor(&o->h_i, group, o->contest->index, &alpha, &beta, o->next_data,
                                len);
        out->has_data = true;
        out->data = cf_octets_of(o->next_data, len);
        o->next_data += len;
        cf_transcript_octets(&o->chi, claimed->c0.octets);
        cf_transcript_octets(&o->chi, claimed->c1);
        cf_transcript_octets(&o->chi, claimed->c.octets);
        cf_transcript_octets(&o->chi, claimed->v.octets);
    }
    cf_wipe(&beta, sizeof beta);
    return fits ? CF_OK
                : cf_vault_opening_refuse(o, "C_0 or C_1 of its data is not what the nonce gives");
}

static cf_status check_contest_hash(const cf_vault_opening *o, size_t i)
{
    return cf_hash_is(&o->contest_hashes[i], o->ballot->contests[i].contest_hash)
               ? CF_OK
               : cf_vault_opening_refuse(o, "its contest hash is not that of its ciphertexts");
}

cf_status cf_vault_opening_contest(cf_vault_opening *o, size_t i, cf_opened_contest *out)
{
    const cf_encrypted_contest *published = &o->ballot->contests[i];
    const size_t count = published->selection_count;
    o->contest = cf_manifest_contest_at_index(o->manifest, published->index);
    cf_opened_option *options = o->next_option;
    o->next_option += count;
    *out = (cf_opened_contest){ .label = o->contest->label,
                                .index = o->contest->index,
                                .option_count = count,
                                .options = options };
    cf_eg21_contest_hash_start(&o->chi, &o->h_i, o->contest->index);
    cf_status status = CF_OK;
    for (size_t s = 0; s < count && status == CF_OK; s++) {
        status = open_option(o, &o->contest->options[s], &published->selections[s], &options[s]);
    }
    if (status == CF_OK && published->has_data) {
        status = open_data(o, &published->data, out);
    }
    cf_transcript_close(&o->chi, &o->contest_hashes[i]);
    return status == CF_OK ? check_contest_hash(o, i) : status;
}
