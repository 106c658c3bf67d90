import CSpikeKernels
import SpikeCore

/// Linear layers in front of LayerNorm: currents become hidden states, and those the next site's spikes, block by block of
/// rows while they are in cache.
extension KernelSet {
    /// `out = LayerNorm(currents + residual)`.
    public func normalize(
        _ counts: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, scratch: inout LinearScratch,
        into out: inout RealMatrix
    ) {
        guard linear.hasCodes else {
            multiply(counts, by: linear, scratch: &scratch, into: &out)
            return add(norm, to: &out)
        }
        var sink = spk_sink()
        send(counts, through: linear, norm, &scratch, into: &out, &sink)
    }

    /// The same, after which `out` fires a window at once.
    ///
    /// - Parameter timeSteps: T in 1...127.
    /// - Returns: Σ |count|.
    public func normalize(
        _ counts: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, firing site: SiteNeurons,
        timeSteps: Int, scratch: inout LinearScratch, into out: inout RealMatrix, _ fired: inout CountMatrix
    ) -> Int {
        precondition(site.count == linear.outputFeatures, "one neuron per output")
        precondition((1...127).contains(timeSteps), "counts of a window fit 8 bits up to 127 time steps")
        guard linear.hasCodes, !site.isSalient else {
            normalize(counts, through: linear, norm, scratch: &scratch, into: &out)
            return fire(out, site, timeSteps: timeSteps, into: &fired)
        }
        fired.reshape(rows: counts.rows, columns: linear.outputFeatures)
        return site.withSink(into: &fired) { sink in
            sink.time_steps = Int32(timeSteps)
            send(counts, through: linear, norm, &scratch, into: &out, &sink)
        }
    }

    /// The same for one time step of neurons whose potentials last from step to step.
    ///
    /// - Returns: Σ |spike|.
    public func normalize(
        _ spikes: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, stepping site: SiteNeurons,
        _ potential: inout RealMatrix, scratch: inout LinearScratch, into out: inout RealMatrix,
        _ fired: inout CountMatrix
    ) -> Int {
        precondition(site.count == linear.outputFeatures, "one neuron per output")
        precondition((potential.rows, potential.columns) == (spikes.rows, site.count), "one potential per neuron")
        precondition(site.isOrdinary, "other neurons take `advance`")
        guard linear.hasCodes else {
            normalize(spikes, through: linear, norm, scratch: &scratch, into: &out)
            return step(out, &potential, site, into: &fired)
        }
        fired.reshape(rows: spikes.rows, columns: linear.outputFeatures)
        let stride = potential.stride
        return potential.withMutableRows { potential in
            site.withSink(into: &fired) { sink in
                sink.potential = potential.baseAddress
                sink.potential_stride = stride
                sink.leak = site.parameters.leak
                send(spikes, through: linear, norm, &scratch, into: &out, &sink)
            }
        }
    }

    /// Runs codes into `sink`, which keeps hidden states in `out`.
    private func send(
        _ counts: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, _ scratch: inout LinearScratch,
        into out: inout RealMatrix, _ sink: inout spk_sink
    ) {
        precondition(counts.columns == linear.inputFeatures, "one count per input")
        precondition((norm.rows, norm.columns) == (counts.rows, linear.outputFeatures), "residual shaped like currents")
        guard case .codes(let panels, let form) = linear.panels else { return }
        out.reshape(rows: counts.rows, columns: linear.outputFeatures)
        let stride = out.stride
        out.withMutableRows { out in
            norm.withKernelForm { norm in
                sink.out = out.baseAddress
                sink.out_stride = stride
                sink.norm = norm
                run(counts, linear, panels, form, &scratch, &sink)
            }
        }
    }

    /// `x = LayerNorm(x + residual)`, for currents that are there as a whole.
    private func add(_ norm: ResidualNorm, to x: inout RealMatrix) {
        var residual: RealMatrix?
        switch norm.residual {
        case .real(let matrix): residual = matrix
        case .counts(let counts, let scale): add(counts, scale: scale, to: &x)
        }
        let currents = x
        layerNorm(
            currents, plus: residual, weight: norm.weight, bias: norm.bias, epsilon: norm.epsilon, into: &x)
    }
}
