// Neurons one time step at a time, for backpropagation through time: fused autograd functions (docs/Equations.md,
// "Surrogate gradients"). The forward pass is the packed runtime's, to the bit.
#if BITSPIKE_TRAINING
#include "fused.hpp"

using namespace shim;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

enum SurrogateKind { straight_through, arctan, sigmoid, triangle };

struct Firing {
  int levels;
  bool is_signed;
  SurrogateKind kind;
  float width;

  float comparator(int k) const { return is_signed ? (float)k - 0.5f : (float)k; }
};

constexpr int64_t grain = 4096;

FAST_LOOPS_BEGIN

// φ(z), of height 1 / width and area 1.
inline float bump(float z, SurrogateKind kind, float width) {
  const float inverse = 1 / width, scaled = z * inverse;
  switch (kind) {
    case arctan: {
      const float angle = (float)M_PI * scaled;
      return inverse / (1 + angle * angle);
    }
    case sigmoid: {
      const float s = 1 / (1 + std::exp(-4 * scaled));
      return 4 * inverse * s * (1 - s);
    }
    default: return std::max(0.f, 1 - std::fabs(scaled)) * inverse;
  }
}

// What stands for d(spikes) / d(u / V_th).
inline float slope(float u, float threshold, Firing firing) {
  if (firing.kind == straight_through) {
    const float middle = firing.is_signed ? 0 : threshold * (firing.levels + 1) / 2;
    const float half = firing.is_signed ? threshold * firing.levels : middle;
    return std::fabs(u - middle) <= firing.width * half ? 1 : 0;
  }
  const float z = u / threshold;
  float sum = 0;
  for (int k = 1; k <= firing.levels; k++) {
    sum += bump(z - firing.comparator(k), firing.kind, firing.width);
    if (firing.is_signed) sum += bump(z + firing.comparator(k), firing.kind, firing.width);
  }
  return sum;
}

// `threshold` has one value (stride 0) or one per potential (stride 1).
void fire(const float *u, const float *threshold, int64_t stride, int64_t count, Firing firing, float *spikes,
          float *rest) {
  parallel_for(count, grain, [&](int64_t begin, int64_t end) {
    const float negative = firing.is_signed ? 1 : 0, part = firing.is_signed ? 0.5f : 1;
    for (int64_t j = begin; j < end; j++) {
      const float v = threshold[j * stride], level = v * part;
      float left = u[j], n = 0;
      for (int k = 0; k < firing.levels; k++) {
        const float fired = (left >= level ? 1.f : 0.f) - (left <= -level ? negative : 0.f);
        left -= v * fired;
        n += fired;
      }
      spikes[j] = n;
      rest[j] = left;
    }
  });
}

// `gs` and `gr` are the gradients of spikes and rest; `partial` takes one sum per `grain` potentials where the threshold is
// shared, so that it does not depend on the number of threads.
void fire_backward(const float *u, const float *threshold, int64_t stride, const float *n, const float *gs,
                   const float *gr, int64_t count, Firing firing, float *grad_u, float *grad_v, float *partial) {
  parallel_for((count + grain - 1) / grain, 1, [&](int64_t begin, int64_t end) {
    for (int64_t chunk = begin; chunk < end; chunk++) {
      double sum = 0;
      for (int64_t j = chunk * grain; j < std::min(count, (chunk + 1) * grain); j++) {
        const float v = threshold[j * stride], d = slope(u[j], v, firing), z = u[j] / v;
        grad_u[j] = gs[j] * d / v + gr[j] * (1 - d);
        const float at_threshold = gr[j] * (d * z - n[j]) - gs[j] * d * z / v;
        if (stride) grad_v[j] = at_threshold;
        sum += at_threshold;
      }
      if (!stride) partial[chunk] = (float)sum;
    }
  });
}

void charge(const float *x, const float *gain, const float *shift, float *u, int64_t rows, int64_t columns) {
  parallel_for(rows, std::max<int64_t>(1, grain / std::max<int64_t>(1, columns)), [&](int64_t begin, int64_t end) {
    for (int64_t r = begin; r < end; r++)
      for (int64_t c = 0; c < columns; c++) u[r * columns + c] = std::fma(gain[c], x[r * columns + c], shift[c]);
  });
}

FAST_LOOPS_END

// The same on devices other than the CPU, in tensor operations.
at::Tensor slope_by_operators(const at::Tensor &u, const at::Tensor &v, Firing f) {
  if (f.kind == straight_through) {
    auto middle = f.is_signed ? v * 0 : v * ((f.levels + 1) / 2.0), half = f.is_signed ? v * f.levels : middle;
    return (u - middle).abs().le(half * f.width).to(u.scalar_type());
  }
  auto z = u / v;
  auto bumped = [&](const at::Tensor &at_) -> at::Tensor {
    auto scaled = at_ / f.width;
    if (f.kind == arctan) return 1 / (f.width * (1 + (M_PI * scaled).square()));
    if (f.kind == sigmoid) {
      auto s = at::sigmoid(4 * scaled);
      return s * (1 - s) * (4 / f.width);
    }
    return at::clamp_min(1 - scaled.abs(), 0) / f.width;
  };
  auto sum = at::zeros_like(z);
  for (int k = 1; k <= f.levels; k++) {
    sum = sum + bumped(z - f.comparator(k));
    if (f.is_signed) sum = sum + bumped(z + f.comparator(k));
  }
  return sum;
}

