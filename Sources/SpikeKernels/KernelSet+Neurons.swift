import CSpikeKernels
import SpikeCore

extension KernelSet {
    /// Fires a whole window at once: `u = gain * x + shift`, then T times compare and subtract.
    ///
    /// - Parameter timeSteps: T in 1...127.
    /// - Returns: Σ |count|.
    @discardableResult
    public func fire(
        _ x: RealMatrix, _ site: SiteNeurons, timeSteps: Int, into counts: inout CountMatrix
    ) -> Int {
        precondition(x.columns == site.count, "one input per neuron")
        precondition((1...127).contains(timeSteps), "counts of a window fit 8 bits up to 127 time steps")
        guard !site.isSalient else { return fireSalient(x, site, timeSteps: timeSteps, into: &counts) }
        counts.reshape(rows: x.rows, columns: x.columns)
        let countStride = counts.stride
        return counts.withMutableRows { counts in
            x.withRows { elements in
                site.withKernelForm { neurons in
                    Int(
                        table.fire(
                            elements.baseAddress, x.stride, x.rows, x.columns, neurons, Int32(timeSteps),
                            counts.baseAddress, countStride))
                }
            }
        }
    }

    /// One time step: `potential += gain * x + shift` where there is an input, then fire, subtract and leak.
    ///
    /// - Parameter x: nil when the neurons were charged before.
    /// - Returns: Σ |spike|.
    @discardableResult
    public func step(
        _ x: RealMatrix?, _ potential: inout RealMatrix, _ site: SiteNeurons, into spikes: inout CountMatrix
    ) -> Int {
        precondition(potential.columns == site.count, "one potential per neuron")
        let x = x ?? RealMatrix()
        precondition(
            x.stride == 0 || (x.rows, x.columns) == (potential.rows, potential.columns), "one input per neuron")
        spikes.reshape(rows: potential.rows, columns: potential.columns)
        let (rows, stride, spikeStride) = (potential.rows, potential.stride, spikes.stride)
        return potential.withMutableRows { potential in
            spikes.withMutableRows { spikes in
                x.withRows { x in
                    site.withKernelForm { neurons in
                        Int(
                            table.step(
                                x.isEmpty ? nil : x.baseAddress, stride, potential.baseAddress, stride, rows,
                                site.count,
                                neurons, site.parameters.leak, spikes.baseAddress, spikeStride))
                    }
                }
            }
        }
    }
}
