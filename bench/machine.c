/*
 * machine.c -- asked of the system and of the libraries themselves.
 */
#include "machine.h"

#include "arithmetic.h"
#include "work/job.h"

#include <gmp.h>
#include <openssl/crypto.h>
#include <string.h>
#include <time.h>

enum { NAME_OCTETS = 128 };

/* "model name" of the first processor; quotes and backslashes would break the JSON. */
static void read_processor(char out[NAME_OCTETS])
{
    char line[256];
    snprintf(out, NAME_OCTETS, "unknown");
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) == 0 && colon != NULL) {
            colon[strcspn(colon, "\n\"\\")] = '\0';
            snprintf(out, NAME_OCTETS, "%s", colon + 2);
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

size_t machine_cores(void)
{
    return cf_job_workers(0);
}

void machine_show(FILE *out)
{
    char processor[NAME_OCTETS];
    read_processor(processor);
    fprintf(out, "%s, %zu cores, kernel %s; %s %s; GMP %s, %s\n", processor, machine_cores(),
            arithmetic_kernel(), CF_BENCH_COMPILER, CF_BENCH_FLAGS, gmp_version,
            OpenSSL_version(OPENSSL_VERSION));
}

void machine_write_json(FILE *out)
{
    char processor[NAME_OCTETS];
    char date[16];
    const time_t now = time(NULL);
    read_processor(processor);
    strftime(date, sizeof date, "%Y-%m-%d", gmtime(&now));
    fprintf(out,
            "\"machine\": \"%s, %zu cores\", \"compiler\": \"%s %s\", \"kernel\": \"%s\",\n"
            " \"gmp\": \"%s\", \"openssl\": \"%s\", \"date\": \"%s\",\n",
            processor, machine_cores(), CF_BENCH_COMPILER, CF_BENCH_FLAGS, arithmetic_kernel(),
            gmp_version, OpenSSL_version(OPENSSL_VERSION), date);
}
