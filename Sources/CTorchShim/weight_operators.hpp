#pragma once
#include <torch/csrc/autograd/custom_function.h>

#include "internal.hpp"

namespace shim {

// The weight quantizers of weights.cpp on devices other than the CPU: tensor operations on `[groups, length]`.
struct WeightOperators {
  ts_weight_codes codes;
  at::Tensor weight, scale, center, zero, thresholds, x;

  WeightOperators(const torch::autograd::variable_list &operands, ts_weight_codes codes) : codes(codes), thresholds(operands[4]) {
    const int64_t groups = operands[1].numel();
    auto column = [&](const at::Tensor &t) { return t.defined() ? t.reshape({groups, 1}) : t; };
    weight = operands[0].reshape({groups, -1});
    scale = column(operands[1]);
    center = column(operands[2]);
    zero = column(operands[3]);
    x = weight / scale;
  }

  at::Tensor bound(double value) const { return zero.defined() ? value - zero : at::full_like(scale, value); }
  at::Tensor place(int64_t i, double slope) const { return 0.5 + slope * (x - thresholds[i]); }

  at::Tensor code() const {
    if (!thresholds.defined()) {
      if (center.defined()) return at::where(weight > center, 1.0, -1.0).to(at::kFloat);
      const auto nearest = codes.spacing == 2 ? at::round((x - 1) / 2) * 2 + 1 : at::round(x);
      return at::maximum(at::minimum(nearest, bound(codes.highest)), bound(codes.lowest));
    }
    auto sum = at::zeros_like(x);
    for (int64_t i = 0; i < thresholds.numel(); i++)
      sum += codes.sharpness > 0 ? at::clamp(place(i, codes.sharpness / codes.spacing), 0, 1)
                                 : x.ge(thresholds[i]).to(at::kFloat);
    return codes.lowest + codes.spacing * sum;
  }

  // Gradients of weights, scales (one row per group) and thresholds.
  std::vector<at::Tensor> backward(const at::Tensor &gradient) const {
    auto g = gradient.to(at::kFloat).reshape(weight.sizes());
    if (thresholds.defined()) {
      const double slope = (codes.sharpness > 0 ? codes.sharpness : 1.f) / codes.spacing;
      auto steepness = at::zeros_like(x);
      std::vector<at::Tensor> moved;
      for (int64_t i = 0; i < thresholds.numel(); i++) {
        auto at_i = place(i, slope);
        auto inside = at_i.gt(0).logical_and(at_i.lt(1)) * slope;
        steepness += inside;
        moved.push_back(-(g * scale * codes.spacing * inside).sum());
      }
      return {g * codes.spacing * steepness, (g * (code() - codes.spacing * x * steepness)).sum(1), at::stack(moved)};
    }
    if (codes.rule != ts_learned_step) return {g, (g * code()).sum(1), {}};
    auto low = center.defined() ? bound(-1) : bound(codes.lowest), high = center.defined() ? bound(1) : bound(codes.highest);
    auto through = x.ge(low).logical_and(x.le(high)).to(at::kFloat);
    return {g * through, (g * (code() - through * x)).sum(1), {}};
  }
};

}  // namespace shim
