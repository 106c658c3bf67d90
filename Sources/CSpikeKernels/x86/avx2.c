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
#include "../generic/row_kernels.h"
#include "../generic/sink.h"
#include "../generic/matrix_kernels.h"

// A pair of products is at most 2 * (code + 1) * |count| = 2 * 2 * 127 = 508, and 64 * 508 < 2^15.
enum { exact_quads = 64 };

/// Sums of `rows` rows times 16 outputs, without the correction for code + 1.
SPK_INLINE void quad_tile(
    const int8_t *counts, size_t count_stride, const uint8_t *panel, size_t quads, int rows,
    int32_t sums[4][16]) {
    __m256i wide[4][2];
    const __m256i ones = _mm256_set1_epi16(1);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) { wide[r][0] = wide[r][1] = _mm256_setzero_si256(); }
    for (size_t start = 0; start < quads; start += exact_quads) {
        size_t end = quads - start < exact_quads ? quads : start + exact_quads;
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

static const spk_linear_form *const forms[] = {&quad_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
