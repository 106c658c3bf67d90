import CSpikeKernels
import SpikeCore

/// Neurons beyond the ordinary ones: graded spikes, salient channels, adaptive thresholds, elastic spikes.
extension KernelSet {
    /// One time step of any neurons: charge by `gain * x + shift` where there is an input, fire, keep.
    ///
    /// - Parameters:
    ///   - x: nil when the neurons were charged before.
    ///   - adaptation: of adaptive neurons, shaped like the potentials; empty for others.
    /// - Returns: Σ |spike|; a spike of a salient site counts 1 however many units it stands for.
    @discardableResult
    public func advance(
        _ x: RealMatrix?, _ potential: inout RealMatrix, _ adaptation: inout RealMatrix, _ site: SiteNeurons,
        into spikes: inout CountMatrix
    ) -> Int {
        guard !site.isOrdinary else { return step(x, &potential, site, into: &spikes) }
        precondition(potential.columns == site.count, "one potential per neuron")
        let x = x ?? RealMatrix()
        precondition(
            x.stride == 0 || (x.rows, x.columns) == (potential.rows, potential.columns), "one input per neuron")
        if case .adaptive = site.parameters.dynamics {
            precondition(
                (adaptation.rows, adaptation.columns) == (potential.rows, potential.columns), "one state per neuron")
        }
        spikes.reshape(rows: potential.rows, columns: potential.columns)
        let (rows, stride, spikeStride) = (potential.rows, potential.stride, spikes.stride)
        return potential.withMutableRows { potential in
            adaptation.withMutableRows { adaptation in
                spikes.withMutableRows { spikes in
                    x.withRows { x in
                        site.withDynamics(levels: site.levels) { dynamics in
                            Int(
                                table.advance(
                                    x.isEmpty ? nil : x.baseAddress, stride, potential.baseAddress,
                                    adaptation.baseAddress, stride, rows, site.count, dynamics, spikes.baseAddress,
                                    spikeStride))
                        }
                    }
                }
            }
        }
    }

    /// Fires a whole window of a site with salient channels at once, in units of V_th / max(m).
    func fireSalient(_ x: RealMatrix, _ site: SiteNeurons, timeSteps: Int, into counts: inout CountMatrix) -> Int {
        precondition(timeSteps * site.largestMultiplier <= 127, "counts of a window fit 8 bits")
        counts.reshape(rows: x.rows, columns: x.columns)
        let countStride = counts.stride
        return counts.withMutableRows { counts in
            x.withRows { elements in
                site.withDynamics(levels: timeSteps) { dynamics in
                    Int(
                        table.advance(
                            elements.baseAddress, x.stride, nil, nil, 0, x.rows, x.columns, dynamics,
                            counts.baseAddress, countStride))
                }
            }
        }
    }
}

extension SiteNeurons {
    /// Compare-and-subtract steps in one time step.
    var levels: Int {
        if case .leaky(let levels) = parameters.dynamics { levels } else { 1 }
    }

    /// Largest step multiplier, 1 without salient channels.
    public var largestMultiplier: Int { Int(multipliers.max() ?? 1) }

    /// Spikes of neuron `index` behind `units`: one of them stands for max(m) / m units.
    public func spikes(_ units: Int16, neuron index: Int) -> Int16 {
        isSalient ? units / Int16(payloads[index]) : units
    }

    /// Lends the kernels' form of these neurons.
    func withDynamics<Result>(levels: Int, _ body: (UnsafePointer<spk_dynamics>) -> Result) -> Result {
        withKernelForm { neurons in
            multipliers.withUnsafeBufferPointer { multipliers in
                payloads.withUnsafeBufferPointer { payloads in
                    var dynamics = spk_dynamics()
                    dynamics.site = neurons
                    dynamics.leak = parameters.leak
                    dynamics.levels = Int32(levels)
                    dynamics.multiplier = isSalient ? multipliers.baseAddress : nil
                    dynamics.payload = isSalient ? payloads.baseAddress : nil
                    dynamics.largest_multiplier = Int32(largestMultiplier)
                    switch parameters.dynamics {
                    case .leaky: dynamics.kind = SPK_GRADED
                    case .adaptive(let growth, let decay):
                        dynamics.kind = SPK_ADAPTIVE
                        dynamics.growth = growth
                        dynamics.decay = decay
                    case .elastic(let membrane):
                        dynamics.kind = SPK_ELASTIC
                        dynamics.membrane =
                            switch membrane {
                            case nil: SPK_NO_MEMBRANE
                            case .released: SPK_RELEASED
                            case .symmetric: SPK_SYMMETRIC
                            }
                    }
                    return body(&dynamics)
                }
            }
        }
    }
}
