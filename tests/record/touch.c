/*
 * tests/record/touch.c -- fold, member by member.
 */
#undef NDEBUG /* what is asserted here is what the tests are for */

#include "record/touch.h"

#include <assert.h>

void cf_touch_number(uint64_t *digest, uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        *digest = (*digest ^ (number >> 8 * i & 0xff)) * 0x100000001B3;
    }
}

void cf_touch_octets(uint64_t *digest, cf_octets octets)
{
    assert(octets.at != NULL || octets.len == 0);
    cf_touch_number(digest, octets.at == NULL ? UINT64_MAX : octets.len);
    for (size_t i = 0; i < octets.len; i++) {
        *digest = (*digest ^ octets.at[i]) * 0x100000001B3;
    }
}

static void touch_element(uint64_t *digest, cf_unchecked_element element)
{
    cf_touch_octets(digest, element.octets);
}

static void touch_scalar(uint64_t *digest, cf_unchecked_scalar scalar)
{
    cf_touch_octets(digest, scalar.octets);
}

static void touch_scalars(uint64_t *digest, const cf_unchecked_scalar *scalars, size_t count)
{
    cf_touch_number(digest, count);
    for (size_t i = 0; i < count; i++) {
        touch_scalar(digest, scalars[i]);
    }
}

static void touch_elements(uint64_t *digest, const cf_unchecked_element *elements, size_t count)
{
    cf_touch_number(digest, count);
    for (size_t i = 0; i < count; i++) {
        touch_element(digest, elements[i]);
    }
}

void cf_touch_parameters(uint64_t *digest, const cf_parameters *parameters)
{
    assert(parameters->n >= 1 && parameters->n <= CF_GUARDIANS_MAX);
    assert(parameters->k >= 1 && parameters->k <= parameters->n);
    cf_touch_number(digest, parameters->n);
    cf_touch_number(digest, parameters->k);
    cf_touch_number(digest, parameters->chaining);
    const cf_octets all[] = { parameters->version, parameters->p,   parameters->q,
                              parameters->r,       parameters->g,   parameters->h_p,
                              parameters->h_b,     parameters->h_m, parameters->baux_0 };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        cf_touch_octets(digest, all[i]);
    }
}

void cf_touch_keys(uint64_t *digest, const cf_keys *keys)
{
    touch_element(digest, keys->joint);
    touch_element(digest, keys->joint_hat);
    cf_touch_octets(digest, keys->h_e);
    cf_touch_octets(digest, keys->h_g);
    cf_touch_number(digest, keys->guardian_count);
    for (size_t i = 0; i < keys->guardian_count; i++) {
        const cf_guardian *guardian = &keys->guardians[i];
        cf_touch_number(digest, guardian->index);
        cf_touch_octets(digest, guardian->name);
        touch_elements(digest, guardian->vote, guardian->vote_count);
        touch_elements(digest, guardian->data, guardian->data_count);
        touch_element(digest, guardian->kappa);
        touch_scalars(digest, guardian->vote_c, guardian->vote_c_count);
        touch_scalars(digest, guardian->vote_v, guardian->vote_v_count);
        touch_scalar(digest, guardian->data_c);
        touch_scalars(digest, guardian->data_v, guardian->data_v_count);
    }
}

static void touch_contest(uint64_t *digest, const cf_contest *contest)
{
    assert(contest->label.len > 0 && contest->index >= 1 && contest->option_count >= 1);
    assert(contest->selection_limit >= 1 && contest->selection_limit <= CF_SELECTION_LIMIT_MAX);
    assert(contest->option_limit >= 1 && contest->option_limit <= CF_SELECTION_LIMIT_MAX);
    assert(contest->data_blocks <= CF_DATA_BLOCKS_MAX);
    cf_touch_octets(digest, contest->label);
    cf_touch_number(digest, contest->index);
    cf_touch_number(digest, contest->selection_limit);
    cf_touch_number(digest, contest->option_limit);
    cf_touch_number(digest, contest->data_blocks);
    for (size_t i = 0; i < contest->option_count; i++) {
        const cf_option *option = &contest->options[i];
        assert(option->label.len > 0);
        assert(option->index > (i == 0 ? 0 : option[-1].index));
        cf_touch_octets(digest, option->label);
        cf_touch_number(digest, option->index);
        for (size_t j = 0; j < i; j++) {
            assert(!cf_octets_equal(contest->options[j].label, option->label));
        }
    }
}

void cf_touch_manifest(uint64_t *digest, const cf_manifest *manifest)
{
    size_t options = 0;
    assert(manifest->contest_count >= 1);
    cf_touch_octets(digest, manifest->file);
    cf_touch_octets(digest, manifest->label);
    for (size_t i = 0; i < manifest->contest_count; i++) {
        const cf_contest *contest = &manifest->contests[i];
        assert(contest->index > (i == 0 ? 0 : contest[-1].index));
        assert(contest->first_option_position == options);
        touch_contest(digest, contest);
        options += contest->option_count;
        for (size_t j = 0; j < i; j++) {
            assert(!cf_octets_equal(manifest->contests[j].label, contest->label));
        }
    }
    assert(manifest->option_total == options);
    for (size_t i = 0; i < manifest->style_count; i++) {
        const cf_ballot_style *style = &manifest->styles[i];
        cf_touch_octets(digest, style->label);
        for (size_t j = 0; j < style->contest_count; j++) {
            assert(style->contests[j] < manifest->contest_count);
            assert(j == 0 || style->contests[j] > style->contests[j - 1]);
            cf_touch_number(digest, style->contests[j]);
        }
    }
}

static void touch_proof(uint64_t *digest, const cf_range_proof *proof)
{
    touch_scalars(digest, proof->c, proof->count);
    touch_scalars(digest, proof->v, proof->count);
}

