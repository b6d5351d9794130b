/*
 * demo/ceremony.c -- guardians of rival sides make the keys of one election.
 *
 * Who belongs to which side only shows in their names: the last guardian is a neutral one, two
 * parties share the rest.
 */
#include "demo/inside.h"

static const char *name_of(const cf_demo *demo, uint32_t index)
{
    const uint32_t n = demo->options->guardians;
    const uint32_t red = n < 3 ? (n + 1) / 2 : n / 2;
    if (index <= red) {
        return cf_arena_print(demo->arena, "Red %u", index);
    }
    if (index < n || n < 3) {
        return cf_arena_print(demo->arena, "Blue %u", index - red);
    }
    return cf_arena_print(demo->arena, "Neutral");
}

/* Each draws its secrets and publishes; everybody checks what it published. */
static cf_status draw(cf_demo *demo, cf_guardian_key *keys)
{
    cf_status status = CF_OK;
    for (uint32_t i = 1; status == CF_OK && i <= demo->ceremony.n; i++) {
        const char *name = name_of(demo, i);
        if (name == NULL) {
            return cf_demo_no_memory(demo);
        }
        cf_seeded_stream stream;
        const cf_entropy_source entropy = cf_seeded_source(&demo->root, "guardian", i, &stream);
        status = cf_vault_guardian_draw(&demo->ceremony, i, cf_octets_of_text(name), &entropy,
                                        demo->arena, &demo->guardians[i - 1], &demo->claims[i - 1]);
        if (status != CF_OK) {
            return cf_fault_set(demo->fault, status, "", 0,
                                "guardian %u could not draw its secrets", i);
        }
        status = cf_guardian_admit(&demo->ceremony, i, &demo->claims[i - 1], demo->arena,
                                   &keys[i - 1], demo->fault);
    }
    return status;
}

static cf_status hand_over(cf_demo *demo, const cf_guardian_key *keys, uint32_t from, uint32_t to)
{
    cf_seeded_stream stream;
    const cf_entropy_source entropy = cf_seeded_source(
        &demo->root, "share", (uint64_t)from * (CF_DEMO_GUARDIANS_MAX + 1) + to, &stream);
    cf_encrypted_share share;
    cf_share_complaint complaint;
    cf_share_defect defect = CF_SHARE_ABSENT;
    cf_status status = cf_vault_share_make(demo->guardians[from - 1], &keys[to - 1], &entropy,
                                           demo->scratch, &share);
    if (status == CF_OK) {
        status = cf_vault_share_accept(demo->guardians[to - 1], &keys[from - 1], &share, &entropy,
                                       demo->scratch, &defect, &complaint);
    }
    cf_arena_reset(demo->scratch);
    if (status != CF_OK) {
        return cf_fault_set(demo->fault, status, "", 0,
                            "the share of guardian %u for guardian %u could not be made or read",
                            from, to);
    }
    return defect == CF_SHARE_GOOD
               ? CF_OK
               : cf_fault_set(demo->fault, CF_ERR_SHAPE, "", 0,
                              "guardian %u refuses the share of guardian %u: it %s", to, from,
                              cf_share_defect_phrase(defect));
}

static cf_status hand_over_all(cf_demo *demo, const cf_guardian_key *keys)
{
    cf_status status = CF_OK;
    for (uint32_t from = 1; from <= demo->ceremony.n; from++) {
        for (uint32_t to = 1; status == CF_OK && to <= demo->ceremony.n; to++) {
            status = from == to ? CF_OK : hand_over(demo, keys, from, to);
        }
    }
    return status;
}

static cf_status finish(cf_demo *demo)
{
    cf_status status = CF_OK;
    for (uint32_t i = 0; status == CF_OK && i < demo->ceremony.n; i++) {
        status = cf_vault_guardian_finish(demo->guardians[i], &demo->keys, demo->fault);
    }
    return status;
}

cf_status cf_demo_ceremony(cf_demo *demo)
{
    const cf_demo_options *options = demo->options;
    cf_status status = cf_ceremony_init(options->group, options->guardians, options->quorum,
                                        demo->manifest.file, &demo->ceremony, demo->fault);
    if (status != CF_OK) {
        return status;
    }
    demo->claims = cf_arena_take(demo->arena, options->guardians, sizeof *demo->claims);
    cf_guardian_key *keys = cf_arena_take(demo->arena, options->guardians, sizeof *keys);
    demo->guardians = cf_arena_take(demo->arena, options->guardians, sizeof(cf_vault_guardian *));
    if (demo->claims == NULL || keys == NULL || demo->guardians == NULL) {
        return cf_demo_no_memory(demo);
    }
    status = draw(demo, keys);
    if (status == CF_OK) {
        status = hand_over_all(demo, keys);
    }
    if (status == CF_OK) {
        status = cf_guardians_combine(&demo->ceremony, keys, demo->arena, &demo->keys, demo->fault);
    }
    if (status == CF_OK) {
        status = finish(demo);
    }
    if (status == CF_OK) {
        cf_demo_say(demo,
                    "Keys: %u guardians, any %u of whom can decrypt; every share was checked.",
                    options->guardians, options->quorum);
    }
    return status;
}

void cf_demo_dismiss(cf_demo *demo)
{
    for (uint32_t i = 0; demo->guardians != NULL && i < demo->options->guardians; i++) {
        cf_vault_guardian_close(demo->guardians[i]);
    }
    demo->guardians = NULL;
}
