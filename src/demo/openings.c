/*
 * demo/openings.c -- challenged ballots are opened, names that were written in are read.
 *
 * Both in the order of identifiers: the record says nothing about the order of voting.
 */
#include "demo/inside.h"

#include "vault/decryption.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
    const cf_demo_kept *left = a;
    const cf_demo_kept *right = b;
    return cf_octets_order(left->ballot.id, right->ballot.id);
}

static cf_status task_of(cf_demo *demo, const cf_demo_kept *kept, cf_decryption_task *task)
{
    if (kept->is_opened) {
        return cf_task_of_nonce(&demo->keys, demo->unopened, &kept->ballot, demo->arena, task,
                                demo->fault);
    }
    return cf_task_of_data(&demo->keys, &demo->manifest, &kept->ballot, kept->written_in,
                           demo->arena, task, demo->fault);
}

static cf_status write_opened(cf_demo *demo, const cf_decryption_rounds *rounds, size_t task,
                              const cf_demo_kept *kept)
{
    cf_opened_ballot opened;
    cf_status status = cf_vault_ballot_open(rounds, task, &demo->manifest, &kept->ballot,
                                            demo->arena, &opened, demo->fault);
    return status == CF_OK ? cf_record_write_opened(demo->writer, &opened, demo->fault) : status;
}

static cf_status write_data(cf_demo *demo, const cf_decryption_rounds *rounds, size_t task,
                            const cf_decryption_proof *proof, const cf_demo_kept *kept)
{
    cf_opened_data data;
    cf_status status = cf_data_publish(rounds, task, proof, kept->ballot.id, demo->arena, &data);
    if (status != CF_OK) {
        return cf_fault_set(demo->fault, status, "", 0, "written-in names could not be read");
    }
    return cf_record_write_opened_data(demo->writer, &data, demo->fault);
}

/* All of one kind: the openings of ballots are written before the data of contests. */
static cf_status decrypt_kind(cf_demo *demo, bool opened, const char *purpose)
{
    const cf_demo_kept *chosen[CF_DEMO_KEPT_MAX];
    cf_decryption_task tasks[CF_DEMO_KEPT_MAX];
    size_t count = 0;
    cf_status status = CF_OK;
    for (size_t i = 0; status == CF_OK && i < demo->kept_count; i++) {
        if (demo->kept[i].is_opened == opened) {
            chosen[count] = &demo->kept[i];
            status = task_of(demo, chosen[count], &tasks[count]);
            count++;
        }
    }
    if (status != CF_OK || count == 0) {
        return status;
    }
    cf_decryption_rounds rounds;
    cf_decryption_proof *proofs;
    status = cf_demo_decrypt(demo, purpose, count, tasks, &rounds, &proofs);
    for (size_t i = 0; status == CF_OK && i < count; i++) {
        status = opened ? write_opened(demo, &rounds, i, chosen[i])
                        : write_data(demo, &rounds, i, &proofs[i], chosen[i]);
    }
    return status;
}

cf_status cf_demo_openings(cf_demo *demo)
{
    qsort(demo->kept, demo->kept_count, sizeof demo->kept[0], by_id);
    cf_status status = decrypt_kind(demo, true, "nonces");
    if (status == CF_OK) {
        status = decrypt_kind(demo, false, "data");
    }
    if (status == CF_OK) {
        cf_demo_say(demo, "Openings: %zu challenged ballots opened, %zu written-in names read.",
                    demo->challenged, demo->written_in);
    }
    return status;
}
