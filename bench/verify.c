/*
 * verify.c -- exact verification of 0/1 selections, and the product beneath it, against GMP in
 * the same run.
 *
 *     bench_verify [--json] [--rounds N] [--selections N]
 *
 * Both sides get the same octets, verify the same equations, and take turns.  Before anything
 * is timed each side has to accept every selection and to refuse one that was changed.
 */
#include "naive.h"
#include "stopwatch.h"

#include "arith/modulus.h"
#include "crypto/eg21.h"
#include "crypto/proofs_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MIN = 5, SELECTIONS_MAX = 256, PRODUCTS = 2000, ARENA_OCTETS = 64 << 20 };

typedef struct setup {
    size_t rounds;
    size_t count;
    bool json;
    election election;
    selection *selections;
    cf_arena *scratch;
    cf_election_bases bases;
    void *tables[2];
} setup;

/* What is measured on both sides. */
typedef struct row {
    const char *what;
    stopwatch ours;
    stopwatch theirs;
} row;

static row product_row = { .what = "product modulo p" };
static row square_row = { .what = "square modulo p" };
static row selection_row = { .what = "0/1 selection, exact verification" };
static stopwatch table_watch;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "bench_verify: %s\n", what);
    exit(2);
}

/* --- our side --- */

static const cf_fixed_base *make_table(const cf_group *group, const cf_element *base, void **memory)
{
    *memory = aligned_alloc(64, cf_fixed_base_octets(group));
    if (*memory == NULL) {
        die("no memory");
    }
    return cf_fixed_base_init(group, base, *memory);
}

static void open_bases(setup *set)
{
    const cf_group *group = cf_group_standard();
    uint8_t octets[ELEMENT_OCTETS];
    number_write(octets, sizeof octets, set->election.key);
    cf_unchecked_element claimed = { cf_octets_of(octets, sizeof octets) };
    cf_element g;
    cf_element key;
    cf_refusal refusal;
    cf_group_generator(group, &g);
    cf_group_admit_vartime(group, 1, &claimed, &key, &refusal);
    if (refusal != CF_ADMITTED) {
        die("the election key is not a member");
    }
    set->bases.group = group;
    stopwatch_start(&table_watch);
    set->bases.g = make_table(group, &g, &set->tables[0]);
    set->bases.k = make_table(group, &key, &set->tables[1]);
    stopwatch_stop(&table_watch, 2);
}

static bool admit_scalars(const cf_group *group, const selection *from, cf_scalar *c, cf_scalar *v)
{
    bool all = true;
    for (size_t j = 0; j < 2; j++) {
        cf_unchecked_scalar claimed_c = { cf_octets_of(from->c[j], SCALAR_OCTETS) };
        cf_unchecked_scalar claimed_v = { cf_octets_of(from->v[j], SCALAR_OCTETS) };
        all = cf_scalar_admit(group, claimed_c, &c[j]) == CF_ADMITTED && all;
        all = cf_scalar_admit(group, claimed_v, &v[j]) == CF_ADMITTED && all;
    }
    return all;
}

/* The selections that hold, of count, through the path that the verifier takes for a ballot. */
static size_t ours_hold(const setup *set, const selection *selections, size_t count)
{
    static cf_unchecked_element claimed[2][SELECTIONS_MAX];
    static cf_element admitted[2][SELECTIONS_MAX];
    static cf_refusal verdicts[2][SELECTIONS_MAX];
    static cf_scalar c[SELECTIONS_MAX][2], v[SELECTIONS_MAX][2];
    static cf_range_claim claims[SELECTIONS_MAX];
    static bool holds[SELECTIONS_MAX];
    cf_hmac_key key;
    cf_hmac_key_init(&key, set->election.h_i, sizeof set->election.h_i);

    for (size_t i = 0; i < count; i++) {
        claimed[0][i].octets = cf_octets_of(selections[i].alpha, ELEMENT_OCTETS);
        claimed[1][i].octets = cf_octets_of(selections[i].beta, ELEMENT_OCTETS);
        bool all = admit_scalars(set->bases.group, &selections[i], c[i], v[i]);
        claims[i] = (cf_range_claim){ .bound = 1, .c = all ? c[i] : NULL, .v = v[i] };
        cf_eg21_option_challenge(&claims[i].challenge, &key, 1, 1);
    }
    cf_arena_reset(set->scratch);
    cf_status status =
        cf_range_check_ciphertexts(&set->bases, set->scratch, count, claimed[0], claimed[1], claims,
                                   admitted[0], admitted[1], verdicts[0], verdicts[1], holds);
    if (status != CF_OK) {
        die("cf_range_check_ciphertexts could not do its work");
    }
    size_t good = 0;
    for (size_t i = 0; i < count; i++) {
        good += holds[i];
    }
    return good;
}

