// Form `quad` on register tiles of four rows times 16 outputs. Included once per instruction set that works so, after
// `quad_tile`, which takes the sums of up to four rows.

/// Panels hold code + 1, so the sum of the counts is taken off.
static int32_t negated_sum(const int8_t *counts, size_t quads) {
    int32_t sum = 0;
    for (size_t k = 0; k < quads * SPK_QUAD; k++) { sum -= counts[k]; }
    return sum;
}

/// Sums of up to four rows times 16 outputs from `output` on; returns how many rows.
static size_t quad_sums(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t quads, size_t output,
    int32_t sums[4][16]) {
    const uint8_t *panel = panels + (output / SPK_PANEL * quads * SPK_PANEL + output % SPK_PANEL) * SPK_QUAD;
    size_t some = rows < 4 ? rows : 4;
    switch (some) {
    case 1: quad_tile(counts, count_stride, panel, quads, 1, sums); break;
    case 2: quad_tile(counts, count_stride, panel, quads, 2, sums); break;
    case 3: quad_tile(counts, count_stride, panel, quads, 3, sums); break;
    default: quad_tile(counts, count_stride, panel, quads, 4, sums); break;
    }
    for (size_t r = 0; r < some; r++) {
        int32_t correction = negated_sum(counts + r * count_stride, quads);
        for (int i = 0; i < 16; i++) { sums[r][i] += correction; }
    }
    return some;
}

static void quad_gemm(const spk_linear *linear, spk_sink *sink) {
    size_t quads = (linear->inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t sums[4][16];
    _Alignas(64) float currents[16];
    for (size_t row = 0; row < linear->rows; row += 4) {
        const int8_t *counts = linear->counts + row * linear->count_stride;
        for (size_t o = 0; o < linear->outputs; o += 16) {
            size_t some =
                quad_sums(counts, linear->count_stride, linear->rows - row, linear->panels, quads, o, sums);
            for (size_t r = 0; r < some; r++) {
                vi sum;
                __builtin_memcpy(&sum, sums[r], sizeof sum);
                store(currents, fma(load(linear->scale + o), __builtin_convertvector(sum, vf), load(linear->bias + o)));
                sink_row(sink, currents, row + r, o, linear->outputs - o < 16 ? linear->outputs - o : 16);
            }
        }
        finish_rows(sink, row, linear->rows - row < 4 ? linear->rows : row + 4, linear->outputs);
    }
}

void SPK_NAME(spk_accumulate_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    int32_t *out, size_t out_stride) {
    size_t quads = (inner + SPK_QUAD - 1) / SPK_QUAD;
    int32_t sums[4][16];
    for (size_t o = 0; o < outputs; o += 16) {
        for (size_t row = 0; row < rows; row += 4) {
            size_t some = quad_sums(counts + row * count_stride, count_stride, rows - row, panels, quads, o, sums);
            for (size_t r = 0; r < some; r++) {
                for (size_t i = 0; i < 16 && o + i < outputs; i++) { out[(row + r) * out_stride + o + i] += sums[r][i]; }
            }
        }
    }
}

#include "quad_form.h"
