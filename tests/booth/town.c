/*
 * tests/booth/town.c -- files are copied, and changed by their text.
 */
#include "booth/town.h"

#include "record/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ELECTION CF_SOURCE_DIR "/tests/vectors/records/cs21-toy"

enum { FILE_OCTETS_MAX = 1 << 16 };

static const char *folder;

int town_set(void **state)
{
    (void)state;
    folder = cf_scene_set();
    cf_scene_copy(ELECTION, "");
    return 0;
}

int town_strike(void **state)
{
    (void)state;
    cf_scene_strike();
    return 0;
}

const char *town_folder(void)
{
    return folder;
}

const char *town_below(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void town_change(const char *file, const char *from, const char *to)
{
    static char text[FILE_OCTETS_MAX];
    static char changed[2 * FILE_OCTETS_MAX];
    FILE *open = fopen(town_below(file), "rb");
    assert_non_null(open);
    text[fread(text, 1, sizeof text - 1, open)] = '\0';
    fclose(open);
    const char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    cf_scene_put(file, changed);
}

cf_booth *town_booth(bool chained, const cf_entropy_source *entropy)
{
    const cf_booth_options options = { .election = folder,
                                       .device = "Table 7",
                                       .chained = chained,
                                       .allow_toy = true,
                                       .entropy = entropy };
    cf_booth *booth = NULL;
    cf_fault fault = { .status = CF_OK };
    if (cf_booth_open(&options, &booth, &fault) != CF_OK) {
        fail_msg("%s %s", fault.file, fault.what);
    }
    return booth;
}

cf_booth_ballot town_encrypt(cf_booth *booth, const char *json)
{
    cf_booth_ballot made = { .code = NULL };
    cf_fault fault = { .status = CF_OK };
    if (cf_booth_encrypt(booth, cf_octets_of_text(json), &made, &fault) != CF_OK) {
        fail_msg("%s", fault.what);
    }
    return made;
}
