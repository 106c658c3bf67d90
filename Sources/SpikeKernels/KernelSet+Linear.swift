import CSpikeKernels
import SpikeCore

extension KernelSet {
    /// `out = scale * Σ_k weight[o, k] * counts[k] + bias`.
    ///
    /// - Parameter counts: of magnitude up to the limit of the layer's form.
    public func multiply(
        _ counts: CountMatrix, by linear: RepackedLinear, scratch: inout LinearScratch, into out: inout RealMatrix
    ) {
        precondition(counts.columns == linear.inputFeatures, "one count per input")
        out.reshape(rows: counts.rows, columns: linear.outputFeatures)
        switch linear.panels {
        case .codes(let panels, let form):
            let stride = out.stride
            out.withMutableRows { out in
                var sink = spk_sink()
                sink.out = out.baseAddress
                sink.out_stride = stride
                run(counts, linear, panels, form, &scratch, &sink)
            }
        case .reals(let panels):
            scratch.reals.reshape(rows: counts.rows, columns: counts.columns)
            scratch.reals.zero()
            add(counts, scale: 1, to: &scratch.reals)
            multiplyReals(scratch.reals, linear, panels, &out)
        case .groups(let groups): multiplyGroups(counts, linear, groups, &scratch.sums, &out)
        }
    }

