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
#include "../generic/matrix_kernels.h"
#include "../generic/sink.h"

// A pair of products is at most 2 * (code + 1) * |count| = 2 * 2 * 127 = 508, and 64 * 508 < 2^15.
enum { tile_height = 4, exact_quads = 64 };

static int32_t negated_sum(const int8_t *counts, size_t quads) {
    int32_t sum = 0;
    for (size_t k = 0; k < quads * SPK_QUAD; k++) { sum -= counts[k]; }
    return sum;
}

/// Sums of `rows` rows times 16 outputs, without the correction for code + 1.
SPK_INLINE void code_tile(
    const int8_t *counts, size_t count_stride, const uint8_t *panel, size_t quads, int rows,
    int32_t sums[tile_height][16]) {
    __m256i wide[tile_height][2];
    const __m256i ones = _mm256_set1_epi16(1);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) { wide[r][0] = wide[r][1] = _mm256_setzero_si256(); }
    for (size_t start = 0; start < quads; start += exact_quads) {
        size_t end = quads - start < exact_quads ? quads : start + exact_quads;
        __m256i narrow[tile_height][2];
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

/// Sums of up to four rows times 16 outputs; returns how many rows.
static size_t code_sums(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t quads, size_t output,
    int32_t sums[tile_height][16]) {
    const uint8_t *panel =
        panels + (output / SPK_PANEL * quads * SPK_PANEL + output % SPK_PANEL) * SPK_QUAD;
    size_t some = rows < tile_height ? rows : tile_height;
    switch (some) {
    case 1: code_tile(counts, count_stride, panel, quads, 1, sums); break;
    case 2: code_tile(counts, count_stride, panel, quads, 2, sums); break;
    case 3: code_tile(counts, count_stride, panel, quads, 3, sums); break;
    default: code_tile(counts, count_stride, panel, quads, 4, sums); break;
    }
    for (size_t r = 0; r < some; r++) {
        int32_t correction = negated_sum(counts + r * count_stride, quads);
        for (int i = 0; i < 16; i++) { sums[r][i] += correction; }
    }
    return some;
}

static void quad_gemm(const spk_linear *linear, spk_sink *sink) {
    size_t quads = (linear->inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t sums[tile_height][16];
    float currents[16];
    for (size_t row = 0; row < linear->rows; row += tile_height) {
        const int8_t *counts = linear->counts + row * linear->count_stride;
        for (size_t o = 0; o < linear->outputs; o += 16) {
            size_t some =
                code_sums(counts, linear->count_stride, linear->rows - row, linear->panels, quads, o, sums);
            for (size_t r = 0; r < some; r++) {
                vi sum;
                __builtin_memcpy(&sum, sums[r], sizeof sum);
                store(currents, fma(load(linear->scale + o), __builtin_convertvector(sum, vf), load(linear->bias + o)));
                sink_row(sink, currents, row + r, o, linear->outputs - o < 16 ? linear->outputs - o : 16);
            }
        }
    }
    pad_sink(sink, linear->rows, linear->outputs);
}

void SPK_NAME(spk_accumulate_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    int32_t *out, size_t out_stride) {
    size_t quads = (inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t sums[tile_height][16];
    for (size_t o = 0; o < outputs; o += 16) {
        for (size_t row = 0; row < rows; row += tile_height) {
            size_t some = code_sums(counts + row * count_stride, count_stride, rows - row, panels, quads, o, sums);
            for (size_t r = 0; r < some; r++) {
                for (size_t i = 0; i < 16 && o + i < outputs; i++) { out[(row + r) * out_stride + o + i] += sums[r][i]; }
            }
        }
    }
}

#include "../generic/quad_form.h"

static const spk_linear_form *const forms[] = {&quad_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
