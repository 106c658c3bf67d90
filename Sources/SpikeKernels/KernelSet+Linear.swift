import CSpikeKernels

extension KernelSet {
    /// `out = scale * Σ_k weight[o, k] * counts[k] + bias`, scaled while the sums are in registers.
    ///
    /// - Parameter reals: scratch for real weights, which read counts as floats.
    public func multiply(
        _ counts: CountMatrix, by linear: RepackedLinear, scratch reals: inout RealMatrix, into out: inout RealMatrix
    ) {
        precondition(counts.columns == linear.inputFeatures, "one count per input")
        out.reshape(rows: counts.rows, columns: linear.outputFeatures)
        switch linear.panels {
        case .codes(let panels): multiplyCodes(counts, linear, panels, &out)
        case .reals(let panels):
            reals.reshape(rows: counts.rows, columns: counts.columns)
            reals.zero()
            add(counts, scale: 1, to: &reals)
            multiplyReals(reals, linear, panels, &out)
        }
    }

    /// `sums += Σ_k code[o, k] * spikes[k]`: exact integers. Traps for real weights.
    public func accumulate(_ spikes: CountMatrix, by linear: RepackedLinear, into sums: inout SumMatrix) {
        precondition(spikes.columns == linear.inputFeatures, "one spike per input")
        precondition(sums.rows == spikes.rows && sums.columns == linear.outputFeatures, "one sum per output")
        guard case .codes(let panels) = linear.panels else {
            preconditionFailure("real weights have no integer sums")
        }
        let (rows, sumStride) = (sums.rows, sums.stride)
        sums.withMutableRows { sums in
            panels.withUnsafeBytes { panels in
                spikes.withRows { elements in
                    table.accumulate_codes(
                        elements.baseAddress, spikes.stride, rows,
                        panels.assumingMemoryBound(to: UInt8.self).baseAddress, linear.inputFeatures,
                        linear.outputFeatures, sums.baseAddress, sumStride)
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
                for row in 0..<sums.rows {
                    for o in 0..<sums.columns {
                        let sum = Float(elements[row * sums.stride + o])
                        out[row * stride + o] = linear.bias[o].addingProduct(linear.scale[o], sum)
                    }
                }
            }
        }
    }

    private func multiplyCodes(
        _ counts: CountMatrix, _ linear: RepackedLinear, _ panels: [SIMD64<UInt8>], _ out: inout RealMatrix
    ) {
        let outStride = out.stride
        out.withMutableRows { out in
            counts.withRows { elements in
                panels.withUnsafeBytes { panels in
                    table.gemm_codes(
                        elements.baseAddress, counts.stride, counts.rows,
                        panels.assumingMemoryBound(to: UInt8.self).baseAddress, linear.inputFeatures,
                        linear.outputFeatures, linear.scale, linear.bias, out.baseAddress, outStride)
                }
            }
        }
    }

    private func multiplyReals(
        _ x: RealMatrix, _ linear: RepackedLinear, _ panels: [SIMD16<Float>], _ out: inout RealMatrix
    ) {
        let outStride = out.stride
        out.withMutableRows { out in
            x.withRows { elements in
                panels.withUnsafeBytes { panels in
                    table.gemm_reals(
                        elements.baseAddress, x.stride, x.rows,
                        panels.assumingMemoryBound(to: Float.self).baseAddress, linear.inputFeatures,
                        linear.outputFeatures, linear.scale, linear.bias, out.baseAddress, outStride)
                }
            }
        }
    }
}
