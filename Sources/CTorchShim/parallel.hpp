#pragma once
#include <cstdint>

namespace shim {

// Calls `body(context, first, behind the last)` on parts of 0 ..< count, on as many threads as libtorch has; `grain` items are
// worth a thread. `body` must not throw, and must give the same however the items are parted.
void share_out(int64_t count, int64_t grain, void (*body)(const void *, int64_t, int64_t), const void *context);

template <class Body>
void parallel_for(int64_t count, int64_t grain, const Body &body) {
  share_out(
      count, grain,
      [](const void *context, int64_t begin, int64_t end) { (*static_cast<const Body *>(context))(begin, end); }, &body);
}

}  // namespace shim
