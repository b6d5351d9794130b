/*
 * verify/setup_places.h -- where does each format keep what there is only one of?
 *
 * Inside the room only.  Findings name the file and the JSON path as a reader of the record would look for it.
 */
#ifndef CF_VERIFY_SETUP_PLACES_H
#define CF_VERIFY_SETUP_PLACES_H

/* "election_parameters.json: h_p"; "" where the format has no such thing. */
typedef struct cf_setup_places {
    const char *format;
    const char *version;
    const char *p;
    const char *q;
    const char *r;
    const char *g;
    const char *quorum;
    const char *h_p;
    const char *h_b;
    const char *h_m;
    const char *keys; /* the file of the key ceremony, for "%s: guardians[2]" */
    const char *joint;
    const char *joint_hat;
    const char *h_e;
    const char *h_g;
    const char
        *opened_data; /* decrypted contest data of cast ballots: a file, or a folder of batches */
} cf_setup_places;

/* The places of a format as cf_record_format names it. */
const cf_setup_places *cf_setup_places_of(const char *format);

#endif
