/*
 * verify/v08_devices.c -- did every device hand on what the device before and the ballot before left?
 *
 * The lists of the devices are visited twice, because a list may stand before the name of its device: the first visit
 * learns what a device's chaining fields have to be, the second follows the ballots.  Of the ballots only the index
 * is asked; one ballot a device, the last of its chain, is read again for the whole of its code.  Both visits hash
 * what they are told: a list that says two things says nothing.
 *
 *   memory   a rule and the name of a file for each device
 */
#include "verify/absent.h"
#include "verify/ballot_batch.h"
#include "verify/v08_chains.h"

#include <stdlib.h>

/* What the first visit leaves of a device. */
typedef struct known_device {
    cf_chain_rule rule;
    const char *file; /* its own in egk2.0; one for all in eg2.1 */
} known_device;

typedef struct walk {
    cf_verification *v;
    cf_report *report;
    cf_arena *keep;  /* of the devices */
    cf_arena *names; /* emptied after each finding */
    known_device *devices;
    size_t device_count;
    size_t device_room;
    cf_sha256 told;    /* everything that this visit was told */
    bool has_previous; /* the entry before in this list was a ballot that we know */
    size_t previous;
} walk;

/* --- what a visit is told --- */

static void hear_number(walk *w, uint64_t number)
{
    cf_sha256_absorb(&w->told, &number, sizeof number);
}

/* Octets that are not there are told from octets of length 0. */
static void hear(walk *w, cf_octets octets)
{
    hear_number(w, octets.at == NULL ? UINT64_MAX : octets.len);
    if (octets.at != NULL) {
        cf_sha256_absorb(&w->told, octets.at, octets.len);
    }
}

static void hear_ballot(walk *w, size_t device_number, cf_octets ballot_id)
{
    hear_number(w, device_number);
    hear(w, ballot_id);
}

static void hear_device(walk *w, const cf_device *device)
{
    hear(w, device->name);
    hear(w, device->folder);
    hear_number(w, device->chaining);
    hear_number(w, device->ballot_count);
    hear(w, device->h_di);
    hear_number(w, device->has_h_0 ? 1 : 0);
    hear(w, device->h_0);
    hear_number(w, device->has_closing_hash ? 1 : 0);
    hear(w, device->closing_hash);
    hear(w, device->baux_0);
    hear(w, device->last_code);
    hear(w, device->election_id);
}

/* --- the first visit --- */

static cf_status make_room(walk *w)
{
    if (w->device_count < w->device_room) {
        return CF_OK;
    }
    const size_t room = w->device_room == 0 ? 8 : 2 * w->device_room;
    known_device *devices = cf_arena_take(w->keep, room, sizeof *devices);
    if (devices == NULL) {
        return CF_ERR_MEMORY;
    }
    if (w->device_count > 0) {
        memcpy(devices, w->devices, w->device_count * sizeof *devices);
    }
    w->devices = devices;
    w->device_room = room;
    return CF_OK;
}

/* The file that lists the device's ballots, kept once where all devices share it. */
static const char *keep_file(walk *w, const char *file)
{
    if (w->device_count > 0 && strcmp(w->devices[w->device_count - 1].file, file) == 0) {
        return w->devices[w->device_count - 1].file;
    }
    return (const char *)cf_arena_copy(w->keep, cf_octets_of_text(file)).at;
}

static cf_status skip_ballot(void *context, size_t device_number, size_t position,
                             cf_octets ballot_id)
{
    (void)position;
    hear_ballot(context, device_number, ballot_id);
    return CF_OK;
}

static cf_status learn_device(void *context, size_t device_number, const cf_device *device)
{
    walk *w = context;
    hear_device(w, device);
    if (device_number != w->device_count) {
        return CF_OK; /* a list before this one could not be read: there is no second visit then */
    }
    if (make_room(w) != CF_OK) {
        return CF_ERR_MEMORY;
    }
    known_device *known = &w->devices[device_number];
    known->rule = cf_chain_rule_of(w->v, device);
    known->file = keep_file(w, device->file);
    if (known->file == NULL) {
        return CF_ERR_MEMORY;
    }
    w->device_count++;
    return CF_OK;
}

/* A device in the order of its name. */
typedef struct named_device {
    cf_hash name;
    size_t number;
} named_device;

static cf_saying place_of_device(const walk *w, size_t device_number)
{
    const char *file = w->devices[device_number].file;
    return w->v->profile == CF_PROFILE_EG21 ? cf_saying_of("%s: [%zu]", file, device_number)
                                            : cf_saying_of("%s", file);
}

