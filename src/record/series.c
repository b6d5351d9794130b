/*
 * record/series.c -- names or lines.
 */
#include "record/series.h"

cf_status cf_series_seal(cf_series *series, cf_fault *fault)
{
    return series->object == NULL ? cf_names_seal(&series->names, fault) : CF_OK;
}

const char *cf_series_file(const cf_series *series, uint32_t number, cf_arena *arena)
{
    if (series->object == NULL) {
        return cf_names_path(&series->names, number, arena);
    }
    const cf_lines_place place = cf_lines_find(&series->lines, number);
    char name[CF_BATCH_NAME_MAX];
    cf_batch_name(name, series->lines.folder, series->lines.form, place.batch);
    return cf_arena_print(arena, "%s:%u", name, place.line);
}

const char *cf_series_folder(const cf_series *series, uint32_t number)
{
    return series->object == NULL ? cf_names_folder(&series->names, number)->path
                                  : series->lines.folder;
}
