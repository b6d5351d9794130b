/*
 * One lie in a copy of a record, and every check that says so: for the tally and the opened ballots.
 */
#ifndef CF_TEST_VERIFY_TALLY_HALF_H
#define CF_TEST_VERIFY_TALLY_HALF_H

#include "judged.h"
#include "record_copy.h"

typedef enum planted_how {
    PLANT_SWAP, /* the nth occurrence of text becomes with */
    PLANT_FLIP, /* the last hex digit of the nth value of the key text changes */
    PLANT_MOVE, /* the nth value of the key text becomes the from-th value of the key with */
    PLANT_DROP, /* the file goes away */
    PLANT_COPY  /* the file is there again, as text */
} planted_how;

typedef struct planted {
    const char *claim;
    const char *file;
    planted_how how;
    const char *text;
    const char *with;
    size_t nth;
    size_t from;
    const char *failed; /* ids of all checks that fail, in the order of the report */
    const char *absent;
} planted;

#define FLIP(CLAIM, FILE, KEY, NTH, FAILED, ABSENT)                                                \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .how = PLANT_FLIP, .text = (KEY), .nth = (NTH),          \
        .failed = (FAILED), .absent = (ABSENT)                                                     \
    }
#define SWAP(CLAIM, FILE, TEXT, WITH, FAILED, ABSENT)                                              \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .how = PLANT_SWAP, .text = (TEXT), .with = (WITH),       \
        .failed = (FAILED), .absent = (ABSENT)                                                     \
    }
#define MOVE(CLAIM, FILE, KEY, NTH, FROM_KEY, FROM, FAILED, ABSENT)                                \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .how = PLANT_MOVE, .text = (KEY), .nth = (NTH),          \
        .with = (FROM_KEY), .from = (FROM), .failed = (FAILED), .absent = (ABSENT)                 \
    }
#define DROP(CLAIM, FILE, FAILED, ABSENT)                                                          \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .how = PLANT_DROP, .failed = (FAILED),                   \
        .absent = (ABSENT)                                                                         \
    }
#define COPY(CLAIM, FILE, TO, FAILED, ABSENT)                                                      \
    {                                                                                              \
        .claim = (CLAIM), .file = (FILE), .how = PLANT_COPY, .text = (TO), .failed = (FAILED),     \
        .absent = (ABSENT)                                                                         \
    }

/*
 * The record is copied, lied in and verified on two cores; the test ends unless exactly these
 * checks say so.
 */
void assert_found(const char *record, const planted *lie);
void assert_all_found(const char *record, const planted *lies, size_t count);

/* The same, and what the report said. */
judged judge_planted(const char *record, const planted *lie);

/* The ids of all checks of a status. */
typedef struct id_words {
    char text[JUDGED_WORDS_MAX];
} id_words;

id_words ids_that_are(const cf_report *report, cf_check_status status);

#endif
