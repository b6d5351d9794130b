/*
 * combine/task_hashes.c -- what is hashed of a task, by its kind.
 *
 * The specification gives the decryption of a ballot's nonce no proof, so that a wrong part of it
 * could not be told from a right one.  We prove it as contest data of the contest 0, which no
 * manifest has: the hashes are the same, and none of them can be mistaken for one of contest data.
 */
#include "combine/task_hashes.h"

#include "crypto/eg21.h"

void cf_decryption_commit(const cf_election_keys *keys, const cf_decryption_task *task,
                          uint32_t index, const cf_available *available, const cf_element *a_i,
                          const cf_element *b_i, const cf_element *m_i, cf_hash *d)
{
    if (task->kind == CF_DECRYPT_TOTAL) {
        cf_eg21_tally_commitment(&task->key_hash, keys->group, task->contest_index,
                                 task->option_index, index, &task->base, &task->masked, a_i, b_i,
                                 m_i, available->count, available->indices, d);
        return;
    }
    cf_hmac_key h_i;
    cf_hmac_key_init(&h_i, task->key_hash.octets, CF_HASH_OCTETS);
    cf_eg21_data_commitment(&h_i, keys->group, task->contest_index, index, task->c0, task->c1,
                            task->c2_c, task->c2_v, a_i, b_i, m_i, available->count,
                            available->indices, d);
}

void cf_task_challenge(const cf_group *group, const cf_decryption_task *task, const cf_element *a,
                       const cf_element *b, const cf_element *m, cf_scalar *c)
{
    cf_transcript transcript;
    if (task->kind == CF_DECRYPT_TOTAL) {
        cf_eg21_tally_challenge(&transcript, &task->key_hash, task->contest_index,
                                task->option_index, group, &task->base, &task->masked);
    } else {
        cf_hmac_key h_i;
        cf_hmac_key_init(&h_i, task->key_hash.octets, CF_HASH_OCTETS);
        cf_eg21_data_decryption_challenge(&transcript, &h_i, task->contest_index, task->c0,
                                          task->c1, task->c2_c, task->c2_v);
    }
    cf_transcript_elements(&transcript, group, 1, a);
    cf_transcript_elements(&transcript, group, 1, b);
    cf_transcript_elements(&transcript, group, 1, m);
    cf_transcript_close_scalar(&transcript, group, c);
}
