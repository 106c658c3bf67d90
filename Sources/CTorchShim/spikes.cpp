// Spikes as a fused autograd function: one pass over memory each way.
//
// The same in separate tensor operations costs about as much as all matrix products of a training step.
#if BITSPIKE_TRAINING
#include <c10/core/GradMode.h>

#include "fused.hpp"

using namespace shim;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

struct Neuron {
  int time_steps;
  bool is_signed;
  float threshold;

  float level() const { return is_signed ? threshold / 2 : threshold; }
  // The straight-through window on u: the values that counts can stand for.
  float lowest() const { return is_signed ? -threshold * time_steps : 0; }
  float highest() const { return threshold * (time_steps + (is_signed ? 0 : 1)); }
};

constexpr int64_t row_grain = 16, block = 128;

FAST_LOOPS_BEGIN

// T steps of compare and subtract on up to `block` membrane potentials: the same operations as the packed runtime, so
// the counts are the same. `u` is left with the remainders.
inline void fire(float *u, float *n, int64_t count, Neuron neuron) {
  const float level = neuron.level(), threshold = neuron.threshold, negative = neuron.is_signed ? 1 : 0;
  for (int64_t j = 0; j < count; j++) n[j] = 0;
  for (int t = 0; t < neuron.time_steps; t++)
    for (int64_t j = 0; j < count; j++) {
      const float up = u[j] >= level ? 1.f : 0.f, down = u[j] <= -level ? negative : 0.f;
      u[j] -= threshold * (up - down);
      n[j] += up - down;
    }
}

template <class In, class Out>
void spike_forward(const In *x, const float *gain, const float *shift, Out *out, int64_t rows, int64_t columns,
                   Neuron neuron, bool counts_only) {
  parallel_for(rows, row_grain, [&](int64_t begin, int64_t end) {
    float u[block], n[block];
    const float unit = counts_only ? 1 : neuron.threshold, offset = counts_only ? 0 : 1;
    for (int64_t r = begin; r < end; r++)
      for (int64_t c = 0; c < columns; c += block) {
        const int64_t count = std::min(block, columns - c);
        const In *from = x + r * columns + c;
        Out *to = out + r * columns + c;
        for (int64_t j = 0; j < count; j++) u[j] = std::fma(gain[c + j], (float)from[j], shift[c + j]);
        fire(u, n, count, neuron);
        for (int64_t j = 0; j < count; j++) to[j] = (Out)(n[j] * unit - offset * shift[c + j]);
      }
  });
}

template <class In, class Grad>
void spike_backward(const In *x, const float *gain, const float *shift, const Grad *g, In *grad_x, float *partial,
                    int64_t rows, int64_t columns, int64_t chunk, Neuron neuron) {
  // partial: [chunks][2 * columns + 1], so that the sums do not depend on the number of threads.
  parallel_for((rows + chunk - 1) / chunk, 1, [&](int64_t begin, int64_t end) {
    float u[block], rest[block], n[block];
    const float lowest = neuron.lowest(), highest = neuron.highest(), inverse = 1 / neuron.threshold;
    for (int64_t k = begin; k < end; k++) {
      float *grad_gain = partial + k * (2 * columns + 1), *grad_shift = grad_gain + columns;
      for (int64_t r = k * chunk; r < std::min(rows, (k + 1) * chunk); r++)
        for (int64_t c = 0; c < columns; c += block) {
          const int64_t count = std::min(block, columns - c);
          const int64_t at = r * columns + c;
          float grad_threshold = 0;
          for (int64_t j = 0; j < count; j++)
            rest[j] = u[j] = std::fma(gain[c + j], (float)x[at + j], shift[c + j]);
          fire(rest, n, count, neuron);
          for (int64_t j = 0; j < count; j++) {
            const float grad = (float)g[at + j];
            const float through = u[j] >= lowest && u[j] <= highest ? grad : 0.f;
            grad_x[at + j] = (In)(through * gain[c + j]);
            grad_gain[c + j] += through * (float)x[at + j];
            grad_shift[c + j] += through - grad;
            rest[j] = grad * n[j] - through * u[j] * inverse;
          }
          for (int64_t j = 0; j < count; j++) grad_threshold += rest[j];
          grad_shift[columns] += grad_threshold;
        }
    }
  });
}

FAST_LOOPS_END

void check_types(const at::Tensor &x, at::ScalarType out) {
  TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16, "spikes need float32 or bfloat16");
  TORCH_CHECK(out == at::kFloat || out == at::kBFloat16, "spike values come as float32 or bfloat16");
}

// Gain or shift as the loops read it: float32, one value per neuron, in a row.
at::Tensor per_neuron(const at::Tensor &values, const at::Tensor &x) {
  TORCH_CHECK(values.scalar_type() == at::kFloat, "gain and shift of spikes are float32");
  TORCH_CHECK(values.numel() == x.size(-1), "one gain and one shift per neuron");
  return values.contiguous();
}

at::Tensor spike_values(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &shift, Neuron neuron,
                        at::ScalarType dtype, bool counts_only = false) {
  const int64_t columns = x.size(-1), rows = columns ? x.numel() / columns : 0;
  auto out = at::empty(x.sizes(), x.options().dtype(dtype));
  DISPATCH(x.scalar_type(), In, DISPATCH(dtype, Out, {
             spike_forward(values<In>(x), values<float>(gain), values<float>(shift),
                           mutable_values<Out>(out), rows, columns, neuron, counts_only);
           }))
  return out;
}

