/*
 * arith/ifma_pack.c -- limbs of 52 bits from words of 64, and back.
 *
 * Eight limbs are 416 bits, 52 octets: so each vector of eight begins at an octet, and one pattern
 * serves them all.
 */
#include "arith/ifma_row.h"

#if defined(__x86_64__)

#include "arith/ifma_tile.h"
#include "arith/modulus.h"

#include <string.h>

enum { PLAIN = 64, ROW = 80, LANES = 8, PIECE_OCTETS = 52 };

/* Limb i begins at bit 52 i, in word 52 i / 64, and ends there or in the next. */
CF_IFMA_INLINE __m512i cut(__m512i words)
{
    const __m512i word = _mm512_setr_epi64(0, 0, 1, 2, 3, 4, 4, 5);
    const __m512i bit = _mm512_setr_epi64(0, 52, 40, 28, 16, 4, 56, 44);
    const __m512i next = cf_ifma_add(word, cf_ifma_all(1));
    const __m512i up = cf_ifma_subtract(cf_ifma_all(64), bit);
    const __m512i low = _mm512_srlv_epi64(_mm512_permutexvar_epi64(word, words), bit);
    const __m512i high = _mm512_sllv_epi64(_mm512_permutexvar_epi64(next, words), up);
    return cf_ifma_limb(_mm512_or_si512(low, high));
}

/*
 * Word w begins at bit 64 w, in limb 64 w / 52, and ends in one of the two after it; a shift by
 * 64 or more leaves 0.  The upper half of word 6, and word 7, are 0.
 */
CF_IFMA_INLINE __m512i join(__m512i limbs)
{
    const __m512i limb = _mm512_setr_epi64(0, 1, 2, 3, 4, 6, 7, 7);
    const __m512i bit = _mm512_setr_epi64(0, 12, 24, 36, 48, 8, 20, 64);
    const __m512i next = _mm512_setr_epi64(1, 2, 3, 4, 5, 7, 7, 7);
    const __m512i next_up = _mm512_setr_epi64(52, 40, 28, 16, 4, 44, 64, 64);
    const __m512i last = _mm512_maskz_permutexvar_epi64(1 << 4, cf_ifma_all(6), limbs);
    const __m512i low = _mm512_srlv_epi64(_mm512_permutexvar_epi64(limb, limbs), bit);
    const __m512i high = _mm512_sllv_epi64(_mm512_permutexvar_epi64(next, limbs), next_up);
    return _mm512_or_si512(_mm512_or_si512(low, high), _mm512_slli_epi64(last, 56));
}

CF_IFMA void cf_ifma_row_unpack(const cf_modulus *mod, cf_limb *row, const cf_limb *plain)
{
    (void)mod;
    cf_limb words[PLAIN + LANES] = { 0 };
    memcpy(words, plain, PLAIN * sizeof plain[0]);
    const char *piece = (const char *)words;
    for (size_t i = 0; i < ROW; i += LANES) {
        _mm512_storeu_si512(row + i, cut(_mm512_loadu_si512(piece)));
        piece += PIECE_OCTETS;
    }
}

/* Each piece is written with zeros behind it, where the next one goes. */
CF_IFMA void cf_ifma_row_pack(const cf_modulus *mod, cf_limb *plain, const cf_limb *row)
{
    cf_limb words[PLAIN + LANES];
    char *piece = (char *)words;
    for (size_t i = 0; i < ROW; i += LANES) {
        _mm512_storeu_si512(piece, join(_mm512_loadu_si512(row + i)));
        piece += PIECE_OCTETS;
    }
    cf_limbs_subtract_once(plain, words, words[PLAIN], mod->m, PLAIN);
}

#endif
