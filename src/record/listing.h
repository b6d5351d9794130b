/*
 * record/listing.h -- list a folder of ballots, and understand every entry of it.
 *
 * Inside the room only.
 */
#ifndef CF_RECORD_LISTING_H
#define CF_RECORD_LISTING_H

#include "record/inside.h"

/*
 * Whether a folder of ballots is there.  CF_ERR_ABSENT, without a fault, when nothing is, or
 * something else, which is a stray then.
 */
CF_MUST_CHECK cf_status cf_listing_find(cf_record *record, const char *path, cf_fault *fault);

/*
 * Which form the numbered files of a folder have: lines where there are none.  CF_ERR_SHAPE when
 * some have one and some the other: then two verifiers might read two elections.
 */
CF_MUST_CHECK cf_status cf_listing_batch_form(const cf_record *record, const char *path,
                                              cf_batch_form *form, cf_fault *fault);

/*
 * How many numbered files of this form a folder has: 00000001.jsonl and so on.  A file that stands
 * after a gap, and anything else, is a stray.  None when the folder is absent.
 */
CF_MUST_CHECK cf_status cf_listing_count_batches(cf_record *record, const char *path,
                                                 cf_batch_form form, uint32_t *count,
                                                 cf_fault *fault);

/*
 * Start a folder of names and add each file PREFIX stem SUFFIX that stands in it; what else stands
 * there is a stray.  A folder that is absent is no folder of names at all; something else in its
 * place is a stray.
 *
 *   list       the name of a file that may stand beside the ballots and lists them, or NULL; sets
 *              has_list
 *   folders    takes the names of folders inside, or NULL: then they are strays
 */
CF_MUST_CHECK cf_status cf_listing_read(cf_record *record, cf_names *names, const char *path,
                                        const char *list, cf_names *folders, cf_fault *fault);

#endif