/* --- their side --- */

static size_t theirs_hold(const setup *set, const selection *selections, size_t count)
{
    size_t good = 0;
    for (size_t i = 0; i < count; i++) {
        good += naive_selection_holds(&set->election, &selections[i]);
    }
    return good;
}

/* --- measuring --- */

static void both_sides_must_agree(setup *set)
{
    if (ours_hold(set, set->selections, set->count) != set->count
        || theirs_hold(set, set->selections, set->count) != set->count) {
        die("a selection that holds was refused");
    }
    selection changed = set->selections[0];
    changed.v[1][SCALAR_OCTETS - 1] ^= 1;
    if (ours_hold(set, &changed, 1) != 0 || theirs_hold(set, &changed, 1) != 0) {
        die("a selection that does not hold was accepted");
    }
}

static void time_products(const setup *set)
{
    static cf_modulus mod;
    cf_limb p[CF_LIMBS_MAX];
    cf_octets octets = cf_group_p(set->bases.group);
    cf_limbs_from_octets(p, CF_LIMBS_MAX, octets.at, octets.len);
    if (cf_modulus_init_vartime(&mod, p, CF_LIMBS_MAX, NULL) != CF_OK) {
        die("p is no modulus");
    }
    cf_limb a[CF_DOMAIN_LIMBS_MAX];
    cf_limb b[CF_DOMAIN_LIMBS_MAX];
    cf_limbs_from_octets(a, CF_LIMBS_MAX, set->selections[0].alpha, ELEMENT_OCTETS);
    cf_limbs_from_octets(b, CF_LIMBS_MAX, set->selections[0].beta, ELEMENT_OCTETS);
    cf_modulus_enter(&mod, a, a);
    cf_modulus_enter(&mod, b, b);
    mpz_t x, y, product;
    mpz_inits(x, y, product, NULL);
    number_read(x, set->selections[0].alpha, ELEMENT_OCTETS);
    number_read(y, set->selections[0].beta, ELEMENT_OCTETS);

    for (size_t round = 0; round < set->rounds; round++) {
        stopwatch_start(&product_row.ours);
        for (size_t i = 0; i < PRODUCTS; i++) {
            cf_modulus_multiply(&mod, a, a, b);
        }
        stopwatch_stop(&product_row.ours, PRODUCTS);
        stopwatch_start(&product_row.theirs);
        for (size_t i = 0; i < PRODUCTS; i++) {
            mpz_mul(product, x, y);
            mpz_mod(x, product, set->election.p);
        }
        stopwatch_stop(&product_row.theirs, PRODUCTS);

        stopwatch_start(&square_row.ours);
        cf_modulus_square(&mod, a, a, PRODUCTS);
        stopwatch_stop(&square_row.ours, PRODUCTS);
        stopwatch_start(&square_row.theirs);
        for (size_t i = 0; i < PRODUCTS; i++) {
            mpz_mul(product, x, x);
            mpz_mod(x, product, set->election.p);
        }
        stopwatch_stop(&square_row.theirs, PRODUCTS);
    }
    mpz_clears(x, y, product, NULL);
}

static void time_selections(const setup *set)
{
    for (size_t round = 0; round < set->rounds; round++) {
        stopwatch_start(&selection_row.ours);
        size_t ours = ours_hold(set, set->selections, set->count);
        stopwatch_stop(&selection_row.ours, set->count);
        stopwatch_start(&selection_row.theirs);
        size_t theirs = theirs_hold(set, set->selections, set->count);
        stopwatch_stop(&selection_row.theirs, set->count);
        if (ours != set->count || theirs != set->count) {
            die("a selection that holds was refused");
        }
    }
}

/* --- telling --- */

static const char *kernel_name(void)
{
    static cf_modulus mod;
    cf_limb p[CF_LIMBS_MAX];
    cf_octets octets = cf_group_p(cf_group_standard());
    cf_limbs_from_octets(p, CF_LIMBS_MAX, octets.at, octets.len);
    return cf_modulus_init_vartime(&mod, p, CF_LIMBS_MAX, NULL) == CF_OK ? mod.kernel->name : "?";
}

