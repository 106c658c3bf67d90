// AVX-512 with VNNI, VBMI and VPOPCNTDQ: byte look-ups and bit planes beside the multiplying kernels.
#include "cspikekernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512vbmi,avx512vpopcntdq"))), apply_to = function)

#define SPK_ISA avx512vbmi
#define SPK_TILE_VECTORS 4
#define SPK_LOOK_UP_BITS 512
#include "../generic/names.h"
#include "../generic/vector.h"
#include "../generic/gelu_table.h"
#include "../generic/neuron_kernels.h"
#include "../generic/dynamics_kernels.h"
#include "../generic/row_kernels.h"
#include "../generic/sink.h"
#include "../generic/matrix_kernels.h"
#include "vnni_quads.h"
#include "lookup_codes.h"

// Six binary weights a byte, read by VPERMB: the tables of two groups of three are added on the way.
#define LUT lut6
#define LUT_GROUP 6
#define LUT_HALVES 2
#define LUT_ENTRIES 64
#define LUT_BINARY 1
#define LUT_ROWS 4
#define LUT_SPAN 4
#define LUT_SKIP_GAIN 2
#include "lookup_form.h"

// Three ternary weights a byte, read by VPERMB.
#define LUT lut3
#define LUT_GROUP 3
#define LUT_HALVES 1
#define LUT_ENTRIES 64
#define LUT_BINARY 0
#define LUT_ROWS 8
#define LUT_SPAN 2
#define LUT_SKIP_GAIN 2
#include "lookup_form.h"

// Four ternary weights a byte, read by VPERMI2B. Tables for four single spikes fit the first-level cache...
#define LUT lut4
#define LUT_GROUP 4
#define LUT_HALVES 1
#define LUT_ENTRIES 128
#define LUT_BINARY 0
#define LUT_ROWS 6
#define LUT_SPAN 4
#define LUT_SKIP_GAIN 2
#include "lookup_form.h"

// ...and those for four counts do not, so the tables of two pairs are added on the way.
#define LUT lut22
#define LUT_GROUP 4
#define LUT_HALVES 2
#define LUT_ENTRIES 128
#define LUT_BINARY 0
#define LUT_ROWS 4
#define LUT_SPAN 4
#define LUT_SKIP_GAIN 2
#include "lookup_form.h"

// Single spikes on bit planes: two for ternary weights, one for binary ones.
#define PLANE planes
#define PLANE_COUNT 2
#include "plane_form.h"

#define PLANE plane
#define PLANE_COUNT 1
#include "plane_form.h"

static const spk_linear_form *const forms[] = {&plane_form, &planes_form, &lut6_form, &lut4_form, &lut22_form, &lut3_form, &quad_form, &byte_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
