/*
 * residue.c -- reads /proc/self/maps and then every octet that may be written.
 *
 * 16 consecutive octets hold one whole block of 8 that begins at a multiple of 8 in the
 * secret.  So each address is compared with the blocks only, through a filter of their low bits,
 * and only where a block is met one looks how far the likeness goes on both sides.
 *
 * Everything is static: the search must neither move the heap nor run over the stack below it.
 */
#define _DEFAULT_SOURCE

#include "residue.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)                            \
    || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

enum { BLOCK = 8, VEIL = 0x5a, GAP_OCTETS = 64 * 1024, MAPS_OCTETS = 1 << 18, PLACES_SAID = 20 };

static const uint64_t veil_block = 0x5a5a5a5a5a5a5a5a;

/* One way to write a secret, veiled. */
typedef struct form {
    const char *name;
    const char *order;
    size_t octets;
    uint8_t veiled[RESIDUE_OCTETS_MAX];
} form;

typedef struct span {
    uintptr_t begin;
    uintptr_t end;
} span;

static form forms[2 * RESIDUE_SECRETS_MAX];
static size_t form_count;
static span allowed[RESIDUE_SECRETS_MAX];
static size_t allowed_count;
static uint8_t filter[1 << 16]; /* by the low 16 bits of veiled blocks */
static char maps[MAPS_OCTETS];
static size_t place_count;

static void give_up(const char *why)
{
    fprintf(stderr, "residue: %s\n", why);
    abort();
}

bool residue_can_search(void)
{
#ifdef SANITIZED
    puts("NOT TESTED: no search for residues, a sanitizer keeps copies of its own");
    return false;
#elif defined(CF_COVERAGE)
    puts("NOT TESTED: no search for residues, counts of executed lines look like marks");
    return false;
#else
    bool can = access("/proc/self/maps", R_OK) == 0;
    if (!can) {
        puts("NOT TESTED: no search for residues without /proc/self/maps");
    }
    return can;
#endif
}

void residue_forget(void)
{
    memset(forms, 0, sizeof forms);
    memset(filter, 0, sizeof filter);
    form_count = 0;
    allowed_count = 0;
}

static uint64_t block_at(const uint8_t *octets)
{
    uint64_t block;
    memcpy(&block, octets, sizeof block);
    return block;
}

static void add_form(const char *name, const char *order, const uint8_t *secret, size_t octets,
                     bool backwards)
{
    form *added = &forms[form_count++];
    added->name = name;
    added->order = order;
    added->octets = octets;
    for (size_t i = 0; i < octets; i++) {
        added->veiled[i] = secret[backwards ? octets - 1 - i : i] ^ VEIL;
    }
    for (size_t i = 0; i + BLOCK <= octets; i += BLOCK) {
        filter[block_at(added->veiled + i) & 0xffff] = 1;
    }
}

/* Blocks of one octet are everywhere, above all those of zeros. */
static bool is_found_by_chance(const uint8_t *secret, size_t octets)
{
    for (size_t i = 0; i + BLOCK <= octets; i += BLOCK) {
        if (memcmp(secret + i, secret + i + 1, BLOCK - 1) == 0) {
            return true;
        }
    }
    return false;
}

void residue_watch(const char *name, const void *secret, size_t octets)
{
    if (octets < RESIDUE_OCTETS_MIN || octets > RESIDUE_OCTETS_MAX) {
        give_up("a secret of 16 to 64 octets can be watched");
    }
    if (is_found_by_chance(secret, octets)) {
        give_up("a secret with 8 octets that are the same cannot be told from memory at rest");
    }
    if (form_count == sizeof forms / sizeof *forms) {
        give_up("too many secrets");
    }
    add_form(name, "as it was watched", secret, octets, false);
    add_form(name, "in the other order", secret, octets, true);
}

void residue_allow(const void *at, size_t octets)
{
    if (allowed_count == sizeof allowed / sizeof *allowed) {
        give_up("too many allowances");
    }
    allowed[allowed_count++] = (span){ (uintptr_t)at, (uintptr_t)at + octets };
}

