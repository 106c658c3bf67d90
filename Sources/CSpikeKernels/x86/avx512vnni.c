// AVX-512 with VNNI.
#include "cspikekernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), apply_to = function)

#define SPK_ISA avx512vnni
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

static const spk_linear_form *const forms[] = {&quad_form, &byte_form};

#include "../generic/kernel_table.h"
#pragma clang attribute pop
#endif
