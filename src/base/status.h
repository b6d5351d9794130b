/*
 * base/status.h -- could the work be done?
 *
 * A status says whether a function did its work, never whether a claim is true: a false
 * statement about an election is a finding (verify/report.h), an unreadable file is a status.
 *
 *   law      unless CF_OK is returned, outputs are untouched or zeroed
 */
#ifndef CF_BASE_STATUS_H
#define CF_BASE_STATUS_H

/* The result has to be looked at; gcc and clang warn when it is dropped. */
#define CF_MUST_CHECK __attribute__((warn_unused_result))

/* The arguments number FORMAT and ARGS.. are those of printf. */
#define CF_PRINTF(FORMAT, ARGS) __attribute__((format(printf, FORMAT, ARGS)))

typedef enum cf_status {
    CF_OK = 0,
    CF_ERR_RANGE,       /* a number lies outside the range that its header states */
    CF_ERR_SHAPE,       /* parts are missing, doubled or too many for one another */
    CF_ERR_SYNTAX,      /* octets are not in the language that they claim to be in */
    CF_ERR_LIMIT,       /* well formed, but past a limit of ours; the limit is named in the fault */
    CF_ERR_ABSENT,      /* a file or member that has to be there is not */
    CF_ERR_IO,          /* the operating system would not read or write */
    CF_ERR_MEMORY,      /* no memory, or an arena is at its limit */
    CF_ERR_UNSUPPORTED, /* recognised, and named in the fault, but not built */
    CF_STATUS_COUNT
} cf_status;

/*
 * One word for people ("absent", "syntax").  Any value may be asked for; an unknown one is
 * "unknown".
 */
const char *cf_status_name(cf_status status);

#endif