struct Fire : Function<Fire> {
  static variable_list forward(AutogradContext *context, const at::Tensor &u_, const at::Tensor &threshold_,
                               int64_t levels, bool is_signed, int64_t kind, double width) {
    TORCH_CHECK(u_.scalar_type() == at::kFloat && threshold_.scalar_type() == at::kFloat,
                "potentials and thresholds are float32");
    TORCH_CHECK(threshold_.numel() == 1 || threshold_.sizes() == u_.sizes(), "one threshold, or one per neuron");
    auto u = u_.contiguous(), threshold = threshold_.contiguous();
    const Firing firing{(int)levels, is_signed, (SurrogateKind)kind, (float)width};
    auto spikes = at::empty_like(u), rest = at::empty_like(u);
    if (u.is_cpu()) {
      fire(values<float>(u), values<float>(threshold), threshold.numel() == 1 ? 0 : 1, u.numel(), firing, mutable_values<float>(spikes),
           mutable_values<float>(rest));
    } else {
      spikes = at::zeros_like(u);
      rest = u;
      auto level = threshold * (is_signed ? 0.5 : 1.0);
      for (int k = 0; k < levels; k++) {
        auto fired = rest.ge(level).to(at::kFloat);
        if (is_signed) fired = fired - rest.le(-level).to(at::kFloat);
        rest = rest - threshold * fired;
        spikes = spikes + fired;
      }
    }
    context->save_for_backward({u, threshold, spikes});
    context->saved_data["levels"] = levels;
    context->saved_data["signed"] = is_signed;
    context->saved_data["kind"] = kind;
    context->saved_data["width"] = width;
    return {spikes, rest};
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto u = saved[0], threshold = saved[1], n = saved[2];
    const Firing firing{(int)context->saved_data["levels"].toInt(), context->saved_data["signed"].toBool(),
                        (SurrogateKind)context->saved_data["kind"].toInt(),
                        (float)context->saved_data["width"].toDouble()};
    auto gs = gradients[0].defined() ? gradients[0].contiguous() : at::zeros_like(u);
    auto gr = gradients[1].defined() ? gradients[1].contiguous() : at::zeros_like(u);
    if (!u.is_cpu()) {
      auto d = slope_by_operators(u, threshold, firing), z = u / threshold;
      auto at_threshold = gr * (d * z - n) - gs * d * z / threshold;
      if (threshold.numel() == 1) at_threshold = at_threshold.sum().reshape(threshold.sizes());
      return {gs * d / threshold + gr * (1 - d), at_threshold, {}, {}, {}, {}};
    }
    const int64_t stride = threshold.numel() == 1 ? 0 : 1, count = u.numel();
    auto grad_u = at::empty_like(u), grad_v = stride ? at::empty_like(u) : at::Tensor();
    auto partial = at::zeros({(count + grain - 1) / grain}, u.options());
    fire_backward(values<float>(u), values<float>(threshold), stride, values<float>(n), values<float>(gs), values<float>(gr), count, firing,
                  mutable_values<float>(grad_u), stride ? mutable_values<float>(grad_v) : nullptr, mutable_values<float>(partial));
    if (!stride) grad_v = partial.sum().reshape(threshold.sizes());
    return {grad_u, grad_v, {}, {}, {}, {}};
  }
};

struct Charge : Function<Charge> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &x_, const at::Tensor &gain_,
                            const at::Tensor &shift_) {
    TORCH_CHECK(gain_.scalar_type() == at::kFloat && shift_.scalar_type() == at::kFloat, "gains and shifts are float32");
    TORCH_CHECK(gain_.numel() == x_.size(-1) && shift_.numel() == x_.size(-1), "one gain and one shift per neuron");
    auto x = x_.to(at::kFloat).contiguous(), gain = gain_.contiguous(), shift = shift_.contiguous();
    context->save_for_backward({x, gain});
    context->saved_data["type"] = (int64_t)x_.scalar_type();
    if (!x.is_cpu()) return at::addcmul(shift, x, gain);
    auto u = at::empty_like(x);
    const int64_t columns = x.size(-1);
    charge(values<float>(x), values<float>(gain), values<float>(shift), mutable_values<float>(u), columns ? x.numel() / columns : 0, columns);
    return u;
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto x = saved[0], gain = saved[1], g = gradients[0];
    const auto type = (at::ScalarType)context->saved_data["type"].toInt();
    auto by_neuron = [&](const at::Tensor &t) { return t.reshape({-1, x.size(-1)}).sum(0); };
    return {(g * gain).to(type), by_neuron(g * x), by_neuron(g)};
  }
};

}  // namespace

extern "C" {
ts_tensor ts_fire_step(ts_tensor u, ts_tensor threshold, int levels, bool is_signed, int surrogate, double width,
                       ts_tensor *rest) {
  *rest = nullptr;
  if (!u || !threshold) return nullptr;
  return guard([&] {
    auto results = Fire::apply(borrow(u), borrow(threshold), (int64_t)levels, is_signed, (int64_t)surrogate, width);
    *rest = release(results[1]);
    return release(results[0]);
  });
}

ts_tensor ts_charge(ts_tensor x, ts_tensor gain, ts_tensor shift) {
  if (!x || !gain || !shift) return nullptr;
  return guard([&] { return release(Charge::apply(borrow(x), borrow(gain), borrow(shift))); });
}
}
#endif
