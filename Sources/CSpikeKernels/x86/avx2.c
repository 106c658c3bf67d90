// AVX2 with FMA: counts times codes by VPMADDUBSW, summed in 16 bits for as long as that is exact.
#include "cspikekernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define SPK_ISA avx2
#define SPK_TILE_VECTORS 1
#define SPK_LOOK_UP_BITS 256
#include "../generic/names.h"
#include "../generic/vector.h"
#include "../generic/gelu_table.h"
#include "../generic/neuron_kernels.h"
#include "../generic/dynamics_kernels.h"
#include "../generic/row_kernels.h"
#include "../generic/sink.h"
#include "../generic/matrix_kernels.h"

// Quads whose sums fit 16 bits. A pair of products is at most 2 * (code + 1) * |count| = 2 * 2 * 127 = 508, or for bytes
// 2 * 255 * |count| = 510 * limit; 64 * 510 < 2^15.
static size_t exact_quads(int offset, int limit) { return offset == SPK_QUAD_OFFSET ? 64 : 64 / (size_t)limit; }

static int quad_added(int offset) { return offset; }

/// Sums of `rows` rows times 16 outputs, not corrected.
SPK_INLINE void quad_tile(
    const int8_t *counts, size_t count_stride, const uint8_t *panel, size_t quads, int offset, int limit, int rows,
    int32_t sums[4][16]) {
    const size_t exact = exact_quads(offset, limit);
    __m256i wide[4][2];
    const __m256i ones = _mm256_set1_epi16(1);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) { wide[r][0] = wide[r][1] = _mm256_setzero_si256(); }
    for (size_t start = 0; start < quads; start += exact) {
        size_t end = quads - start < exact ? quads : start + exact;
        __m256i narrow[4][2];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) { narrow[r][0] = narrow[r][1] = _mm256_setzero_si256(); }
        for (size_t quad = start; quad < end; quad++) {
            const __m256i *codes = (const __m256i *)(panel + quad * (SPK_PANEL * SPK_QUAD));
            __m256i low = _mm256_loadu_si256(codes), high = _mm256_loadu_si256(codes + 1);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                int32_t four;
                __builtin_memcpy(&four, counts + (size_t)r * count_stride + quad * SPK_QUAD, sizeof four);
                __m256i spikes = _mm256_set1_epi32(four);
                narrow[r][0] = _mm256_add_epi16(narrow[r][0], _mm256_maddubs_epi16(low, spikes));
                narrow[r][1] = _mm256_add_epi16(narrow[r][1], _mm256_maddubs_epi16(high, spikes));
            }
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            wide[r][0] = _mm256_add_epi32(wide[r][0], _mm256_madd_epi16(narrow[r][0], ones));
            wide[r][1] = _mm256_add_epi32(wide[r][1], _mm256_madd_epi16(narrow[r][1], ones));
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        _mm256_storeu_si256((__m256i *)sums[r], wide[r][0]);
        _mm256_storeu_si256((__m256i *)(sums[r] + 8), wide[r][1]);
    }
}

#include "../generic/quad_tiles.h"

static const spk_linear_form *const forms[] = {&quad_form, &byte_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
