#if BITSPIKE_TRAINING
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <limits>

#include "internal.hpp"

using namespace shim;

extern "C" {
bool ts_backward(ts_tensor loss) {
  if (!loss) return false;
  return guard([&] {
    torch::autograd::backward({borrow(loss)}, {});
    return true;
  });
}

bool ts_backward_along(ts_tensor output, ts_tensor v) {
  if (!output || !v) return false;
  return guard([&] {
    torch::autograd::backward({borrow(output)}, {borrow(v)});
    return true;
  });
}

ts_tensor ts_vector_jacobian(ts_tensor v, ts_tensor output, ts_tensor input) {
  if (!v || !output || !input) return nullptr;
  return guard([&] {
    auto x = borrow(input);
    auto product = torch::autograd::grad({borrow(output)}, {x}, {borrow(v)}, /*retain_graph*/ true,
                                         /*create_graph*/ false, /*allow_unused*/ true)[0];
    return release(product.defined() ? product : at::zeros_like(x));
  });
}

void ts_clear_grad(ts_tensor t) {
  if (t) borrow(t).mutable_grad().reset();
}

double ts_clip_grad_norm(const ts_tensor *parameters, int n, double maximum) {
  double norm = std::numeric_limits<double>::quiet_NaN();
  guard([&] {
    c10::NoGradGuard without_gradient;
    std::vector<at::Tensor> gradients;
    for (auto &parameter : borrow(parameters, n))
      if (parameter.defined() && parameter.grad().defined()) gradients.push_back(parameter.grad());
    if (gradients.empty()) return norm = 0;
    norm = at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients, 2))).item<double>();
    if (norm > maximum) at::_foreach_mul_(gradients, maximum / (norm + 1e-6));
    return norm;
  });
  return norm;
}

bool ts_adamw(const ts_tensor *parameters, const ts_tensor *first, const ts_tensor *second, const ts_tensor *steps,
              int n, double rate, double beta1, double beta2, double epsilon, double decay) {
  return guard([&] {
    c10::NoGradGuard without_gradient;
    std::vector<at::Tensor> p, g, m, v, s;
    for (int i = 0; i < n; i++) {
      auto parameter = borrow(parameters[i]);
      if (!parameter.defined() || !parameter.grad().defined()) continue;
      p.push_back(parameter);
      g.push_back(parameter.grad());
      m.push_back(borrow(first[i]));
      v.push_back(borrow(second[i]));
      s.push_back(borrow(steps[i]));
      s.back().add_(1);
    }
    if (!p.empty())
      at::_fused_adamw_(p, g, m, v, {}, s, rate, beta1, beta2, decay, epsilon, /*amsgrad*/ false, /*maximize*/ false);
    return true;
  });
}
}
#endif
