// y = x Wᵀ + b in float32 through oneDNN.
//
// libtorch multiplies float32 matrices with MKL, which on processors of other makers than Intel keeps to AVX2: on a Zen 5
// core 115 GFLOP/s where oneDNN, which is in the same library, reaches 250 with the same float32 arithmetic. bfloat16 goes
// to oneDNN anyway.
#if BITSPIKE_TRAINING
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/custom_function.h>

#include "internal.hpp"

using namespace shim;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// Smaller products take longer to hand over than to multiply.
constexpr int64_t least_rows = 16, least_weights = 64 * 64;

// oneDNN's product of dense tensors; nothing where libtorch is built without it.
const std::optional<c10::OperatorHandle> &product() {
  static const auto found = c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
  return found;
}

// x Wᵀ + b; strides are taken as they are.
at::Tensor multiply(const at::Tensor &x, const at::Tensor &weight, const std::optional<at::Tensor> &bias) {
  torch::jit::Stack stack{x, weight, bias, "none", c10::List<std::optional<at::Scalar>>(), std::nullopt};
  product()->callBoxed(stack);
  return stack[0].toTensor();
}

struct Linear : Function<Linear> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &x, const at::Tensor &weight,
                            const std::optional<at::Tensor> &bias) {
    context->save_for_backward({x, weight});
    context->saved_data["has bias"] = bias.has_value();
    at::AutoDispatchBelowADInplaceOrView no_recording;
    return multiply(x, weight, bias);
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto g = gradients[0].reshape({-1, gradients[0].size(-1)});
    at::Tensor x, weight, bias;
    if (context->needs_input_grad(0)) x = multiply(gradients[0].contiguous(), saved[1].t(), std::nullopt);
    if (context->needs_input_grad(1))
      weight = multiply(g.t(), saved[0].reshape({-1, saved[0].size(-1)}).t(), std::nullopt);
    if (context->saved_data["has bias"].toBool() && context->needs_input_grad(2)) bias = g.sum(0);
    return {x, weight, bias};
  }
};

bool gains(const at::Tensor &x, const at::Tensor &weight) {
  return x.is_cpu() && x.scalar_type() == at::kFloat && weight.scalar_type() == at::kFloat && x.dim() >= 2 &&
         weight.numel() >= least_weights && x.numel() >= least_rows * x.size(-1) && product().has_value();
}

}  // namespace

extern "C" ts_tensor ts_linear(ts_tensor x, ts_tensor weight, ts_tensor bias) {
  if (!x || !weight) return nullptr;
  return guard([&] {
    auto input = borrow(x), matrix = borrow(weight), offset = borrow(bias);
    if (!gains(input, matrix)) return release(at::linear(input, matrix, offset));
    return release(Linear::apply(input, matrix, offset.defined() ? std::make_optional(offset) : std::nullopt));
  });
}
#endif
