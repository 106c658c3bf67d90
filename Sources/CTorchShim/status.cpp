#if BITSPIKE_TRAINING
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/GradMode.h>
#include <dlfcn.h>
#if defined(__linux__)
#include <malloc.h>
#endif
#include <torch/version.h>

#include "internal.hpp"

namespace {
thread_local std::string failure;
thread_local bool has_failure = false;
}  // namespace

// The first failure explains the rest: later ones are its consequences.
void shim::fail(const char *message) {
  if (has_failure) return;
  failure = message;
  has_failure = true;
}

extern "C" {
bool ts_failed(void) { return has_failure; }
const char *ts_failure(void) { return failure.c_str(); }
void ts_clear_failure(void) { has_failure = false; }
const char *ts_version(void) { return TORCH_VERSION; }
const char *ts_cpu_capability(void) {
  static const std::string capability = at::get_cpu_capability();
  return capability.c_str();
}

void ts_set_threads(int count) {
  shim::guard([&] { at::set_num_threads(count); });
}
void ts_keep_freed_memory(void) {
#if defined(__GLIBC__)
  // Otherwise large tensors are mapped anew each time, and the kernel clears every page: a fifth of a step.
  // Before glibc 2.35 more than 32 MiB are refused, and a refusal would leave tensors of 128 KiB to be mapped.
  if (!mallopt(M_MMAP_THRESHOLD, 1 << 30)) mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}
int ts_threads(void) { return at::get_num_threads(); }
void ts_manual_seed(uint64_t seed) { at::manual_seed(seed); }

bool ts_load_library(const char *path) {
  if (dlopen(path, RTLD_NOW | RTLD_GLOBAL)) return true;
  shim::fail(dlerror());
  return false;
}

int ts_cuda_devices(void) {
  return shim::guard([] { return at::hasCUDA() ? (int)at::detail::getCUDAHooks().deviceCount() : 0; });
}

bool ts_cpu_suffices(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return true;
#endif
}

bool ts_grad_enabled(void) { return c10::GradMode::is_enabled(); }
void ts_set_grad_enabled(bool on) { c10::GradMode::set_enabled(on); }
}
#endif