static __attribute__((noinline)) void run_below(void (*act)(void *), void *context,
                                                volatile uint8_t *gap)
{
    gap[0] = 0;
    act(context);
    gap[GAP_OCTETS - 1] = 0; /* the gap is ours until here */
}

__attribute__((noinline)) void residue_run(void (*act)(void *context), void *context)
{
    volatile uint8_t gap[GAP_OCTETS];
    run_below(act, context, gap);
}

static bool is_allowed(uintptr_t begin, uintptr_t end)
{
    for (size_t i = 0; i < allowed_count; i++) {
        if (begin >= allowed[i].begin && end <= allowed[i].end) {
            return true;
        }
    }
    return false;
}

/* How far form and memory are alike around the block at `offset`, which lies at `at`. */
static span alike_around(const form *secret, size_t offset, const uint8_t *at, span region)
{
    const uint8_t *begin = at;
    const uint8_t *end = at + BLOCK;
    size_t from = offset;
    size_t to = offset + BLOCK;
    while (from > 0 && (uintptr_t)begin > region.begin
           && (begin[-1] ^ VEIL) == secret->veiled[from - 1]) {
        begin--;
        from--;
    }
    while (to < secret->octets && (uintptr_t)end < region.end
           && (*end ^ VEIL) == secret->veiled[to]) {
        end++;
        to++;
    }
    return (span){ (uintptr_t)begin, (uintptr_t)end };
}

static void note(const form *secret, span found, const char *region_name)
{
    place_count++;
    if (place_count <= PLACES_SAID) {
        printf("RESIDUE: %zu octets of \"%s\", %s, at %#zx in %s\n",
               (size_t)(found.end - found.begin), secret->name, secret->order, (size_t)found.begin,
               region_name);
    }
}

/* at holds a block that passed the filter.  A long residue is noted once, at its first block. */
static void look_closely(const uint8_t *at, span region, const char *region_name)
{
    uint64_t block = block_at(at) ^ veil_block;
    for (size_t i = 0; i < form_count; i++) {
        for (size_t offset = 0; offset + BLOCK <= forms[i].octets; offset += BLOCK) {
            if (block_at(forms[i].veiled + offset) != block) {
                continue;
            }
            span found = alike_around(&forms[i], offset, at, region);
            bool is_first = (uintptr_t)at - found.begin < BLOCK;
            if (found.end - found.begin >= RESIDUE_OCTETS_MIN && is_first
                && !is_allowed(found.begin, found.end)) {
                note(&forms[i], found, region_name);
            }
        }
    }
}

static void search_region(span region, const char *region_name)
{
    const uint8_t *end = (const uint8_t *)region.end - BLOCK;
    for (const uint8_t *at = (const uint8_t *)region.begin; at <= end; at++) {
        if (filter[(block_at(at) ^ veil_block) & 0xffff] != 0) {
            look_closely(at, region, region_name);
        }
    }
}

/* The whole of /proc/self/maps, as text. */
static void read_maps(void)
{
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    size_t len = 0;
    ssize_t got = 1;
    while (file >= 0 && got > 0 && len < sizeof maps - 1) {
        got = read(file, maps + len, sizeof maps - 1 - len);
        len += got > 0 ? (size_t)got : 0;
    }
    if (file < 0 || got != 0) {
        give_up("/proc/self/maps cannot be read");
    }
    (void)close(file);
    maps[len] = 0;
}

/* "begin-end rw-p offset device inode   name": searched when it can be read and written. */
static void search_line(char *line)
{
    char *rest = NULL;
    span region;
    region.begin = (uintptr_t)strtoull(line, &rest, 16);
    region.end = (uintptr_t)strtoull(rest + 1, &rest, 16);
    const char *name = strpbrk(rest + 1, "/[");
    if (strncmp(rest, " rw", 3) == 0 && region.end - region.begin >= BLOCK) {
        search_region(region, name != NULL ? name : "anonymous memory");
    }
}

size_t residue_search(void)
{
    place_count = 0;
    read_maps();
    char *line = maps;
    while (*line != 0) {
        char *end = strchr(line, '\n');
        if (end == NULL) {
            give_up("/proc/self/maps ends within a line");
        }
        *end = 0;
        search_line(line);
        line = end + 1;
    }
    (void)fflush(stdout);
    return place_count;
}
