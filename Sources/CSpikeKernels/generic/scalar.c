// The portable set: what the others are held against, and what runs where none of them does.
#include "cspikekernels.h"

#define SPK_ISA scalar
#define SPK_TILE_VECTORS 1
#define SPK_LOOK_UP_BITS 0
#include "names.h"
#include "vector.h"
#include "gelu_table.h"
#include "neuron_kernels.h"
#include "dynamics_kernels.h"
#include "row_kernels.h"
#include "sink.h"
#include "matrix_kernels.h"

static int32_t synaptic_sum(const int8_t *counts, const uint8_t *panel, size_t inner, size_t output, int offset) {
    int32_t sum = 0;
    for (size_t k = 0; k < inner; k++) {
        int code = (int)panel[(k / SPK_QUAD * SPK_PANEL + output) * SPK_QUAD + k % SPK_QUAD] - offset;
        sum += code * counts[k];
    }
    return sum;
}

static size_t panel_bytes(size_t inner) { return (inner + SPK_QUAD - 1) / SPK_QUAD * SPK_QUAD * SPK_PANEL; }

static void quad_run(const spk_linear *linear, int offset, spk_sink *sink, int32_t *sums, size_t sum_stride) {
    float currents[sink_width];
    for (size_t row = 0; row < linear->rows; row++) {
        const int8_t *counts = linear->counts + row * linear->count_stride;
        for (size_t first = 0; first < linear->outputs; first += SPK_PANEL) {
            const uint8_t *panel = linear->panels + first / SPK_PANEL * panel_bytes(linear->inner);
            size_t width = linear->outputs - first < SPK_PANEL ? linear->outputs - first : SPK_PANEL;
            for (size_t o = 0; o < width; o++) {
                int32_t sum = synaptic_sum(counts, panel, linear->inner, o, offset);
                if (sink) {
                    currents[o] = __builtin_fmaf(linear->scale[first + o], (float)sum, linear->bias[first + o]);
                } else {
                    sums[row * sum_stride + first + o] += sum;
                }
            }
            if (sink) { sink_row(sink, currents, row, first, width); }
        }
        if (sink) { finish_rows(sink, row, row + 1, linear->outputs); }
    }
}

#include "quad_form.h"

static const spk_linear_form *const forms[] = {&quad_form, &byte_form};

#include "kernel_table.h"
