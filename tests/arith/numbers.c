/*
 * arith/numbers.c -- splitmix64, and patterns on top of it.
 */
#include "arith/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state;

void numbers_seed(int argc, char **argv)
{
    state = argc > 1 ? strtoull(argv[1], NULL, 0) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)state);
}

uint64_t draw(void)
{
    state += 0x9E3779B97F4A7C15;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

uint64_t draw_below(uint64_t limit)
{
    return draw() % limit;
}

static cf_limb draw_limb(uint64_t kind)
{
    switch (kind) {
    case 0:
        return 0;
    case 1:
        return UINT64_MAX;
    case 2:
        return UINT64_MAX << draw_below(64);
    case 3:
        return UINT64_MAX >> draw_below(64);
    case 4:
        return (cf_limb)1 << draw_below(64);
    default:
        return draw();
    }
}

void draw_limbs(cf_limb *out, size_t n)
{
    uint64_t whole = draw_below(4);
    uint64_t kind = draw_below(6);
    for (size_t i = 0; i < n; i++) {
        if (whole == 0 || (whole == 1 && draw_below(4) == 0)) {
            kind = draw_below(6);
        }
        out[i] = whole == 2 ? draw() : draw_limb(kind);
    }
}

void draw_residue(cf_limb *out, const cf_limb *m, size_t n)
{
    mpz_t value;
    mpz_t modulus;
    mpz_inits(value, modulus, NULL);
    draw_limbs(out, n);
    to_mpz(value, out, n);
    to_mpz(modulus, m, n);
    if (draw_below(8) == 0) { /* close to the top */
        mpz_sub_ui(value, modulus, 1 + draw_below(3));
    }
    mpz_mod(value, value, modulus);
    from_mpz(out, n, value);
    mpz_clears(value, modulus, NULL);
}

void to_mpz(mpz_t out, const cf_limb *limbs, size_t n)
{
    mpz_import(out, n, -1, sizeof limbs[0], 0, 0, limbs);
}

void from_mpz(cf_limb *out, size_t n, const mpz_t value)
{
    memset(out, 0, n * sizeof out[0]);
    if (mpz_sizeinbase(value, 2) > 64 * n) {
        fprintf(stderr, "the reference has a number of more than %zu limbs\n", n);
        abort();
    }
    mpz_export(out, NULL, -1, sizeof out[0], 0, 0, value);
}

/* [EGDS21] 3.1.1, copied from the text and not from our table. */
static const char standard_p_digits[] =
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
    "B17217F7D1CF79ABC9E3B39803F2F6AF40F343267298B62D8A0D175B8BAAFA2B"
    "E7B876206DEBAC98559552FB4AFA1B10ED2EAE35C138214427573B291169B825"
    "3E96CA16224AE8C51ACBDA11317C387EB9EA9BC3B136603B256FA0EC7657F74B"
    "72CE87B19D6548CAF5DFA6BD38303248655FA1872F20E3A2DA2D97C50F3FD5C6"
    "07F4CA11FB5BFB90610D30F88FE551A2EE569D6DFC1EFA157D2E23DE1400B396"
    "17460775DB8990E5C943E732B479CD33CCCC4E659393514C4C1A1E0BD1D6095D"
    "25669B333564A3376A9C7F8A5E148E82074DB6015CFE7AA30C480A5417350D2C"
    "955D5179B1E17B9DAE313CDB6C606CB1078F735D1B2DB31B5F50B5185064C18B"
    "4D162DB3B365853D7598A1951AE273EE5570B6C68F96983496D4E6D330AF889B"
    "44A02554731CDC8EA17293D1228A4EF98D6F5177FBCF0755268A5C1F9538B982"
    "61AFFD446B1CA3CF5E9222B88C66D3C5422183EDC99421090BBB16FAF3D949F2"
    "36E02B20CEE886B905C128D53D0BD2F9621363196AF503020060E49908391A0C"
    "57339BA2BEBA7D052AC5B61CC4E9207CEF2F0CE2D7373958D762265890445744"
    "FB5F2DA4B751005892D356890DEFE9CAD9B9D4B713E06162A2D8FDD0DF2FD608"
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF";

const cf_limb *standard_p(void)
{
    static cf_limb limbs[CF_LIMBS_MAX];
    mpz_t p;
    mpz_init_set_str(p, standard_p_digits, 16);
    from_mpz(limbs, CF_LIMBS_MAX, p);
    mpz_clear(p);
    return limbs;
}
