// The portable set: what the others are held against, and what runs where none of them does.
#include "cspikekernels.h"

#define SPK_ISA scalar
#define SPK_TILE_VECTORS 1
#define SPK_LOOK_UP_BITS 0
#include "names.h"
#include "vector.h"
#include "gelu_table.h"
#include "neuron_kernels.h"
#include "row_kernels.h"
#include "sink.h"
#include "matrix_kernels.h"

static int32_t synaptic_sum(const int8_t *counts, const uint8_t *panel, size_t inner, size_t output) {
    int32_t sum = 0;
    for (size_t k = 0; k < inner; k++) {
        int code = (int)panel[(k / SPK_QUAD * SPK_PANEL + output) * SPK_QUAD + k % SPK_QUAD] - 1;
        sum += code * counts[k];
    }
    return sum;
}

static size_t panel_bytes(size_t inner) { return (inner + SPK_QUAD - 1) / SPK_QUAD * SPK_QUAD * SPK_PANEL; }

static void quad_gemm(const spk_linear *linear, spk_sink *sink) {
    float currents[sink_width];
    for (size_t row = 0; row < linear->rows; row++) {
        for (size_t first = 0; first < linear->outputs; first += SPK_PANEL) {
            const uint8_t *panel = linear->panels + first / SPK_PANEL * panel_bytes(linear->inner);
            size_t width = linear->outputs - first < SPK_PANEL ? linear->outputs - first : SPK_PANEL;
            for (size_t o = 0; o < width; o++) {
                int32_t sum = synaptic_sum(linear->counts + row * linear->count_stride, panel, linear->inner, o);
                currents[o] = __builtin_fmaf(linear->scale[first + o], (float)sum, linear->bias[first + o]);
            }
            sink_row(sink, currents, row, first, width);
        }
        finish_rows(sink, row, row + 1, linear->outputs);
    }
}

void SPK_NAME(spk_accumulate_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    int32_t *sums, size_t sum_stride) {
    for (size_t row = 0; row < rows; row++) {
        for (size_t o = 0; o < outputs; o++) {
            const uint8_t *panel = panels + o / SPK_PANEL * panel_bytes(inner);
            sums[row * sum_stride + o] += synaptic_sum(counts + row * count_stride, panel, inner, o % SPK_PANEL);
        }
    }
}

#include "quad_form.h"

static const spk_linear_form *const forms[] = {&quad_form};

#include "kernel_table.h"
