/*
 * record/members.c -- the search for a name starts after the last one found.
 *
 * Writers keep one order, so nearly every key is found at the first comparison.
 */
#include "record/members.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "record/complaints.h"

#include <stdio.h>
#include <string.h>

/* In a manifest, anything but an object is complained about and taken. */
static bool is_no_object(cf_reading *reading)
{
    if (reading->complaints == NULL || cf_json_peek(reading->json) == CF_JSON_OBJECT) {
        return false;
    }
    uint64_t offset = cf_reading_skip(reading);
    if (!cf_json_failed(reading->json)) {
        cf_complain(reading->complaints, CF_GRAVE, offset, "", "an object",
                    cf_octets_of_text("another value"), "");
    }
    return true;
}

cf_members cf_members_open(cf_reading *reading, const cf_member_table *table)
{
    cf_members members; /* `unknown` is long, and written before it is read */
    members.table = table;
    members.at = -1;
    members.seen = 0;
    members.unknown_count = 0;
    members.object = reading->object;
    members.stamped = 0;
    members.path_mark = 0;
    reading->object = NULL; /* of the first object alone */
    members.is_closed = is_no_object(reading);
    if (!members.is_closed) {
        cf_json_object(reading->json);
    }
    members.offset = cf_json_offset(reading->json);
    if (reading->complaints != NULL) {
        members.path_mark = cf_path_mark(reading->complaints);
    }
    return members;
}

/*
 * cf_json_key_is without measuring the name, since every member of every ballot is asked.  No key
 * has a zero in it, so the comparison ends with the name.
 */
static bool is_name(cf_octets key, const char *name)
{
    return key.len > 0 && key.at[0] == (uint8_t)name[0]
           && strncmp(name, (const char *)key.at, key.len) == 0 && name[key.len] == '\0';
}

static bool find(cf_members *members, cf_octets key)
{
    int at = members->at;
    for (int tries = 0; tries < members->table->count; tries++) {
        at = at + 1 < members->table->count ? at + 1 : 0;
        if (is_name(key, members->table->names[at])) {
            members->at = at;
            members->seen |= UINT32_C(1) << at;
            return true;
        }
    }
    return false;
}

/* A key that is longer than a word, or the fifth one, is nobody's slip that we would name. */
static void remember_unknown(cf_members *members, cf_octets key)
{
    if (members->unknown_count < CF_MEMBERS_UNKNOWN_KEPT && key.len <= CF_NEAREST_WORD_MAX) {
        char *kept = members->unknown[members->unknown_count++];
        cf_utf8_for_people(kept, sizeof members->unknown[0], key);
    }
}

static void complain_unknown(cf_reading *reading, const cf_members *members, cf_octets key)
{
    if (!cf_complaints_hear(reading->complaints, CF_REMARK)) {
        return;
    }
    const char *nearest = NULL;
    if (cf_complaints_want_nearest(reading->complaints)) {
        nearest = cf_nearest(key, members->table->names, (size_t)members->table->count);
    }
    char tail[CF_COMPLAINT_TEXT_MAX];
    (void)snprintf(tail, sizeof tail, "%s%.*s", reading->complaints->path[0] == '\0' ? "" : ".",
                   (int)key.len, (const char *)key.at);
    cf_complain(reading->complaints, CF_REMARK, cf_json_offset(reading->json), tail,
                "a member that the format knows", key, nearest == NULL ? "" : nearest);
}

static const char *nearest_unknown(const cf_members *members, const char *name)
{
    const char *unknown[CF_MEMBERS_UNKNOWN_KEPT];
    for (int i = 0; i < members->unknown_count; i++) {
        unknown[i] = members->unknown[i];
    }
    const char *nearest =
        cf_nearest(cf_octets_of_text(name), unknown, (size_t)members->unknown_count);
    return nearest == NULL ? "" : nearest;
}

static void refuse_missing(cf_reading *reading, const cf_members *members, const char *name)
{
    bool is_wanted = reading->complaints == NULL || cf_complaints_want_nearest(reading->complaints);
    const char *nearest = is_wanted ? nearest_unknown(members, name) : "";
    if (reading->complaints != NULL) {
        char expected[CF_COMPLAINT_TEXT_MAX];
        (void)snprintf(expected, sizeof expected, "a member \"%s\"", name);
        cf_complain(reading->complaints, CF_GRAVE, members->offset, "", expected,
                    cf_octets_of_text("none"), nearest);
        return;
    }
    cf_json_refuse(reading->json, CF_ERR_SHAPE, "%s lacks the member \"%s\"%s%s%s",
                   members->table->what, name, nearest[0] == '\0' ? "" : " (near: \"", nearest,
                   nearest[0] == '\0' ? "" : "\")");
}

static void refuse_missing_ones(cf_reading *reading, const cf_members *members)
{
    for (int at = 0; at < members->table->required; at++) {
        if (!cf_members_has(members, at)) {
            refuse_missing(reading, members, members->table->names[at]);
        }
    }
}

/* The path of a complaint about the value that comes next. */
static void lead_path(cf_reading *reading, const cf_members *members, const char *name)
{
    if (reading->complaints != NULL) {
        cf_path_back(reading->complaints, members->path_mark);
        cf_path_member(reading->complaints, name);
    }
}

static void lead_path_back(cf_reading *reading, const cf_members *members)
{
    if (reading->complaints != NULL) {
        cf_path_back(reading->complaints, members->path_mark);
    }
}

bool cf_members_next(cf_reading *reading, cf_members *members)
{
    lead_path_back(reading, members);
    cf_octets key;
    while (!members->is_closed && cf_json_member(reading->json, &key)) {
        if (find(members, key)) {
            lead_path(reading, members, members->table->names[members->at]);
            return true;
        }
        if (members->object != NULL && cf_stamp_take(reading, members, key)) {
            continue;
        }
        remember_unknown(members, key);
        if (reading->complaints != NULL) {
            complain_unknown(reading, members, key);
        }
        cf_json_skip(reading->json);
    }
    if (!members->is_closed && !cf_json_failed(reading->json)) {
        refuse_missing_ones(reading, members);
        const char *stamp = members->object == NULL ? NULL : cf_stamp_missing(members);
        if (stamp != NULL) {
            refuse_missing(reading, members, stamp);
        }
    }
    members->is_closed = true;
    return false;
}

void cf_members_pair(cf_reading *reading, const cf_member_table *table, cf_octets *first,
                     cf_octets *second)
{
    *first = *second = (cf_octets){ 0 };
    cf_members members = cf_members_open(reading, table);
    while (cf_members_next(reading, &members)) {
        *(members.at == 0 ? first : second) = cf_reading_octets(reading);
    }
}

cf_range_proof cf_members_range_proof(cf_reading *reading, const cf_member_table *table)
{
    cf_list c = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_list v = { .item_octets = sizeof(cf_unchecked_scalar) };
    cf_json_array(reading->json);
    while (cf_json_element(reading->json)) {
        cf_unchecked_scalar challenge;
        cf_unchecked_scalar response;
        cf_members_pair(reading, table, &challenge.octets, &response.octets);
        cf_list_append(reading, &c, &challenge);
        cf_list_append(reading, &v, &response);
    }
    return (cf_range_proof){ .count = v.count, .c = c.items, .v = v.items };
}
