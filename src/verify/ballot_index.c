/*
 * verify/ballot_index.c -- 40 octets a ballot, and a table of numbers that finds them.
 *
 *     entries   one a ballot, by number
 *     slots     1.25 for each ballot: number + 1 of a ballot, 0 for none; open addressing, next slot on collision
 *
 * Nothing is ever removed, so a search ends at the first empty slot, and a fifth of the slots is empty.
 */
#include "verify/ballot_index.h"

#include "base/arena.h"
#include "base/entropy.h"

enum {
    DIGEST_OCTETS = 10, /* any two ballots are compared */
    TAG_OCTETS = 8,     /* one is compared with one */
    KEY_OCTETS = 32,

    FORM_BITS = 2,
    FORM_MASK = (1 << FORM_BITS) - 1,

    /* Bits of flags. */
    FLAG_READ = 1 << 0,
    FLAG_HAS_ID = 1 << 1,
    FLAG_HAS_LINK = 1 << 2,
    FLAG_HAS_CODE = 1 << 3,
    FLAG_HAS_CONTENT = 1 << 4,
    FLAG_MARK_FIRST = 1 << 5, /* one bit each for the marks, from here */
};

typedef struct digest {
    uint8_t octets[DIGEST_OCTETS];
} digest;

typedef struct tag {
    uint8_t octets[TAG_OCTETS];
} tag;

typedef struct entry {
    digest id;
    digest content;
    tag link;
    tag code;
    uint8_t flags;
    uint8_t form_and_state;
    uint8_t rest[2];
} entry;

_Static_assert(sizeof(entry) == 40, "the promise of the header");

struct cf_ballot_index {
    cf_arena *arena; /* owns everything here */
    cf_hmac_key key;
    size_t count;
    entry *entries;
    size_t slot_count;
    uint32_t *slots;
    size_t of_state[CF_BALLOT_SPOILED + 1];
    size_t unread;
};

/* Numbers are kept in 32 bits, one more than they are. */
static const size_t COUNT_MAX = UINT32_MAX / 2;

enum { ALIGNMENT_SPARE = 4096 };

static size_t slots_for(size_t count)
{
    return count + count / 4 + 1;
}

static bool take_room(cf_ballot_index *index, size_t count)
{
    index->count = count;
    index->slot_count = slots_for(count);
    index->entries = cf_arena_take(index->arena, count, sizeof *index->entries);
    index->slots = cf_arena_take(index->arena, index->slot_count, sizeof *index->slots);
    return index->entries != NULL && index->slots != NULL;
}

static bool draw_key(cf_ballot_index *index)
{
    uint8_t octets[KEY_OCTETS];
    if (cf_entropy(octets, sizeof octets) != CF_OK) {
        return false;
    }
    cf_hmac_key_init(&index->key, octets, sizeof octets);
    return true;
}

cf_ballot_index *cf_ballot_index_open(size_t count)
{
    if (count > COUNT_MAX) {
        return NULL;
    }
    const size_t octets = count * sizeof(entry) + slots_for(count) * sizeof(uint32_t);
    cf_arena *arena = cf_arena_open(octets + sizeof(cf_ballot_index) + ALIGNMENT_SPARE);
    if (arena == NULL) {
        return NULL;
    }
    cf_ballot_index *index = cf_arena_take(arena, 1, sizeof *index);
    if (index != NULL) {
        index->arena = arena;
    }
    if (index == NULL || !take_room(index, count) || !draw_key(index)) {
        cf_arena_close(arena);
        return NULL;
    }
    return index;
}

void cf_ballot_index_close(cf_ballot_index *index)
{
    if (index != NULL) {
        cf_arena_close(index->arena);
    }
}

/* --- digests --- */

/* Of two spans, the second of which has one length in all that is compared. */
static cf_hash hash_of_both(const cf_ballot_index *index, cf_octets octets, cf_octets device)
{
    cf_hmac hmac;
    cf_hash hash;
    cf_hmac_start(&hmac, &index->key);
    cf_hmac_absorb(&hmac, octets.at, octets.len);
    cf_hmac_absorb(&hmac, device.at, device.len);
    cf_hmac_finish(&hmac, &hash);
    return hash;
}

static digest digest_of(const cf_ballot_index *index, cf_octets octets)
{
    const cf_hash hash = hash_of_both(index, octets, cf_octets_of(NULL, 0));
    digest out;
    memcpy(out.octets, hash.octets, sizeof out.octets);
    return out;
}