// The same on devices other than the CPU, in tensor operations.
at::Tensor counts_by_operators(const at::Tensor &u, Neuron neuron) {
  auto rest = u.clone(), n = at::zeros_like(u);
  const double level = neuron.level();
  for (int t = 0; t < neuron.time_steps; t++) {
    auto fired = rest.ge(level).to(u.scalar_type());
    if (neuron.is_signed) fired = fired - rest.le(-level).to(u.scalar_type());
    rest = rest - fired * neuron.threshold;
    n = n + fired;
  }
  return n;
}

struct SpikeCounts : Function<SpikeCounts> {
  static at::Tensor forward(AutogradContext *context, const at::Tensor &x_, const at::Tensor &gain_,
                            const at::Tensor &shift_, const at::Tensor &threshold, int64_t time_steps, bool is_signed,
                            int64_t dtype_) {
    const auto dtype = (at::ScalarType)dtype_;
    auto x = x_.contiguous();
    check_types(x, dtype);
    auto gain = per_neuron(gain_, x), shift = per_neuron(shift_, x);
    Neuron neuron{(int)time_steps, is_signed, threshold.item<float>()};
    context->save_for_backward({x, gain, shift, threshold});
    context->saved_data["T"] = time_steps;
    context->saved_data["signed"] = is_signed;
    if (x.is_cpu()) return spike_values(x, gain, shift, neuron, dtype);
    auto u = at::addcmul(shift, x.to(at::kFloat), gain);
    return (counts_by_operators(u, neuron) * neuron.threshold - shift).to(dtype);
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto x = saved[0], gain = saved[1], shift = saved[2], threshold = saved[3], g = gradients[0].contiguous();
    Neuron neuron{(int)context->saved_data["T"].toInt(), context->saved_data["signed"].toBool(),
                  threshold.item<float>()};
    auto sums = x.is_cpu() ? on_cpu(x, gain, shift, g, neuron) : by_operators(x, gain, shift, g, neuron);
    return {sums[0], sums[1], sums[2], sums[3].reshape(threshold.sizes()), {}, {}, {}};
  }

  static std::vector<at::Tensor> on_cpu(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &shift,
                                        const at::Tensor &g, Neuron neuron) {
    const int64_t columns = x.size(-1), rows = x.numel() / columns, chunk = 64;
    auto grad_x = at::empty_like(x);
    auto partial = at::zeros({(rows + chunk - 1) / chunk, 2 * columns + 1}, gain.options());
    DISPATCH(x.scalar_type(), In, DISPATCH(g.scalar_type(), Grad, {
               spike_backward(values<In>(x), values<float>(gain), values<float>(shift),
                              values<Grad>(g), mutable_values<In>(grad_x),
                              mutable_values<float>(partial), rows, columns, chunk, neuron);
             }))
    auto sums = partial.sum(0);
    return {grad_x, sums.narrow(0, 0, columns), sums.narrow(0, columns, columns), sums.narrow(0, 2 * columns, 1)};
  }

  static std::vector<at::Tensor> by_operators(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &shift,
                                              const at::Tensor &g_, Neuron neuron) {
    auto g = g_.to(at::kFloat), xf = x.to(at::kFloat);
    auto u = at::addcmul(shift, xf, gain), scaled = u / neuron.threshold;
    auto through = g * u.le(neuron.highest()).logical_and(u.ge(neuron.lowest()));
    const int64_t columns = x.size(-1);
    auto by_neuron = [&](const at::Tensor &t) { return t.reshape({-1, columns}).sum(0); };
    auto grad_threshold = (g * counts_by_operators(u, neuron) - through * scaled).sum().reshape({1});
    return {(through * gain).to(x.scalar_type()), by_neuron(through * xf), by_neuron(through - g), grad_threshold};
  }
};

}  // namespace

extern "C" {
ts_tensor ts_spike_counts(ts_tensor x, ts_tensor gain, ts_tensor shift, ts_tensor threshold, int time_steps,
                          bool is_signed, int32_t dtype) {
  if (!x || !gain || !shift || !threshold) return nullptr;
  return guard([&] {
    return release(SpikeCounts::apply(borrow(x), borrow(gain), borrow(shift), borrow(threshold), (int64_t)time_steps,
                                      is_signed, (int64_t)dtype));
  });
}

ts_tensor ts_spike_counts_only(ts_tensor x, ts_tensor gain, ts_tensor shift, ts_tensor threshold, int time_steps,
                               bool is_signed) {
  if (!x || !gain || !shift || !threshold) return nullptr;
  return guard([&] {
    c10::NoGradGuard without_gradient;
    Neuron neuron{time_steps, is_signed, borrow(threshold).item<float>()};
    auto input = borrow(x).contiguous();
    check_types(input, at::kFloat);
    auto g = per_neuron(borrow(gain), input), b = per_neuron(borrow(shift), input);
    if (input.is_cpu())
      return release(spike_values(input, g, b, neuron, at::kFloat, true).to(at::kChar));
    auto u = at::addcmul(b, input.to(at::kFloat), g);
    return release(counts_by_operators(u, neuron).to(at::kChar));
  });
}
}
#endif
