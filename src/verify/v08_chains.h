/*
 * verify/v08_chains.h -- what the chaining fields of a device have to be.
 *
 * The equations of 8.C to 8.G for one device, apart from the walk over all of them (v08_devices.c).
 */
#ifndef CF_VERIFY_V08_CHAINS_H
#define CF_VERIFY_V08_CHAINS_H

#include "verify/say.h"
#include "verify/verification.h"

enum { CF_CHAINING_NONE = 0, CF_CHAINING_SIMPLE = 1 };

typedef struct cf_chain_rule {
    uint32_t chaining;
    cf_hash h_di;   /* eg2.1, computed */
    cf_hash h_0;    /* computed */
    cf_hash device; /* cf_device_hash */
} cf_chain_rule;

/* What follows from the name of a device. */
cf_chain_rule cf_chain_rule_of(const cf_verification *verification, const cf_device *device);

/* Baux_0 of egk2.0: the election's, or the octets of the device's name where that is empty. */
cf_octets cf_egk20_baux_0(const cf_parameters *parameters, cf_octets device);

/* The equations of 8.D and 8.E, asked of the index. */
bool cf_chain_unchained_holds(const cf_verification *verification, const cf_chain_rule *rule,
                              size_t number);
bool cf_chain_first_holds(const cf_verification *verification, const cf_chain_rule *rule,
                          size_t number);
bool cf_chain_next_holds(const cf_verification *verification, size_t earlier, size_t number);

/* A device after its last ballot. */
typedef struct cf_chain_end {
    const cf_verification *v;
    cf_report *report;
    cf_arena *scratch;
    const cf_device *device;
    const cf_chain_rule *rule;
    const char *where;
    bool has_last; /* the last listed ballot is one that we know */
    size_t last;   /* its number */
} cf_chain_end;

/* 8.C, 8.F and 8.G, and X.7 of a chain.  CF_ERR_MEMORY only. */
CF_MUST_CHECK cf_status cf_verify_v08_chain_end(const cf_chain_end *end);

#endif