static tag tag_of(const cf_ballot_index *index, cf_octets octets, cf_octets device)
{
    const cf_hash hash = hash_of_both(index, octets, device);
    tag out;
    memcpy(out.octets, hash.octets, sizeof out.octets);
    return out;
}

static bool same(const digest *a, const digest *b)
{
    return memcmp(a->octets, b->octets, sizeof a->octets) == 0;
}

static bool same_tag(const tag *a, const tag *b)
{
    return memcmp(a->octets, b->octets, sizeof a->octets) == 0;
}

/* The first slot to look at: 32 bits of the digest, scaled to the slots. */
static size_t first_slot(const cf_ballot_index *index, const digest *id)
{
    uint32_t bits = 0;
    memcpy(&bits, id->octets, sizeof bits);
    return (size_t)(((uint64_t)bits * index->slot_count) >> 32);
}

typedef const digest *digest_in(const entry *e);

static const digest *id_in(const entry *e)
{
    return &e->id;
}

static const digest *content_in(const entry *e)
{
    return &e->content;
}

/* The slot that holds a ballot with this digest, or the empty one where it would be. */
static size_t seek(const cf_ballot_index *index, digest_in *which, const digest *wanted)
{
    size_t slot = first_slot(index, wanted);
    while (index->slots[slot] != 0) {
        if (same(which(&index->entries[index->slots[slot] - 1]), wanted)) {
            break;
        }
        slot = slot + 1 < index->slot_count ? slot + 1 : 0;
    }
    return slot;
}

/* Put a ballot into the table; the number of the one that was there before, or CF_NO_BALLOT. */
static int64_t settle(cf_ballot_index *index, digest_in *which, size_t number)
{
    const size_t slot = seek(index, which, which(&index->entries[number]));
    if (index->slots[slot] != 0) {
        return (int64_t)index->slots[slot] - 1;
    }
    index->slots[slot] = (uint32_t)number + 1;
    return CF_NO_BALLOT;
}

/* Fill the empty table with the ballots that have this digest.  duplicate may be NULL. */
static void settle_all(cf_ballot_index *index, digest_in *which, uint8_t flag,
                       cf_ballot_duplicate *duplicate, void *context)
{
    for (size_t number = 0; number < index->count; number++) {
        if ((index->entries[number].flags & flag) == 0) {
            continue;
        }
        const int64_t earlier = settle(index, which, number);
        if (earlier != CF_NO_BALLOT && duplicate != NULL) {
            duplicate(context, (size_t)earlier, number);
        }
    }
}

static void empty_table(cf_ballot_index *index)
{
    memset(index->slots, 0, index->slot_count * sizeof *index->slots);
}

/* --- putting in --- */

/* A digest, or a tag, of what there is; a flag says whether there is anything. */
static uint8_t keep_digest(const cf_ballot_index *index, cf_octets octets, digest *out,
                           uint8_t flag)
{
    if (octets.at == NULL) {
        return 0;
    }
    *out = digest_of(index, octets);
    return flag;
}

static uint8_t keep_tag(const cf_ballot_index *index, cf_octets octets, cf_octets device, tag *out,
                        uint8_t flag)
{
    if (octets.at == NULL) {
        return 0;
    }
    *out = tag_of(index, octets, device);
    return flag;
}

static entry entry_of(const cf_ballot_index *index, const cf_ballot_note *note)
{
    entry e = { .flags = FLAG_READ };
    unsigned flags = FLAG_READ;
    flags |= keep_digest(index, note->id, &e.id, FLAG_HAS_ID);
    flags |= keep_digest(index, note->content, &e.content, FLAG_HAS_CONTENT);
    flags |= keep_tag(index, note->link, note->device, &e.link, FLAG_HAS_LINK);
    flags |= keep_tag(index, note->code, note->device, &e.code, FLAG_HAS_CODE);
    e.flags = (uint8_t)flags;
    e.form_and_state = (uint8_t)((unsigned)note->form | (unsigned)note->state << FORM_BITS);
    const digest rest = digest_of(index, cf_octets_of(note->rest.octets, CF_HASH_OCTETS));
    memcpy(e.rest, rest.octets, sizeof e.rest);
    return e;
}

void cf_ballot_index_put(cf_ballot_index *index, size_t ballot_number, const cf_ballot_note *note)
{
    index->entries[ballot_number] = entry_of(index, note);
}

void cf_ballot_index_forget(cf_ballot_index *index, size_t first, size_t count)
{
    memset(&index->entries[first], 0, count * sizeof *index->entries);
}

