/*
 * cli/record_summary_text.c -- the summary in words; its first line says what it is not.
 */
#include "cli/record_summary.h"
#include "cli/show.h"

#include <inttypes.h>

static void show_line(FILE *stream, const char *name, cf_octets text)
{
    fprintf(stream, "%-22s", name);
    cf_show_text(stream, text);
    fputc('\n', stream);
}

static void show_claimed_hash(FILE *stream, const char *name, cf_octets hash)
{
    if (hash.at == NULL) {
        return;
    }
    fprintf(stream, "%-22s", name);
    cf_show_hex(stream, hash);
    fputc('\n', stream);
}

static void show_parameters(FILE *stream, const cf_record_summary *summary)
{
    const cf_parameters *parameters = &summary->parameters;
    show_line(stream, "group",
              cf_octets_of_text(*summary->group != '\0' ? summary->group : "none that is known"));
    show_line(stream, "version claimed", parameters->version);
    fprintf(stream, "%-22s%" PRIu32 ", of whom %" PRIu32 " can decrypt\n", "guardians",
            parameters->n, parameters->k);
    show_claimed_hash(stream, "H_P claimed", parameters->h_p);
    show_claimed_hash(stream, "H_M claimed", parameters->h_m);
    show_claimed_hash(stream, "H_B claimed", parameters->h_b);
}

static void show_keys(FILE *stream, const cf_keys *keys)
{
    show_claimed_hash(stream, "H_E claimed", keys->h_e);
    if (keys->has_h_g) {
        show_claimed_hash(stream, "H_G claimed", keys->h_g);
    }
    for (size_t i = 0; i < keys->guardian_count; i++) {
        fprintf(stream, "guardian %-13" PRIu32, keys->guardians[i].index);
        cf_show_text(stream, keys->guardians[i].name);
        fputc('\n', stream);
    }
}

static void show_contest(FILE *stream, const cf_contest *contest)
{
    fprintf(stream, "contest %-14" PRIu32, contest->index);
    cf_show_text(stream, contest->label);
    fprintf(stream, ": %" PRIu32 " of %zu", contest->selection_limit, contest->option_count);
    if (contest->option_limit != 1) {
        fprintf(stream, ", up to %" PRIu32 " for one", contest->option_limit);
    }
    fputs(contest->data_blocks != 0 ? ", with contest data\n" : "\n", stream);
    for (size_t i = 0; i < contest->option_count; i++) {
        fprintf(stream, "  option %-13" PRIu32, contest->options[i].index);
        cf_show_text(stream, contest->options[i].label);
        fputc('\n', stream);
    }
}

static void show_style(FILE *stream, const cf_manifest *manifest, const cf_ballot_style *style)
{
    fprintf(stream, "%-22s", "ballot style");
    cf_show_text(stream, style->label);
    fputs(": contests", stream);
    for (size_t i = 0; i < style->contest_count; i++) {
        fprintf(stream, " %" PRIu32, manifest->contests[style->contests[i]].index);
    }
    fputc('\n', stream);
}

static void show_manifest(FILE *stream, const cf_manifest *manifest)
{
    for (size_t i = 0; i < manifest->contest_count; i++) {
        show_contest(stream, &manifest->contests[i]);
    }
    for (size_t i = 0; i < manifest->style_count; i++) {
        show_style(stream, manifest, &manifest->styles[i]);
    }
}

static void show_piece(FILE *stream, const cf_record_summary *summary, cf_piece piece)
{
    fprintf(stream, "%-22s", cf_piece_name(piece));
    cf_status status = summary->status[piece];
    if (status == CF_OK) {
        fputs("there\n", stream);
    } else if (status == CF_ERR_ABSENT) {
        fputs("not there\n", stream);
    } else {
        fputs("unreadable: ", stream);
        cf_show_fault(stream, &summary->fault[piece]);
    }
}

static void show_counts(FILE *stream, const cf_record_summary *summary)
{
    fprintf(stream, "%-22s%zu, in %s\n", "ballots", summary->ballot_files, summary->ballot_form);
    fprintf(stream, "%-22s%zu files\n", "opened ballots", summary->opened_files);
    if (!summary->lists_devices) {
        fprintf(stream, "%-22sthis record lists none\n", "devices");
    } else if (summary->status[CF_PIECE_DEVICES] == CF_OK) {
        fprintf(stream, "%-22s%zu, with %zu ballots in their lists\n", "devices",
                summary->device_count, summary->listed_ballots);
    } else {
        show_piece(stream, summary, CF_PIECE_DEVICES);
    }
}

void cf_record_summary_text(const cf_record_summary *summary, FILE *stream)
{
    fputs("NOT VERIFIED: this is what the record says about itself.  'counterfoil verify' checks "
          "it.\n\n",
          stream);
    show_line(stream, "format", cf_octets_of_text(summary->format));
    show_line(stream, "profile", cf_octets_of_text(cf_profile_name(summary->profile)));
    show_line(stream, "election", summary->manifest.label);
    if (summary->status[CF_PIECE_PARAMETERS] == CF_OK) {
        show_parameters(stream, summary);
    }
    show_keys(stream, &summary->keys);
    show_manifest(stream, &summary->manifest);
    fputc('\n', stream);
    for (cf_piece piece = CF_PIECE_PARAMETERS; piece <= CF_PIECE_DECRYPTED_TALLY; piece++) {
        show_piece(stream, summary, piece);
    }
    show_counts(stream, summary);
}
