// Where a tile of currents goes. Included once per instruction set, after the neuron and row kernels.

/// Outputs that a tile of a row spans at most.
enum { sink_width = 4 * SPK_PANEL };

/// Takes the currents of `width` outputs from `first` on; lanes up to the next multiple of 16 may be overwritten.
SPK_INLINE void sink_row(spk_sink *sink, float *currents, size_t row, size_t first, size_t width) {
    if (!sink->counts) {
        float *out = sink->out + row * sink->out_stride + first;
        for (size_t i = 0; i < width; i += 16) { store_some(out + i, load(currents + i), width - i); }
        return;
    }
    if (sink->has_gelu) {
        for (size_t i = 0; i < width; i += 16) { store(currents + i, gelu(load(currents + i))); }
    }
    spk_neurons site = sink->site;
    site.gain += first;
    site.shift += first;
    int8_t *counts = sink->counts + row * sink->count_stride + first;
    if (sink->potential) {
        float *potential = sink->potential + row * sink->potential_stride + first;
        sink->spikes += step_row(currents, potential, width, &site, sink->leak, counts);
    } else {
        sink->spikes += fire_row(currents, width, &site, sink->time_steps, counts);
    }
}

/// Zeros behind the last neuron, as other kernels expect them.
static void pad_sink(const spk_sink *sink, size_t rows, size_t outputs) {
    if (!sink->counts || sink->count_stride == outputs) { return; }
    for (size_t row = 0; row < rows; row++) {
        __builtin_memset(sink->counts + row * sink->count_stride + outputs, 0, sink->count_stride - outputs);
    }
}
