// Neurons whose time step is more than compare, subtract and leak: graded spikes, salient channels, adaptive thresholds and
// elastic spikes. Ordinary neurons never come here. Included once per instruction set, after the neuron kernels.

SPK_INLINE vi load_integers(const int32_t *p, size_t lanes) {
    vi v = 0;
    __builtin_memcpy(&v, p, (lanes < 16 ? lanes : 16) * sizeof(int32_t));
    return v;
}

/// At most `limit` compare-and-subtract steps of each lane, `most` of any.
SPK_INLINE vi discharge(vf *u, vi limit, int most, vf level, vf threshold, int is_signed) {
    vi count = 0;
    for (int step = 0; step < most; step++) {
        vf left = *u;
        vi next = spike(&left, count, level, threshold, is_signed);
        vi goes = (vi)(int32_t)step < limit;
        count = goes ? next : count;
        *u = goes ? left : *u;
    }
    return count;
}

/// Membrane input of the lanes from `i` on, nothing where there is no input.
SPK_INLINE vf charge_of(const float *x, size_t i, size_t lanes, const spk_neurons *site) {
    if (!x) { return splat(0); }
    return fma(load_some(site->gain + i, lanes), load_some(x + i, lanes), load_some(site->shift + i, lanes));
}

static int64_t advance_graded_row(
    const float *x, float *potential, size_t neurons, const spk_dynamics *dynamics, int8_t *spikes) {
    const spk_neurons *site = &dynamics->site;
    vf level = splat(site->level), threshold = splat(site->threshold);
    vi total = 0;
    for (size_t i = 0; i < neurons; i += 16) {
        size_t lanes = neurons - i;
        vf u = charge_of(x, i, lanes, site);
        if (potential) { u = load_some(potential + i, lanes) + u; }
        vi limit = (vi)(int32_t)dynamics->levels;
        int most = dynamics->levels;
        if (dynamics->multiplier) {
            limit *= load_integers(dynamics->multiplier + i, lanes);
            most *= dynamics->largest_multiplier;
        }
        vi fired = discharge(&u, limit, most, level, threshold, site->is_signed) & first_lanes(lanes);
        if (potential) { store_some(potential + i, u * splat(dynamics->leak), lanes); }
        total += __builtin_elementwise_abs(fired);
        if (dynamics->payload) { fired *= load_integers(dynamics->payload + i, lanes); }
        store_counts(spikes + i, fired, lanes);
    }
    return sum_of_counts(total);
}

static int64_t advance_adaptive_row(
    const float *x, float *potential, float *adaptation, size_t neurons, const spk_dynamics *dynamics, int8_t *spikes) {
    const spk_neurons *site = &dynamics->site;
    vf base = splat(site->threshold), part = splat(site->is_signed ? 0.5f : 1.0f);
    vi total = 0;
    for (size_t i = 0; i < neurons; i += 16) {
        size_t lanes = neurons - i;
        vf a = load_some(adaptation + i, lanes);
        vf threshold = fma(splat(dynamics->growth), a, base);
        vf u = load_some(potential + i, lanes) + charge_of(x, i, lanes, site);
        vi fired = spike(&u, (vi)0, threshold * part, threshold, site->is_signed) & first_lanes(lanes);
        vi magnitude = __builtin_elementwise_abs(fired);
        store_some(potential + i, u * splat(dynamics->leak), lanes);
        store_some(adaptation + i, a * splat(dynamics->decay) + __builtin_convertvector(magnitude, vf), lanes);
        store_counts(spikes + i, fired, lanes);
        total += magnitude;
    }
    return sum_of_counts(total);
}

static int64_t advance_elastic_row(
    const float *x, float *potential, size_t neurons, const spk_dynamics *dynamics, int8_t *spikes) {
    const spk_neurons *site = &dynamics->site;
    vf alpha = splat(site->threshold), level = splat(site->level);
    vi total = 0;
    for (size_t i = 0; i < neurons; i += 16) {
        size_t lanes = neurons - i;
        vf m = load_some(potential + i, lanes) + charge_of(x, i, lanes, site);
        vf left = m;
        vi fired = spike(&left, (vi)0, level, alpha, 1) & first_lanes(lanes);
        vi magnitude = __builtin_elementwise_abs(fired);
        vf sent = __builtin_convertvector(dynamics->membrane == SPK_RELEASED ? fired : magnitude, vf) * alpha;
        vf kept = dynamics->membrane == SPK_NO_MEMBRANE ? splat(0) : splat(0.25f) * m * (alpha - sent);
        store_some(potential + i, kept, lanes);
        store_counts(spikes + i, fired, lanes);
        total += magnitude;
    }
    return sum_of_counts(total);
}

int64_t SPK_NAME(spk_advance_real32)(
    const float *x, size_t x_stride, float *potential, float *adaptation, size_t state_stride, size_t rows,
    size_t neurons, const spk_dynamics *dynamics, int8_t *spikes, size_t spike_stride) {
    int64_t total = 0;
    for (size_t row = 0; row < rows; row++) {
        const float *row_x = x ? x + row * x_stride : NULL;
        float *row_potential = potential ? potential + row * state_stride : NULL;
        int8_t *row_spikes = spikes + row * spike_stride;
        switch (dynamics->kind) {
        case SPK_ADAPTIVE:
            total += advance_adaptive_row(
                row_x, row_potential, adaptation + row * state_stride, neurons, dynamics, row_spikes);
            break;
        case SPK_ELASTIC: total += advance_elastic_row(row_x, row_potential, neurons, dynamics, row_spikes); break;
        default: total += advance_graded_row(row_x, row_potential, neurons, dynamics, row_spikes); break;
        }
        for (size_t i = neurons; i < spike_stride; i++) { row_spikes[i] = 0; }
    }
    return total;
}
