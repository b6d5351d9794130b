/*
 * crypto/transcript.c -- fields in, digest out.
 *
 * Nothing here has a length of its own: every field is written at the width that its type gives
 * it, and fields follow one another without a mark between them.  What keeps two transcripts
 * apart is the separator at the start, which is why there is no way to begin one without it.
 *
 * Elements are encoded a handful at a time: enough for any lanes, little enough for the stack.
 */
#include "crypto/transcript.h"

enum { HANDFUL = 8 };

void cf_transcript_start(cf_transcript *transcript, const cf_hmac_key *key, uint8_t separator)
{
    cf_hmac_start(&transcript->hmac, key);
    cf_hmac_absorb(&transcript->hmac, &separator, 1);
}

void cf_transcript_start_under(cf_transcript *transcript, const cf_hash *key, uint8_t separator)
{
    cf_hmac_key compressed;
    cf_hmac_key_init(&compressed, key->octets, CF_HASH_OCTETS);
    cf_transcript_start(transcript, &compressed, separator);
}

void cf_transcript_u32(cf_transcript *transcript, uint32_t value)
{
    const uint8_t octets[4] = { (uint8_t)(value >> 24), (uint8_t)(value >> 16),
                                (uint8_t)(value >> 8), (uint8_t)value };
    cf_hmac_absorb(&transcript->hmac, octets, sizeof octets);
}

void cf_transcript_octets(cf_transcript *transcript, cf_octets octets)
{
    if (octets.at != NULL) {
        cf_hmac_absorb(&transcript->hmac, octets.at, octets.len);
    }
}

void cf_transcript_text(cf_transcript *transcript, const char *label)
{
    cf_transcript_octets(transcript, cf_octets_of_text(label));
}

void cf_transcript_counted(cf_transcript *transcript, cf_octets octets)
{
    cf_transcript_u32(transcript, octets.at == NULL ? 0 : (uint32_t)octets.len);
    cf_transcript_octets(transcript, octets);
}

void cf_transcript_hash(cf_transcript *transcript, const cf_hash *hash)
{
    cf_hmac_absorb(&transcript->hmac, hash->octets, CF_HASH_OCTETS);
}

static size_t at_most_a_handful(size_t count)
{
    return count < HANDFUL ? count : HANDFUL;
}

void cf_transcript_elements(cf_transcript *transcript, const cf_group *group, size_t count,
                            const cf_element *elements)
{
    uint8_t octets[HANDFUL * CF_ELEMENT_OCTETS_MAX];
    const size_t width = cf_group_element_octets(group);

    for (size_t done = 0; done < count; done += HANDFUL) {
        const size_t now = at_most_a_handful(count - done);
        cf_group_encode(group, now, elements + done, octets);
        cf_hmac_absorb(&transcript->hmac, octets, now * width);
    }
}

void cf_transcript_pairs(cf_transcript *transcript, const cf_group *group, size_t count,
                         const cf_element *a, const cf_element *b)
{
    uint8_t a_octets[HANDFUL * CF_ELEMENT_OCTETS_MAX];
    uint8_t b_octets[HANDFUL * CF_ELEMENT_OCTETS_MAX];
    const size_t width = cf_group_element_octets(group);

    for (size_t done = 0; done < count; done += HANDFUL) {
        const size_t now = at_most_a_handful(count - done);
        cf_group_encode(group, now, a + done, a_octets);
        cf_group_encode(group, now, b + done, b_octets);
        for (size_t i = 0; i < now; i++) {
            cf_hmac_absorb(&transcript->hmac, a_octets + i * width, width);
            cf_hmac_absorb(&transcript->hmac, b_octets + i * width, width);
        }
    }
}

void cf_transcript_close(cf_transcript *transcript, cf_hash *out)
{
    cf_hmac_finish(&transcript->hmac, out);
}

void cf_transcript_close_scalar(cf_transcript *transcript, const cf_group *group, cf_scalar *out)
{
    cf_hash digest;
    cf_transcript_close(transcript, &digest);
    cf_scalar_from_hash(group, &digest, out);
}
