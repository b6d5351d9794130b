/*
 * record/draft_values.c -- look before taking, so that a wrong value ends nothing.
 */
#include "record/manifest_draft.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Whether a value of this kind comes next; any other is complained about and taken. */
static bool expect(cf_reading *reading, cf_json_kind kind)
{
    cf_json_kind found = cf_json_peek(reading->json);
    if (found == kind) {
        return true;
    }
    uint64_t offset = cf_reading_skip(reading);
    if (!cf_json_failed(reading->json)) {
        cf_complain(reading->complaints, CF_GRAVE, offset, "", cf_json_kind_name(kind),
                    cf_octets_of_text(cf_json_kind_name(found)), "");
    }
    return false;
}

cf_draft_text cf_draft_read_text(cf_reading *reading, bool may_be_empty)
{
    cf_draft_text out = { 0 };
    if (!expect(reading, CF_JSON_STRING)) {
        return out;
    }
    out.text = cf_reading_text(reading);
    out.offset = cf_json_offset(reading->json);
    if (out.text.at != NULL && out.text.len == 0 && !may_be_empty) {
        cf_complain(reading->complaints, CF_GRAVE, out.offset, "", "a text that is not empty",
                    cf_octets_of_text("an empty text"), "");
        out.text.at = NULL;
    }
    return out;
}

/*
 * The number that starts at the front of a text; false when it is not made of digits or does not
 * fit.
 */
static bool parse_digits(cf_octets text, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t digit = (uint8_t)(text.at[i] - '0');
        if (digit > 9 || *value > (UINT64_MAX - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
    }
    return text.len > 0;
}

/*
 * The characters of the number that was taken last: the reader has found that it is one, so its end
 * is plain.
 */
static cf_octets number_text(const cf_reading *reading)
{
    cf_octets document = reading->complaints->document;
    size_t start = (size_t)cf_json_offset(reading->json);
    size_t end = start;
    while (end < document.len && strchr("+-.0123456789eE", document.at[end]) != NULL
           && document.at[end] != '\0') {
        end++;
    }
    return cf_octets_of(document.at + start, end - start);
}

cf_draft_number cf_draft_read_number(cf_reading *reading, uint64_t min, uint64_t max)
{
    cf_draft_number out = { 0 };
    if (!expect(reading, CF_JSON_NUMBER)) {
        return out;
    }
    cf_json_skip(reading->json);
    if (cf_json_failed(reading->json)) {
        return out;
    }
    out.offset = cf_json_offset(reading->json);
    cf_octets text = number_text(reading);
    if (!parse_digits(text, &out.value) || out.value < min || out.value > max) {
        char expected[CF_COMPLAINT_TEXT_MAX];
        (void)snprintf(expected, sizeof expected, "a whole number from %" PRIu64 " to %" PRIu64,
                       min, max);
        cf_complain(reading->complaints, CF_GRAVE, out.offset, "", expected, text, "");
        out.value = 0;
    }
    return out;
}

cf_draft_elements cf_draft_open_list(cf_reading *reading)
{
    cf_draft_elements elements = { .is_list = expect(reading, CF_JSON_ARRAY) };
    if (elements.is_list) {
        cf_json_array(reading->json);
    }
    elements.mark = cf_path_mark(reading->complaints);
    return elements;
}

bool cf_draft_next(cf_reading *reading, cf_draft_elements *elements)
{
    cf_path_back(reading->complaints, elements->mark);
    if (!elements->is_list || !cf_json_element(reading->json)) {
        return false;
    }
    cf_path_element(reading->complaints, elements->position++);
    return true;
}

cf_list cf_draft_read_texts(cf_reading *reading)
{
    cf_list list = { .item_octets = sizeof(cf_draft_text) };
    cf_draft_elements elements = cf_draft_open_list(reading);
    while (cf_draft_next(reading, &elements)) {
        cf_draft_text text = cf_draft_read_text(reading, false);
        cf_list_append(reading, &list, &text);
    }
    return list;
}
