// NEON with the dot product of Armv8.2: four counts times four codes a lane and instruction.
#include "cspikekernels.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#define SPK_ISA neon
#define SPK_TILE_VECTORS 1
#define SPK_LOOK_UP_BITS 0
#include "../generic/names.h"
#include "../generic/vector.h"
#include "../generic/gelu_table.h"
#include "../generic/neuron_kernels.h"
#include "../generic/dynamics_kernels.h"
#include "../generic/row_kernels.h"
#include "../generic/sink.h"
#include "../generic/matrix_kernels.h"

// Bytes are multiplied as signed ones, so those of form `byte` lose their offset on the way.
static int quad_added(int offset) { return offset == SPK_BYTE_OFFSET ? 0 : offset; }

/// Sums of `rows` rows times 16 outputs, not corrected.
SPK_INLINE void quad_tile(
    const int8_t *counts, size_t count_stride, const uint8_t *panel, size_t quads, int offset, int limit, int rows,
    int32_t sums[4][16]) {
    (void)limit;
    const uint8x16_t flipped = vdupq_n_u8(offset == SPK_BYTE_OFFSET ? 0x80 : 0);
    int32x4_t sum[4][4];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) { sum[r][v] = vdupq_n_s32(0); }
    }
    for (size_t quad = 0; quad < quads; quad++) {
        int8x16_t codes[4];
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) {
            codes[v] = vreinterpretq_s8_u8(
                veorq_u8(vld1q_u8(panel + quad * (SPK_PANEL * SPK_QUAD) + (size_t)v * 16), flipped));
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            int32_t four;
            __builtin_memcpy(&four, counts + (size_t)r * count_stride + quad * SPK_QUAD, sizeof four);
            int8x16_t spikes = vreinterpretq_s8_s32(vdupq_n_s32(four));
#pragma clang loop unroll(full)
            for (int v = 0; v < 4; v++) { sum[r][v] = vdotq_s32(sum[r][v], codes[v], spikes); }
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
        for (int v = 0; v < 4; v++) { vst1q_s32(sums[r] + 4 * v, sum[r][v]); }
    }
}

#include "../generic/quad_tiles.h"

static const spk_linear_form *const forms[] = {&quad_form, &byte_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
