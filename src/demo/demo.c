/*
 * demo/demo.c -- from a manifest to a finished record, one step after another.
 */
#define _POSIX_C_SOURCE 200809L /* mkdir */

#include "demo/inside.h"

#include "base/file.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#define DEMO_ARENA_OCTETS (UINT64_C(1) << 34)

void cf_demo_say(const cf_demo *demo, const char *format, ...)
{
    if (demo->options->say == NULL) {
        return;
    }
    char sentence[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    demo->options->say(demo->options->context, sentence);
}

cf_status cf_demo_no_memory(const cf_demo *demo)
{
    return cf_fault_set(demo->fault, CF_ERR_MEMORY, "", 0,
                        "there is no memory for an election of this size");
}

/* --- the folder --- */

static cf_status refuse_entry(void *context, const char *name, char kind)
{
    (void)kind;
    const cf_demo *demo = context;
    return cf_fault_set(demo->fault, CF_ERR_IO, demo->options->folder, 0,
                        "the folder is not empty: it holds \"%s\", and nothing is written over",
                        name);
}

/* Asked before an hour of encrypting, not when the last file is in the way. */
static cf_status check_empty(cf_demo *demo)
{
    cf_folder folder;
    cf_fault why = { 0 };
    cf_status status = cf_folder_open(&folder, demo->options->folder, &why);
    if (status != CF_OK) {
        return cf_fault_set(demo->fault, status, demo->options->folder, 0, "%s", why.what);
    }
    status = cf_folder_list(&folder, refuse_entry, demo, demo->fault);
    cf_folder_close(&folder);
    return status;
}

static cf_status make_folder(cf_demo *demo)
{
    const char *path = demo->options->folder;
    if (mkdir(path, 0777) == 0) {
        return CF_OK;
    }
    return errno == EEXIST ? check_empty(demo)
                           : cf_fault_set(demo->fault, CF_ERR_IO, path, 0,
                                          "cannot make the folder: %s", strerror(errno));
}

static cf_status open_writer(cf_demo *demo)
{
    const char *path = cf_arena_print(demo->arena, "%s/record", demo->options->folder);
    const cf_write_format format =
        demo->options->binary ? CF_WRITE_COUNTERFOIL_BINARY : CF_WRITE_COUNTERFOIL;
    return path == NULL ? cf_demo_no_memory(demo)
                        : cf_record_writer_open(path, format, &demo->writer, demo->fault);
}

/* --- what stands before the first ballot --- */

static cf_status write_setup(cf_demo *demo)
{
    cf_parameters parameters;
    cf_keys keys;
    cf_status status = cf_ceremony_publish(&demo->ceremony, demo->arena, &parameters);
    if (status == CF_OK) {
        status = cf_guardians_publish(&demo->keys, demo->claims, demo->arena, &keys);
    }
    if (status != CF_OK) {
        return cf_demo_no_memory(demo);
    }
    status = cf_record_write_parameters(demo->writer, &parameters, demo->fault);
    if (status == CF_OK) {
        status = cf_record_write_manifest(demo->writer, demo->manifest.file, demo->fault);
    }
    return status == CF_OK ? cf_record_write_keys(demo->writer, &keys, demo->fault) : status;
}

static cf_status begin_hints(cf_demo *demo)
{
    return demo->options->hints == NULL
               ? CF_OK
               : cf_record_writer_hints(demo->writer, demo->options->hints, &demo->keys.h_e,
                                        cf_group_element_octets(demo->keys.group), demo->fault);
}

static cf_status check_numbers(const cf_demo *demo)
{
    const cf_demo_options *options = demo->options;
    const bool fit = options->quorum >= 1 && options->quorum <= options->guardians
                     && options->guardians <= CF_DEMO_GUARDIANS_MAX;
    return fit ? CF_OK
               : cf_fault_set(demo->fault, CF_ERR_RANGE, "", 0,
                              "%u of %u guardians is no quorum; there can be %d guardians",
                              options->quorum, options->guardians, CF_DEMO_GUARDIANS_MAX);
}

/* Each step needs what those before it made. */
static cf_status run(cf_demo *demo)
{
    cf_status (*const steps[])(cf_demo *) = {
        cf_demo_manifest, open_writer,     cf_demo_votes_open,  cf_demo_ceremony, write_setup,
        begin_hints,      cf_demo_ballots, cf_demo_votes_close, cf_demo_tally,    cf_demo_openings
    };
    cf_status status = check_numbers(demo);
    if (status == CF_OK) {
        status = make_folder(demo);
    }
    for (size_t i = 0; status == CF_OK && i < sizeof steps / sizeof steps[0]; i++) {
        status = steps[i](demo);
    }
    return status == CF_OK ? cf_demo_expected(demo) : status;
}

static cf_status finish(cf_demo *demo, cf_status status)
{
    if (demo->writer != NULL && status == CF_OK) {
        status = cf_record_writer_close(demo->writer, demo->fault);
    } else if (demo->writer != NULL) {
        cf_record_writer_abandon(demo->writer);
    }
    if (demo->votes != NULL) {
        (void)fclose(demo->votes);
    }
    for (size_t i = 0; i < demo->kept_count; i++) {
        cf_arena_close(demo->kept[i].arena);
    }
    cf_demo_dismiss(demo);
    cf_arena_close(demo->scratch);
    cf_arena_close(demo->arena);
    return status;
}

cf_status cf_demo_run(const cf_demo_options *options, cf_fault *fault)
{
    cf_demo demo = {
        .options = options,
        .fault = fault,
        .arena = cf_arena_open(DEMO_ARENA_OCTETS),
        .scratch = cf_arena_open(DEMO_ARENA_OCTETS),
    };
    cf_seeded_root_init(&demo.root, options->seed);
    if (demo.arena == NULL || demo.scratch == NULL) {
        return finish(&demo, cf_demo_no_memory(&demo));
    }
    return finish(&demo, run(&demo));
}
