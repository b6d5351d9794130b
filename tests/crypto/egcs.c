/*
 * tests/crypto/egcs.c -- the election of the egcs vectors, made from its small exponents.
 */
#include "egcs.h"

#include "reference.h"

void base_hash(const cf_hash *h_p, cf_octets manifest, cf_hash *out)
{
    cf_transcript transcript;
    cf_eg21_base_hash_start(&transcript, h_p, (uint32_t)manifest.len);
    cf_transcript_octets(&transcript, manifest);
    cf_transcript_close(&transcript, out);
}

cf_element small_power(const cf_group *group, uint64_t exponent)
{
    cf_element g;
    cf_element out;
    cf_scalar scalar;
    cf_group_generator(group, &g);
    cf_scalar_from_u64(group, exponent, &scalar);
    cf_group_powers_vartime(group, 1, &g, 1, &scalar, &out);
    return out;
}

void open_election(election *el)
{
    const cf_group *group = cf_group_standard();
    const cf_element k = small_power(group, 5);
    const cf_element k_hat = small_power(group, 7);
    fixture_open(&el->fx, group, &k, &k_hat);
    cf_eg21_parameter_base_hash(group, 3, 2, &el->h_p);
    base_hash(&el->h_p, hex_octets(&el->fx, "7B22656C656374696F6E223A226B6174227D"), &el->h_b);
    cf_eg21_extended_base_hash(&el->h_b, group, &k, &k_hat, &el->h_e);
}

cf_scalar option_nonce(election *el, const cf_hash *h_i, uint32_t i, uint32_t j, cf_octets xi_b)
{
    ref_bytes bytes = { .len = 0 };
    ref_put_u8(&bytes, 0x21);
    ref_put_u32(&bytes, i);
    ref_put_u32(&bytes, j);
    ref_put_octets(&bytes, xi_b.at, xi_b.len);
    cf_hash digest;
    ref_hash(h_i->octets, &bytes, &digest);
    cf_scalar out;
    cf_scalar_from_hash(el->fx.group, &digest, &out);
    return out;
}

void contest_hash(election *el, const cf_hash *h_i, uint32_t index, const json_t *votes,
                  cf_octets xi_b, const cf_octets *data, cf_hash *chi)
{
    cf_hmac_key key;
    cf_hmac_key_init(&key, h_i->octets, CF_HASH_OCTETS);
    cf_transcript transcript;
    cf_eg21_contest_hash_start(&transcript, &key, index);
    for (size_t j = 0; j < json_array_size(votes); j++) {
        const cf_scalar xi = option_nonce(el, h_i, index, (uint32_t)j + 1, xi_b);
        const uint64_t sigma = (uint64_t)json_integer_value(item(votes, j));
        cf_element alpha;
        cf_element beta;
        encrypt(&el->fx, sigma, &xi, &alpha, &beta);
        cf_transcript_pairs(&transcript, el->fx.group, 1, &alpha, &beta);
    }
    for (size_t part = 0; data != NULL && part < 4; part++) {
        cf_transcript_octets(&transcript, data[part]);
    }
    cf_transcript_close(&transcript, chi);
}

void single_option_hash(election *el, const cf_hash *h_i, uint32_t index, uint64_t a, uint64_t b,
                        cf_hash *chi)
{
    const cf_element alpha = small_power(el->fx.group, a);
    const cf_element beta = small_power(el->fx.group, b);
    cf_hmac_key key;
    cf_hmac_key_init(&key, h_i->octets, CF_HASH_OCTETS);
    cf_transcript transcript;
    cf_eg21_contest_hash_start(&transcript, &key, index);
    cf_transcript_pairs(&transcript, el->fx.group, 1, &alpha, &beta);
    cf_transcript_close(&transcript, chi);
}

void identifier(election *el, const char *id_b, cf_hash *h_i, cf_hmac_key *key)
{
    cf_eg21_identifier_hash(&el->h_e, hex_octets(&el->fx, id_b), h_i);
    cf_hmac_key_init(key, h_i->octets, CF_HASH_OCTETS);
}
