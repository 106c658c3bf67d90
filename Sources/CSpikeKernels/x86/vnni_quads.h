// Counts times codes by VPDPBUSD: four counts times four codes a lane and instruction. Included in sets that have it.
#include <immintrin.h>

enum { quad_height = 6, quad_block = 48 };

/// Panels hold code + offset, so `offset` times the sum of the counts is taken off.
static int32_t correction(const int8_t *counts, size_t quads, int offset) {
    int32_t sum = 0;
    for (size_t k = 0; k < quads * SPK_QUAD; k++) { sum -= counts[k]; }
    return sum * offset;
}

/// Sums of up to six rows times 64 outputs.
SPK_INLINE void quad_tile(
    const int8_t *counts, size_t count_stride, const int32_t *start, const uint8_t *panel, size_t quads, int rows,
    __m512i sum[quad_height][4]) {
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
}

/// One tile's currents into the sink.
SPK_INLINE void quad_finish(
    __m512i sum[quad_height][4], const spk_linear *linear, spk_sink *sink, size_t row, int rows, size_t first) {
    size_t width = linear->outputs - first < SPK_PANEL ? linear->outputs - first : SPK_PANEL;
    _Alignas(64) float currents[SPK_PANEL];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        float *place = sink_place(sink, currents, row + (size_t)r, first, width, SPK_PANEL);
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) {
            size_t o = first + (size_t)v * 16;
            __m512 scale = _mm512_loadu_ps(linear->scale + o), bias = _mm512_loadu_ps(linear->bias + o);
            _mm512_storeu_ps(place + v * 16, _mm512_fmadd_ps(scale, _mm512_cvtepi32_ps(sum[r][v]), bias));
        }
        if (place == currents) { sink_row(sink, currents, row + (size_t)r, first, width); }
    }
}

/// One tile's sums, added to `sums`.
SPK_INLINE void quad_add(
    __m512i sum[quad_height][4], int32_t *sums, size_t sum_stride, size_t row, int rows, size_t first,
    size_t outputs) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) {
            size_t o = first + (size_t)v * 16;
            if (o >= outputs) { continue; }
            __mmask16 mask = outputs - o >= 16 ? (__mmask16)0xFFFF : (__mmask16)((1u << (outputs - o)) - 1);
            int32_t *p = sums + (row + (size_t)r) * sum_stride + o;
            _mm512_mask_storeu_epi32(p, mask, _mm512_add_epi32(_mm512_maskz_loadu_epi32(mask, p), sum[r][v]));
        }
    }
}

/// One tile; `sums` null: into the sink.
SPK_INLINE void quad_rows(
    const spk_linear *linear, spk_sink *sink, int32_t *sums, size_t sum_stride, const int32_t *start, size_t row,
    size_t first, int rows) {
    size_t quads = (linear->inner + SPK_QUAD - 1) / SPK_QUAD;
    __m512i sum[quad_height][4];
    quad_tile(
        linear->counts + row * linear->count_stride, linear->count_stride, start,
        linear->panels + first * quads * SPK_QUAD, quads, rows, sum);
    if (sums) {
        quad_add(sum, sums, sum_stride, row, rows, first, linear->outputs);
    } else {
        quad_finish(sum, linear, sink, row, rows, first);
    }
}

/// Panels stay in the first-level cache while a block of rows passes by.
static void quad_run(const spk_linear *linear, int offset, spk_sink *sink, int32_t *sums, size_t sum_stride) {
    size_t quads = (linear->inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t start[quad_block];
    for (size_t block = 0; block < linear->rows; block += quad_block) {
        size_t end = linear->rows - block < quad_block ? linear->rows : block + quad_block;
        for (size_t row = block; row < end; row++) {
            start[row - block] = correction(linear->counts + row * linear->count_stride, quads, offset);
        }
        for (size_t first = 0; first < linear->outputs; first += SPK_PANEL) {
            for (size_t row = block; row < end; row += quad_height) {
                const int32_t *from = start + (row - block);
#define SPK_ROWS(n) quad_rows(linear, sink, sums, sum_stride, from, row, first, n)
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
        if (!sums) { finish_rows(sink, block, end, linear->outputs); }
    }
}

#include "../generic/quad_form.h"
