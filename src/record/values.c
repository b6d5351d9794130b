/*
 * record/values.c -- decode straight from the reader's window into the arena.
 */
#include "record/values.h"

#include "base/nearest.h"
#include "base/utf8.h"

#include <string.h>

static const cf_octets nothing = { .at = NULL, .len = 0 };

static void refuse_without_memory(cf_reading *reading)
{
    cf_json_refuse(reading->json, CF_ERR_MEMORY, "there is no memory for what the file holds");
}

void *cf_reading_room(cf_reading *reading, size_t count, size_t item_octets)
{
    void *room = cf_arena_take(reading->arena, count, item_octets);
    if (room == NULL) {
        refuse_without_memory(reading);
    }
    return room;
}

/* The same, to be written before it is read. */
static void *unset_room(cf_reading *reading, size_t count, size_t item_octets)
{
    void *room = cf_arena_take_unset(reading->arena, count, item_octets);
    if (room == NULL) {
        refuse_without_memory(reading);
    }
    return room;
}

static cf_octets keep(cf_reading *reading, cf_octets octets)
{
    cf_octets kept = cf_arena_copy(reading->arena, octets);
    if (kept.at == NULL) {
        refuse_without_memory(reading);
    }
    return kept;
}

cf_octets cf_reading_text(cf_reading *reading)
{
    cf_octets text = cf_json_string(reading->json);
    return cf_json_failed(reading->json) ? nothing : keep(reading, text);
}

static cf_octets decode_hex(cf_reading *reading, cf_octets text)
{
    uint8_t *out = unset_room(reading, text.len / 2, 1);
    if (out == NULL || cf_hex_decode(out, text, CF_HEX_UPPER, NULL) != CF_OK) {
        return nothing;
    }
    return cf_octets_of(out, text.len / 2);
}

static cf_octets decode_base64(cf_reading *reading, cf_octets text)
{
    uint8_t *out = unset_room(reading, cf_base64_decoded_max(text.len), 1);
    size_t len = 0;
    if (out == NULL || cf_base64_decode(out, &len, text, NULL) != CF_OK) {
        return nothing;
    }
    return cf_octets_of(out, len);
}

cf_octets cf_reading_hex(cf_reading *reading)
{
    cf_octets text = cf_json_string(reading->json);
    return cf_json_failed(reading->json) ? nothing : decode_hex(reading, text);
}

cf_octets cf_reading_base64(cf_reading *reading)
{
    cf_octets text = cf_json_string(reading->json);
    return cf_json_failed(reading->json) ? nothing : decode_base64(reading, text);
}

cf_octets cf_reading_octets(cf_reading *reading)
{
    return reading->code == CF_CODE_HEX ? cf_reading_hex(reading) : cf_reading_base64(reading);
}

cf_unchecked_element cf_reading_element(cf_reading *reading)
{
    return (cf_unchecked_element){ .octets = cf_reading_octets(reading) };
}

cf_unchecked_scalar cf_reading_scalar(cf_reading *reading)
{
    return (cf_unchecked_scalar){ .octets = cf_reading_octets(reading) };
}

cf_octets cf_reading_big_number(cf_reading *reading)
{
    cf_octets text = cf_json_string(reading->json);
    if (cf_json_failed(reading->json) || text.len == 0) {
        return nothing;
    }

    /* An odd count of digits gets a zero in front. */
    size_t digits = text.len + text.len % 2;
    uint8_t *out = unset_room(reading, digits, 1);
    if (out == NULL) {
        return nothing;
    }
    out[0] = '0';
    memcpy(out + text.len % 2, text.at, text.len);
    if (cf_hex_decode(out, cf_octets_of(out, digits), CF_HEX_EITHER, NULL) != CF_OK) {
        return nothing;
    }

    size_t zeros = 0;
    while (zeros < digits / 2 && out[zeros] == 0) {
        zeros++;
    }
    return cf_octets_of(out + zeros, digits / 2 - zeros);
}

uint32_t cf_reading_u32(cf_reading *reading)
{
    return (uint32_t)cf_json_integer(reading->json, UINT32_MAX);
}

uint32_t cf_reading_index(cf_reading *reading)
{
    const uint32_t index = cf_reading_u32(reading);
    if (index == 0 && !cf_json_failed(reading->json)) {
        cf_json_refuse(reading->json, CF_ERR_RANGE, "indices count from 1, found 0");
    }
    return index;
}

