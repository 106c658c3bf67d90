// The C face of libtorch: handles and status, no policy.
//
// A `ts_tensor` is an owned (+1) reference. NULL is a poisoned tensor: every operation with a poisoned input returns
// NULL, and the first failure's message stays in a thread-local slot until it is taken. No exception crosses.
#ifndef CTORCHSHIM_H
#define CTORCHSHIM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

typedef struct ts_tensor_s *ts_tensor;

// Status
bool ts_failed(void);
const char *ts_failure(void);  // valid until ts_clear_failure or the next failure on this thread
void ts_clear_failure(void);
const char *ts_version(void);
const char *ts_cpu_capability(void);  // the instruction set that libtorch's own kernels use here

// Process
void ts_set_threads(int count);
int ts_threads(void);
int ts_loop_threads(void);  // that take part in the loops of fused operations; 1 without libgomp
void ts_keep_freed_memory(void);  // where the allocator can: training frees and needs the same sizes in every step
void ts_manual_seed(uint64_t seed);
bool ts_load_library(const char *path);  // dlopen, global; for the CUDA backend, before anything asks for CUDA
int ts_cuda_devices(void);
bool ts_cpu_suffices(void);       // AVX2 and FMA on x86-64, which the fused quantizers are compiled for
bool ts_grad_enabled(void);
void ts_set_grad_enabled(bool on);

// Handles
void ts_release(ts_tensor t);
int64_t ts_dimensions(ts_tensor t);
int64_t ts_size(ts_tensor t, int64_t dimension);
int64_t ts_count(ts_tensor t);
int32_t ts_dtype(ts_tensor t);  // c10::ScalarType
bool ts_is_cuda(ts_tensor t);
void ts_set_requires_grad(ts_tensor t, bool on);
ts_tensor ts_grad(ts_tensor t);  // NULL without failure when there is none
bool ts_copy_out(ts_tensor t, int32_t dtype, void *out, size_t bytes);  // converts, moves to the CPU, checks the size

// Creation
ts_tensor ts_from_data(const void *data, const int64_t *shape, int n, int32_t dtype);  // copies
ts_tensor ts_full(const int64_t *shape, int n, double value, int32_t dtype);
ts_tensor ts_full_like(ts_tensor a, double value);  // without gradient
ts_tensor ts_randn(const int64_t *shape, int n);

// Unary
#define TS_UNARY(X)                                                                                                \
  X(abs) X(exp) X(log) X(sqrt) X(round) X(tanh) X(relu) X(neg) X(gelu) X(detach) X(clone) X(contiguous) X(sum) X(mean) \
  X(inverse_cholesky_upper) X(diagonal)
#define X(name) ts_tensor ts_##name(ts_tensor a);
TS_UNARY(X)
#undef X

// Binary, with broadcasting
#define TS_BINARY(X) X(add) X(sub) X(mul) X(div) X(matmul) X(ge) X(gt)
#define X(name) ts_tensor ts_##name(ts_tensor a, ts_tensor b);
TS_BINARY(X)
#undef X

// With scalars
ts_tensor ts_add_scalar(ts_tensor a, double value);
ts_tensor ts_mul_scalar(ts_tensor a, double value);
ts_tensor ts_clamp(ts_tensor a, double low, double high);
ts_tensor ts_ge_scalar(ts_tensor a, double value);
ts_tensor ts_gt_scalar(ts_tensor a, double value);

// Shapes
ts_tensor ts_to_dtype(ts_tensor a, int32_t dtype);
ts_tensor ts_to_device(ts_tensor a, const char *device);
ts_tensor ts_reshape(ts_tensor a, const int64_t *shape, int n);
ts_tensor ts_transpose(ts_tensor a, int64_t first, int64_t second);
ts_tensor ts_select(ts_tensor a, int64_t dimension, int64_t index);
ts_tensor ts_narrow(ts_tensor a, int64_t dimension, int64_t start, int64_t length);
ts_tensor ts_unsqueeze(ts_tensor a, int64_t dimension);
ts_tensor ts_index_select(ts_tensor a, int64_t dimension, ts_tensor index);
ts_tensor ts_cat(const ts_tensor *list, int n, int64_t dimension);
ts_tensor ts_stack(const ts_tensor *list, int n, int64_t dimension);
ts_tensor ts_sum_over(ts_tensor a, const int64_t *dimensions, int n, bool keep);
ts_tensor ts_mean_over(ts_tensor a, const int64_t *dimensions, int n, bool keep);
// Indices of the `count` largest elements along the last dimension, largest first.
ts_tensor ts_topk(ts_tensor a, int64_t count);