static int compare_names(const void *left, const void *right)
{
    const named_device *a = left;
    const named_device *b = right;
    const int order = memcmp(a->name.octets, b->name.octets, CF_HASH_OCTETS);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/* H_DI is a hash of the name in eg2.1; in egk2.0 the index asks for another. */
static cf_hash name_of(const walk *w, size_t number)
{
    const cf_chain_rule *rule = &w->devices[number].rule;
    return w->v->profile == CF_PROFILE_EG21 ? rule->h_di : rule->device;
}

/* (X.15) A device has one list: with two it would have two chains, and leave out of each what it likes. */
static cf_status check_names(walk *w)
{
    named_device *named = cf_arena_take(w->keep, w->device_count, sizeof *named);
    if (named == NULL) {
        return CF_ERR_MEMORY;
    }
    for (size_t i = 0; i < w->device_count; i++) {
        named[i] = (named_device){ .name = name_of(w, i), .number = i };
    }
    qsort(named, w->device_count, sizeof *named, compare_names);
    for (size_t i = 1; i < w->device_count; i++) {
        if (memcmp(named[i].name.octets, named[i - 1].name.octets, CF_HASH_OCTETS) == 0) {
            cf_report_fail(w->report, CF_CHECK_X_DEVICE_LISTS,
                           place_of_device(w, named[i].number).text, "the device has another list");
        }
    }
    return CF_OK;
}

/* --- the second visit: ballots --- */

static cf_saying place(const walk *w, size_t device_number, size_t position)
{
    const char *file = w->devices[device_number].file;
    if (w->v->profile == CF_PROFILE_EG21) {
        return cf_saying_of("%s: [%zu].ballots[%zu]", file, device_number, position);
    }
    return cf_saying_of("%s: ballot_ids[%zu]", file, position);
}

/* (X.15) A listed ballot is in the record, and was not listed before. */
static bool check_listed(walk *w, const cf_saying *where, cf_octets id, size_t *number)
{
    cf_report_expect(w->report, CF_CHECK_X_DEVICE_LISTS, 1);
    const int64_t found = cf_ballot_index_find(w->v->index, id);
    if (found == CF_NO_BALLOT && cf_ballot_index_unread(w->v->index) > 0) {
        return false; /* it may be one of those that could not be read */
    }
    cf_report_count(w->report, CF_CHECK_X_DEVICE_LISTS, 1);
    if (found == CF_NO_BALLOT) {
        cf_report_fail(w->report, CF_CHECK_X_DEVICE_LISTS, where->text,
                       "the listed ballot is not in the record");
        return false;
    }
    *number = (size_t)found;
    if (!cf_ballot_index_mark(w->v->index, *number, CF_MARK_LISTED)) {
        cf_report_fail(w->report, CF_CHECK_X_DEVICE_LISTS, where->text,
                       "the ballot was listed before");
    }
    return true;
}

static void fail_ballot(const walk *w, cf_check check, const cf_saying *where, size_t number,
                        const char *what)
{
    const char *file = cf_record_ballot_file(w->v->record, number, w->names);
    cf_say_fail(w->report, check, where->text, "the chaining field of %s %s",
                file != NULL ? file : "a ballot", what);
    cf_arena_reset(w->names);
}

/* (8.D) B_C = 0x00000000 || H_DI (egk2.0: Baux = Baux_0). */
static void check_unchained(const walk *w, const cf_chain_rule *rule, const cf_saying *where,
                            bool known, size_t number)
{
    cf_report_expect(w->report, CF_CHECK_8_D, 1);
    if (!known) {
        return;
    }
    cf_report_count(w->report, CF_CHECK_8_D, 1);
    if (!cf_chain_unchained_holds(w->v, rule, number)) {
        fail_ballot(w, CF_CHECK_8_D, where, number, "is not that of a device without chaining");
    }
}

/* (8.E) B_C,j = 0x00000001 || H_j-1, where H_0 begins the chain (egk2.0: H_j-1 || Baux_0). */
static void check_chained(const walk *w, const cf_chain_rule *rule, const cf_saying *where,
                          bool known, size_t number, size_t position)
{
    cf_report_expect(w->report, CF_CHECK_8_E, 1);
    if (!known || (position > 0 && !w->has_previous)) {
        return;
    }
    cf_report_count(w->report, CF_CHECK_8_E, 1);
    const bool holds = position == 0 ? cf_chain_first_holds(w->v, rule, number)
                                     : cf_chain_next_holds(w->v, w->previous, number);
    if (!holds) {
        fail_ballot(w, CF_CHECK_8_E, where, number,
                    position == 0 ? "does not link to H_0 of its device"
                                  : "does not link to the code of the ballot listed before it");
    }
}

static cf_status follow_ballot(void *context, size_t device_number, size_t position,
                               cf_octets ballot_id)
{
    walk *w = context;
    hear_ballot(w, device_number, ballot_id);
    if (device_number >= w->device_count) {
        return CF_ERR_SHAPE; /* the file changed between two visits */
    }
    const cf_chain_rule *rule = &w->devices[device_number].rule;
    const cf_saying where = place(w, device_number, position);
    size_t number = 0;
    const bool known = check_listed(w, &where, ballot_id, &number);

    if (rule->chaining == CF_CHAINING_NONE) {
        check_unchained(w, rule, &where, known, number);
    } else if (rule->chaining == CF_CHAINING_SIMPLE) {
        check_chained(w, rule, &where, known, number, position);
    }
    w->has_previous = known;
    w->previous = number;
    return CF_OK;
}

/* --- the second visit: devices --- */

/* (8.D) No other mode is known, so nothing says what the chaining fields have to be. */
static void check_mode(const walk *w, const cf_device *device, const char *where)
{
    if (device->chaining != CF_CHAINING_NONE && device->chaining != CF_CHAINING_SIMPLE) {
        cf_say_looked(w->report, CF_CHECK_8_D);
        cf_say_fail(w->report, CF_CHECK_8_D, where, "chaining mode %u is not known",
                    device->chaining);
    }
}

/* (X.15) The folder of a chain (egk2.0) has its device's name. */
static void check_folder(const walk *w, const cf_device *device, const char *where)
{
    if (device->folder.len > 0 && !cf_is_device_folder(device->folder, device->name)) {
        cf_report_fail(w->report, CF_CHECK_X_DEVICE_LISTS, where,
                       "the chain stands in the folder of another device");
    }
}

static cf_status follow_device(void *context, size_t device_number, const cf_device *device)
{
    walk *w = context;
    hear_device(w, device);
    if (device_number >= w->device_count) {
        return CF_ERR_SHAPE;
    }
    const cf_saying where = place_of_device(w, device_number);
    const cf_chain_end end = {
        .v = w->v,
        .report = w->report,
        .scratch = w->names,
        .device = device,
        .rule = &w->devices[device_number].rule,
        .where = where.text,
        .has_last = device->ballot_count > 0 && w->has_previous,
        .last = w->previous,
    };
    check_mode(w, device, where.text);
    check_folder(w, device, where.text);
    const cf_status status = cf_verify_v08_chain_end(&end);
    cf_arena_reset(w->names);
    return status;
}

/* --- all ballots --- */

/* (X.15) Every ballot was listed. */
static void check_unlisted(const walk *w)
{
    const size_t total = cf_record_ballot_count(w->v->record);
    cf_report_expect(w->report, CF_CHECK_X_DEVICE_LISTS, total);
    for (size_t number = 0; number < total; number++) {
        if (!cf_ballot_index_was_read(w->v->index, number)) {
            continue;
        }
        cf_report_count(w->report, CF_CHECK_X_DEVICE_LISTS, 1);
        if (!cf_ballot_index_has_mark(w->v->index, number, CF_MARK_LISTED)) {
            const char *file = cf_record_ballot_file(w->v->record, number, w->names);
            cf_report_fail(w->report, CF_CHECK_X_DEVICE_LISTS, file != NULL ? file : "a ballot",
                           "the ballot is listed by no device");
            cf_arena_reset(w->names);
        }
    }
}

static cf_status visit(walk *w, bool follow, cf_fault *fault)
{
    const cf_device_visitor visitor = {
        .context = w,
        .ballot = follow ? follow_ballot : skip_ballot,
        .device = follow ? follow_device : learn_device,
    };
    cf_arena *scratch = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX);
    if (scratch == NULL) {
        return CF_ERR_MEMORY;
    }
    const cf_status status = cf_record_visit_devices(w->v->record, &visitor, scratch, fault);
    cf_arena_close(scratch);
    return status;
}

