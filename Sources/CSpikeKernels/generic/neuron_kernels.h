// Neurons: fire a whole window at once, or charge and step one time step at a time. Included once per instruction set.

/// One time step: returns the spikes and subtracts what they carry away.
SPK_INLINE vi spike(vf *u, vf level, vf threshold, int is_signed) {
    vi up = *u >= level;
    vf lowered = *u - threshold;
    vi spikes = -up;
    vf next = up ? lowered : *u;
    if (is_signed) {
        vi down = *u <= -level;
        vf raised = *u + threshold;
        spikes += down;
        next = down ? raised : next;
    }
    *u = next;
    return spikes;
}

SPK_INLINE int64_t fire_row(
    const float *x, size_t neurons, const spk_neurons *site, int time_steps, int is_signed, int8_t *counts) {
    vf level = splat(site->level), threshold = splat(site->threshold);
    vi total = 0;
    for (size_t i = 0; i < neurons; i += 16) {
        size_t lanes = neurons - i;
        vf u = fma(load_some(site->gain + i, lanes), load_some(x + i, lanes), load_some(site->shift + i, lanes));
        vi count = 0;
        for (int t = 0; t < time_steps; t++) { count += spike(&u, level, threshold, is_signed); }
        store_counts(counts + i, count, lanes);
        total += __builtin_elementwise_abs(count);
    }
    return sum_of_counts(total);
}

int64_t SPK_NAME(spk_fire_real32)(
    const float *x, size_t x_stride, size_t rows, size_t neurons, spk_neurons site, int time_steps, int8_t *counts,
    size_t count_stride) {
    int64_t spikes = 0;
    for (size_t row = 0; row < rows; row++) {
        int8_t *row_counts = counts + row * count_stride;
        spikes += site.is_signed ? fire_row(x + row * x_stride, neurons, &site, time_steps, 1, row_counts)
                                 : fire_row(x + row * x_stride, neurons, &site, time_steps, 0, row_counts);
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
            vi s = spike(&v, level, threshold, site.is_signed) & first_lanes(lanes);
            store_some(u + i, v * splat(leak), lanes);
            store_counts(row_spikes + i, s, lanes);
            row_total += __builtin_elementwise_abs(s);
        }
        for (size_t i = neurons; i < spike_stride; i++) { row_spikes[i] = 0; }
        total += sum_of_counts(row_total);
    }
    return total;
}