// Network
ts_tensor ts_linear(ts_tensor x, ts_tensor weight, ts_tensor bias_or_null);
ts_tensor ts_layer_norm(ts_tensor x, ts_tensor weight, ts_tensor bias, double epsilon);  // over the last dimension
ts_tensor ts_softmax(ts_tensor x, int64_t dimension);
ts_tensor ts_log_softmax(ts_tensor x, int64_t dimension);
ts_tensor ts_dropout(ts_tensor x, double probability);
ts_tensor ts_embedding(ts_tensor table, ts_tensor ids);
ts_tensor ts_cross_entropy(ts_tensor logits, ts_tensor classes);

// In place, without gradient
bool ts_copy_into(ts_tensor target, ts_tensor source);
bool ts_add_outer_into(ts_tensor target, ts_tensor column, ts_tensor row, double factor);  // target += factor column rowᵀ

// Autograd
bool ts_backward(ts_tensor loss);
// Accumulates vᵀ ∂output/∂leaf into the gradients of all leaves.
bool ts_backward_along(ts_tensor output, ts_tensor v);
// vᵀ ∂output/∂input, leaving the graph and all gradients as they are; zeros where nothing depends on the input.
ts_tensor ts_vector_jacobian(ts_tensor v, ts_tensor output, ts_tensor input);
void ts_clear_grad(ts_tensor t);
// Scales all gradients so that their joint 2-norm is at most `maximum`; returns the norm before, NaN on failure.
double ts_clip_grad_norm(const ts_tensor *parameters, int n, double maximum);

// One fused AdamW step on every parameter with a gradient. `steps` are float scalars that count updates.
bool ts_adamw(const ts_tensor *parameters, const ts_tensor *first, const ts_tensor *second, const ts_tensor *steps,
              int n, double rate, double beta1, double beta2, double epsilon, double decay);

// Fused straight-through quantizers (equations in docs/Equations.md; scalar forms in SpikeReference).
//
// Spikes: u = gain * x + shift; T compare-and-subtract steps at V_th give counts n; the value is n * V_th - shift.
// Gradients: x and gain through u where |u| stays in range, V_th by learned-step rule, shift through saturation.
ts_tensor ts_spike_counts(ts_tensor x, ts_tensor gain, ts_tensor shift, ts_tensor threshold, int time_steps,
                          bool is_signed, int32_t dtype);
// Counts only, int8, no gradient.
ts_tensor ts_spike_counts_only(ts_tensor x, ts_tensor gain, ts_tensor shift, ts_tensor threshold, int time_steps,
                               bool is_signed);
// One time step: up to `levels` compare-and-subtract steps on potentials u at `threshold`, [1] or shaped like u. Returns the
// spikes, float32, and in `rest` what they leave. `surrogate`: 0 straightThrough, 1 arctan, 2 sigmoid, 3 triangle.
ts_tensor ts_fire_step(ts_tensor u, ts_tensor threshold, int levels, bool is_signed, int surrogate, double width,
                       ts_tensor *rest);
// gain * x + shift rounded once, float32; gain and shift one per neuron.
ts_tensor ts_charge(ts_tensor x, ts_tensor gain, ts_tensor shift);

// How gradients pass weight quantizers.
enum {
  ts_straight_through = 0,  // weight: all of it; scale: sum of gradient * code
  ts_learned_step = 1,      // arXiv:1902.08153: weight within the codes' range, scale by the learned-step rule
};

// The codes of a weight quantizer: lowest, lowest + spacing, ... highest.
typedef struct {
  float lowest, highest, spacing;
  int rule;
  float sharpness;  // with thresholds: ramps of width spacing / sharpness; 0 = jumps
} ts_weight_codes;

// Mean of each of `groups` groups of neighbours, float32 `[groups]`, summed in double precision; without gradient.
ts_tensor ts_group_means(ts_tensor weight, int64_t groups);

// Weights: codes * scale in groups of neighbours, one for each value of `scale`. With `thresholds` (in scales) codes are
// those between them; with `center`, one per scale, +-1 by comparison; else rounded, moved by `zero`, one per scale.
// Gradients go to weight, scale and thresholds.
ts_tensor ts_quantize_weight(ts_tensor weight, ts_tensor scale, ts_tensor thresholds_or_null, ts_tensor center_or_null,
                             ts_tensor zero_or_null, ts_weight_codes codes, int32_t dtype);

#ifdef __cplusplus
}
#endif
#endif
