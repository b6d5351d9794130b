/*
 * json/text.c -- strings: found whole in the window, checked while their end is looked for.
 *
 * A string without escapes is handed out where it lies.  One with escapes is written over itself in
 * the buffer (it only gets shorter), or to the scratch when the document is not ours to change.
 */
#include "base/hex.h"
#include "base/utf8.h"
#include "json/inside.h"
#include "json/plain.h"

#include <string.h>

enum { ESCAPE_MAX = 12 }; /* two escapes of six octets make one character */

/* A \uXXXX at the start of text. */
static bool unit(cf_octets text, uint32_t *value)
{
    uint8_t octets[2];
    if (text.len < 6 || text.at[0] != '\\' || text.at[1] != 'u'
        || cf_hex_decode(octets, cf_octets_of(text.at + 2, 4), CF_HEX_EITHER, NULL) != CF_OK) {
        return false;
    }
    *value = (uint32_t)octets[0] << 8 | octets[1];
    return true;
}

/* What a backslash and this letter stand for; NULL for a letter that stands for nothing. */
static const char *simple_escape(uint8_t letter)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *found = letter != 0 ? strchr(letters, letter) : NULL;
    return found != NULL ? meant + (found - letters) : NULL;
}

/*
 * How many octets the escape at the start of text takes, and what it stands for; 0 and *why when it
 * is none.  text holds ESCAPE_MAX octets unless the document ends before.
 */
static size_t escape_len(cf_octets text, uint32_t *point, const char **why)
{
    const char *meant = text.len >= 2 ? simple_escape(text.at[1]) : NULL;
    if (meant != NULL) {
        *point = (uint8_t)*meant;
        return 2;
    }
    uint32_t high = 0;
    if (!unit(text, &high)) {
        *why = "not an escape of JSON";
        return 0;
    }
    if (high == 0) {
        *why = "a string must not hold the character NUL";
        return 0;
    }
    if (high < 0xD800 || high > 0xDFFF) {
        *point = high;
        return 6;
    }
    uint32_t low = 0;
    if (high > 0xDBFF || !unit(cf_octets_of(text.at + 6, text.len - 6), &low) || low < 0xDC00
        || low > 0xDFFF) {
        *why = "half of a surrogate pair";
        return 0;
    }
    *point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return 12;
}

/*
 * Whether this is how [RFC8785] writes the character: by its letter where it has one, else as
 * \u00xx with small digits, and only where it cannot stand for itself.
 */
static bool is_canonical_escape(cf_octets text, uint32_t point)
{
    static const char by_letter[] = "\"\\\b\f\n\r\t";
    static const uint8_t digits[] = "0123456789abcdef";
    if (text.at[1] != 'u') {
        return text.at[1] != '/';
    }
    return point < 0x20 && memchr(by_letter, (int)point, sizeof by_letter - 1) == NULL
           && text.at[5] == digits[point & 15];
}

static bool pass_escape(cf_json *json, size_t *start)
{
    size_t len = cf_json_have(json, ESCAPE_MAX, start);
    uint32_t point = 0;
    const char *why = "";
    size_t taken = escape_len(cf_octets_of(json->window + json->at, len), &point, &why);
    if (taken == 0) {
        return cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json), "%s", why);
    }
    if (json->is_canonical
        && !is_canonical_escape(cf_octets_of(json->window + json->at, taken), point)) {
        return cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json),
                            "an escape that the canonical form has not");
    }
    json->at += taken;
    return true;
}

static bool pass_utf8(cf_json *json, size_t *start)
{
    size_t len = cf_json_have(json, 4, start);
    size_t taken = cf_utf8_first(cf_octets_of(json->window + json->at, len), NULL);
    if (taken == 0) {
        return cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json), "not UTF-8");
    }
    json->at += taken;
    return true;
}

/* Whether the string that starts at start is within the limit as far as the cursor. */
static bool is_short_enough(cf_json *json, size_t start)
{
    return json->at - start <= json->text_max
           || cf_json_fail(json, CF_ERR_LIMIT, json->value_offset,
                           "a string of more than %zu octets", json->text_max);
}

/*
 * Go to the next octet of the string that needs a thought.  The limit is looked at before the octet
 * at the cursor, wherever the window ends: one document, one fault.
 */
static bool pass_plain(cf_json *json, size_t *start, int *octet)
{
    size_t here = 0;
    do {
        here = cf_json_have(json, 1, start);
        json->at += cf_json_plain_len(json->window + json->at, here);
        if (!is_short_enough(json, *start)) {
            return false;
        }
    } while (json->at == json->end && here > 0);
    *octet = here > 0 ? json->window[json->at] : CF_JSON_NO_OCTET;
    return true;
}

/* Go to the closing quote of the string that starts at *start. */
static bool find_end(cf_json *json, size_t *start, bool *has_escapes)
{
    int octet = CF_JSON_NO_OCTET;
    while (pass_plain(json, start, &octet)) {
        bool passes = false;
        if (octet == '"') {
            return true;
        }
        if (octet == '\\') {
            *has_escapes = true;
            passes = pass_escape(json, start);
        } else if (octet >= 0x80) {
            passes = pass_utf8(json, start);
        } else if (octet == CF_JSON_NO_OCTET) {
            cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json), "a string without an end");
        } else {
            cf_json_fail(json, CF_ERR_SYNTAX, cf_json_here(json),
                         "a control character in a string");
        }
        if (!passes) {
            return false;
        }
    }
    return false;
}

/* Write what a checked string stands for, perhaps over itself.  SIZE_MAX: out is too small. */
static size_t unescape(uint8_t *out, size_t out_octets, cf_octets raw)
{
    size_t used = 0;
    for (size_t at = 0; at < raw.len;) {
        uint8_t encoded[4];
        cf_octets rest = cf_octets_of(raw.at + at, raw.len - at);
        cf_octets piece = rest;
        if (*rest.at == '\\') {
            uint32_t point = 0;
            const char *why = NULL;
            at += escape_len(rest, &point, &why);
            piece = cf_octets_of(encoded, cf_utf8_encode(encoded, point));
        } else {
            const uint8_t *backslash = memchr(rest.at, '\\', rest.len);
            piece.len = backslash != NULL ? (size_t)(backslash - rest.at) : rest.len;
            at += piece.len;
        }
        if (piece.len > out_octets - used) {
            return SIZE_MAX;
        }
        memmove(out + used, piece.at, piece.len);
        used += piece.len;
    }
    return used;
}

static bool take_unescaped(cf_json *json, cf_octets raw, size_t start, cf_octets *text)
{
    bool is_ours = json->file != NULL;
    uint8_t *out = is_ours ? json->buffer + start : json->scratch;
    size_t len = unescape(out, is_ours ? raw.len : json->scratch_octets, raw);
    if (len == SIZE_MAX) {
        return cf_json_fail(json, CF_ERR_LIMIT, json->value_offset,
                            "a string with escapes of more than %zu octets", json->scratch_octets);
    }
    *text = cf_octets_of(out, len);
    return true;
}

bool cf_json_take_text(cf_json *json, cf_octets *text)
{
    *text = cf_octets_of("", 0);
    json->at++; /* the opening quote */
    size_t start = json->at;
    bool has_escapes = false;
    if (!find_end(json, &start, &has_escapes)) {
        return false;
    }
    cf_octets raw = cf_octets_of(json->window + start, json->at - start);
    json->at++; /* the closing quote */
    if (has_escapes) {
        return take_unescaped(json, raw, start, text);
    }
    *text = raw;
    return true;
}