    /// `out = bias`, then for one group after the other `out = scale * Σ_k code[o, k] * counts[k] + out`.
    private func multiplyGroups(
        _ counts: CountMatrix, _ linear: RepackedLinear, _ groups: [RepackedLinear], _ sums: inout SumMatrix,
        _ out: inout RealMatrix
    ) {
        sums.reshape(rows: counts.rows, columns: linear.outputFeatures)
        let stride = out.stride
        out.withMutableRows { out in
            linear.bias.withFloats { bias in
                for row in 0..<counts.rows {
                    for o in 0..<linear.outputFeatures { out[row * stride + o] = bias[o] }
                }
            }
            for (index, group) in groups.enumerated() {
                sums.zero()
                accumulate(counts, from: index * group.inputFeatures, by: group, into: &sums)
                sums.withRows { elements in
                    group.scale.withFloats { scale in
                        for row in 0..<counts.rows {
                            for o in 0..<linear.outputFeatures {
                                let (place, sum) = (row * stride + o, Float(elements[row * sums.stride + o]))
                                out[place] = out[place].addingProduct(scale[o], sum)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The same, after which the currents, or their GELU, fire a window at once: what would be stored is spent in cache.
    ///
    /// - Parameters:
    ///   - hasGELU: whether GELU stands between the layer and the site.
    ///   - timeSteps: T in 1...127.
    /// - Returns: Σ |count|.
    public func fire(
        _ counts: CountMatrix, through linear: RepackedLinear, hasGELU: Bool = false, at site: SiteNeurons,
        timeSteps: Int, scratch: inout LinearScratch, into fired: inout CountMatrix
    ) -> Int {
        precondition(counts.columns == linear.inputFeatures, "one count per input")
        precondition(site.count == linear.outputFeatures, "one neuron per output")
        precondition((1...127).contains(timeSteps), "counts of a window fit 8 bits up to 127 time steps")
        if linear.hasCodes, !site.isSalient {
            return send(counts, through: linear, hasGELU, to: site, &scratch, into: &fired) {
                $0.time_steps = Int32(timeSteps)
            }
        }
        return scratch.withCurrents { currents, scratch in
            multiply(counts, by: linear, scratch: &scratch, into: &currents)
            if hasGELU { gelu(&currents) }
            return fire(currents, site, timeSteps: timeSteps, into: &fired)
        }
    }

    /// The same for one time step of neurons whose potentials last from step to step.
    ///
    /// - Returns: Σ |spike|.
    public func step(
        _ spikes: CountMatrix, through linear: RepackedLinear, hasGELU: Bool = false, at site: SiteNeurons,
        _ potential: inout RealMatrix, scratch: inout LinearScratch, into fired: inout CountMatrix
    ) -> Int {
        precondition(spikes.columns == linear.inputFeatures, "one spike per input")
        precondition(site.count == linear.outputFeatures, "one neuron per output")
        precondition((potential.rows, potential.columns) == (spikes.rows, site.count), "one potential per neuron")
        precondition(site.isOrdinary, "other neurons take `advance`")
        if linear.hasCodes {
            let stride = potential.stride
            return potential.withMutableRows { potential in
                send(spikes, through: linear, hasGELU, to: site, &scratch, into: &fired) { sink in
                    sink.potential = potential.baseAddress
                    sink.potential_stride = stride
                    sink.leak = site.parameters.leak
                }
            }
        }
        return scratch.withCurrents { currents, scratch in
            multiply(spikes, by: linear, scratch: &scratch, into: &currents)
            if hasGELU { gelu(&currents) }
            return step(currents, &potential, site, into: &fired)
        }
    }

    /// Runs codes into a sink that fires `site` in the way that `configure` says; gives Σ |spike|.
    private func send(
        _ counts: CountMatrix, through linear: RepackedLinear, _ hasGELU: Bool, to site: SiteNeurons,
        _ scratch: inout LinearScratch, into fired: inout CountMatrix, configure: (inout spk_sink) -> Void
    ) -> Int {
        guard case .codes(let panels, let form) = linear.panels else { return 0 }
        fired.reshape(rows: counts.rows, columns: linear.outputFeatures)
        return site.withSink(into: &fired) { sink in
            sink.has_gelu = hasGELU ? 1 : 0
            configure(&sink)
            run(counts, linear, panels, form, &scratch, &sink)
        }
    }

    /// `sums += Σ_k code[o, k] * spikes[k]`: exact integers. Traps unless the weights are codes in form `quad` or `byte`.
    public func accumulate(_ spikes: CountMatrix, by linear: RepackedLinear, into sums: inout SumMatrix) {
        precondition(spikes.columns == linear.inputFeatures, "one spike per input")
        accumulate(spikes, from: 0, by: linear, into: &sums)
    }

    /// The same for the inputs from `column` on.
    private func accumulate(
        _ spikes: CountMatrix, from column: Int, by linear: RepackedLinear, into sums: inout SumMatrix
    ) {
        precondition(column + linear.inputFeatures <= spikes.columns, "one spike per input")
        precondition(sums.rows == spikes.rows && sums.columns == linear.outputFeatures, "one sum per output")
        guard case .codes(let panels, let form) = linear.panels, let offset = form.offset else {
            preconditionFailure("single time steps are added up in forms quad and byte")
        }
        let (rows, sumStride) = (sums.rows, sums.stride)
        sums.withMutableRows { sums in
            panels.withBytes { panels in
                spikes.withRows { elements in
                    var operands = spk_linear()
                    operands.counts = elements.baseAddress.map { $0 + column }
                    operands.count_stride = spikes.stride
                    operands.rows = rows
                    operands.limit = Int32(form.limit)
                    operands.panels = panels.assumingMemoryBound(to: UInt8.self).baseAddress
                    operands.inner = linear.inputFeatures
                    operands.outputs = linear.outputFeatures
                    table.accumulate_codes(&operands, offset, sums.baseAddress, sumStride)
                }
            }
        }
    }

    /// `out = scale * sums + bias`: what `multiply` does at the end of a window.
    public func currents(of sums: SumMatrix, _ linear: RepackedLinear, into out: inout RealMatrix) {
        precondition(sums.columns == linear.outputFeatures, "one sum per output")
        out.reshape(rows: sums.rows, columns: sums.columns)
        let stride = out.stride
        out.withMutableRows { out in
            sums.withRows { elements in
                linear.scale.withFloats { scale in
                    linear.bias.withFloats { bias in
                        for row in 0..<sums.rows {
                            for o in 0..<sums.columns {
                                let sum = Float(elements[row * sums.stride + o])
                                out[row * stride + o] = bias[o].addingProduct(scale[o], sum)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Runs codes into a sink.
    func run(
        _ counts: CountMatrix, _ linear: RepackedLinear, _ panels: CacheLines, _ form: LinearForm,
        _ scratch: inout LinearScratch, _ sink: inout spk_sink
    ) {
        precondition(form.set == self, "a layer runs on the set that it was repacked for")
        let kernel = form.kernel
        scratch.bytes.reshape(rows: 1, columns: kernel.scratch_bytes(linear.inputFeatures, counts.rows))
        scratch.bytes.withMutableRows { bytes in
            panels.withBytes { panels in
                form.tables.withBytes { tables in
                    counts.withRows { elements in
                        linear.scale.withFloats { scale in
                            linear.bias.withFloats { bias in
                                var operands = spk_linear(
                                    counts: elements.baseAddress, count_stride: counts.stride, rows: counts.rows,
                                    limit: Int32(form.limit),
                                    panels: panels.assumingMemoryBound(to: UInt8.self).baseAddress,
                                    inner: linear.inputFeatures, outputs: linear.outputFeatures,
                                    scale: scale.baseAddress, bias: bias.baseAddress, scratch: bytes.baseAddress,
                                    tables: tables.assumingMemoryBound(to: UInt8.self).baseAddress)
                                kernel.gemm(&operands, &sink)
                            }
                        }
                    }
                }
            }
        }
    }

    private func multiplyReals(
        _ x: RealMatrix, _ linear: RepackedLinear, _ panels: CacheLines, _ out: inout RealMatrix
    ) {
        let outStride = out.stride
        out.withMutableRows { out in
            x.withRows { elements in
                panels.withFloats { panels in
                    linear.scale.withFloats { scale in
                        linear.bias.withFloats { bias in
                            table.gemm_reals(
                                elements.baseAddress, x.stride, x.rows, panels.baseAddress, linear.inputFeatures,
                                linear.outputFeatures, scale.baseAddress, bias.baseAddress, out.baseAddress, outStride)
                        }
                    }
                }
            }
        }
    }
}
