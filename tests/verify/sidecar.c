#define _DEFAULT_SOURCE /* mkstemp */

#include "sidecar.h"

#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A name that nothing has. */
static sidecar_file free_place(void)
{
    sidecar_file file;
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(file.path, sizeof file.path, "%s/counterfoil-sidecar-XXXXXX",
                   temporary != NULL ? temporary : "/tmp");
    const int descriptor = mkstemp(file.path);
    assert_true(descriptor >= 0);
    assert_int_equal(close(descriptor), 0);
    assert_int_equal(unlink(file.path), 0);
    return file;
}

void sidecar_remove(const sidecar_file *file)
{
    assert_int_equal(unlink(file->path), 0);
}

/* --- reading --- */

/* What the head of the file is about: record/hints_layout.h. */
static cf_hints_subject subject_of(const sidecar_file *file)
{
    enum { HEAD = 64, WIDTH_AT = 12, H_E_AT = 16, COUNT_AT = 48 };
    uint8_t head[HEAD];
    cf_hints_subject subject = { .element_octets = 0 };
    FILE *in = fopen(file->path, "rb");
    assert_non_null(in);
    assert_int_equal(fread(head, 1, sizeof head, in), sizeof head);
    assert_int_equal(fclose(in), 0);
    memcpy(subject.h_e.octets, head + H_E_AT, CF_HASH_OCTETS);
    for (size_t i = 0; i < 4; i++) {
        subject.element_octets = subject.element_octets << 8 | head[WIDTH_AT + i];
    }
    for (size_t i = 0; i < 8; i++) {
        subject.ballot_count = subject.ballot_count << 8 | head[COUNT_AT + i];
    }
    return subject;
}

static sidecar load(const sidecar_file *file)
{
    const cf_hints_subject subject = subject_of(file);
    sidecar s = { subject.h_e, subject.element_octets, (size_t)subject.ballot_count, NULL };
    cf_hints *hints = NULL;
    cf_fault fault;
    cf_arena *arena = cf_arena_open((size_t)1 << 28);
    assert_non_null(arena);
    assert_int_equal(cf_hints_open(file->path, &subject, &hints, &fault), CF_OK);
    s.entries = calloc(s.count, sizeof *s.entries);
    assert_non_null(s.entries);
    for (size_t i = 0; i < s.count; i++) {
        cf_octets found;
        assert_int_equal(cf_hints_read(hints, i, (size_t)1 << 24, arena, &found), CF_OK);
        if (found.at != NULL && found.len > 0) {
            s.entries[i] = (sidecar_entry){ malloc(found.len), found.len };
            assert_non_null(s.entries[i].at);
            memcpy(s.entries[i].at, found.at, found.len);
        }
    }
    cf_hints_close(hints);
    cf_arena_close(arena);
    return s;
}

sidecar sidecar_of(const char *record)
{
    const sidecar_file file = free_place();
    cf_fault fault;
    cf_verify_hints hints = { 0 };
    cf_arena *arena = cf_arena_open((size_t)1 << 26);
    assert_non_null(arena);
    cf_report *report = cf_report_open(arena);
    assert_non_null(report);
    assert_int_equal(cf_hints_writer_open(file.path, &hints.writer, &fault), CF_OK);
    const cf_verify_options options = { .jobs = 2, .allow_toy = true, .hints = &hints };
    assert_int_equal(cf_verify_record(record, &options, report), CF_OK);
    assert_int_equal(hints.fault.status, CF_OK);
    cf_arena_close(arena);
    const sidecar s = load(&file);
    sidecar_remove(&file);
    return s;
}

void sidecar_drop(sidecar *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->entries[i].at);
    }
    free(s->entries);
}

uint8_t *sidecar_hint(const sidecar *s, size_t ballot, size_t hint)
{
    assert_true(ballot < s->count && (hint + 1) * s->element_octets <= s->entries[ballot].len);
    return s->entries[ballot].at + hint * s->element_octets;
}

/* --- writing --- */

sidecar_file sidecar_write(const sidecar *s)
{
    const sidecar_file file = free_place();
    cf_hints_writer *writer = NULL;
    cf_fault fault;
    assert_int_equal(cf_hints_writer_open(file.path, &writer, &fault), CF_OK);
    for (size_t i = 0; i < s->count; i++) {
        const cf_octets hints = cf_octets_of(s->entries[i].at, s->entries[i].len);
        assert_int_equal(cf_hints_write(writer, hints, &fault), CF_OK);
    }
    assert_int_equal(cf_hints_writer_close(writer, &s->h_e, s->element_octets, &fault), CF_OK);
    return file;
}
