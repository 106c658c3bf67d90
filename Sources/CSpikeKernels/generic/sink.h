// Where a tile of currents goes. Included once per instruction set, after the neuron and row kernels.

/// Outputs that a tile of a row spans at most.
enum { sink_width = 4 * SPK_PANEL };

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
    if (!sink->counts) {
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
    return !sink->counts && width == tile ? sink->out + row * sink->out_stride + first : currents;
}

/// Zeros behind the last neuron, as other kernels expect them.
static void pad_sink(const spk_sink *sink, size_t rows, size_t outputs) {
    if (!sink->counts || sink->count_stride == outputs) { return; }
    for (size_t row = 0; row < rows; row++) {
        __builtin_memset(sink->counts + row * sink->count_stride + outputs, 0, sink->count_stride - outputs);
    }
}
