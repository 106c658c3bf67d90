// Kernels of the spiking runtime. No allocation, no files, no policy; pointers need no alignment.
//
// Conventions shared by all kernels:
//   matrices   row-major, `*_stride` elements between rows, a zero number of rows or columns is fine
//   counts     int8 in [-127, 127]: spikes of one time step, or their sum over a window
//   panels     weights in groups of SPK_PANEL outputs; outputs beyond the last are zero
//   scale,bias [outputs rounded up to SPK_PANEL]
// Every kernel gives the same bits on every instruction set: integer sums are exact, real sums run in a fixed order
// (one accumulator per output, or sixteen lanes folded by halves) and use correctly rounded fused multiply-adds only.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Outputs of one weight panel.
#define SPK_PANEL 64
/// Inputs that lie beside each other in a panel of codes: `panel[inner / SPK_QUAD][SPK_PANEL][SPK_QUAD]`.
#define SPK_QUAD 4
/// Queries of one attention tile, and lanes that attention pads tokens and head size to.
#define SPK_ATTENTION_ROWS 4
#define SPK_LANES 16

/// Neurons of one spiking site.
typedef struct {
    const float *gain;
    const float *shift;
    /// V_th: what one spike subtracts.
    float threshold;
    /// Fires at u >= level; when `is_signed` also -1 at u <= -level.
    float level;
    int is_signed;
} spk_neurons;

/// What neurons beyond the ordinary ones do in a time step.
enum spk_dynamics_kind { SPK_GRADED, SPK_ADAPTIVE, SPK_ELASTIC };
/// What an elastic neuron keeps: nothing, 0.25 m (alpha - spike), or 0.25 m (alpha - |spike|).
enum spk_membrane { SPK_NO_MEMBRANE, SPK_RELEASED, SPK_SYMMETRIC };
typedef struct {
    /// `threshold` is alpha of elastic neurons, which are signed.
    spk_neurons site;
    enum spk_dynamics_kind kind;
    /// Of graded and adaptive neurons.
    float leak;
    /// Graded: compare-and-subtract steps in a time step or window, times `multiplier[i]` (1 to `largest_multiplier`) of
    /// neuron i unless null; each spike is written as `payload[i]` units unless null. Counts must stay within int8.
    int levels;
    const int32_t *multiplier;
    int largest_multiplier;
    const int32_t *payload;
    /// Adaptive: the threshold is `threshold + growth * a`, and `a = decay * a + |spike|`.
    float growth;
    float decay;
    /// Elastic.
    enum spk_membrane membrane;
} spk_dynamics;

/// LayerNorm of currents plus a residual, which is real or `residual_scale` times counts; one of the two is null.
typedef struct {
    const float *residual;
    size_t residual_stride;
    const int8_t *residual_counts;
    size_t residual_count_stride;
    float residual_scale;
    const float *weight;
    const float *bias;
    float epsilon;
} spk_norm;

/// What becomes of currents while they are in cache: kept, turned into the next site's spikes, or both behind LayerNorm.
typedef struct {
    /// Keep: where, when `counts` is null or `norm` is not.
    float *out;
    size_t out_stride;
    /// What is kept becomes LayerNorm(currents + residual) as soon as a block of rows is complete, before it fires.
    const spk_norm *norm;
    /// Fire at `site`, after GELU when `has_gelu`; counts are padded with zeros up to `count_stride`, and their
    /// magnitudes are added to `spikes`.
    int8_t *counts;
    size_t count_stride;
    spk_neurons site;
    int has_gelu;
    int64_t spikes;
    /// A whole window of `time_steps`, when `potential` is null; else the next time step of neurons at `potential`.
    int time_steps;
    float *potential;
    size_t potential_stride;
    float leak;
} spk_sink;

/// All heads of one sequence: softmax(score_scale * query . key) . value * value_scale, head by head side by side.
typedef struct {
    size_t tokens;
    size_t heads;
    size_t head_size;
    const float *query;
    size_t query_stride;
    const int8_t *key;
    size_t key_stride;
    const int8_t *value;
    size_t value_stride;
    float score_scale;
    float value_scale;
    /// Row of the sink that the first token's context goes to.
    size_t first_row;
    /// `spk_attention_scratch(tokens, head_size)` floats.
    float *scratch;
} spk_attention;

/// Rows of counts in front of a linear layer of codes.
typedef struct {
    /// Of magnitude `limit` at most; `count_stride` is at least `inner` rounded up to SPK_QUAD, zeros between.
    const int8_t *counts;
    size_t count_stride;
    size_t rows;
    int limit;
    /// In the order of a form, see `spk_linear_form`.
    const uint8_t *panels;
    size_t inner;
    size_t outputs;
    const float *scale;
    const float *bias;
    /// `scratch_bytes` of the form.
    void *scratch;
    /// Look-up tables of the form for `limit`; null where it needs none.
    const uint8_t *tables;
} spk_linear;

/// `scale * sum_k code[o, k] * count[k] + bias`, into the sink.
typedef void spk_gemm_counts_codes(const spk_linear *linear, spk_sink *sink);

/// Which codes weights have: -1, 0 and 1; -1 and 1; any byte.
typedef enum { SPK_TERNARY_CODES, SPK_BINARY_CODES, SPK_BYTE_CODES } spk_codes;

