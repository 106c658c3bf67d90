// Weight quantizers as one fused autograd function: one pass over memory each way (docs/Equations.md, "Quantized weights").
#if BITSPIKE_TRAINING
#include "fused.hpp"
#include "weight_operators.hpp"

using namespace shim;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// One group of weights that share a scale.
struct Group {
  float scale, lowest, highest;
};

// The weights in groups, and the codes they get.
struct Plan {
  ts_weight_codes codes;
  const float *weight, *scale, *center, *zero, *thresholds;
  int64_t groups, length;
  int threshold_count;

  Group group(int64_t index) const {
    const float moved = zero ? zero[index] : 0;
    return {scale[index], codes.lowest - moved, codes.highest - moved};
  }
};

// Pieces of groups that threads take; the same for every number of threads, so that sums are too.
constexpr int64_t piece = 8192;

FAST_LOOPS_BEGIN

// Rounds x to the nearest code, ties to the even multiple: integers, or odd ones where codes are 2 apart.
template <int Spacing>
inline float nearest(float x) {
  if constexpr (Spacing == 2) return 2 * std::nearbyint((x - 1) / 2) + 1;
  return std::nearbyint(x);
}

inline float ramp(float x) { return std::min(1.f, std::max(0.f, x)); }

template <class Out>
void quantize(const Plan &plan, int64_t at, int64_t count, const Group &group, float center, Out *out) {
  const float *w = plan.weight + at;
  const float scale = group.scale, lowest = group.lowest, highest = group.highest;
  if (plan.threshold_count) {
    const float spacing = plan.codes.spacing, slope = plan.codes.sharpness / spacing;
    for (int64_t j = 0; j < count; j++) {
      const float x = w[j] / scale;
      float sum = 0;
      if (plan.codes.sharpness > 0)
        for (int i = 0; i < plan.threshold_count; i++) sum += ramp(0.5f + slope * (x - plan.thresholds[i]));
      else
        for (int i = 0; i < plan.threshold_count; i++) sum += x >= plan.thresholds[i] ? 1.f : 0.f;
      out[j] = (Out)((plan.codes.lowest + spacing * sum) * scale);
    }
  } else if (plan.center) {
    for (int64_t j = 0; j < count; j++) out[j] = (Out)(w[j] > center ? scale : -scale);
  } else if (plan.codes.spacing == 2) {
    for (int64_t j = 0; j < count; j++)
      out[j] = (Out)(std::min(highest, std::max(lowest, nearest<2>(w[j] / scale))) * scale);
  } else {
    for (int64_t j = 0; j < count; j++)
      out[j] = (Out)(std::min(highest, std::max(lowest, nearest<1>(w[j] / scale))) * scale);
  }
}

// Gradients of one piece: of the weights into `grad_w`, of the scale returned, of the thresholds added up.
inline float backward(const Plan &plan, int64_t at, int64_t count, const Group &group, float center, const float *g,
                      float *grad_w, float *grad_thresholds) {
  const float *w = plan.weight + at;
  const float scale = group.scale, lowest = group.lowest, highest = group.highest;
  float total = 0;
  if (plan.threshold_count) {
    const float spacing = plan.codes.spacing;
    const bool is_soft = plan.codes.sharpness > 0;
    // Hard thresholds let gradients through where a ramp of the codes' spacing would.
    const float slope = (is_soft ? plan.codes.sharpness : 1.f) / spacing;
    for (int64_t j = 0; j < count; j++) {
      const float x = w[j] / scale;
      float sum = 0, steepness = 0;
      for (int i = 0; i < plan.threshold_count; i++) {
        const float place = 0.5f + slope * (x - plan.thresholds[i]);
        const float inside = place > 0 && place < 1 ? slope : 0.f;
        sum += is_soft ? ramp(place) : (x >= plan.thresholds[i] ? 1.f : 0.f);
        steepness += inside;
        grad_thresholds[i] -= g[j] * scale * spacing * inside;
      }
      grad_w[j] = g[j] * spacing * steepness;
      total += g[j] * (plan.codes.lowest + spacing * (sum - x * steepness));
    }
    return total;
  }
  const bool learns_step = plan.codes.rule == ts_learned_step;
  for (int64_t j = 0; j < count; j++) {
    const float x = w[j] / scale;
    float code, through = 1;
    if (plan.center) {
      code = w[j] > center ? 1.f : -1.f;
      if (learns_step) through = x >= -1 && x <= 1 ? 1.f : 0.f;
    } else {
      code = std::min(highest, std::max(lowest, plan.codes.spacing == 2 ? nearest<2>(x) : nearest<1>(x)));
      if (learns_step) through = x >= lowest && x <= highest ? 1.f : 0.f;
    }
    grad_w[j] = g[j] * through;
    total += g[j] * (learns_step ? code - through * x : code);
  }
  return total;
}