/* "model name" of the first processor; quotes and backslashes would break the JSON. */
static void read_machine(char *out, size_t size)
{
    char line[256];
    snprintf(out, size, "unknown");
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) == 0 && colon != NULL) {
            colon[strcspn(colon, "\n\"\\")] = '\0';
            snprintf(out, size, "%s", colon + 2);
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

static double ratio(const row *of)
{
    return stopwatch_median_us(&of->theirs) / stopwatch_median_us(&of->ours);
}

static void print_table_row(const row *of)
{
    printf("%-36s %10.2f (%3.0f %%) %10.2f (%3.0f %%) %8.2f\n", of->what,
           stopwatch_median_us(&of->ours), stopwatch_spread_percent(&of->ours),
           stopwatch_median_us(&of->theirs), stopwatch_spread_percent(&of->theirs), ratio(of));
}

static void print_json_side(const char *name, const stopwatch *watch)
{
    printf("   \"%s\": {\"median_us\": %.3f, \"fastest_us\": %.3f, \"spread_percent\": %.1f},\n",
           name, stopwatch_median_us(watch), stopwatch_fastest_us(watch),
           stopwatch_spread_percent(watch));
}

static void print_json_row(const row *of, const char *end)
{
    printf("  {\"what\": \"%s\",\n", of->what);
    print_json_side("ours", &of->ours);
    print_json_side("gmp", &of->theirs);
    printf("   \"ratio\": %.3f}%s\n", ratio(of), end);
}

static void print_results(const setup *set)
{
    char machine[200];
    char date[16];
    time_t now = time(NULL);
    read_machine(machine, sizeof machine);
    strftime(date, sizeof date, "%Y-%m-%d", gmtime(&now));
    if (!set->json) {
        printf("%s, %s, GMP %s, kernel %s; %zu rounds of %zu selections, one core\n\n", machine,
               CF_BENCH_COMPILER, gmp_version, kernel_name(), set->rounds, set->count);
        printf("%-36s %18s %18s %8s\n", "microseconds: median (spread)", "ours", "GMP", "ratio");
        print_table_row(&product_row);
        print_table_row(&square_row);
        print_table_row(&selection_row);
        printf("%-36s %10.0f, once for each base\n", "table of a fixed base",
               stopwatch_median_us(&table_watch));
        return;
    }
    printf("{\"machine\": \"%s\", \"compiler\": \"%s\", \"flags\": \"%s\", \"gmp\": \"%s\",\n"
           " \"kernel\": \"%s\", \"date\": \"%s\", \"rounds\": %zu, \"selections\": %zu,\n"
           " \"table_us\": %.1f,\n \"rows\": [\n",
           machine, CF_BENCH_COMPILER, CF_BENCH_FLAGS, gmp_version, kernel_name(), date,
           set->rounds, set->count, stopwatch_median_us(&table_watch));
    print_json_row(&product_row, ",");
    print_json_row(&square_row, ",");
    print_json_row(&selection_row, "");
    printf(" ]}\n");
}

static size_t number_argument(const char *text, size_t least, size_t most)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < least || value > most) {
        die("a number is missing or out of range");
    }
    return value;
}

static void read_arguments(setup *set, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            set->json = true;
        } else if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc) {
            set->rounds = number_argument(argv[++i], ROUNDS_MIN, STOPWATCH_ROUNDS_MAX);
        } else if (strcmp(argv[i], "--selections") == 0 && i + 1 < argc) {
            set->count = number_argument(argv[++i], 1, SELECTIONS_MAX);
        } else {
            die("usage: bench_verify [--json] [--rounds 5..101] [--selections 1..256]");
        }
    }
}

int main(int argc, char **argv)
{
    setup set = { .rounds = 9, .count = 16 };
    read_arguments(&set, argc, argv);
    election_open(&set.election);
    set.selections = calloc(set.count, sizeof *set.selections);
    set.scratch = cf_arena_open(ARENA_OCTETS);
    if (set.selections == NULL || set.scratch == NULL) {
        die("no memory");
    }
    gmp_randstate_t random;
    gmp_randinit_default(random);
    for (size_t i = 0; i < set.count; i++) {
        selection_make(&set.election, random, (unsigned)(i % 2), &set.selections[i]);
    }
    gmp_randclear(random);

    open_bases(&set);
    both_sides_must_agree(&set);
    time_products(&set);
    time_selections(&set);
    print_results(&set);

    cf_arena_close(set.scratch);
    free(set.tables[0]);
    free(set.tables[1]);
    free(set.selections);
    election_close(&set.election);
    return 0;
}
