// What all forms that look up share: codes of rows, laid side by side. Included once per set, before `lookup_form.h`.
#include <immintrin.h>

/// Rows whose codes lie side by side.
enum { lut_rows = 8 };

/// Writes 32 codes of eight rows so that the codes of a group lie together, `stride` elements from group to group.
SPK_INLINE void lut_store_transposed(const __m512i row[lut_rows], uint16_t *codes, size_t stride) {
    __m512i pair[8], quad[8], column[8];
    for (int i = 0; i < 4; i++) {
        pair[2 * i] = _mm512_unpacklo_epi16(row[2 * i], row[2 * i + 1]);
        pair[2 * i + 1] = _mm512_unpackhi_epi16(row[2 * i], row[2 * i + 1]);
    }
    for (int i = 0; i < 2; i++) {
        for (int high = 0; high < 2; high++) {
            quad[4 * i + 2 * high] = _mm512_unpacklo_epi32(pair[4 * i + high], pair[4 * i + 2 + high]);
            quad[4 * i + 2 * high + 1] = _mm512_unpackhi_epi32(pair[4 * i + high], pair[4 * i + 2 + high]);
        }
    }
    for (int i = 0; i < 4; i++) {
        column[2 * i] = _mm512_unpacklo_epi64(quad[i], quad[4 + i]);
        column[2 * i + 1] = _mm512_unpackhi_epi64(quad[i], quad[4 + i]);
    }
    // Lane l of column j holds the eight rows of group 8 l + j.
    for (size_t j = 0; j < 8; j++) {
        __m128i *to = (__m128i *)(codes + j * stride);
        size_t lane = stride;
        _mm_storeu_si128(to, _mm512_castsi512_si128(column[j]));
        _mm_storeu_si128(to + lane, _mm512_extracti32x4_epi32(column[j], 1));
        _mm_storeu_si128(to + 2 * lane, _mm512_extracti32x4_epi32(column[j], 2));
        _mm_storeu_si128(to + 3 * lane, _mm512_extracti32x4_epi32(column[j], 3));
    }
}