FAST_LOOPS_END

// Runs `body(first weight, count, group, index of the piece)` on all pieces.
template <class Body>
void for_pieces(const Plan &plan, Body body) {
  const int64_t per_group = (plan.length + piece - 1) / piece;
  // Short groups share a thread's turn.
  const int64_t grain = std::max<int64_t>(1, piece / std::max<int64_t>(plan.length, 1));
  parallel_for(plan.groups * per_group, grain, [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; k++) {
      const int64_t index = k / per_group, start = k % per_group * piece;
      body(index * plan.length + start, std::min(piece, plan.length - start), index, k);
    }
  });
}

at::Tensor flat(const at::Tensor &values, const char *what, int64_t count) {
  if (!values.defined()) return values;
  TORCH_CHECK(values.scalar_type() == at::kFloat && (count < 0 || values.numel() == count), what);
  return values.contiguous();
}

// Weight, scale, center, zero, thresholds, in this order; the last three may be undefined.
Plan plan_of(const variable_list &operands, ts_weight_codes codes) {
  auto data = [](const at::Tensor &t) { return t.defined() ? values<float>(t) : nullptr; };
  const int64_t groups = operands[1].numel(), count = operands[0].numel();
  return {codes, data(operands[0]), data(operands[1]), data(operands[2]), data(operands[3]), data(operands[4]), groups,
          count / groups, operands[4].defined() ? (int)operands[4].numel() : 0};
}

ts_weight_codes codes_in(AutogradContext *context) {
  auto number = [&](const char *key) { return (float)context->saved_data[key].toDouble(); };
  return {number("lowest"), number("highest"), number("spacing"), (int)context->saved_data["rule"].toInt(),
          number("sharpness")};
}

