/*
 * cli/show.h -- words of strangers on the terminal of a person.
 *
 * Labels, names and hashes come from whoever packed the record.  Nothing of them reaches a
 * terminal but characters that can be shown: the rest becomes \u{200B} (base/utf8.h says which).
 */
#ifndef CF_CLI_SHOW_H
#define CF_CLI_SHOW_H

#include "base/fault.h"
#include "base/octets.h"
#include "json/writer.h"

#include <stdio.h>

/* A text of any length; "-" for one that is not there (at NULL). */
void cf_show_text(FILE *stream, cf_octets text);

/* Octets as upper-case hex digits; "-" for none.  Shows at most 64 octets and "..." then. */
void cf_show_hex(FILE *stream, cf_octets octets);

/* "manifest.json, octet 17: expected a list, found a number" on a line of its own. */
void cf_show_fault(FILE *stream, const cf_fault *fault);

/*
 * "counterfoil: ", and the fault: what could not be done, on stderr.  The exit code that says so.
 */
int cf_show_could_not(const cf_fault *fault);

/* "expected a list, found a number; did you mean X?", the end of a line.  nearest: "" for none. */
void cf_show_expected(FILE *stream, const char *expected, const char *found, const char *nearest);

/* A fault as a JSON object, as the verifier's report writes it. */
void cf_show_fault_json(cf_json_out *json, const cf_fault *fault);

/* A cf_json_sink that writes to a FILE, which is its context. */
cf_status cf_show_to_stream(void *stream, const void *octets, size_t len);

#endif
