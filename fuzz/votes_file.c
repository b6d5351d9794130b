/*
 * fuzz/votes_file.c -- a manifest whose labels make trouble, and no column of it names two things.
 */
#include "votes_file.h"

#include "votes/rewrite.h"
#include "votes/town.h"

static const char MANIFEST[] =
    "{\"label\":\"Town\",\"contests\":["
    "{\"label\":\"Mayor\",\"selection_limit\":1,\"option_limit\":1,\"data_blocks\":1,"
    "\"options\":[\"Alice\",\"Bob\"]},"
    "{\"label\":\"a/b\",\"selection_limit\":2,\"option_limit\":2,\"data_blocks\":0,"
    "\"options\":[\"\\\"x\\\"\",\"y,z\"]}],"
    "\"ballot_styles\":[{\"label\":\"Full\",\"contests\":[1,2]},{\"label\":\"S\",\"contests\":[2]}]"
    "}";

void fuzz_votes_file(cf_votes_format format, cf_octets input)
{
    static const cf_manifest *manifest;
    rewrite_counts counts;
    if (manifest == NULL) {
        manifest = town_parse(MANIFEST);
    }
    (void)rewrite_check(manifest, format, input, &counts);
}
