// LayerNorm, GELU, softmax and residual along rows. Included once per instruction set.

SPK_INLINE void layernorm_row(
    const float *x, const float *residual, size_t columns, const float *weight, const float *bias, float epsilon,
    float *out) {
    vf sum = 0;
    for (size_t i = 0; i < columns; i += 16) {
        size_t lanes = columns - i;
        vf v = load_some(x + i, lanes);
        if (residual) { v += load_some(residual + i, lanes); }
        store_some(out + i, v, lanes);
        sum += v;
    }
    float mean = sum_of(sum) / (float)columns;
    vf squares = 0;
    for (size_t i = 0; i < columns; i += 16) {
        size_t lanes = columns - i;
        vf centred = load_some(out + i, lanes) - splat(mean);
        centred = first_lanes(lanes) ? centred : splat(0);
        squares = fma(centred, centred, squares);
    }
    float inverse = 1.0f / __builtin_sqrtf(sum_of(squares) / (float)columns + epsilon);
    for (size_t i = 0; i < columns; i += 16) {
        size_t lanes = columns - i;
        vf normal = (load_some(out + i, lanes) - splat(mean)) * splat(inverse);
        store_some(out + i, fma(normal, load_some(weight + i, lanes), load_some(bias + i, lanes)), lanes);
    }
}

void SPK_NAME(spk_layernorm_real32)(
    const float *x, size_t x_stride, const float *residual, size_t residual_stride, size_t rows, size_t columns,
    const float *weight, const float *bias, float epsilon, float *out, size_t out_stride) {
    for (size_t row = 0; row < rows; row++) {
        layernorm_row(
            x + row * x_stride, residual ? residual + row * residual_stride : NULL, columns, weight, bias, epsilon,
            out + row * out_stride);
    }
}

/// x Phi(x) of `count` vectors, in step so that each row of the table is read once; see gelu_table.h. Relative error below
/// 4e-7 down to x = -5.8; further left GELU itself is below 2e-8, and so is the error.
SPK_INLINE void gelus(vf *x, int count) {
    vi piece[SPK_PANEL / 16];
    vf r[SPK_PANEL / 16], tail[SPK_PANEL / 16];
#pragma clang loop unroll(full)
    for (int v = 0; v < count; v++) {
        vf a = smaller(__builtin_elementwise_abs(x[v]), splat(GELU_REACH));
        piece[v] = __builtin_convertvector(a * splat(GELU_PIECES_PER_UNIT), vi);
        piece[v] = piece[v] > 15 ? (vi)15 : piece[v];
        r[v] = fma(a, splat(GELU_PIECES_PER_UNIT), splat(-0.5f) - __builtin_convertvector(piece[v], vf));
        tail[v] = look_up(gelu_tail[GELU_DEGREE], piece[v]);
    }
#pragma clang loop unroll(full)
    for (int power = GELU_DEGREE - 1; power >= 0; power--) {
#pragma clang loop unroll(full)
        for (int v = 0; v < count; v++) { tail[v] = fma(tail[v], r[v], look_up(gelu_tail[power], piece[v])); }
    }
#pragma clang loop unroll(full)
    for (int v = 0; v < count; v++) { x[v] = x[v] < splat(0) ? x[v] * tail[v] : fma(-x[v], tail[v], x[v]); }
}

SPK_INLINE vf gelu(vf x) {
    gelus(&x, 1);
    return x;
}

void SPK_NAME(spk_gelu_real32)(float *x, size_t stride, size_t rows, size_t columns) {
    for (size_t row = 0; row < rows; row++) {
        float *p = x + row * stride;
        for (size_t i = 0; i < columns; i += 16) {
            store_some(p + i, gelu(load_some(p + i, columns - i)), columns - i);
        }
    }
}

/// Replaces `x` by exp(scale * x - max) and returns the sum.
SPK_INLINE float exponentials(float *x, size_t columns, float scale) {
    vf top = splat(-__builtin_inff());
    for (size_t i = 0; i < columns; i += 16) {
        vf v = load_some(x + i, columns - i) * splat(scale);
        top = larger(top, first_lanes(columns - i) ? v : splat(-__builtin_inff()));
    }
    vf maximum = splat(largest_of(top));
    vf sum = 0;
    for (size_t i = 0; i < columns; i += 16) {
        vf v = load_some(x + i, columns - i) * splat(scale);
        vf e = first_lanes(columns - i) ? exp_negative(v - maximum) : splat(0);
        store_some(x + i, e, columns - i);
        sum += e;
    }
    return sum_of(sum);
}

void SPK_NAME(spk_softmax_real32)(float *x, size_t stride, size_t rows, size_t columns, float scale) {
    for (size_t row = 0; row < rows; row++) {
        float *p = x + row * stride;
        vf inverse = splat(1.0f / exponentials(p, columns, scale));
        for (size_t i = 0; i < columns; i += 16) {
            store_some(p + i, load_some(p + i, columns - i) * inverse, columns - i);
        }
    }
}

SPK_INLINE void add_counts_row(float *x, size_t columns, const int8_t *counts, float scale) {
    for (size_t i = 0; i < columns; i += 16) {
        vf count = load_counts(counts + i, columns - i);
        store_some(x + i, fma(splat(scale), count, load_some(x + i, columns - i)), columns - i);
    }
}

void SPK_NAME(spk_add_count8)(
    float *x, size_t x_stride, size_t rows, size_t columns, const int8_t *counts, size_t count_stride, float scale) {
    for (size_t row = 0; row < rows; row++) {
        add_counts_row(x + row * x_stride, columns, counts + row * count_stride, scale);
    }
}