struct QuantizedWeight : Function<QuantizedWeight> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &weight_, const at::Tensor &scale_,
                            const std::optional<at::Tensor> &thresholds_, const std::optional<at::Tensor> &center_,
                            const std::optional<at::Tensor> &zero_, double lowest, double highest, double spacing,
                            int64_t rule, double sharpness, int64_t dtype_) {
    const auto dtype = (at::ScalarType)dtype_;
    TORCH_CHECK(weight_.scalar_type() == at::kFloat && weight_.dim() == 2, "latent weights are float32 matrices");
    TORCH_CHECK(dtype == at::kFloat || dtype == at::kBFloat16, "weights come as float32 or bfloat16");
    const int64_t groups = scale_.numel();
    TORCH_CHECK(groups > 0 && weight_.numel() % groups == 0, "as many weights for every scale");
    auto given = [](const std::optional<at::Tensor> &t) { return t ? *t : at::Tensor(); };
    variable_list operands = {flat(weight_, "latent weights are float32", -1), flat(scale_, "scales are float32", -1),
                              flat(given(center_), "a float32 center per scale", groups),
                              flat(given(zero_), "a float32 zero point per scale", groups),
                              flat(given(thresholds_), "thresholds are float32", -1)};
    context->save_for_backward(operands);
    context->saved_data["lowest"] = lowest;
    context->saved_data["highest"] = highest;
    context->saved_data["spacing"] = spacing;
    context->saved_data["rule"] = rule;
    context->saved_data["sharpness"] = sharpness;
    context->saved_data["scale shape"] = scale_.sizes().vec();
    if (!weight_.is_cpu()) {
      WeightOperators operators(operands, codes_in(context));
      return (operators.code() * operators.scale).reshape(weight_.sizes()).to(dtype);
    }
    const Plan plan = plan_of(operands, codes_in(context));
    auto out = at::empty(weight_.sizes(), operands[0].options().dtype(dtype));
    DISPATCH(dtype, Out, {
      Out *to = mutable_values<Out>(out);
      for_pieces(plan, [&](int64_t at, int64_t count, int64_t index, int64_t) {
        quantize(plan, at, count, plan.group(index), plan.center ? plan.center[index] : 0, to + at);
      });
    })
    return out;
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto operands = context->get_saved_variables();
    auto sums = operands[0].is_cpu() ? on_cpu(operands, gradients[0], codes_in(context))
                                     : WeightOperators(operands, codes_in(context)).backward(gradients[0]);
    auto grad_scale = sums[1];
    if (codes_in(context).rule == ts_learned_step) {
      const double count = (double)(operands[0].numel() / operands[1].numel());
      grad_scale = grad_scale / std::sqrt(count * std::max(codes_in(context).highest, 1.f));
    }
    return {sums[0].reshape(operands[0].sizes()), grad_scale.reshape(context->saved_data["scale shape"].toIntVector()),
            sums[2], {}, {}, {}, {}, {}, {}, {}, {}};
  }

  static std::vector<at::Tensor> on_cpu(const variable_list &operands, const at::Tensor &gradient, ts_weight_codes codes) {
    const Plan plan = plan_of(operands, codes);
    auto g = gradient.to(at::kFloat).contiguous();
    auto grad_w = at::empty(operands[0].sizes(), operands[0].options());
    const int64_t per_group = (plan.length + piece - 1) / piece, width = 1 + plan.threshold_count;
    auto sums = at::zeros({plan.groups * per_group, width}, g.options());
    float *partial = mutable_values<float>(sums), *into = mutable_values<float>(grad_w);
    const float *from = values<float>(g);
    for_pieces(plan, [&](int64_t at, int64_t count, int64_t index, int64_t k) {
      partial[k * width] = ::backward(plan, at, count, plan.group(index), plan.center ? plan.center[index] : 0,
                                      from + at, into + at, partial + k * width + 1);
    });
    auto grad_scale = sums.select(1, 0).reshape({plan.groups, per_group}).sum(1);
    at::Tensor grad_thresholds;
    if (plan.threshold_count) grad_thresholds = sums.narrow(1, 1, plan.threshold_count).sum(0);
    return {grad_w, grad_scale, grad_thresholds};
  }
};

// Sums in double precision, so that the mean that codes are taken about is the packer's to the last bit of a float.
at::Tensor group_means(const at::Tensor &weight, int64_t groups) {
  auto rows = weight.reshape({groups, -1});
  if (!rows.is_cpu() || rows.scalar_type() != at::kFloat) return rows.mean(1, false, at::kDouble).to(at::kFloat);
  rows = rows.contiguous();
  auto means = at::empty({groups}, rows.options());
  const int64_t length = rows.size(1);
  const float *from = values<float>(rows);
  float *into = mutable_values<float>(means);
  parallel_for(groups, std::max<int64_t>(1, piece / std::max<int64_t>(length, 1)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      // Partial sums, because additions of one sum wait for each other.
      double sums[8] = {};
      const float *w = from + i * length;
      int64_t j = 0;
      for (; j + 8 <= length; j += 8)
        for (int lane = 0; lane < 8; lane++) sums[lane] += w[j + lane];
      for (; j < length; j++) sums[0] += w[j];
      double total = 0;
      for (double sum : sums) total += sum;
      into[i] = (float)(total / (double)length);
    }
  });
  return means;
}

std::optional<at::Tensor> optional(ts_tensor handle) {
  return handle ? std::make_optional(borrow(handle)) : std::nullopt;
}

}  // namespace

extern "C" ts_tensor ts_group_means(ts_tensor weight, int64_t groups) {
  if (!weight) return nullptr;
  return guard([&] { return release(group_means(borrow(weight).detach(), groups)); });
}

extern "C" ts_tensor ts_quantize_weight(ts_tensor weight, ts_tensor scale, ts_tensor thresholds, ts_tensor center,
                                        ts_tensor zero, ts_weight_codes codes, int32_t dtype) {
  if (!weight || !scale) return nullptr;
  return guard([&] {
    return release(QuantizedWeight::apply(borrow(weight), borrow(scale), optional(thresholds), optional(center),
                                          optional(zero), (double)codes.lowest, (double)codes.highest,
                                          (double)codes.spacing, (int64_t)codes.rule, (double)codes.sharpness,
                                          (int64_t)dtype));
  });
}
#endif
