// Runs every kernel of every set that this CPU has on buffers of exactly the promised size, and holds integer sums against
// plain loops. Built with sanitizers by scripts/sanitize-kernels, and for ARM by scripts/check-neon.
#include "cspikekernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 1;

static int draw(int below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)below);
}

static void *buffer(size_t bytes) {
    void *p = malloc(bytes ? bytes : 1);
    if (!p) { exit(2); }
    return p;
}

static float *reals(size_t count) {
    float *p = buffer(count * sizeof(float));
    for (size_t i = 0; i < count; i++) { p[i] = (float)(draw(2001) - 1000) / 250.0f; }
    return p;
}

static int8_t *counts_of(size_t rows, size_t columns, size_t stride, int limit) {
    int8_t *p = buffer(rows * stride);
    memset(p, 0, rows * stride);
    for (size_t row = 0; row < rows; row++) {
        for (size_t k = 0; k < columns; k++) { p[row * stride + k] = (int8_t)(draw(2 * limit + 1) - limit); }
    }
    return p;
}

static size_t rounded(size_t count, size_t step) { return (count + step - 1) / step * step; }

static int linear(const spk_kernel_set *set, const spk_linear_form *form, size_t rows, size_t inner, size_t outputs,
    spk_codes kind, int limit) {
    size_t stride = rounded(inner, SPK_QUAD);
    int8_t *counts = counts_of(rows, inner, stride, limit), *codes = buffer(outputs * inner);
    // Every other time little fires, so that forms which skip do.
    if (draw(2)) {
        for (size_t i = 0; i < rows * stride; i++) { counts[i] = draw(16) ? 0 : counts[i]; }
    }
    for (size_t i = 0; i < outputs * inner; i++) { codes[i] = (int8_t)(kind == SPK_BINARY_CODES ? 2 * draw(2) - 1 : kind == SPK_TERNARY_CODES ? draw(3) - 1 : draw(256) - 128); }
    uint8_t *panels = buffer(form->panel_bytes(inner, outputs)), *tables = buffer(form->table_bytes(limit));
    form->pack(codes, inner, outputs, panels);
    form->build_tables(limit, tables);
    float *scale = reals(rounded(outputs, SPK_PANEL)), *bias = reals(rounded(outputs, SPK_PANEL));
    float *out = buffer(rows * outputs * sizeof(float)), *gain = reals(outputs), *shift = reals(outputs);
    int8_t *fired = buffer(rows * rounded(outputs, 64));
    void *scratch = buffer(form->scratch_bytes(inner, rows));
    spk_linear operands = {
        .counts = counts, .count_stride = stride, .rows = rows, .limit = limit, .panels = panels, .inner = inner,
        .outputs = outputs, .scale = scale, .bias = bias, .scratch = scratch, .tables = tables};
    spk_sink keep = {.out = out, .out_stride = outputs};
    form->gemm(&operands, &keep);
    int wrong = 0;
    for (size_t row = 0; row < rows; row++) {
        for (size_t o = 0; o < outputs; o++) {
            int sum = 0;
            for (size_t k = 0; k < inner; k++) { sum += counts[row * stride + k] * codes[o * inner + k]; }
            wrong += out[row * outputs + o] != __builtin_fmaf(scale[o], (float)sum, bias[o]);
        }
    }
    spk_sink fire = {
        .counts = fired, .count_stride = rounded(outputs, 64), .time_steps = limit, .has_gelu = draw(2),
        .site = {.gain = gain, .shift = shift, .threshold = 1, .level = 0.5f, .is_signed = draw(2)}};
    form->gemm(&operands, &fire);
    float *potential = reals(rows * outputs);
    fire.potential = potential, fire.potential_stride = outputs, fire.leak = 0.9f;
    form->gemm(&operands, &fire);
    float *residual = reals(rows * outputs);
    spk_norm norm = {
        .residual = residual, .residual_stride = outputs, .weight = gain, .bias = shift, .epsilon = 1e-6f};
    fire.has_gelu = 0, fire.norm = &norm, fire.out = out, fire.out_stride = outputs;
    form->gemm(&operands, &fire);
    norm.residual = NULL, norm.residual_counts = fired, norm.residual_count_stride = fire.count_stride;
    fire.potential = NULL, fire.counts = NULL;
    form->gemm(&operands, &fire);
    int is_quad = strcmp(form->name, "quad") == 0;
    if (is_quad || strcmp(form->name, "byte") == 0) {
        int32_t *sums = buffer(rows * outputs * sizeof(int32_t));
        memset(sums, 0, rows * outputs * sizeof(int32_t));
        set->accumulate_codes(&operands, is_quad ? SPK_QUAD_OFFSET : SPK_BYTE_OFFSET, sums, outputs);
        free(sums);
    }
    void *all[] = {counts, codes, panels, tables, scale, bias, out, gain, shift, fired, potential, residual, scratch};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) { free(all[i]); }
    if (wrong) { printf("%s %s %zu:%zux%zu: %d sums are wrong\n", set->name, form->name, rows, inner, outputs, wrong); }
    return wrong != 0;
}

