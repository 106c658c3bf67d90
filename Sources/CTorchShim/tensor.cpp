#if BITSPIKE_TRAINING
#include <c10/core/GradMode.h>

#include <cstring>

#include "internal.hpp"

using namespace shim;

extern "C" {
void ts_release(ts_tensor t) {
  if (t)
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(reinterpret_cast<c10::TensorImpl *>(t));
}

int64_t ts_dimensions(ts_tensor t) { return t ? borrow(t).dim() : 0; }
int64_t ts_size(ts_tensor t, int64_t dimension) {
  return t ? guard([&] { return borrow(t).size(dimension); }) : 0;
}
int64_t ts_count(ts_tensor t) { return t ? borrow(t).numel() : 0; }
int32_t ts_dtype(ts_tensor t) { return t ? (int32_t)borrow(t).scalar_type() : -1; }
bool ts_is_cuda(ts_tensor t) { return t && borrow(t).is_cuda(); }
void ts_set_requires_grad(ts_tensor t, bool on) {
  if (t) guard([&] { return borrow(t).set_requires_grad(on).defined(); });
}
ts_tensor ts_grad(ts_tensor t) {
  return t ? guard([&] { return release(borrow(t).grad()); }) : nullptr;
}

bool ts_copy_out(ts_tensor t, int32_t dtype, void *out, size_t bytes) {
  if (!t) return false;
  return guard([&] {
    auto flat = borrow(t).detach().to(at::kCPU, (at::ScalarType)dtype).contiguous();
    TORCH_CHECK(flat.nbytes() == bytes, "tensor has ", flat.nbytes(), " bytes, caller expects ", bytes);
    std::memcpy(out, flat.const_data_ptr(), bytes);
    return true;
  });
}

ts_tensor ts_from_data(const void *data, const int64_t *shape, int n, int32_t dtype) {
  return guard([&] {
    auto options = at::TensorOptions((at::ScalarType)dtype);
    auto copy = at::empty({shape, (size_t)n}, options);
    if (copy.nbytes()) std::memcpy(copy.mutable_data_ptr(), data, copy.nbytes());
    return release(copy);
  });
}
ts_tensor ts_full(const int64_t *shape, int n, double value, int32_t dtype) {
  return guard([&] { return release(at::full({shape, (size_t)n}, value, at::TensorOptions((at::ScalarType)dtype))); });
}
ts_tensor ts_randn(const int64_t *shape, int n) {
  return guard([&] { return release(at::randn({shape, (size_t)n})); });
}

// In double precision: single precision leaves inverses of large, nearly singular matrices short of positive definite.
static at::Tensor inverse_cholesky_upper(const at::Tensor &a) {
  auto inverse = at::cholesky_inverse(at::linalg_cholesky(a.to(at::kDouble)));
  return at::linalg_cholesky(inverse, /*upper*/ true).to(a.scalar_type());
}

#define UNARY(name, expression)                                      \
  ts_tensor name(ts_tensor a_) {                                     \
    if (!a_) return nullptr;                                         \
    return guard([&] {                                               \
      auto a = borrow(a_);                                           \
      return release(expression);                                    \
    });                                                              \
  }
UNARY(ts_abs, at::abs(a))
UNARY(ts_exp, at::exp(a))
UNARY(ts_log, at::log(a))
UNARY(ts_sqrt, at::sqrt(a))
UNARY(ts_round, at::round(a))
UNARY(ts_tanh, at::tanh(a))
UNARY(ts_relu, at::relu(a))
UNARY(ts_neg, at::neg(a))
UNARY(ts_gelu, at::gelu(a))
UNARY(ts_detach, a.detach())
UNARY(ts_clone, a.clone())
UNARY(ts_contiguous, a.contiguous())
UNARY(ts_sum, at::sum(a))
UNARY(ts_mean, at::mean(a))
UNARY(ts_inverse_cholesky_upper, inverse_cholesky_upper(a))
UNARY(ts_diagonal, at::diagonal(a))

#define BINARY(name, expression)                                     \
  ts_tensor name(ts_tensor a_, ts_tensor b_) {                       \
    if (!a_ || !b_) return nullptr;                                  \
    return guard([&] {                                               \
      auto a = borrow(a_), b = borrow(b_);                           \
      return release(expression);                                    \
    });                                                              \
  }
BINARY(ts_add, at::add(a, b))
BINARY(ts_sub, at::sub(a, b))
BINARY(ts_mul, at::mul(a, b))
BINARY(ts_div, at::div(a, b))
BINARY(ts_matmul, at::matmul(a, b))
BINARY(ts_ge, at::ge(a, b))
BINARY(ts_gt, at::gt(a, b))
BINARY(ts_embedding, at::embedding(a, b))
BINARY(ts_cross_entropy, at::cross_entropy_loss(a, b))

// One tensor and plain values: `arguments` is the parameter list after the tensor.
#define WITH(name, arguments, expression)                            \
  ts_tensor name arguments {                                         \
    if (!a_) return nullptr;                                         \
    return guard([&] {                                               \
      auto a = borrow(a_);                                           \
      return release(expression);                                    \
    });                                                              \
  }
WITH(ts_full_like, (ts_tensor a_, double value), at::full_like(a.detach(), value))
WITH(ts_add_scalar, (ts_tensor a_, double value), at::add(a, value))
WITH(ts_mul_scalar, (ts_tensor a_, double value), at::mul(a, value))
WITH(ts_clamp, (ts_tensor a_, double low, double high), at::clamp(a, low, high))
WITH(ts_ge_scalar, (ts_tensor a_, double value), at::ge(a, value))
WITH(ts_gt_scalar, (ts_tensor a_, double value), at::gt(a, value))
WITH(ts_to_dtype, (ts_tensor a_, int32_t dtype), a.to((at::ScalarType)dtype))
WITH(ts_to_device, (ts_tensor a_, const char *device), a.to(at::Device(device)))
WITH(ts_reshape, (ts_tensor a_, const int64_t *shape, int n), a.reshape({shape, (size_t)n}))
WITH(ts_transpose, (ts_tensor a_, int64_t first, int64_t second), a.transpose(first, second))
WITH(ts_select, (ts_tensor a_, int64_t dimension, int64_t index), a.select(dimension, index))
WITH(ts_narrow, (ts_tensor a_, int64_t dimension, int64_t start, int64_t length), a.narrow(dimension, start, length))
WITH(ts_unsqueeze, (ts_tensor a_, int64_t dimension), a.unsqueeze(dimension))
WITH(ts_sum_over, (ts_tensor a_, const int64_t *dimensions, int n, bool keep),
     at::sum(a, at::IntArrayRef(dimensions, n), keep))
WITH(ts_mean_over, (ts_tensor a_, const int64_t *dimensions, int n, bool keep),
     at::mean(a, at::IntArrayRef(dimensions, n), keep))
WITH(ts_topk, (ts_tensor a_, int64_t count), std::get<1>(at::topk(a, count)))
WITH(ts_softmax, (ts_tensor a_, int64_t dimension), at::softmax(a, dimension))
WITH(ts_log_softmax, (ts_tensor a_, int64_t dimension), at::log_softmax(a, dimension))
WITH(ts_dropout, (ts_tensor a_, double probability), at::dropout(a, probability, /*train*/ true))

ts_tensor ts_index_select(ts_tensor a, int64_t dimension, ts_tensor index) {
  if (!a || !index) return nullptr;
  return guard([&] { return release(at::index_select(borrow(a), dimension, borrow(index))); });
}

static bool any_poisoned(const ts_tensor *list, int n) {
  for (int i = 0; i < n; i++)
    if (!list[i]) return true;
  return false;
}
ts_tensor ts_cat(const ts_tensor *list, int n, int64_t dimension) {
  if (any_poisoned(list, n)) return nullptr;
  return guard([&] { return release(at::cat(borrow(list, n), dimension)); });
}
ts_tensor ts_stack(const ts_tensor *list, int n, int64_t dimension) {
  if (any_poisoned(list, n)) return nullptr;
  return guard([&] { return release(at::stack(borrow(list, n), dimension)); });
}

ts_tensor ts_layer_norm(ts_tensor x, ts_tensor weight, ts_tensor bias, double epsilon) {
  if (!x || !weight || !bias) return nullptr;
  return guard([&] {
    auto w = borrow(weight);
    return release(at::layer_norm(borrow(x), {w.size(0)}, w, borrow(bias), epsilon));
  });
}

bool ts_copy_into(ts_tensor target, ts_tensor source) {
  if (!target || !source) return false;
  return guard([&] {
    c10::NoGradGuard without_gradient;
    borrow(target).copy_(borrow(source));
    return true;
  });
}
bool ts_add_outer_into(ts_tensor target, ts_tensor column, ts_tensor row, double factor) {
  if (!target || !column || !row) return false;
  return guard([&] {
    c10::NoGradGuard without_gradient;
    borrow(target).addr_(borrow(column), borrow(row), /*beta*/ 1, /*alpha*/ factor);
    return true;
  });
}
}
#endif