static cf_hash end_of(cf_sha256 *told)
{
    cf_hash out;
    cf_sha256_finish(told, &out);
    return out;
}

/* Both visits.  CF_ERR_IO when they were told different things. */
static cf_status visit_twice(walk *w, cf_fault *fault)
{
    cf_sha256_start(&w->told);
    cf_status status = visit(w, false, fault);
    const cf_hash first = end_of(&w->told);
    if (status == CF_OK) {
        status = check_names(w);
    }
    cf_sha256_start(&w->told);
    if (status == CF_OK) {
        status = visit(w, true, fault);
    }
    const cf_hash second = end_of(&w->told);
    if (status == CF_OK && memcmp(first.octets, second.octets, CF_HASH_OCTETS) != 0) {
        const char *file = w->device_count > 0 ? w->devices[0].file : "";
        return cf_fault_set(fault, CF_ERR_IO, file, 0,
                            "a list of a device changed while it was read");
    }
    return status;
}

static cf_status walk_devices(walk *w)
{
    cf_fault fault = { 0 };
    const cf_status status = visit_twice(w, &fault);
    if (status == CF_ERR_MEMORY) {
        return status;
    }
    if (status == CF_OK) {
        check_unlisted(w);
        return CF_OK;
    }
    if (status != CF_ERR_ABSENT) {
        cf_report_fault(w->report, &fault);
    }
    cf_absent_devices(w->report, w->v, 1);
    return CF_OK;
}

void cf_verify_v08_devices(cf_verification *v, cf_report *report)
{
    if (!cf_record_lists_devices(v->record)) {
        if (v->profile == CF_PROFILE_EG21 || v->parameters.chaining) {
            cf_absent_devices(report, v, 1);
        }
        return;
    }
    walk w = {
        .v = v,
        .report = report,
        .keep = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX),
        .names = cf_arena_open(CF_VERIFY_ARENA_OCTETS_MAX),
    };
    if (w.keep == NULL || w.names == NULL || walk_devices(&w) != CF_OK) {
        v->out_of_memory = true;
    }
    cf_arena_close(w.keep);
    cf_arena_close(w.names);
}
