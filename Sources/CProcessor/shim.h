#ifndef WEIR_CPROCESSOR_SHIM_H
#define WEIR_CPROCESSOR_SHIM_H

#include <stddef.h>
#include <stdint.h>

/* Asks the processor for memory that is to be written soon; a hint, for which Swift has no word. */
static inline void weir_prefetch(const void *address) { __builtin_prefetch(address, 1); }

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

/* Whether the processor has the instructions for SHA-256. */
static inline int weir_has_sha256(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

/* FIPS 180-4, section 6.2.2, for a row of blocks of 64 bytes, by those instructions. They keep the state as the words ABEF and CDGH. */
__attribute__((target("sha,sse4.1,ssse3")))
static inline void weir_sha256_blocks(uint32_t *state, const uint32_t *constants, const uint8_t *bytes, size_t blocks) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; blocks > 0; blocks--, bytes += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (int i = 0; i < 16; i++) {
            __m128i *next = &w[i & 3];
            if (i < 4) {
                *next = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), big_endian);
            } else {
                const __m128i last = w[(i + 3) & 3];
                __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(*next, w[(i + 1) & 3]), _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
                *next = _mm_sha256msg2_epu32(sum, last);
            }
            __m128i round = _mm_add_epi32(*next, _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, round);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(round, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#else
static inline int weir_has_sha256(void) { return 0; }
static inline void weir_sha256_blocks(uint32_t *state, const uint32_t *constants, const uint8_t *bytes, size_t blocks) {
    (void)state, (void)constants, (void)bytes, (void)blocks;
}
#endif

#endif
