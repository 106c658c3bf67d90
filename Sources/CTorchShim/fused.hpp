// What the fused quantizers share: typed access, dispatch, and where code is compiled for AVX2 with FMA.
#pragma once
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>

#include "internal.hpp"
#include "parallel.hpp"

namespace shim {

// Typed by hand: the typed accessors' symbols are mangled differently by the compiler that built libtorch.
template <class T>
const T *values(const at::Tensor &tensor) {
  return static_cast<const T *>(tensor.const_data_ptr());
}
template <class T>
T *mutable_values(const at::Tensor &tensor) {
  return static_cast<T *>(tensor.mutable_data_ptr());
}

}  // namespace shim

#define DISPATCH(type, name, ...)                               \
  if ((type) == at::kBFloat16) {                                \
    using name = at::BFloat16;                                  \
    __VA_ARGS__                                                 \
  } else {                                                      \
    using name = float;                                         \
    __VA_ARGS__                                                 \
  }

// The wheel's libtorch is compiled for every x86-64; loops between these two lines have FMA and vectors to keep up with
// its kernels.
#if defined(__x86_64__)
#define FAST_LOOPS_BEGIN _Pragma("clang attribute push(__attribute__((target(\"avx2,fma\"))), apply_to = function)")
#define FAST_LOOPS_END _Pragma("clang attribute pop")
#else
#define FAST_LOOPS_BEGIN
#define FAST_LOOPS_END
#endif
