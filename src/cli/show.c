/*
 * cli/show.c -- character by character, so that no text is too long for a buffer.
 */
#include "cli/show.h"

#include "base/hex.h"
#include "base/utf8.h"
#include "cli/command.h"

#include <inttypes.h>

void cf_show_text(FILE *stream, cf_octets text)
{
    if (text.at == NULL) {
        fputc('-', stream);
        return;
    }
    for (size_t at = 0; at < text.len;) {
        char shown[CF_UTF8_SHOWN_MAX];
        fwrite(shown, 1, cf_utf8_show(shown, text, &at), stream);
    }
}

void cf_show_hex(FILE *stream, cf_octets octets)
{
    enum { SHOWN_MAX = 64 };
    if (octets.at == NULL) {
        fputc('-', stream);
        return;
    }
    char digits[2 * SHOWN_MAX + 1];
    size_t shown = octets.len < SHOWN_MAX ? octets.len : SHOWN_MAX;
    cf_hex_encode(digits, cf_octets_of(octets.at, shown), CF_HEX_UPPER);
    fprintf(stream, "%s%s", digits, shown < octets.len ? "..." : "");
}

void cf_show_fault(FILE *stream, const cf_fault *fault)
{
    if (fault->file[0] != '\0') {
        cf_show_text(stream, cf_octets_of_text(fault->file));
        fprintf(stream, ", octet %" PRIu64 ": ", fault->offset);
    }
    cf_show_text(stream, cf_octets_of_text(fault->what));
    fputc('\n', stream);
}

int cf_show_could_not(const cf_fault *fault)
{
    fputs("counterfoil: ", stderr);
    cf_show_fault(stderr, fault);
    return CF_EXIT_COULD_NOT_TELL;
}

void cf_show_expected(FILE *stream, const char *expected, const char *found, const char *nearest)
{
    fputs("expected ", stream);
    cf_show_text(stream, cf_octets_of_text(expected));
    fputs(", found ", stream);
    cf_show_text(stream, cf_octets_of_text(found));
    if (nearest[0] != '\0') {
        fputs("; did you mean ", stream);
        cf_show_text(stream, cf_octets_of_text(nearest));
        fputs("?", stream);
    }
    fputc('\n', stream);
}

void cf_show_fault_json(cf_json_out *json, const cf_fault *fault)
{
    cf_json_out_object(json);
    cf_json_out_key(json, "file");
    cf_json_out_text(json, fault->file);
    cf_json_out_key(json, "offset");
    cf_json_out_integer(json, fault->offset);
    cf_json_out_key(json, "what");
    cf_json_out_text(json, fault->what);
    cf_json_out_object_end(json);
}

cf_status cf_show_to_stream(void *stream, const void *octets, size_t len)
{
    return fwrite(octets, 1, len, stream) == len ? CF_OK : CF_ERR_IO;
}
