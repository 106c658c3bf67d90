// Neurons: fire a whole window at once, or charge and step one time step at a time. Included once per instruction set.

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

void SPK_NAME(spk_charge_real32)(
    const float *x, size_t x_stride, size_t rows, size_t neurons, spk_neurons site, float *potential,
    size_t potential_stride) {
    for (size_t row = 0; row < rows; row++) {
        float *u = potential + row * potential_stride;
        for (size_t i = 0; i < neurons; i += 16) {
            size_t lanes = neurons - i;
            vf current = fma(
                load_some(site.gain + i, lanes), load_some(x + row * x_stride + i, lanes),
                load_some(site.shift + i, lanes));
            store_some(u + i, load_some(u + i, lanes) + current, lanes);
        }
    }
}

int64_t SPK_NAME(spk_step_real32)(
    float *potential, size_t potential_stride, size_t rows, size_t neurons, spk_neurons site, float leak,
    int8_t *spikes, size_t spike_stride) {
    vf level = splat(site.level), threshold = splat(site.threshold);
    int64_t total = 0;
    for (size_t row = 0; row < rows; row++) {
        float *u = potential + row * potential_stride;
        int8_t *row_spikes = spikes + row * spike_stride;
        vi row_total = 0;
        for (size_t i = 0; i < neurons; i += 16) {
            size_t lanes = neurons - i;
            vf v = load_some(u + i, lanes);
            vi s = spike(&v, (vi)0, level, threshold, site.is_signed) & first_lanes(lanes);
            store_some(u + i, v * splat(leak), lanes);
            store_counts(row_spikes + i, s, lanes);
            row_total += __builtin_elementwise_abs(s);
        }
        for (size_t i = neurons; i < spike_stride; i++) { row_spikes[i] = 0; }
        total += sum_of_counts(row_total);
    }
    return total;
}
