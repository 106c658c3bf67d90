// Neurons: fire a whole window at once, or one time step at a time. Included once per instruction set.

/// One time step: adds the spikes to `count` and subtracts what they carry away from `u`.
SPK_INLINE vi spike(vf *u, vi count, vf level, vf threshold, int is_signed) {
    vi up = *u >= level;
    vf lowered = *u - threshold;
    vi next = up ? count + 1 : count;
    vf left = up ? lowered : *u;
    if (is_signed) {
        vi down = *u <= -level;
        vf raised = *u + threshold;
        next = down ? next - 1 : next;
        left = down ? raised : left;
    }
    *u = left;
    return next;
}

/// A window: Σ of the spikes of `time_steps` steps.
SPK_INLINE vi window(vf u, vf level, vf threshold, int time_steps, int is_signed) {
    vi count = 0;
    for (int t = 1; t < time_steps; t++) { count = spike(&u, count, level, threshold, is_signed); }
    // Nobody asks for what the last step leaves.
    return spike(&u, count, level, threshold, is_signed);
}

/// The same with the loop unrolled where windows are short.
SPK_INLINE vi short_window(vf u, vf level, vf threshold, int time_steps, int is_signed) {
    if (!is_signed) { return window(u, level, threshold, time_steps, 0); }
    switch (time_steps) {
    case 1: return window(u, level, threshold, 1, 1);
    case 2: return window(u, level, threshold, 2, 1);
    case 4: return window(u, level, threshold, 4, 1);
    default: return window(u, level, threshold, time_steps, 1);
    }
}

/// `time_steps` is a constant where windows are short, so that the loop over them unrolls.
SPK_INLINE int64_t fire_neurons(
    const float *x, size_t neurons, const spk_neurons *site, int time_steps, int is_signed, int8_t *counts) {
    vf level = splat(site->level), threshold = splat(site->threshold);
    vi total = 0;
    size_t i = 0;
    for (; i + 16 <= neurons; i += 16) {
        vf u = fma(load(site->gain + i), load(x + i), load(site->shift + i));
        vi count = window(u, level, threshold, time_steps, is_signed);
        store_counts(counts + i, count, 16);
        total += __builtin_elementwise_abs(count);
    }
    if (i < neurons) {
        size_t lanes = neurons - i;
        vf u = fma(load_some(site->gain + i, lanes), load_some(x + i, lanes), load_some(site->shift + i, lanes));
        vi count = window(u, level, threshold, time_steps, is_signed) & first_lanes(lanes);
        store_counts(counts + i, count, lanes);
        total += __builtin_elementwise_abs(count);
    }
    return sum_of_counts(total);
}

static int64_t fire_row(const float *x, size_t neurons, const spk_neurons *site, int time_steps, int8_t *counts) {
    if (!site->is_signed) { return fire_neurons(x, neurons, site, time_steps, 0, counts); }
    switch (time_steps) {
    case 1: return fire_neurons(x, neurons, site, 1, 1, counts);
    case 2: return fire_neurons(x, neurons, site, 2, 1, counts);
    case 4: return fire_neurons(x, neurons, site, 4, 1, counts);
    default: return fire_neurons(x, neurons, site, time_steps, 1, counts);
    }
}

int64_t SPK_NAME(spk_fire_real32)(
    const float *x, size_t x_stride, size_t rows, size_t neurons, spk_neurons site, int time_steps, int8_t *counts,
    size_t count_stride) {
    int64_t spikes = 0;
    for (size_t row = 0; row < rows; row++) {
        int8_t *row_counts = counts + row * count_stride;
        spikes += fire_row(x + row * x_stride, neurons, &site, time_steps, row_counts);
        for (size_t i = neurons; i < count_stride; i++) { row_counts[i] = 0; }
    }
    return spikes;
}

/// One time step of the neurons of a row: charge by `x` unless null, fire, subtract, leak.
SPK_INLINE int64_t step_neurons(
    const float *x, float *potential, size_t neurons, const spk_neurons *site, float leak, int8_t *spikes) {
    vf level = splat(site->level), threshold = splat(site->threshold);
    vi total = 0;
    for (size_t i = 0; i < neurons; i += 16) {
        size_t lanes = neurons - i;
        vf u = load_some(potential + i, lanes);
        if (x) { u += fma(load_some(site->gain + i, lanes), load_some(x + i, lanes), load_some(site->shift + i, lanes)); }
        vi fired = spike(&u, (vi)0, level, threshold, site->is_signed) & first_lanes(lanes);
        store_some(potential + i, u * splat(leak), lanes);
        store_counts(spikes + i, fired, lanes);
        total += __builtin_elementwise_abs(fired);
    }
    return sum_of_counts(total);
}

static int64_t step_row(
    const float *x, float *potential, size_t neurons, const spk_neurons *site, float leak, int8_t *spikes) {
    return x ? step_neurons(x, potential, neurons, site, leak, spikes)
             : step_neurons(NULL, potential, neurons, site, leak, spikes);
}

int64_t SPK_NAME(spk_step_real32)(
    const float *x, size_t x_stride, float *potential, size_t potential_stride, size_t rows, size_t neurons,
    spk_neurons site, float leak, int8_t *spikes, size_t spike_stride) {
    int64_t total = 0;
    for (size_t row = 0; row < rows; row++) {
        int8_t *row_spikes = spikes + row * spike_stride;
        total += step_row(
            x ? x + row * x_stride : NULL, potential + row * potential_stride, neurons, &site, leak, row_spikes);
        for (size_t i = neurons; i < spike_stride; i++) { row_spikes[i] = 0; }
    }
    return total;
}
