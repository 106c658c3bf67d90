// The portable set: what the others are held against, and what runs where none of them does.
#include "cspikekernels.h"

#define SPK_ISA scalar
#define SPK_TILE_VECTORS 1
#include "names.h"
#include "vector.h"
#include "neuron_kernels.h"
#include "row_kernels.h"
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

void SPK_NAME(spk_gemm_count8_code8)(
    const int8_t *counts, size_t count_stride, size_t rows, const uint8_t *panels, size_t inner, size_t outputs,
    const float *scale, const float *bias, float *out, size_t out_stride) {
    for (size_t row = 0; row < rows; row++) {
        for (size_t o = 0; o < outputs; o++) {
            const uint8_t *panel = panels + o / SPK_PANEL * panel_bytes(inner);
            int32_t sum = synaptic_sum(counts + row * count_stride, panel, inner, o % SPK_PANEL);
            out[row * out_stride + o] = __builtin_fmaf(scale[o], (float)sum, bias[o]);
        }
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

#include "kernel_table.h"
