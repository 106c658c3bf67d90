#pragma once
#include <ATen/ATen.h>
#include <string>
#include <vector>

#include "include/CTorchShim.h"

namespace shim {

void fail(const char *message);

// The tensor behind a handle, retained for the life of the value; undefined for a poisoned handle.
inline at::Tensor borrow(ts_tensor handle) {
  if (!handle) return {};
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(
      reinterpret_cast<c10::TensorImpl *>(handle)));
}

inline ts_tensor release(at::Tensor tensor) {
  return tensor.defined() ? reinterpret_cast<ts_tensor>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

inline std::vector<at::Tensor> borrow(const ts_tensor *handles, int n) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(n);
  for (int i = 0; i < n; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

// Runs `body`; an exception becomes the thread's failure message and a zero result.
template <class Body>
auto guard(Body &&body) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error &error) {
    fail(error.what_without_backtrace());
  } catch (const std::exception &error) {
    fail(error.what());
  } catch (...) {
    fail("unknown C++ exception");
  }
  return decltype(body())();
}

}  // namespace shim
