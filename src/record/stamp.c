/*
 * record/stamp.c -- what an object of the format "counterfoil" says of itself.
 *
 *     "format_version":1,"object":"ballot","spec_version":"v2.1.0"
 *
 * A version that we do not know is refused by name, before its members are misunderstood.  Where the
 * specification's version is a member of the table, it is a claim, and a check judges it.
 */
#include "record/members.h"

enum { FORMAT_VERSION, OBJECT, SPEC_VERSION, STAMPS };

static const char *const names[STAMPS] = { "format_version", "object", "spec_version" };
static const char SPEC[] = "v2.1.0";

static void take_format_version(cf_reading *reading)
{
    const uint64_t version = cf_json_integer(reading->json, UINT64_MAX);
    if (!cf_json_failed(reading->json) && version != CF_FORMAT_VERSION) {
        cf_json_refuse(reading->json, CF_ERR_UNSUPPORTED,
                       "the format's version is %llu; version %d is read",
                       (unsigned long long)version, CF_FORMAT_VERSION);
    }
}

static void take_object(cf_reading *reading, const char *wanted)
{
    const cf_octets object = cf_json_string(reading->json);
    if (!cf_json_failed(reading->json) && !cf_json_key_is(object, wanted)) {
        cf_json_refuse(reading->json, CF_ERR_SHAPE, "expected the object \"%s\", found \"%.*s\"",
                       wanted, (int)(object.len < 64 ? object.len : 64), (const char *)object.at);
    }
}

static void take_spec_version(cf_reading *reading)
{
    const cf_octets version = cf_json_string(reading->json);
    if (!cf_json_failed(reading->json) && !cf_json_key_is(version, SPEC)) {
        cf_json_refuse(reading->json, CF_ERR_UNSUPPORTED,
                       "the specification's version is \"%.*s\"; \"%s\" is read",
                       (int)(version.len < 64 ? version.len : 64), (const char *)version.at, SPEC);
    }
}

bool cf_stamp_take(cf_reading *reading, cf_members *members, cf_octets key)
{
    int at = 0;
    while (at < STAMPS && !cf_json_key_is(key, names[at])) {
        at++;
    }
    switch (at) {
    case FORMAT_VERSION:
        take_format_version(reading);
        break;
    case OBJECT:
        take_object(reading, members->object);
        break;
    case SPEC_VERSION:
        take_spec_version(reading);
        break;
    default:
        return false;
    }
    members->stamped |= 1U << at;
    return true;
}

static bool is_in_table(const cf_member_table *table, const char *name)
{
    for (int i = 0; i < table->count; i++) {
        if (cf_json_key_is(cf_octets_of_text(name), table->names[i])) {
            return true;
        }
    }
    return false;
}

const char *cf_stamp_missing(const cf_members *members)
{
    for (int at = 0; at < STAMPS; at++) {
        if ((members->stamped >> at & 1U) == 0 && !is_in_table(members->table, names[at])) {
            return names[at];
        }
    }
    return NULL;
}