uint64_t cf_reading_skip(cf_reading *reading)
{
    cf_json *json = reading->json;
    cf_json_kind kind = cf_json_peek(json);
    if (kind != CF_JSON_OBJECT && kind != CF_JSON_ARRAY) {
        cf_json_skip(json);
        return cf_json_offset(json);
    }

    /* Entered here, since skipping leaves the reader at the offset of what stands innermost. */
    cf_octets key;
    bool is_object = kind == CF_JSON_OBJECT;
    is_object ? cf_json_object(json) : cf_json_array(json);
    uint64_t offset = cf_json_offset(json);
    while (is_object ? cf_json_member(json, &key) : cf_json_element(json)) {
        cf_json_skip(json);
    }
    return offset;
}

size_t cf_reading_word(cf_reading *reading, const char *what, const char *const *words,
                       size_t count)
{
    cf_octets word = cf_json_string(reading->json);
    if (cf_json_failed(reading->json)) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (cf_octets_equal(word, cf_octets_of_text(words[i]))) {
            return i;
        }
    }
    char shown[CF_NEAREST_WORD_MAX + 4];
    cf_utf8_for_people(shown, sizeof shown, word);
    const char *nearest = cf_nearest(word, words, count);
    cf_json_refuse(reading->json, CF_ERR_SYNTAX, "%s cannot be \"%s\"%s%s%s", what, shown,
                   nearest == NULL ? "" : " (near: \"", nearest == NULL ? "" : nearest,
                   nearest == NULL ? "" : "\")");
    return 0;
}

cf_octets cf_reading_id(cf_reading *reading, uint8_t room[CF_READING_ID_MAX])
{
    cf_octets text = cf_json_string(reading->json);
    if (cf_json_failed(reading->json)) {
        return nothing;
    }
    if (text.len > (size_t)2 * CF_READING_ID_MAX) {
        cf_json_refuse(reading->json, CF_ERR_LIMIT, "an identifier has more than %d octets",
                       CF_READING_ID_MAX);
        return nothing;
    }
    if (cf_hex_decode(room, text, CF_HEX_UPPER, NULL) != CF_OK) {
        return nothing;
    }
    return cf_octets_of(room, text.len / 2);
}

void cf_reading_check_count(cf_reading *reading, size_t count, size_t max, const char *what)
{
    if (count > max && !cf_json_failed(reading->json)) {
        cf_json_refuse(reading->json, CF_ERR_LIMIT, "there are more than %zu %s", max, what);
    }
}

void cf_reading_check_quorum(cf_reading *reading, uint32_t n, uint32_t k)
{
    if (cf_json_failed(reading->json)) {
        return;
    }
    if (n < 1 || n > CF_GUARDIANS_MAX) {
        cf_json_refuse(reading->json, CF_ERR_RANGE, "there can be 1 to %d guardians, found %u",
                       CF_GUARDIANS_MAX, (unsigned)n);
    } else if (k < 1 || k > n) {
        cf_json_refuse(reading->json, CF_ERR_RANGE,
                       "the quorum of %u guardians is from 1 to %u, found %u", (unsigned)n,
                       (unsigned)n, (unsigned)k);
    }
}

void cf_reading_stop_unless_ok(cf_reading *reading, cf_status status)
{
    if (status != CF_OK) {
        cf_json_refuse(reading->json, status, "who was told this stopped the reading");
    }
}

/*
 * The room doubles, so what is left behind in the arena is never more than what is used.  The items
 * that are there take 2 * room octets at least, so 2 * room fits; the arena refuses what room *
 * item_octets does not fit.
 */
static void make_room(cf_reading *reading, cf_list *list)
{
    size_t room = list->room == 0 ? 4 : 2 * list->room;
    void *items = unset_room(reading, room, list->item_octets);
    if (items == NULL) {
        return;
    }
    if (list->count > 0) {
        memcpy(items, list->items, list->count * list->item_octets);
    }
    list->items = items;
    list->room = room;
}

void cf_list_append(cf_reading *reading, cf_list *list, const void *item)
{
    if (list->count == list->room) {
        make_room(reading, list);
    }
    if (list->count == list->room || cf_json_failed(reading->json)) {
        return;
    }
    memcpy((uint8_t *)list->items + list->count * list->item_octets, item, list->item_octets);
    list->count++;
}
