/*
 * json/keys.c -- which keys may an object have?
 *
 * For each key of an open object two words are kept.  Up to 16 octets they hold the key itself
 * and then zeros, which no key has in it; of a longer one they hold a hash under a secret that
 * the author of the document cannot know.  So nearly all keys are compared as they are, and a
 * secret is drawn for those documents only that need one.
 */
#include "base/entropy.h"
#include "base/word.h"
#include "json/inside.h"
#include "json/siphash.h"

#include <string.h>

enum { WHOLE_MAX = 2 * CF_WORD_OCTETS };

/* The secret of this document; false, and an error, when the system gives no random octets. */
static bool draw_secret(cf_json *json)
{
    if (!json->has_secret) {
        json->has_secret = cf_entropy(json->secret, sizeof json->secret) == CF_OK;
    }
    return json->has_secret
           || cf_json_fail(json, CF_ERR_IO, json->value_offset,
                           "the system gives no random octets");
}

/* The two words of a key. */
static bool put_in_words(cf_json *json, cf_octets key, uint64_t words[2])
{
    if (key.len > WHOLE_MAX) {
        const bool is_drawn = draw_secret(json);
        if (is_drawn) {
            cf_siphash(words, json->secret, key);
        }
        return is_drawn;
    }
    const size_t first = key.len < CF_WORD_OCTETS ? key.len : CF_WORD_OCTETS;
    words[0] = cf_word_load_part(key.at, first);
    words[1] = cf_word_load_part(key.at + first, key.len - first);
    return true;
}

static bool is_there(const cf_json *json, uint32_t first, const uint64_t words[2])
{
    for (uint32_t i = first; i < json->key_count; i++) {
        if (json->keys[i][0] == words[0] && json->keys[i][1] == words[1]) {
            return true;
        }
    }
    return false;
}

/* Keep a key of the innermost object, and refuse it if it was there before. */
static bool keep(cf_json *json, cf_octets key)
{
    const uint32_t first = json->first_key[json->depth - 1];
    uint64_t words[2];
    if (!put_in_words(json, key, words)) {
        return false;
    }
    if (is_there(json, first, words)) {
        return cf_json_fail(json, CF_ERR_SYNTAX, json->value_offset, "the key \"%.*s\" comes twice",
                            (int)key.len, (const char *)key.at);
    }
    if (json->key_count - first == CF_JSON_MEMBERS_MAX) {
        return cf_json_fail(json, CF_ERR_LIMIT, json->value_offset,
                            "an object of more than %d members", CF_JSON_MEMBERS_MAX);
    }
    if (json->key_count == CF_JSON_OPEN_KEYS_MAX) {
        return cf_json_fail(json, CF_ERR_LIMIT, json->value_offset,
                            "more than %d keys in open objects", CF_JSON_OPEN_KEYS_MAX);
    }
    memcpy(json->keys[json->key_count], words, sizeof words);
    json->key_count++;
    return true;
}

/*
 * [RFC8785] 3.2.3 orders keys by UTF-16 units.  That is the order of their octets, but for
 * characters past U+FFFF, whose first octet is F0 or more: they stand before U+E000 to U+FFFF,
 * whose first octet is EE or EF.
 */
static int rank(uint8_t octet)
{
    return octet == 0xEE || octet == 0xEF ? octet + 0x10 : octet;
}

static bool is_before(cf_octets a, cf_octets b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        if (a.at[i] != b.at[i]) {
            return rank(a.at[i]) < rank(b.at[i]);
        }
    }
    return a.len < b.len;
}

/*
 * Canonical: a key comes after the one before it, if there is one.  At most CF_JSON_KEY_MAX
 * octets.
 */
static bool ascends(cf_json *json, cf_octets key)
{
    const size_t place = json->depth - 1;
    const bool is_first = json->key_count == json->first_key[place] + 1;
    if (!is_first
        && !is_before(cf_octets_of(json->last_key[place], json->last_key_len[place]), key)) {
        return cf_json_fail(json, CF_ERR_SYNTAX, json->value_offset,
                            "the key \"%.*s\" stands after \"%.*s\"; in the canonical form keys "
                            "ascend",
                            (int)key.len, (const char *)key.at, (int)json->last_key_len[place],
                            (const char *)json->last_key[place]);
    }
    memcpy(json->last_key[place], key.at, key.len);
    json->last_key_len[place] = (uint16_t)key.len;
    return true;
}

bool cf_json_note_key(cf_json *json, cf_octets key)
{
    if (key.len > CF_JSON_KEY_MAX) {
        return cf_json_fail(json, CF_ERR_LIMIT, json->value_offset, "a key of more than %d octets",
                            CF_JSON_KEY_MAX);
    }
    return keep(json, key) && (!json->is_canonical || ascends(json, key));
}