static void touch_hashed(uint64_t *digest, const cf_hashed_ciphertext *hashed)
{
    touch_element(digest, hashed->c0);
    cf_touch_octets(digest, hashed->c1);
    touch_scalar(digest, hashed->c);
    touch_scalar(digest, hashed->v);
    cf_touch_octets(digest, hashed->mac);
    cf_touch_number(digest, hashed->plain_octets);
}

static void touch_encrypted_contest(uint64_t *digest, const cf_encrypted_contest *contest)
{
    cf_touch_octets(digest, contest->label);
    cf_touch_number(digest, contest->index);
    cf_touch_octets(digest, contest->contest_hash);
    for (size_t i = 0; i < contest->selection_count; i++) {
        const cf_selection *selection = &contest->selections[i];
        cf_touch_octets(digest, selection->label);
        cf_touch_number(digest, selection->index);
        touch_element(digest, selection->alpha);
        touch_element(digest, selection->beta);
        touch_proof(digest, &selection->proof);
    }
    touch_proof(digest, &contest->limit_proof);
    cf_touch_number(digest, contest->has_data);
    touch_hashed(digest, &contest->data);
}

void cf_touch_ballot(uint64_t *digest, const cf_ballot *ballot)
{
    const cf_octets all[] = {
        ballot->id,  ballot->style,  ballot->code,          ballot->chaining_field,
        ballot->h_i, ballot->device, ballot->device_folder, ballot->election_id
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        cf_touch_octets(digest, all[i]);
    }
    assert(ballot->state <= CF_BALLOT_SPOILED);
    cf_touch_number(digest, ballot->state);
    cf_touch_number(digest, ballot->weight);
    for (size_t i = 0; i < ballot->contest_count; i++) {
        touch_encrypted_contest(digest, &ballot->contests[i]);
    }
    touch_hashed(digest, &ballot->nonce);
    cf_touch_number(digest, ballot->has_serial);
    touch_element(digest, ballot->serial_alpha);
    touch_element(digest, ballot->serial_beta);
}

void cf_touch_opened(uint64_t *digest, const cf_opened_ballot *opened)
{
    cf_touch_octets(digest, opened->id);
    cf_touch_octets(digest, opened->election_id);
    for (size_t i = 0; i < opened->contest_count; i++) {
        const cf_opened_contest *contest = &opened->contests[i];
        cf_touch_octets(digest, contest->label);
        cf_touch_number(digest, contest->index);
        for (size_t j = 0; j < contest->option_count; j++) {
            const cf_opened_option *option = &contest->options[j];
            cf_touch_octets(digest, option->label);
            cf_touch_number(digest, option->value);
            touch_scalar(digest, option->nonce);
            touch_element(digest, option->power);
            touch_element(digest, option->alpha);
            touch_element(digest, option->beta);
            touch_scalar(digest, option->c);
            touch_scalar(digest, option->v);
        }
        cf_touch_number(digest, contest->has_data);
        cf_touch_octets(digest, contest->data);
        touch_scalar(digest, contest->data_nonce);
        touch_hashed(digest, &contest->data_again);
        touch_element(digest, contest->data_beta);
        touch_scalar(digest, contest->data_c);
        touch_scalar(digest, contest->data_v);
    }
}

void cf_touch_opened_data(uint64_t *digest, const cf_opened_data *data)
{
    cf_touch_octets(digest, data->ballot_id);
    cf_touch_number(digest, data->contest_index);
    touch_element(digest, data->beta);
    touch_scalar(digest, data->c);
    touch_scalar(digest, data->v);
    cf_touch_octets(digest, data->data);
}

void cf_touch_encrypted_tally(uint64_t *digest, const cf_encrypted_tally *tally)
{
    cf_touch_octets(digest, tally->election_id);
    for (size_t i = 0; i < tally->contest_count; i++) {
        const cf_encrypted_tally_contest *contest = &tally->contests[i];
        cf_touch_octets(digest, contest->label);
        cf_touch_number(digest, contest->index);
        for (size_t j = 0; j < contest->option_count; j++) {
            cf_touch_octets(digest, contest->options[j].label);
            cf_touch_number(digest, contest->options[j].index);
            touch_element(digest, contest->options[j].a);
            touch_element(digest, contest->options[j].b);
        }
    }
}

void cf_touch_decrypted_tally(uint64_t *digest, const cf_decrypted_tally *tally)
{
    cf_touch_octets(digest, tally->election_id);
    for (size_t i = 0; i < tally->contest_count; i++) {
        const cf_decrypted_tally_contest *contest = &tally->contests[i];
        cf_touch_octets(digest, contest->label);
        cf_touch_number(digest, contest->index);
        for (size_t j = 0; j < contest->option_count; j++) {
            const cf_decrypted_total *total = &contest->options[j];
            cf_touch_octets(digest, total->label);
            cf_touch_number(digest, total->index);
            cf_touch_number(digest, total->tally);
            touch_element(digest, total->power);
            touch_scalar(digest, total->c);
            touch_scalar(digest, total->v);
            cf_touch_number(digest, total->has_again);
            touch_element(digest, total->a_again);
            touch_element(digest, total->b_again);
        }
    }
}

void cf_touch_device(uint64_t *digest, const cf_device *device)
{
    const cf_octets all[] = { device->name,      device->folder,       device->h_di,
                              device->h_0,       device->closing_hash, device->baux_0,
                              device->last_code, device->election_id };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        cf_touch_octets(digest, all[i]);
    }
    cf_touch_number(digest, device->chaining);
    cf_touch_number(digest, device->ballot_count);
    cf_touch_number(digest, device->has_h_0);
    cf_touch_number(digest, device->has_closing_hash);
}
