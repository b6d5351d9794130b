/*
 * examples/make_keys.c -- three guardians make the keys of an election; any two of them can decrypt.
 *
 *     make_keys MANIFEST OUT
 *
 * OUT becomes a record of parameters, manifest and keys, all that a voting machine needs.  Here the
 * guardians sit in one program and forget their secrets when it ends, so nobody can ever count what
 * is encrypted to these keys.  In an election each guardian runs on a machine of its own, and only
 * what is published or sent below leaves it.
 */
#include "base/file.h"
#include "combine/guardians.h"
#include "record/write.h"
#include "vault/guardian.h"

#include <stdio.h>

enum { GUARDIANS = 3, QUORUM = 2, ARENA_OCTETS = 1 << 28, MANIFEST_OCTETS_MAX = 1 << 24 };

typedef struct ceremony {
    cf_arena *arena;
    cf_octets manifest_file; /* its exact octets: they are hashed into everything that follows */
    cf_ceremony agreed;
    cf_vault_guardian *guardians[GUARDIANS]; /* each one's own, with its secrets */
    cf_guardian published[GUARDIANS];
    cf_guardian_key admitted[GUARDIANS]; /* what was published, after everybody checked it */
    cf_election_keys keys;
    cf_record_writer *writer;
    cf_fault fault;
} ceremony;

static bool read_manifest(ceremony *c, const char *path)
{
    cf_file file;
    cf_manifest manifest;
    if (cf_file_open_path(&file, path, &c->fault) != CF_OK) {
        return false;
    }
    const cf_status status =
        cf_file_read_all(&file, path, MANIFEST_OCTETS_MAX, c->arena, &c->manifest_file, &c->fault);
    cf_file_close(&file);
    return status == CF_OK
           && cf_manifest_parse(c->manifest_file, path, c->arena, &manifest, &c->fault) == CF_OK
           && cf_ceremony_init(cf_group_standard(), GUARDIANS, QUORUM, c->manifest_file, &c->agreed,
                               &c->fault)
                  == CF_OK;
}

/* A guardian draws its secrets and publishes; everybody checks what it published. */
static bool draw(ceremony *c, uint32_t i)
{
    static const char *const names[GUARDIANS] = { "Red", "Blue", "Neutral" };
    return cf_vault_guardian_draw(&c->agreed, i + 1, cf_octets_of_text(names[i]),
                                  &cf_entropy_system, c->arena, &c->guardians[i], &c->published[i])
               == CF_OK
           && cf_guardian_admit(&c->agreed, i + 1, &c->published[i], c->arena, &c->admitted[i],
                                &c->fault)
                  == CF_OK;
}

/* A guardian sends another its share, encrypted; who gets a bad one can prove it to all. */
static bool send_share(ceremony *c, uint32_t from, uint32_t to)
{
    cf_encrypted_share sent;
    cf_share_defect defect = CF_SHARE_ABSENT;
    cf_share_complaint complaint;
    return cf_vault_share_make(c->guardians[from], &c->admitted[to], &cf_entropy_system, c->arena,
                               &sent)
               == CF_OK
           && cf_vault_share_accept(c->guardians[to], &c->admitted[from], &sent, &cf_entropy_system,
                                    c->arena, &defect, &complaint)
                  == CF_OK
           && defect == CF_SHARE_GOOD;
}

static bool hold(ceremony *c)
{
    bool good = true;
    for (uint32_t i = 0; i < GUARDIANS; i++) {
        good = good && draw(c, i);
    }
    for (uint32_t pair = 0; pair < GUARDIANS * GUARDIANS; pair++) {
        const uint32_t from = pair / GUARDIANS;
        const uint32_t to = pair % GUARDIANS;
        good = good && (from == to || send_share(c, from, to));
    }
    good = good
           && cf_guardians_combine(&c->agreed, c->admitted, c->arena, &c->keys, &c->fault) == CF_OK;
    for (uint32_t i = 0; i < GUARDIANS; i++) { /* each holds its shares against the joint keys */
        good = good && cf_vault_guardian_finish(c->guardians[i], &c->keys, &c->fault) == CF_OK;
    }
    return good;
}

static bool write_pieces(ceremony *c)
{
    cf_parameters parameters;
    cf_keys keys;
    return cf_ceremony_publish(&c->agreed, c->arena, &parameters) == CF_OK
           && cf_guardians_publish(&c->keys, c->published, c->arena, &keys) == CF_OK
           && cf_record_write_parameters(c->writer, &parameters, &c->fault) == CF_OK
           && cf_record_write_manifest(c->writer, c->manifest_file, &c->fault) == CF_OK
           && cf_record_write_keys(c->writer, &keys, &c->fault) == CF_OK;
}

static bool write_election(ceremony *c, const char *path)
{
    if (cf_record_writer_open(path, CF_WRITE_COUNTERFOIL, &c->writer, &c->fault) != CF_OK) {
        return false;
    }
    if (!write_pieces(c)) {
        cf_record_writer_abandon(c->writer);
        return false;
    }
    return cf_record_writer_close(c->writer, &c->fault) == CF_OK;
}

int main(int argc, char **argv)
{
    ceremony c = { .arena = cf_arena_open(ARENA_OCTETS) };
    if (argc != 3 || c.arena == NULL) {
        fprintf(stderr, "usage: make_keys MANIFEST OUT\n");
        return 2;
    }
    const bool good = read_manifest(&c, argv[1]) && hold(&c) && write_election(&c, argv[2]);
    if (good) {
        printf("%s: %d guardians, any %d of whom could decrypt\n", argv[2], GUARDIANS, QUORUM);
    } else {
        fprintf(stderr, "make_keys: no keys were made. %s %s\n", c.fault.file, c.fault.what);
    }
    for (uint32_t i = 0; i < GUARDIANS; i++) {
        cf_vault_guardian_close(c.guardians[i]);
    }
    cf_arena_close(c.arena);
    return good ? 0 : 2;
}
