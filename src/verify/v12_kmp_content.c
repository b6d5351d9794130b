/*
 * verify/v12_kmp_content.c -- a message of protocol buffers, read strictly, written egk-ec's way.
 *
 *     1  status       0 normal, 1 null_vote, 2 over_vote, 3 under_vote; not there: 0
 *     2  over_votes   numbers below 2^32, packed or one by one
 *     3  write_ins    texts
 *     4  filler       a text that says nothing
 *
 * Each field starts with its number times 8, plus 2 where a length and octets follow.  No field has
 * the number 0, so a zero in that place is where the padding starts.  What is written is never
 * longer than what was read, but for two counts and the name of the status.
 */
#include "verify/v12_kmp_content.h"

#include "base/utf8.h"

enum {
    TAG_STATUS = 0x08,
    TAG_OVER_VOTE = 0x10,
    TAG_OVER_VOTES = 0x12,
    TAG_WRITE_IN = 0x1A,
    TAG_FILLER = 0x22,
    COUNT_OCTETS = 10, /* a 64-bit number, seven bits an octet */
    STATUS_OCTETS = 16
};

typedef struct buffer {
    uint8_t *octets;
    size_t len;
    uint64_t items;
} buffer;

typedef struct message {
    cf_octets rest;
    bool is_bad;
    uint8_t last_tag;
    uint32_t status;
    buffer over_votes;
    buffer write_ins;
} message;

/* --- writing --- */

static void put(buffer *out, const void *octets, size_t len)
{
    if (len > 0) {
        memcpy(out->octets + out->len, octets, len);
        out->len += len;
    }
}

static void put_number(buffer *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7) {
        out->octets[out->len++] = (uint8_t)(number | 0x80);
    }
    out->octets[out->len++] = (uint8_t)number;
}

static void put_text(buffer *out, cf_octets text)
{
    put_number(out, text.len);
    put(out, text.at, text.len);
}

/* --- reading --- */

static cf_octets take(message *m, size_t len)
{
    if (len > m->rest.len) {
        m->is_bad = true;
        len = 0;
    }
    const cf_octets taken = cf_octets_of(m->rest.at, len);
    m->rest = cf_octets_of(m->rest.at + len, m->rest.len - len);
    return taken;
}

/* A number below 2^32, written the shortest way. */
static uint32_t take_number(message *m)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        const cf_octets octet = take(m, 1);
        if (m->is_bad) {
            return 0;
        }
        number |= (uint64_t)(octet.at[0] & 0x7F) << shift;
        if (octet.at[0] < 0x80) {
            m->is_bad = number > UINT32_MAX || (shift > 0 && octet.at[0] == 0);
            return m->is_bad ? 0 : (uint32_t)number;
        }
    }
    m->is_bad = true;
    return 0;
}

static cf_octets take_text(message *m)
{
    const cf_octets text = take(m, take_number(m));
    m->is_bad = m->is_bad || !cf_utf8_valid(text);
    return text;
}

static void take_over_vote(message *m)
{
    put_number(&m->over_votes, take_number(m));
    m->over_votes.items++;
}

static void take_over_votes(message *m)
{
    const cf_octets packed = take(m, take_number(m));
    const cf_octets behind = m->rest;
    m->rest = packed;
    while (m->rest.len > 0 && !m->is_bad) {
        take_over_vote(m);
    }
    m->rest = behind;
}

/* Fields ascend; only the lists that are written item by item may name their field again. */
static bool is_in_order(uint8_t last_tag, uint8_t tag)
{
    return tag >> 3 > last_tag >> 3
           || (tag == last_tag && (tag == TAG_OVER_VOTE || tag == TAG_WRITE_IN));
}

static void take_field(message *m)
{
    const uint8_t tag = take(m, 1).at[0];
    if (!is_in_order(m->last_tag, tag)) {
        m->is_bad = true;
        return;
    }
    m->last_tag = tag;
    switch (tag) {
    case TAG_STATUS:
        m->status = take_number(m);
        break;
    case TAG_OVER_VOTE:
        take_over_vote(m);
        break;
    case TAG_OVER_VOTES:
        take_over_votes(m);
        break;
    case TAG_WRITE_IN:
        put_text(&m->write_ins, take_text(m));
        m->write_ins.items++;
        break;
    case TAG_FILLER:
        (void)take_text(m);
        break;
    default:
        m->is_bad = true;
    }
}

static bool are_zeros(cf_octets octets)
{
    for (size_t i = 0; i < octets.len; i++) {
        if (octets.at[i] != 0) {
            return false;
        }
    }
    return true;
}

cf_status cf_v12_kmp_content(cf_arena *scratch, cf_octets plain, cf_octets *content)
{
    static const char *const STATUSES[] = { "normal", "null_vote", "over_vote", "under_vote" };

    message m = { .rest = plain };
    buffer out = { 0 };
    m.over_votes.octets = cf_arena_take(scratch, plain.len + COUNT_OCTETS, 1);
    m.write_ins.octets = cf_arena_take(scratch, plain.len + COUNT_OCTETS, 1);
    out.octets = cf_arena_take(scratch, plain.len + (size_t)2 * COUNT_OCTETS + STATUS_OCTETS, 1);
    *content = (cf_octets){ 0 };
    if (m.over_votes.octets == NULL || m.write_ins.octets == NULL || out.octets == NULL) {
        return CF_ERR_MEMORY;
    }
    while (!m.is_bad && m.rest.len > 0 && m.rest.at[0] != 0) {
        take_field(&m);
    }
    if (m.is_bad || m.status >= sizeof STATUSES / sizeof *STATUSES || !are_zeros(m.rest)) {
        return CF_OK;
    }
    put_number(&out, m.over_votes.items);
    put(&out, m.over_votes.octets, m.over_votes.len);
    put_number(&out, m.write_ins.items);
    put(&out, m.write_ins.octets, m.write_ins.len);
    put_text(&out, cf_octets_of_text(STATUSES[m.status]));
    *content = cf_octets_of(out.octets, out.len);
    return CF_OK;
}
