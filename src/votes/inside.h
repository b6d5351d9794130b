/*
 * votes/inside.h -- one reading: what both formats share.
 *
 * For the files of this room only.  A format takes octets apart; judge.c says what they mean and
 * fills the ballot; complain.c words what is wrong.
 *
 *   secrets  window, line, scratch, row and ballot stand in arenas for secrets
 */
#ifndef CF_VOTES_INSIDE_H
#define CF_VOTES_INSIDE_H

#include "votes/votes.h"

enum {
    CF_VOTES_LABEL_SHOWN = 128, /* octets of a label in a complaint */
    CF_VOTES_TEXT_SHOWN = 3 * CF_VOTES_LABEL_SHOWN,
    CF_VOTES_WINDOW_OCTETS = 1 << 16,
    CF_VOTES_NEAREST_TRIES = 1 << 19, /* words that one reading compares to find the nearest */
};

/* --- octets of the file, one after the other --- */

enum { CF_VOTES_NO_OCTET = -1 }; /* at the end, or after an error */

typedef struct cf_votes_source {
    cf_file *file;
    const char *name;
    cf_fault *fault;
    cf_status status; /* the first error sticks */
    uint8_t *window;  /* CF_VOTES_WINDOW_OCTETS */
    size_t at;
    size_t end;
    uint64_t window_offset;
    bool at_end; /* nothing comes after the window */
} cf_votes_source;

/*
 * Slide and fill the window; afterwards CF_VOTES_WINDOW_OCTETS stand in it, or all that there are.
 */
void cf_votes_source_fill(cf_votes_source *source);

/* The next octet, left there. */
static inline int cf_votes_peek(cf_votes_source *source)
{
    if (source->at == source->end && !source->at_end) {
        cf_votes_source_fill(source);
    }
    return source->at < source->end ? source->window[source->at] : CF_VOTES_NO_OCTET;
}

/* The next octet, taken. */
static inline int cf_votes_octet(cf_votes_source *source)
{
    const int octet = cf_votes_peek(source);
    source->at += octet != CF_VOTES_NO_OCTET;
    return octet;
}

/* At the start of the file: take a byte order mark if there is one. */
bool cf_votes_pass_byte_order_mark(cf_votes_source *source);

/* Refuse to read on, at the octet that comes next.  Hands the status back. */
cf_status cf_votes_refuse(cf_votes_source *source, cf_status status, const char *format, ...)
    CF_PRINTF(3, 4);

/* --- a reading --- */

typedef struct cf_votes_draft {
    bool is_sound;  /* nothing was complained of */
    bool has_style; /* then ballot has the shape of its style */
    cf_plain_ballot ballot;
} cf_votes_draft;

typedef struct cf_votes_reading {
    cf_votes_source source;
    const cf_manifest *manifest;
    cf_votes_visit *visit; /* NULL: nobody wants to see a ballot */
    cf_votes_complain *complain;
    void *context;
    cf_arena *house;      /* lives as long as the reading */
    cf_arena *ballot;     /* wiped for each ballot */
    size_t line_max;      /* octets of a line or a row: at most CF_VOTES_LINE_MAX */
    uint64_t line;        /* where the ballot at hand begins, from 1 */
    size_t nearest_tries; /* that are left */
    cf_votes_draft draft;
    cf_votes_counts counts;
} cf_votes_reading;

CF_MUST_CHECK cf_status cf_votes_read_json_lines(cf_votes_reading *reading);
CF_MUST_CHECK cf_status cf_votes_read_csv(cf_votes_reading *reading);

/* One ballot that is in memory: nothing is asked of the source. */
CF_MUST_CHECK cf_status cf_votes_read_json_octets(cf_votes_reading *reading, cf_octets json);

/* --- whole numbers --- */

/* Whether an octet is one of a text's. */
static inline bool cf_votes_is_one_of(uint8_t octet, const char *set)
{
    return octet != 0 && strchr(set, octet) != NULL;
}

/*
 * NULL when text is a whole number in [min, max] without sign, point, exponent and leading zero;
 * then *value is it.  Else what text is, in words that do not repeat it.
 */
const char *cf_votes_whole(cf_octets text, uint64_t min, uint64_t max, uint64_t *value);

#define CF_VOTES_WEIGHT_EXPECTED "a whole number from 1 to 4294967295"
#define CF_VOTES_MARK_EXPECTED   "a whole number from 0 to 4294967295"

/* --- complaints --- */

/* A label in quotes, as a person may be shown it.  Gives out back. */
typedef char cf_votes_text[CF_VOTES_TEXT_SHOWN];
const char *cf_votes_quote(cf_votes_text out, cf_octets label);

/* contest "Mayor", option "Alice"; option may be NULL.  Gives out back. */
const char *cf_votes_place(cf_votes_text out, const cf_contest *contest, const cf_option *option);

/* One complaint; the ballot is no longer sound.  near: a label, or at NULL. */
void cf_votes_complain_of(cf_votes_reading *reading, const char *where, const char *expected,
                          const char *found, cf_octets near);
void cf_votes_wrong(cf_votes_reading *reading, const char *where, const char *expected,
                    const char *found);

/* --- did you mean --- */

/* The nearest label, or at NULL (base/nearest.h says when none is). */
cf_octets cf_votes_nearest_style(cf_votes_reading *reading, cf_octets word);
cf_octets cf_votes_nearest_contest(cf_votes_reading *reading, cf_octets word);
cf_octets cf_votes_nearest_option(cf_votes_reading *reading, const cf_contest *contest,
                                  cf_octets word);
cf_octets cf_votes_nearest_word(cf_votes_reading *reading, cf_octets word, const char *const *words,
                                size_t count);

/* --- what the parts of a ballot mean (judge.c) --- */

/* Forget the ballot before. */
void cf_votes_begin(cf_votes_reading *reading, uint64_t line);

/*
 * Each complains of what is wrong with it.  The style comes before all contests: it gives them
 * room.
 */
void cf_votes_style(cf_votes_reading *reading, cf_octets label);
void cf_votes_reference(cf_votes_reading *reading, cf_octets text);
void cf_votes_state(cf_votes_reading *reading, cf_octets name);
void cf_votes_weight(cf_votes_reading *reading, cf_octets digits);

/* Whether the style has this contest; a ballot whose style is not known has every one. */
bool cf_votes_has_contest(cf_votes_reading *reading, const cf_contest *contest);
void cf_votes_mark(cf_votes_reading *reading, const cf_contest *contest, const cf_option *option,
                   cf_octets digits);
void cf_votes_write_in(cf_votes_reading *reading, const cf_contest *contest, cf_octets text);

/* Count the ballot, and show it to the visitor when it is sound. */
CF_MUST_CHECK cf_status cf_votes_end(cf_votes_reading *reading);

#endif
