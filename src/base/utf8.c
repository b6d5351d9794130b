/*
 * base/utf8.c -- one decoder, and everything else in terms of it.
 *
 * The first octet says how many follow and what the smallest code point of that length is.  A
 * sequence is well-formed when its octets continue, and its value is allowed and no smaller.
 */
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_continuation(uint8_t octet)
{
    return (octet & 0xC0) == 0x80;
}

static bool is_scalar_value(uint32_t point)
{
    return point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
}

/* The length that a first octet announces and the payload bits in it; 0 if nothing starts so. */
static size_t announced_len(uint8_t first, uint32_t *payload, uint32_t *smallest)
{
    if (first < 0x80) {
        *payload = first;
        *smallest = 0;
        return 1;
    }
    if ((first & 0xE0) == 0xC0) {
        *payload = first & 0x1F;
        *smallest = 0x80;
        return 2;
    }
    if ((first & 0xF0) == 0xE0) {
        *payload = first & 0x0F;
        *smallest = 0x800;
        return 3;
    }
    if ((first & 0xF8) == 0xF0) {
        *payload = first & 0x07;
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

size_t cf_utf8_first(cf_octets text, uint32_t *point)
{
    if (text.at == NULL || text.len == 0) {
        return 0;
    }
    uint32_t value = 0;
    uint32_t smallest = 0;
    size_t len = announced_len(text.at[0], &value, &smallest);
    if (len == 0 || len > text.len) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if (!is_continuation(text.at[i])) {
            return 0;
        }
        value = value << 6 | (text.at[i] & 0x3F);
    }
    if (value < smallest || !is_scalar_value(value)) {
        return 0;
    }
    if (point != NULL) {
        *point = value;
    }
    return len;
}

static cf_octets from(cf_octets text, size_t start)
{
    return cf_octets_of(text.at + start, text.len - start);
}

size_t cf_utf8_valid_len(cf_octets text)
{
    size_t at = 0;
    while (at < text.len) {
        if (text.at[at] < 0x80) {
            at++;
            continue;
        }
        size_t len = cf_utf8_first(from(text, at), NULL);
        if (len == 0) {
            break;
        }
        at += len;
    }
    return at;
}

static uint8_t continuation(uint32_t bits)
{
    return (uint8_t)(0x80 | (bits & 0x3F));
}

size_t cf_utf8_encode(uint8_t out[4], uint32_t point)
{
    if (point < 0x80) {
        out[0] = (uint8_t)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (uint8_t)(0xC0 | point >> 6);
        out[1] = continuation(point);
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (uint8_t)(0xE0 | point >> 12);
        out[1] = continuation(point >> 6);
        out[2] = continuation(point);
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | point >> 18);
    out[1] = continuation(point >> 12);
    out[2] = continuation(point >> 6);
    out[3] = continuation(point);
    return 4;
}

/* --- for people --- */

typedef struct block {
    uint32_t first;
    uint32_t last;
} block;

static bool is_in(uint32_t point, const block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (point >= blocks[i].first && point <= blocks[i].last) {
            return true;
        }
    }
    return false;
}

/*
 * Controls, and what [UNICODE] 5.21 says to leave undrawn (Default_Ignorable_Code_Point), which
 * takes in all that turns text around.
 */
static const block HIDDEN[] = {
    { 0x0000, 0x001F },   { 0x007F, 0x009F },   { 0x00AD, 0x00AD },   { 0x034F, 0x034F },
    { 0x061C, 0x061C },   { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
    { 0x200B, 0x200F },   { 0x2028, 0x202E },   { 0x2060, 0x206F },   { 0x3164, 0x3164 },
    { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFB },
    { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
};

/* Where names are spelled with joiners: Arabic to Myanmar, Khmer, Mongolian, their extensions. */
static const block JOINING[] = {
    { 0x0620, 0x109F }, { 0x1780, 0x18AF }, { 0xA800, 0xABFF },
    { 0xFB50, 0xFDFF }, { 0xFE70, 0xFEFC },
};

bool cf_utf8_is_showable(uint32_t point)
{
    return is_scalar_value(point) && !is_in(point, HIDDEN, sizeof HIDDEN / sizeof *HIDDEN);
}

static bool is_joined(uint32_t point)
{
    return cf_utf8_is_showable(point) && is_in(point, JOINING, sizeof JOINING / sizeof *JOINING);
}

/* The character that ends where text[at] starts; 0 at the start and after something ill-formed. */
static uint32_t before(cf_octets text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 4) {
        start--;
        if (!is_continuation(text.at[start])) {
            break;
        }
    }
    uint32_t point = 0;
    return cf_utf8_first(from(text, start), &point) == at - start ? point : 0;
}

static uint32_t after(cf_octets text, size_t at)
{
    uint32_t point = 0;
    return cf_utf8_first(from(text, at), &point) != 0 ? point : 0;
}

static bool stays(cf_octets text, size_t at, size_t taken, uint32_t point)
{
    if (point == 0x200C || point == 0x200D) {
        return is_joined(before(text, at)) && is_joined(after(text, at + taken));
    }
    return cf_utf8_is_showable(point);
}

size_t cf_utf8_show(char out[CF_UTF8_SHOWN_MAX], cf_octets text, size_t *at)
{
    uint32_t point = 0;
    const size_t taken = cf_utf8_first(from(text, *at), &point);
    int len = (int)taken;
    if (taken == 0) {
        len = snprintf(out, CF_UTF8_SHOWN_MAX, "\\x{%02X}", text.at[*at]);
    } else if (stays(text, *at, taken, point)) {
        memcpy(out, text.at + *at, taken);
        out[taken] = '\0';
    } else {
        len = snprintf(out, CF_UTF8_SHOWN_MAX, "\\u{%04" PRIX32 "}", point);
    }
    *at += taken != 0 ? taken : 1;
    return (size_t)len;
}

size_t cf_utf8_for_people(char *out, size_t out_octets, cf_octets text)
{
    enum { DOTS = 3 };
    size_t room = out_octets - 1;
    size_t used = 0;
    size_t cut = 0; /* the last boundary after which the dots still fit */
    for (size_t at = 0; at < text.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        size_t given = cf_utf8_show(shown, text, &at);
        if (given > room - used) {
            memcpy(out + cut, "...", DOTS);
            used = cut + DOTS;
            break;
        }
        memcpy(out + used, shown, given);
        used += given;
        if (used + DOTS <= room) {
            cut = used;
        }
    }
    out[used] = '\0';
    return used;
}
