// Loops on the threads of libtorch.
//
// at::parallel_for shares nothing out in code that is compiled without OpenMP, and clang's OpenMP would be a second runtime, with
// threads of its own, beside the libgomp that libtorch brings. So libgomp's entry points are called, where they are.
#if BITSPIKE_TRAINING
#include <ATen/Parallel.h>
#include <dlfcn.h>

#include <algorithm>
#include <atomic>

#include "parallel.hpp"

namespace {

struct Runtime {
  void (*parallel)(void (*)(void *), void *, unsigned, unsigned);
  int (*thread)(), (*threads)(), (*is_inside)();

  Runtime() {
    parallel = reinterpret_cast<decltype(parallel)>(dlsym(RTLD_DEFAULT, "GOMP_parallel"));
    thread = reinterpret_cast<decltype(thread)>(dlsym(RTLD_DEFAULT, "omp_get_thread_num"));
    threads = reinterpret_cast<decltype(threads)>(dlsym(RTLD_DEFAULT, "omp_get_num_threads"));
    is_inside = reinterpret_cast<decltype(is_inside)>(dlsym(RTLD_DEFAULT, "omp_in_parallel"));
  }

  bool is_there() const { return parallel && thread && threads && is_inside; }
};

const Runtime &runtime() {
  static const Runtime found;
  return found;
}

struct Work {
  int64_t count, grain;
  void (*body)(const void *, int64_t, int64_t);
  const void *context;
};

// What one thread of a team does.
void take_share(void *data) {
  const Work &work = *static_cast<const Work *>(data);
  const int64_t pieces = (work.count + work.grain - 1) / work.grain;
  const int64_t threads = std::min<int64_t>(runtime().threads(), pieces);
  const int64_t share = (work.count + threads - 1) / threads, begin = runtime().thread() * share;
  if (begin < work.count) work.body(work.context, begin, std::min(work.count, begin + share));
}

}  // namespace

void shim::share_out(int64_t count, int64_t grain, void (*body)(const void *, int64_t, int64_t), const void *context) {
  if (count <= 0) return;
  if (count <= grain || at::get_num_threads() <= 1 || !runtime().is_there() || runtime().is_inside())
    return body(context, 0, count);
  Work work{count, std::max<int64_t>(1, grain), body, context};
  // 0 is the number of threads that libtorch set.
  runtime().parallel(take_share, &work, 0, 0);
}

extern "C" int ts_loop_threads(void) {
  std::atomic<int> taking{0};
  shim::parallel_for(at::get_num_threads(), 1, [&](int64_t, int64_t) { taking++; });
  return taking;
}
#endif
