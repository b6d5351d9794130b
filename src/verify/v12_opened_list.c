/*
 * verify/v12_opened_list.c -- verification 12 over the contest data of cast ballots (eg2.1).
 *
 * The list streams: some entries at a time are copied, checked on all cores, and folded in their
 * order.  Only a ballot number and a contest index of each is kept, to find what was decrypted
 * twice.
 */
#include "crypto/eg21.h"
#include "verify/part.h"
#include "verify/say.h"
#include "verify/v12_contest_data.h"
#include "work/job.h"

#include <stdlib.h>

enum {
    CHUNK = 1024,            /* entries that are copied before they are checked */
    CHUNK_OCTETS = 1 << 26,  /* their copies */
    READER_OCTETS = 1 << 26, /* one entry while it is read */
    SEEN_FIRST = 1024,       /* entries remembered before the list grows */
    SEEN_OCTETS = 1 << 30,
};

/* No more of a value is copied than it takes to see that it is too long. */
enum {
    DATA_COPIED = CF_DATA_BLOCKS_MAX * CF_EG21_BLOCK_OCTETS + 1,
    NUMBER_COPIED = CF_ELEMENT_OCTETS_MAX + 1,
};

_Static_assert(CHUNK *(DATA_COPIED + 4 * NUMBER_COPIED + 16) < CHUNK_OCTETS, "a chunk always fits");

/* Which contest of which ballot an entry decrypts; number is its place in the list. */
typedef struct seen {
    int64_t ballot;
    uint32_t contest_index;
    uint64_t number;
} seen;

typedef struct data_list {
    const cf_verification *verification;
    cf_report *report;
    const char *file;
    cf_status status;

    cf_arena *chunk_arena;
    cf_opened_data entries[CHUNK];
    size_t first; /* the number of entries[0] */
    size_t count;

    cf_arena *seen_arena;
    seen *seen;
    size_t seen_count;
    size_t seen_room;
} data_list;

/* Each entry has a report of its own, so that findings of any check come in the order of the list. */
typedef struct piece_result {
    cf_part parts[CF_DATA_ENTRIES];
    int64_t ballots[CF_DATA_ENTRIES]; /* CF_NO_BALLOT when there is nothing to remember */
    cf_status status;
} piece_result;

/* --- a chunk of entries --- */

static cf_saying where_of(const data_list *list, uint64_t number)
{
    return cf_saying_of("%s: [%llu]", list->file, (unsigned long long)number);
}

/* Entries of a piece that are in the chunk. */
static size_t entries_of(const data_list *list, size_t piece)
{
    const size_t rest = list->count - piece * CF_DATA_ENTRIES;
    return rest < CF_DATA_ENTRIES ? rest : CF_DATA_ENTRIES;
}

/* Entries first .. first + count - 1 of a piece, together. */
static cf_status check_together(const data_list *list, cf_arena *scratch, size_t piece,
                                size_t first, size_t count, piece_result *result)
{
    cf_saying where[CF_DATA_ENTRIES];
    cf_data_entry entries[CF_DATA_ENTRIES];
    cf_status status = CF_OK;
    cf_arena_reset(scratch);
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        const size_t place = piece * CF_DATA_ENTRIES + first + i;
        where[i] = where_of(list, list->first + place);
        cf_part_drop(&result->parts[first + i]);
        status = cf_part_open(&result->parts[first + i]);
        entries[i] = (cf_data_entry){ .where = where[i].text,
                                      .opened = &list->entries[place],
                                      .report = result->parts[first + i].report };
    }
    if (status == CF_OK) {
        status = cf_v12_check_entries(list->verification, scratch, count, entries);
    }
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        result->ballots[first + i] = entries[i].ballot_number;
    }
    return status;
}

/* Ballots can be so large that there is room for one of them only. */
static void do_piece(void *context, void *worker, size_t piece, void *out)
{
    const data_list *list = context;
    piece_result *result = out;
    const size_t count = entries_of(list, piece);
    result->status = check_together(list, worker, piece, 0, count, result);
    if (result->status != CF_ERR_MEMORY) {
        return;
    }
    result->status = CF_OK;
    for (size_t i = 0; i < count && result->status == CF_OK; i++) {
        result->status = check_together(list, worker, piece, i, 1, result);
    }
}

/*
 * Make room for one more; what was remembered before stays in the arena as well, at most once as
 * much again.
 */
static cf_status make_room(data_list *list)
{
    if (list->seen_count < list->seen_room) {
        return CF_OK;
    }
    size_t room = list->seen_room == 0 ? SEEN_FIRST : 2 * list->seen_room;
    seen *larger = cf_arena_take(list->seen_arena, room, sizeof *larger);
    if (larger == NULL) {
        return CF_ERR_MEMORY;
    }
    if (list->seen_count > 0) {
        memcpy(larger, list->seen, list->seen_count * sizeof *larger);
    }
    list->seen = larger;
    list->seen_room = room;
    return CF_OK;
}

