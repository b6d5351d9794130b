/*
 * crypto/eg21_code.c -- from ciphertexts to the code of a voter, and the chain of a device.
 *
 * Contest hashes chi and a chaining field B_C are folded into H_C.  Without chaining B_C names
 * the device; with it, the code before.  The first and the last link of a chain are keyed with
 * H_E, the codes between with the H_I of their ballots, so 0x29 may serve both.
 */
#include "crypto/eg21.h"

enum {
    SEPARATOR_CONTEST_HASH = 0x28,
    SEPARATOR_CODE = 0x29,
    SEPARATOR_DEVICE = 0x2A,
    SEPARATOR_CLOSING = 0x2B,
    MODE_SIMPLE_CHAINING = 1
};

void cf_eg21_contest_hash_start(cf_transcript *transcript, const cf_hmac_key *h_i,
                                uint32_t contest_index)
{
    cf_transcript_start(transcript, h_i, SEPARATOR_CONTEST_HASH);
    cf_transcript_u32(transcript, contest_index);
}

void cf_eg21_confirmation_code(const cf_hmac_key *h_i, size_t contest_count, const cf_hash *chi,
                               cf_octets chaining_field, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start(&transcript, h_i, SEPARATOR_CODE);
    for (size_t i = 0; i < contest_count; i++) {
        cf_transcript_hash(&transcript, &chi[i]);
    }
    cf_transcript_octets(&transcript, chaining_field);
    cf_transcript_close(&transcript, out);
}

void cf_eg21_device_hash(const cf_hash *h_e, cf_octets s_device, cf_hash *out)
{
    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_e, SEPARATOR_DEVICE);
    cf_transcript_counted(&transcript, s_device);
    cf_transcript_close(&transcript, out);
}

void cf_eg21_chaining_field(uint32_t mode, const cf_hash *tail,
                            uint8_t out[CF_EG21_CHAIN_FIELD_OCTETS])
{
    for (size_t i = 0; i < 4; i++) {
        out[i] = (uint8_t)(mode >> (24 - 8 * i));
    }
    memcpy(out + 4, tail->octets, CF_HASH_OCTETS);
}

/* H(H_E; 29, 00000001 || tail): a chain starts so from H_DI, and ends so from the inner hash. */
static void end_of_chain(const cf_hash *h_e, const cf_hash *tail, cf_hash *out)
{
    uint8_t field[CF_EG21_CHAIN_FIELD_OCTETS];
    cf_eg21_chaining_field(MODE_SIMPLE_CHAINING, tail, field);

    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_e, SEPARATOR_CODE);
    cf_transcript_octets(&transcript, cf_octets_of(field, sizeof field));
    cf_transcript_close(&transcript, out);
}

void cf_eg21_chain_start(const cf_hash *h_e, const cf_hash *h_di, cf_hash *out)
{
    end_of_chain(h_e, h_di, out);
}

void cf_eg21_chain_close(const cf_hash *h_e, const cf_hash *h_di, const cf_hash *last_code,
                         cf_hash *out)
{
    uint8_t first_field[CF_EG21_CHAIN_FIELD_OCTETS];
    cf_eg21_chaining_field(MODE_SIMPLE_CHAINING, h_di, first_field);

    cf_transcript transcript;
    cf_transcript_start_under(&transcript, h_e, SEPARATOR_CLOSING);
    cf_transcript_hash(&transcript, last_code);
    cf_transcript_octets(&transcript, cf_octets_of(first_field, sizeof first_field));

    cf_hash inner;
    cf_transcript_close(&transcript, &inner);
    end_of_chain(h_e, &inner, out);
}
