// Forms `quad` and `byte` on register tiles of four rows times 16 outputs. Included once per instruction set that works so,
// after `quad_tile`, which takes the sums of up to four rows, and `quad_added`, what its codes are too large by.

static int32_t correction(const int8_t *counts, size_t quads, int added) {
    int32_t sum = 0;
    for (size_t k = 0; k < quads * SPK_QUAD; k++) { sum -= counts[k]; }
    return sum * added;
}

/// Sums of up to four rows times 16 outputs from `row` and `output` on; returns how many rows.
static size_t quad_sums(const spk_linear *linear, int offset, size_t row, size_t output, int32_t sums[4][16]) {
    size_t quads = (linear->inner + SPK_QUAD - 1) / SPK_QUAD, stride = linear->count_stride;
    const int8_t *counts = linear->counts + row * stride;
    const uint8_t *panel =
        linear->panels + (output / SPK_PANEL * quads * SPK_PANEL + output % SPK_PANEL) * SPK_QUAD;
    size_t some = linear->rows - row < 4 ? linear->rows - row : 4;
    switch (some) {
    case 1: quad_tile(counts, stride, panel, quads, offset, linear->limit, 1, sums); break;
    case 2: quad_tile(counts, stride, panel, quads, offset, linear->limit, 2, sums); break;
    case 3: quad_tile(counts, stride, panel, quads, offset, linear->limit, 3, sums); break;
    default: quad_tile(counts, stride, panel, quads, offset, linear->limit, 4, sums); break;
    }
    for (size_t r = 0; r < some; r++) {
        int32_t taken_off = correction(counts + r * stride, quads, quad_added(offset));
        for (int i = 0; i < 16; i++) { sums[r][i] += taken_off; }
    }
    return some;
}

/// Currents of up to four rows times 16 outputs into the sink.
static void quad_finish(
    const spk_linear *linear, spk_sink *sink, int32_t sums[4][16], size_t row, size_t some, size_t o) {
    _Alignas(64) float currents[16];
    for (size_t r = 0; r < some; r++) {
        vi sum;
        __builtin_memcpy(&sum, sums[r], sizeof sum);
        store(currents, fma(load(linear->scale + o), __builtin_convertvector(sum, vf), load(linear->bias + o)));
        sink_row(sink, currents, row + r, o, linear->outputs - o < 16 ? linear->outputs - o : 16);
    }
}

static void quad_run(const spk_linear *linear, int offset, spk_sink *sink, int32_t *out, size_t out_stride) {
    int32_t sums[4][16];
    for (size_t row = 0; row < linear->rows; row += 4) {
        for (size_t o = 0; o < linear->outputs; o += 16) {
            size_t some = quad_sums(linear, offset, row, o, sums);
            if (sink) {
                quad_finish(linear, sink, sums, row, some, o);
                continue;
            }
            for (size_t r = 0; r < some; r++) {
                for (size_t i = 0; i < 16 && o + i < linear->outputs; i++) {
                    out[(row + r) * out_stride + o + i] += sums[r][i];
                }
            }
        }
        if (sink) { finish_rows(sink, row, linear->rows - row < 4 ? linear->rows : row + 4, linear->outputs); }
    }
}

#include "quad_form.h"
