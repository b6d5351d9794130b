/*
 * vault/encrypt.h -- encrypting a ballot.
 *
 *     cf_vault_encryptor_open(&keys, &manifest, &encryptor)
 *     cf_vault_device_open(&keys, name, chaining, &device)
 *     secrets = cf_arena_open_secret(CF_VAULT_BALLOT_SECRETS_OCTETS)              one a thread
 *     for each ballot:
 *         cf_vault_ballot_encrypt(encryptor, &plain, entropy, secrets, arena, &ballot)
 *         cf_vault_device_seal(&device, &ballot, arena)                           in order
 *     cf_vault_device_close(&device)
 *
 * What the marks are decides nothing that a watcher with a clock could see: an overvote, an empty
 * contest and a full one take the same steps.
 *
 *   memory   a ballot's spans live in the arena; the secrets of its making are wiped before
 *            return.  Memory for them is locked, which takes the system as long as some powers: it
 *            serves one ballot after another
 *   threads  an encryptor never changes while it encrypts; many threads may use one
 *   secrets  the plain ballot, xi_B and all that follows from it
 *   source   [EGDS21] 3.3, 3.4
 */
#ifndef CF_VAULT_ENCRYPT_H
#define CF_VAULT_ENCRYPT_H

#include "base/arena.h"
#include "base/entropy.h"
#include "base/fault.h"
#include "election/ceremony.h"
#include "election/plain_ballot.h"

typedef struct cf_vault_encryptor cf_vault_encryptor;

/* Builds tables for g, K and K'.  keys and manifest outlive it.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_vault_encryptor_open(const cf_election_keys *keys,
                                                const cf_manifest *manifest,
                                                cf_vault_encryptor **encryptor);
void cf_vault_encryptor_close(cf_vault_encryptor *encryptor);

/*
 * From now on ballots come with hints: what their proofs committed to, for the sidecar, in the
 * order of record/hints.h.  They are public, and more octets than the ballot.  Before the first
 * ballot, while no other thread uses the encryptor.
 */
void cf_vault_encryptor_give_hints(cf_vault_encryptor *encryptor);

/* A tray of powers is less than 1 MiB, one for proofs of 1,001 branches 3 MiB. */
enum { CF_VAULT_BALLOT_SECRETS_OCTETS = 1 << 23 };

/*
 * Encrypt everything but the code: identifiers, selections with range proofs, limit proofs, contest
 * data where the manifest asks for it, contest hashes, the encrypted nonce, and hints where the
 * encryptor gives them.  code and chaining_field stay empty.
 *
 * A contest whose marks exceed L together, or R in one option, is overvoted: all its selections
 * encrypt 0 and its contest data, if it has some, says so ([EGDS21] 3.3.3, 3.3.10).
 *
 *   secrets  an empty arena for secrets; wiped and empty again at return, also when this fails.
 *            CF_VAULT_BALLOT_SECRETS_OCTETS are enough for any ballot
 *   draws    id_B (32 octets), xi_B (32), for each contest in order: for each option its range
 *            proof, the limit proof, u of the contest data; then xi and u of the encrypted nonce
 *
 * CF_ERR_MEMORY, or what the entropy source returns.
 */
CF_MUST_CHECK cf_status cf_vault_ballot_encrypt(const cf_vault_encryptor *encryptor,
                                                const cf_plain_ballot *plain,
                                                const cf_entropy_source *entropy, cf_arena *secrets,
                                                cf_arena *arena, cf_ballot *out);

/*
 * The encrypting device: it gives codes, in the order in which ballots are sealed.  Chained, each
 * code covers the one before: the record then shows the order of that device's voters.
 */
typedef struct cf_vault_device {
    cf_octets name; /* S_device, the caller's */
    bool chained;
    cf_hash h_e;
    cf_hash h_di;
    cf_hash h_0;      /* chained */
    cf_hash previous; /* chained: the last code */
    uint64_t sealed;  /* ballots so far */
} cf_vault_device;

void cf_vault_device_open(const cf_election_keys *keys, cf_octets name, bool chained,
                          cf_vault_device *device);

/* Fill chaining_field and code.  CF_ERR_MEMORY. */
CF_MUST_CHECK cf_status cf_vault_device_seal(cf_vault_device *device, cf_ballot *ballot,
                                             cf_arena *arena);

/* The closing hash of a chain.  CF_ERR_RANGE: the device is not chained, or sealed nothing. */
CF_MUST_CHECK cf_status cf_vault_device_close(const cf_vault_device *device, cf_hash *closing);

#endif
