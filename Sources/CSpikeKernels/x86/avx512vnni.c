// AVX-512 with VNNI: four counts times four codes a lane and instruction.
#include "cspikekernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), apply_to = function)

#define SPK_ISA avx512vnni
#define SPK_TILE_VECTORS 4
#include "../generic/names.h"
#include "../generic/vector.h"
#include "../generic/neuron_kernels.h"
#include "../generic/row_kernels.h"
#include "../generic/matrix_kernels.h"

enum { tile_height = 6, block_rows = 192 };

/// What becomes of the sums: scaled reals when `out` is set, else added to `sums`.
typedef struct {
    const float *scale;
    const float *bias;
    float *out;
    int32_t *sums;
    size_t stride;
} spk_epilogue;

/// Panels hold code + 1, so the sum of the counts is taken off.
static int32_t negated_sum(const int8_t *counts, size_t quads) {
    int32_t sum = 0;
    for (size_t k = 0; k < quads * SPK_QUAD; k++) { sum -= counts[k]; }
    return sum;
}

SPK_INLINE void finish(__m512i sum, const spk_epilogue *epilogue, size_t row, size_t output, size_t lanes) {
    __mmask16 mask = lanes >= 16 ? (__mmask16)0xFFFF : (__mmask16)((1u << lanes) - 1);
    size_t at = row * epilogue->stride + output;
    if (epilogue->out) {
        __m512 scale = _mm512_loadu_ps(epilogue->scale + output), bias = _mm512_loadu_ps(epilogue->bias + output);
        _mm512_mask_storeu_ps(epilogue->out + at, mask, _mm512_fmadd_ps(scale, _mm512_cvtepi32_ps(sum), bias));
    } else {
        __m512i before = _mm512_maskz_loadu_epi32(mask, epilogue->sums + at);
        _mm512_mask_storeu_epi32(epilogue->sums + at, mask, _mm512_add_epi32(before, sum));
    }
}

SPK_INLINE void code_tile(
    const int8_t *counts, size_t count_stride, const int32_t *start, const uint8_t *panel, size_t quads, int rows,
    const spk_epilogue *epilogue, size_t row, size_t first, size_t outputs) {
    __m512i sum[tile_height][4];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) { sum[r][v] = _mm512_set1_epi32(start[r]); }
    }
    for (size_t quad = 0; quad < quads; quad++) {
        __m512i codes[4];
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) { codes[v] = _mm512_loadu_si512(panel + quad * 256 + (size_t)v * 64); }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            int32_t four;
            __builtin_memcpy(&four, counts + (size_t)r * count_stride + quad * SPK_QUAD, sizeof four);
            __m512i spikes = _mm512_set1_epi32(four);
#pragma clang loop unroll(full)
            for (int v = 0; v < 4; v++) { sum[r][v] = _mm512_dpbusd_epi32(sum[r][v], codes[v], spikes); }
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) {
            size_t output = first + (size_t)v * 16;
            if (output < outputs) { finish(sum[r][v], epilogue, row + (size_t)r, output, outputs - output); }
        }
    }
}

static void gemm_codes(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    const spk_epilogue *epilogue) {
    size_t quads = (inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t start[block_rows];
    for (size_t block = 0; block < rows; block += block_rows) {
        size_t end = rows - block < block_rows ? rows : block + block_rows;
        for (size_t row = block; row < end; row++) {
            start[row - block] = negated_sum(counts + row * count_stride, quads);
        }
        for (size_t first = 0; first < outputs; first += SPK_PANEL) {
            const uint8_t *panel = panels + first * quads * SPK_QUAD;
            for (size_t row = block; row < end; row += tile_height) {
                const int8_t *a = counts + row * count_stride;
                const int32_t *s = start + (row - block);
#define SPK_ROWS(n) code_tile(a, count_stride, s, panel, quads, n, epilogue, row, first, outputs)
                switch (end - row) {
                case 1: SPK_ROWS(1); break;
                case 2: SPK_ROWS(2); break;
                case 3: SPK_ROWS(3); break;
                case 4: SPK_ROWS(4); break;
                case 5: SPK_ROWS(5); break;
                default: SPK_ROWS(6); break;
                }
#undef SPK_ROWS
            }
        }
    }
}

void SPK_NAME(spk_gemm_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    const float *scale, const float *bias, float *out, size_t out_stride) {
    spk_epilogue epilogue = {.scale = scale, .bias = bias, .out = out, .sums = NULL, .stride = out_stride};
    gemm_codes(counts, count_stride, rows, panels, inner, outputs, &epilogue);
}

void SPK_NAME(spk_accumulate_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    int32_t *sums, size_t sum_stride) {
    spk_epilogue epilogue = {.scale = NULL, .bias = NULL, .out = NULL, .sums = sums, .stride = sum_stride};
    gemm_codes(counts, count_stride, rows, panels, inner, outputs, &epilogue);
}

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