static cf_status remember(data_list *list, size_t place, int64_t ballot)
{
    if (ballot == CF_NO_BALLOT) {
        return CF_OK;
    }
    const cf_status status = make_room(list);
    if (status == CF_OK) {
        list->seen[list->seen_count++] = (seen){
            .ballot = ballot,
            .contest_index = list->entries[place].contest_index,
            .number = list->first + place,
        };
    }
    return status;
}

static void take_piece(void *context, size_t piece, void *out)
{
    data_list *list = context;
    piece_result *result = out;
    for (size_t i = 0; i < entries_of(list, piece); i++) {
        cf_part_fold(&result->parts[i], list->report);
        if (result->status == CF_OK) {
            result->status = remember(list, piece * CF_DATA_ENTRIES + i, result->ballots[i]);
        }
    }
    if (result->status != CF_OK) {
        list->status = result->status;
    }
}

static cf_status check_chunk(data_list *list)
{
    const cf_job job = {
        .piece_count = (list->count + CF_DATA_ENTRIES - 1) / CF_DATA_ENTRIES,
        .result_octets = sizeof(piece_result),
        .context = list,
        .open_worker = cf_scratch_open,
        .close_worker = cf_scratch_close,
        .do_piece = do_piece,
        .take_result = take_piece,
    };
    cf_status status = cf_job_run(&job, cf_job_workers(list->verification->options->jobs));
    cf_arena_reset(list->chunk_arena);
    list->first += list->count;
    list->count = 0;
    return status != CF_OK ? status : list->status;
}

/* --- the list --- */

/* A copy that outlives the visit; NULL stays NULL. */
static bool copy(cf_arena *arena, size_t most, cf_octets *octets)
{
    if (octets->at == NULL) {
        return true;
    }
    octets->len = octets->len < most ? octets->len : most;
    *octets = cf_arena_copy(arena, *octets);
    return octets->at != NULL;
}

static bool copy_entry(cf_arena *arena, cf_opened_data *kept)
{
    return copy(arena, NUMBER_COPIED, &kept->ballot_id) && copy(arena, DATA_COPIED, &kept->data)
           && copy(arena, NUMBER_COPIED, &kept->beta.octets)
           && copy(arena, NUMBER_COPIED, &kept->c.octets)
           && copy(arena, NUMBER_COPIED, &kept->v.octets);
}

static cf_status visit(void *context, size_t position, const cf_opened_data *data)
{
    (void)position;
    data_list *list = context;
    list->entries[list->count] = *data;
    if (!copy_entry(list->chunk_arena, &list->entries[list->count])) {
        return CF_ERR_MEMORY;
    }
    list->count++;
    return list->count == CHUNK ? check_chunk(list) : CF_OK;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* By ballot, contest, and place in the list. */
static int compare_seen(const void *left, const void *right)
{
    const seen *a = left;
    const seen *b = right;
    if (a->ballot != b->ballot) {
        return compare_numbers((uint64_t)a->ballot, (uint64_t)b->ballot);
    }
    if (a->contest_index != b->contest_index) {
        return compare_numbers(a->contest_index, b->contest_index);
    }
    return compare_numbers(a->number, b->number);
}

static void find_doubles(data_list *list)
{
    if (list->seen_count < 2) {
        return;
    }
    qsort(list->seen, list->seen_count, sizeof *list->seen, compare_seen);
    for (size_t i = 1; i < list->seen_count; i++) {
        const seen *before = &list->seen[i - 1];
        const seen *here = &list->seen[i];
        if (here->ballot == before->ballot && here->contest_index == before->contest_index) {
            const cf_saying where = where_of(list, here->number);
            cf_report_fail(list->report, CF_CHECK_12_C, where.text,
                           "an earlier entry decrypts the same contest data");
        }
    }
}

static cf_status read_list(data_list *list, cf_arena *reader)
{
    cf_fault fault;
    cf_status status =
        cf_record_visit_opened_data(list->verification->record, visit, list, reader, &fault);
    if (status == CF_ERR_MEMORY || status == CF_ERR_ABSENT) {
        return status == CF_ERR_MEMORY ? status : CF_OK;
    }
    if (status != CF_OK) {
        cf_report_fault(list->report, &fault);
    }
    status = check_chunk(list);
    if (status == CF_OK) {
        find_doubles(list);
    }
    return status;
}

cf_status cf_verify_v12_opened_data(cf_verification *verification, cf_report *report)
{
    if (verification->profile != CF_PROFILE_EG21) {
        return CF_OK;
    }
    data_list *list = cf_arena_take(verification->arena, 1, sizeof *list);
    if (list == NULL) {
        return CF_ERR_MEMORY;
    }
    *list = (data_list){
        .verification = verification,
        .report = report,
        .file = verification->places->opened_data,
        .chunk_arena = cf_arena_open(CHUNK_OCTETS),
        .seen_arena = cf_arena_open(SEEN_OCTETS),
    };
    cf_arena *reader = cf_arena_open(READER_OCTETS);
    cf_status status = CF_ERR_MEMORY;
    if (list->chunk_arena != NULL && list->seen_arena != NULL && reader != NULL) {
        status = read_list(list, reader);
    }
    cf_arena_close(reader);
    cf_arena_close(list->seen_arena);
    cf_arena_close(list->chunk_arena);
    return status;
}