static void others(const spk_kernel_set *set, size_t rows, size_t columns) {
    float *x = reals(rows * columns), *y = reals(rows * columns), *weight = reals(columns), *bias = reals(columns);
    size_t stride = rounded(columns, 16);
    int8_t *counts = counts_of(rows, columns, stride, 2);
    spk_neurons site = {.gain = weight, .shift = bias, .threshold = 1, .level = 0.5f, .is_signed = 1};
    set->fire(x, columns, rows, columns, site, 3, counts, stride);
    set->step(x, columns, y, columns, rows, columns, site, 0.9f, counts, stride);
    set->step(NULL, 0, y, columns, rows, columns, site, 0.9f, counts, stride);
    set->layernorm(x, columns, y, columns, rows, columns, weight, bias, 1e-6f, x, columns);
    set->gelu(x, columns, rows, columns);
    set->add_counts(x, columns, rows, columns, counts, stride, 0.5f);
    if (columns) { set->softmax(x, columns, rows, columns, 0.5f); }
    if (rows && columns) {
        float *scratch = buffer(spk_attention_scratch(rows, columns) * sizeof(float));
        spk_attention attention = {
            .tokens = rows, .heads = 1, .head_size = columns, .query = x, .query_stride = columns, .key = counts,
            .key_stride = stride, .value = counts, .value_stride = stride, .score_scale = 0.2f, .value_scale = 0.5f,
            .scratch = scratch};
        spk_sink keep = {.out = y, .out_stride = columns};
        set->attention(&attention, &keep);
        int8_t *fired = buffer(rows * stride);
        spk_sink fire = {.counts = fired, .count_stride = stride, .site = site, .time_steps = 2};
        set->attention(&attention, &fire);
        free(fired);
        free(scratch);
        size_t outputs = 1 + (size_t)draw(70);
        float *panels = reals(rounded(outputs, SPK_PANEL) * columns), *out = buffer(rows * outputs * sizeof(float));
        float *wide = reals(rounded(outputs, SPK_PANEL)), *shift = reals(rounded(outputs, SPK_PANEL));
        set->gemm_reals(x, columns, rows, panels, columns, outputs, wide, shift, out, outputs);
        void *more[] = {panels, out, wide, shift};
        for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) { free(more[i]); }
    }
    void *all[] = {x, y, weight, bias, counts};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) { free(all[i]); }
}

int main(void) {
    static const int limits[] = {1, 2, 3, 4, 9, 64, 127};
    int failures = 0, cases = 0;
    for (size_t index = 0; index < spk_kernel_set_count(); index++) {
        if (!spk_kernel_set_runs(index)) { continue; }
        const spk_kernel_set *set = spk_kernel_set_at(index);
        for (int round = 0; round < 150; round++) {
            size_t rows = (size_t)draw(40), inner = 1 + (size_t)draw(200), outputs = 1 + (size_t)draw(400);
            int limit = limits[draw(7)];
            spk_codes kind = (spk_codes)draw(3);
            for (size_t f = 0; f < set->form_count; f++) {
                if (!set->forms[f]->takes(inner, kind, limit)) { continue; }
                failures += linear(set, set->forms[f], rows, inner, outputs, kind, limit);
                cases++;
            }
            others(set, rows, (size_t)draw(100));
            cases++;
        }
    }
    printf("check-kernels: %d cases, %d wrong\n", cases, failures);
    return failures != 0;
}