void cf_ballot_index_build(cf_ballot_index *index, cf_ballot_duplicate *duplicate, void *context)
{
    for (size_t number = 0; number < index->count; number++) {
        if (cf_ballot_index_was_read(index, number)) {
            index->of_state[cf_ballot_index_state(index, number)]++;
        } else {
            index->unread++;
        }
    }
    settle_all(index, id_in, FLAG_HAS_ID, duplicate, context);
}

void cf_ballot_index_same_contents(cf_ballot_index *index, cf_ballot_duplicate *duplicate,
                                   void *context)
{
    empty_table(index);
    settle_all(index, content_in, FLAG_HAS_CONTENT, duplicate, context);
    empty_table(index);
    settle_all(index, id_in, FLAG_HAS_ID, NULL, NULL);
}

/* --- asking --- */

size_t cf_ballot_index_count(const cf_ballot_index *index, cf_ballot_state state)
{
    return index->of_state[state];
}

size_t cf_ballot_index_unread(const cf_ballot_index *index)
{
    return index->unread;
}

int64_t cf_ballot_index_find(const cf_ballot_index *index, cf_octets id)
{
    if (id.at == NULL) {
        return CF_NO_BALLOT;
    }
    const digest wanted = digest_of(index, id);
    const uint32_t found = index->slots[seek(index, id_in, &wanted)];
    return found == 0 ? CF_NO_BALLOT : (int64_t)found - 1;
}

bool cf_ballot_index_was_read(const cf_ballot_index *index, size_t ballot_number)
{
    return (index->entries[ballot_number].flags & FLAG_READ) != 0;
}

cf_ballot_state cf_ballot_index_state(const cf_ballot_index *index, size_t ballot_number)
{
    return (cf_ballot_state)(index->entries[ballot_number].form_and_state >> FORM_BITS);
}

cf_chain_form cf_ballot_index_form(const cf_ballot_index *index, size_t ballot_number)
{
    return (cf_chain_form)(index->entries[ballot_number].form_and_state & FORM_MASK);
}

bool cf_ballot_index_is(const cf_ballot_index *index, size_t ballot_number,
                        const cf_ballot_note *note)
{
    const entry *e = &index->entries[ballot_number];
    const entry again = entry_of(index, note);
    return (e->flags & (FLAG_MARK_FIRST - 1)) == again.flags
           && e->form_and_state == again.form_and_state && same(&e->id, &again.id)
           && same_tag(&e->link, &again.link) && same_tag(&e->code, &again.code)
           && same(&e->content, &again.content) && memcmp(e->rest, again.rest, sizeof e->rest) == 0;
}

bool cf_ballot_index_links_to(const cf_ballot_index *index, size_t ballot_number, cf_octets link,
                              cf_octets device)
{
    const entry *e = &index->entries[ballot_number];
    if ((e->flags & FLAG_HAS_LINK) == 0 || link.at == NULL) {
        return false;
    }
    const tag wanted = tag_of(index, link, device);
    return same_tag(&e->link, &wanted);
}

bool cf_ballot_index_links_to_code_of(const cf_ballot_index *index, size_t ballot_number,
                                      size_t earlier)
{
    const entry *e = &index->entries[ballot_number];
    const entry *before = &index->entries[earlier];
    return (e->flags & FLAG_HAS_LINK) != 0 && (before->flags & FLAG_HAS_CODE) != 0
           && same_tag(&e->link, &before->code);
}

bool cf_ballot_index_code_is(const cf_ballot_index *index, size_t ballot_number, cf_octets code,
                             cf_octets device)
{
    const entry *e = &index->entries[ballot_number];
    if ((e->flags & FLAG_HAS_CODE) == 0 || code.at == NULL) {
        return false;
    }
    const tag wanted = tag_of(index, code, device);
    return same_tag(&e->code, &wanted);
}

/* --- marks --- */

static uint8_t bit_of(cf_ballot_mark mark)
{
    return (uint8_t)(FLAG_MARK_FIRST << mark);
}

_Static_assert((FLAG_MARK_FIRST << CF_MARK_OPENED) <= UINT8_MAX, "marks fit into the flags");

bool cf_ballot_index_mark(cf_ballot_index *index, size_t ballot_number, cf_ballot_mark mark)
{
    entry *e = &index->entries[ballot_number];
    const bool is_new = (e->flags & bit_of(mark)) == 0;
    e->flags = (uint8_t)(e->flags | bit_of(mark));
    return is_new;
}

bool cf_ballot_index_has_mark(const cf_ballot_index *index, size_t ballot_number,
                              cf_ballot_mark mark)
{
    return (index->entries[ballot_number].flags & bit_of(mark)) != 0;
}
