/*
 * record/tar_header.c -- 512 octets with a checksum.
 *
 *     0    name 100    100  mode 8      108  uid 8       116  gid 8       124  size 12
 *     136  mtime 12    148  checksum 8  156  kind 1      157  link 100    257  "ustar" 0 "00"
 *     265  owner 32    297  group 32    329  device 16   345  prefix 155
 *
 * Owners, modes and times are nothing to us.
 */
#include "record/tar_header.h"

#include <string.h>

enum {
    NAME_AT = 0,
    NAME_LEN = 100,
    SIZE_AT = 124,
    SIZE_LEN = 12,
    SUM_AT = 148,
    SUM_LEN = 8,
    KIND_AT = 156,
    MAGIC_AT = 257,
    PREFIX_AT = 345,
    PREFIX_LEN = 155
};

bool cf_tar_has_magic(const uint8_t block[CF_TAR_BLOCK])
{
    return memcmp(block + MAGIC_AT, "ustar", 5) == 0;
}

bool cf_tar_is_zero(const uint8_t *octets, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (octets[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Digits in base 8, ended by a zero, a blank or the field's end.  False for anything else. */
static bool octal(const uint8_t *field, size_t len, uint64_t *value)
{
    *value = 0;
    size_t i = 0;
    for (; i < len && field[i] >= '0' && field[i] <= '7'; i++) {
        *value = *value << 3 | (uint64_t)(field[i] - '0'); /* 12 digits have 36 bits */
    }
    return i > 0 && (i == len || field[i] == '\0' || field[i] == ' ');
}

/* Its own field counts as blanks. */
static bool checksum_holds(const uint8_t *block)
{
    uint64_t said = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < CF_TAR_BLOCK; i++) {
        sum += i >= SUM_AT && i < SUM_AT + SUM_LEN ? ' ' : block[i];
    }
    return octal(block + SUM_AT, SUM_LEN, &said) && said == sum;
}

static size_t text_len(const uint8_t *field, size_t max)
{
    const uint8_t *zero = memchr(field, 0, max);
    return zero == NULL ? max : (size_t)(zero - field);
}

/* prefix, '/', name; a prefix that is empty goes without the slash. */
static void join_name(const uint8_t *block, char out[CF_TAR_NAME_MAX + 1])
{
    const size_t prefix = text_len(block + PREFIX_AT, PREFIX_LEN);
    const size_t name = text_len(block + NAME_AT, NAME_LEN);
    size_t at = 0;
    memcpy(out, block + PREFIX_AT, prefix);
    at = prefix;
    if (prefix > 0) {
        out[at++] = '/';
    }
    memcpy(out + at, block + NAME_AT, name);
    out[at + name] = '\0';
}

/* A folder called "." or "./": the archive itself. */
static bool is_top(const cf_tar_header *header)
{
    return header->is_folder && (strcmp(header->name, ".") == 0 || strcmp(header->name, "./") == 0);
}

/* Take "./" off the front and, of a folder, '/' off the end. */
static void trim_name(cf_tar_header *header)
{
    char *name = header->name;
    if (strncmp(name, "./", 2) == 0) {
        memmove(name, name + 2, strlen(name) - 1);
    }
    const size_t len = strlen(name);
    if (header->is_folder && len > 1 && name[len - 1] == '/') {
        name[len - 1] = '\0';
    }
}

/* Whether each part is a name: not empty, and no dots. */
static bool stays_below(const char *name)
{
    for (const char *part = name;;) {
        const size_t len = strcspn(part, "/");
        if (len == 0 || (len == 1 && part[0] == '.')
            || (len == 2 && part[0] == '.' && part[1] == '.')) {
            return false;
        }
        if (part[len] == '\0') {
            return true;
        }
        part += len + 1;
    }
}

static const char *other_kind(uint8_t kind)
{
    switch (kind) {
    case '1':
        return "a hard link";
    case '2':
        return "a symbolic link";
    case '3':
    case '4':
        return "a device";
    case '6':
        return "a pipe";
    case '7':
        return "a contiguous file";
    case 'x':
    case 'g':
        return "a header of pax";
    case 'L':
    case 'K':
        return "a long name of GNU's";
    case 'S':
        return "a sparse file of GNU's";
    default:
        return NULL;
    }
}

static cf_status unsupported(const char *name, uint64_t offset, cf_fault *fault, const char *what)
{
    return cf_fault_set(fault, CF_ERR_UNSUPPORTED, name, offset,
                        "%s; a record is a plain ustar archive of files and folders", what);
}

/* The magic says which of the many kinds of archive this is. */
static cf_status check_magic(const uint8_t *block, uint64_t offset, cf_fault *fault)
{
    if (memcmp(block + MAGIC_AT,
               "ustar\0"
               "00",
               8)
        == 0) {
        return CF_OK;
    }
    const bool is_gnu = memcmp(block + MAGIC_AT, "ustar  ", 8) == 0;
    return unsupported("", offset, fault,
                       is_gnu ? "the archive is of GNU's kind (tar --format=ustar makes the other)"
                              : "the archive is not of the kind ustar");
}

static cf_status read_kind(const uint8_t *block, uint64_t offset, cf_tar_header *out,
                           cf_fault *fault)
{
    const uint8_t kind = block[KIND_AT];
    out->is_folder = kind == '5';
    if (kind == '5' || kind == '0' || kind == '\0') {
        return CF_OK;
    }
    const char *known = other_kind(kind);
    return unsupported(out->name, offset, fault,
                       known != NULL ? known : "an entry of an unknown kind");
}

static cf_status read_size(const uint8_t *block, uint64_t offset, cf_tar_header *out,
                           cf_fault *fault)
{
    if (block[SIZE_AT] >= 0x80) {
        return unsupported(out->name, offset, fault, "a size in base 256");
    }
    if (!octal(block + SIZE_AT, SIZE_LEN, &out->size)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, out->name, offset,
                            "the size is not a number in base 8");
    }
    if (out->is_folder && out->size != 0) {
        return cf_fault_set(fault, CF_ERR_SHAPE, out->name, offset, "a folder with a size");
    }
    return CF_OK;
}

cf_status cf_tar_header_read(const uint8_t block[CF_TAR_BLOCK], uint64_t offset, cf_tar_header *out,
                             cf_fault *fault)
{
    *out = (cf_tar_header){ .size = 0 };
    cf_status status = check_magic(block, offset, fault);
    if (status != CF_OK) {
        return status;
    }
    if (!checksum_holds(block)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, "", offset, "the checksum of a header is false");
    }
    join_name(block, out->name);
    status = read_kind(block, offset, out, fault);
    if (status == CF_OK) {
        status = read_size(block, offset, out, fault);
    }
    if (status != CF_OK) {
        return status;
    }
    if (is_top(out)) {
        out->name[0] = '\0';
        return CF_OK;
    }
    trim_name(out);
    if (!stays_below(out->name)) {
        return cf_fault_set(fault, CF_ERR_SHAPE, out->name, offset,
                            "a name in the archive must stay below it");
    }
    return CF_OK;
}