/// An order of coded weights, and the kernel that reads it.
typedef struct {
    const char *name;
    /// Whether it takes such weights; `limit` is the largest |count|.
    int (*takes)(size_t inner, spk_codes codes, int limit);
    size_t (*panel_bytes)(size_t inner, size_t outputs);
    /// Writes all of the panels from codes, `[outputs][inner]`.
    void (*pack)(const int8_t *codes, size_t inner, size_t outputs, uint8_t *panels);
    size_t (*scratch_bytes)(size_t inner, size_t rows);
    /// 0 when there are no tables.
    size_t (*table_bytes)(int limit);
    void (*build_tables)(int limit, uint8_t *tables);
    spk_gemm_counts_codes *gemm;
} spk_linear_form;

/// What forms `quad` and `byte` add to codes to make them unsigned bytes.
#define SPK_QUAD_OFFSET 1
#define SPK_BYTE_OFFSET 128
/// Form `byte` takes counts up to this magnitude: two products of bytes and counts then fit 16 bits.
#define SPK_BYTE_LIMIT 64

/// `sums += sum_k code[o, k] * count[k]`: the synaptic currents of one time step. Panels are those of the form with this
/// offset; scale, bias, scratch and tables are not used.
typedef void spk_accumulate_count8_code8(const spk_linear *linear, int offset, int32_t *sums, size_t sum_stride);

/// `out = scale * sum_k weight[o, k] * x[k] + bias`; panels are `[inner][SPK_PANEL]` floats.
typedef void spk_gemm_real32_real32(
    const float *x, size_t x_stride, size_t rows, const float *panels, size_t inner, size_t outputs,
    const float *scale, const float *bias, float *out, size_t out_stride);

/// `u = gain * x + shift`, then `time_steps` times fire and subtract; counts are padded with zeros up to
/// `count_stride`. Returns the sum of |count|.
typedef int64_t spk_fire_real32(
    const float *x, size_t x_stride, size_t rows, size_t neurons, spk_neurons site, int time_steps, int8_t *counts,
    size_t count_stride);

/// One time step: `u += gain * x + shift` unless `x` is null, fire, subtract, leak. Spikes are padded with zeros up to
/// `spike_stride`. Returns the sum of |spike|.
typedef int64_t spk_step_real32(
    const float *x, size_t x_stride, float *potential, size_t potential_stride, size_t rows, size_t neurons,
    spk_neurons site, float leak, int8_t *spikes, size_t spike_stride);

/// One time step of such neurons: potential plus `gain * x + shift`, fire, keep. `x` may be null, and `potential` of graded
/// neurons that fire a window at once; `adaptation` is for adaptive ones. Spikes are padded with zeros up to `spike_stride`.
/// Returns the sum of |spike|, before payloads.
typedef int64_t spk_advance_real32(
    const float *x, size_t x_stride, float *potential, float *adaptation, size_t state_stride, size_t rows,
    size_t neurons, const spk_dynamics *dynamics, int8_t *spikes, size_t spike_stride);

/// `out = LayerNorm(x + residual)`; `residual` may be null, `out` may be `x`.
typedef void spk_layernorm_real32(
    const float *x, size_t x_stride, const float *residual, size_t residual_stride, size_t rows, size_t columns,
    const float *weight, const float *bias, float epsilon, float *out, size_t out_stride);

/// `x = 0.5 x (1 + erf(x / sqrt 2))` in place.
typedef void spk_gelu_real32(float *x, size_t stride, size_t rows, size_t columns);

/// `x = softmax(scale * x)` along each row, in place.
typedef void spk_softmax_real32(float *x, size_t stride, size_t rows, size_t columns, float scale);

/// `x += scale * count`.
typedef void spk_add_count8(
    float *x, size_t x_stride, size_t rows, size_t columns, const int8_t *counts, size_t count_stride, float scale);

/// Attention over one sequence of real tokens; the context goes into the sink.
typedef void spk_attention_real32_count8(const spk_attention *attention, spk_sink *sink);

/// Kernels of one instruction set.
typedef struct {
    const char *name;
    /// Forms of coded weights; the last two are `quad`, which takes all but bytes, and `byte`, which takes bytes.
    const spk_linear_form *const *forms;
    size_t form_count;
    spk_accumulate_count8_code8 *accumulate_codes;
    spk_gemm_real32_real32 *gemm_reals;
    spk_fire_real32 *fire;
    spk_step_real32 *step;
    spk_advance_real32 *advance;
    spk_layernorm_real32 *layernorm;
    spk_gelu_real32 *gelu;
    spk_softmax_real32 *softmax;
    spk_add_count8 *add_counts;
    spk_attention_real32_count8 *attention;
} spk_kernel_set;

/// Number of kernel sets compiled in, best first; the last is `scalar`, which runs everywhere.
size_t spk_kernel_set_count(void);
/// The kernels of set `index`.
const spk_kernel_set *spk_kernel_set_at(size_t index);
/// Whether this CPU runs set `index`.
int spk_kernel_set_runs(size_t index);
/// Floats that attention needs as scratch.
size_t spk_attention_scratch(size_t tokens, size_t head_size);

#ifdef __cplusplus
}
#endif
