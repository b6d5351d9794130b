/*
 * fuzz/standalone_main.c -- a fuzz target as a regression test, without libFuzzer.
 *
 * Runs LLVMFuzzerTestOneInput over every file named, and over every file of every folder named.  A
 * target says that something is wrong by abort(), so to come to the end is to pass; but to have met
 * no file at all is to fail.
 */
#define _DEFAULT_SOURCE /* scandir */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1 << 20 };

static size_t run_file(const char *path)
{
    static uint8_t octets[INPUT_MAX];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    size_t len = fread(octets, 1, sizeof octets, file);
    (void)fclose(file);

    /* Exactly as large as the input, so that a read past it is seen. */
    uint8_t *input = malloc(len > 0 ? len : 1);
    if (input == NULL) {
        exit(EXIT_FAILURE);
    }
    for (size_t i = 0; i < len; i++) {
        input[i] = octets[i];
    }
    (void)LLVMFuzzerTestOneInput(input, len);
    free(input);
    return 1;
}

static size_t run_folder(const char *path)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    size_t done = 0;
    for (int i = 0; i < count; i++) {
        char below[4096];
        (void)snprintf(below, sizeof below, "%s/%s", path, entries[i]->d_name);
        struct stat found;
        if (stat(below, &found) == 0 && S_ISREG(found.st_mode)) {
            done += run_file(below);
        }
        free(entries[i]);
    }
    free(entries);
    return done;
}

int main(int argc, char **argv)
{
    size_t done = 0;
    for (int i = 1; i < argc; i++) {
        struct stat found;
        if (stat(argv[i], &found) != 0) {
            perror(argv[i]);
            return EXIT_FAILURE;
        }
        done += S_ISDIR(found.st_mode) ? run_folder(argv[i]) : run_file(argv[i]);
    }
    printf("%zu inputs\n", done);
    return done > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
