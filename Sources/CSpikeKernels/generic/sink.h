// Where currents go, tile by tile and then block by block of rows. Included once per instruction set, after the neuron
// and row kernels.

/// Outputs that a tile of a row spans at most.
enum { sink_width = 4 * SPK_PANEL };

SPK_INLINE int sink_keeps(const spk_sink *sink) { return !sink->counts || sink->norm; }

/// The same as `sink_row` for the 64 outputs of a panel that fire a window: in registers from current to spike.
SPK_INLINE void sink_panel(spk_sink *sink, const float *currents, int8_t *counts, size_t first, vi *total) {
    const spk_neurons *site = &sink->site;
    vf x[SPK_PANEL / 16];
#pragma clang loop unroll(full)
    for (int v = 0; v < SPK_PANEL / 16; v++) { x[v] = load(currents + 16 * v); }
    if (sink->has_gelu) { gelus(x, SPK_PANEL / 16); }
    vf level = splat(site->level), threshold = splat(site->threshold);
    vi count[SPK_PANEL / 16];
#pragma clang loop unroll(full)
    for (int v = 0; v < SPK_PANEL / 16; v++) {
        size_t place = first + 16 * (size_t)v;
        vf u = fma(load(site->gain + place), x[v], load(site->shift + place));
        count[v] = short_window(u, level, threshold, sink->time_steps, site->is_signed);
    }
#pragma clang loop unroll(full)
    for (int v = 0; v < SPK_PANEL / 16; v++) {
        store_counts(counts + 16 * v, count[v], 16);
        *total += __builtin_elementwise_abs(count[v]);
    }
}

/// Takes the currents of `width` outputs from `first` on; lanes up to the next multiple of 16 may be overwritten. Not
/// inlined: tiles of every height and width would each hold a copy, more than the instruction cache does.
static __attribute__((noinline)) void sink_row(spk_sink *sink, float *currents, size_t row, size_t first, size_t width) {
    if (sink_keeps(sink)) {
        float *out = sink->out + row * sink->out_stride + first;
        size_t i = 0;
        for (; i + 16 <= width; i += 16) { store(out + i, load(currents + i)); }
        if (i < width) { store_some(out + i, load(currents + i), width - i); }
        return;
    }
    int8_t *counts = sink->counts + row * sink->count_stride + first;
    size_t done = 0;
    if (!sink->potential) {
        vi total = 0;
        for (; done + SPK_PANEL <= width; done += SPK_PANEL) {
            sink_panel(sink, currents + done, counts + done, first + done, &total);
        }
        sink->spikes += sum_of_counts(total);
    }
    if (done == width) { return; }
    currents += done, counts += done, first += done, width -= done;
    if (sink->has_gelu) {
        for (size_t i = 0; i < width; i += 16) { store(currents + i, gelu(load(currents + i))); }
    }
    spk_neurons site = sink->site;
    site.gain += first;
    site.shift += first;
    if (sink->potential) {
        float *potential = sink->potential + row * sink->potential_stride + first;
        sink->spikes += step_row(currents, potential, width, &site, sink->leak, counts);
    } else {
        sink->spikes += fire_row(currents, width, &site, sink->time_steps, counts);
    }
}

/// Where to put the currents of `width` outputs from `first` on: in place where they are kept and fill `tile` outputs, else
/// in `currents`, from where `sink_row` takes them.
SPK_INLINE float *sink_place(
    const spk_sink *sink, float *currents, size_t row, size_t first, size_t width, size_t tile) {
    return sink_keeps(sink) && width == tile ? sink->out + row * sink->out_stride + first : currents;
}

/// LayerNorm of a kept row with its residual, in place.
SPK_INLINE void normalize_row(const spk_norm *norm, size_t row, size_t columns, float *x) {
    const float *residual = norm->residual ? norm->residual + row * norm->residual_stride : NULL;
    if (norm->residual_counts) {
        const int8_t *counts = norm->residual_counts + row * norm->residual_count_stride;
        add_counts_row(x, columns, counts, norm->residual_scale);
    }
    layernorm_row(x, residual, columns, norm->weight, norm->bias, norm->epsilon, x);
}

/// Called when all outputs of rows `row`...`end - 1` have arrived: LayerNorm and what fires behind it, and zeros behind the
/// last neuron, as other kernels expect them.
static void finish_rows(spk_sink *sink, size_t row, size_t end, size_t outputs) {
    for (; row < end; row++) {
        float *kept = sink->norm ? sink->out + row * sink->out_stride : NULL;
        if (kept) { normalize_row(sink->norm, row, outputs, kept); }
        if (!sink->counts) { continue; }
        int8_t *counts = sink->counts + row * sink->count_stride;
        if (kept && sink->potential) {
            float *potential = sink->potential + row * sink->potential_stride;
            sink->spikes += step_row(kept, potential, outputs, &sink->site, sink->leak, counts);
        } else if (kept) {
            sink->spikes += fire_row(kept, outputs, &sink->site, sink->time_steps, counts);
        }
        if (sink->count_stride > outputs) { __builtin_memset(counts + outputs, 0, sink->count_stride - outputs); }
    }
}
