import CSpikeKernels

extension KernelSet {
    /// `out = LayerNorm(x + residual)` along rows; weight and bias `[columns]`.
    public func layerNorm(
        _ x: RealMatrix, plus residual: RealMatrix? = nil, weight: [Float], bias: [Float], epsilon: Float,
        into out: inout RealMatrix
    ) {
        precondition(weight.count == x.columns && bias.count == x.columns, "one weight and bias per column")
        precondition(residual.map { $0.rows == x.rows && $0.columns == x.columns } ?? true, "residual shaped like x")
        out.reshape(rows: x.rows, columns: x.columns)
        let outStride = out.stride
        out.withMutableRows { out in
            x.withRows { elements in
                let run = { (other: UnsafePointer<Float>?, stride: Int) in
                    table.layernorm(
                        elements.baseAddress, x.stride, other, stride, x.rows, x.columns, weight, bias, epsilon,
                        out.baseAddress, outStride)
                }
                guard let residual else { return run(nil, 0) }
                residual.withRows { run($0.baseAddress, residual.stride) }
            }
        }
    }

    /// GELU (erf form) in place; absolute or relative error below 1e-6.
    public func gelu(_ x: inout RealMatrix) {
        let (rows, columns, stride) = (x.rows, x.columns, x.stride)
        x.withMutableRows { table.gelu($0.baseAddress, stride, rows, columns) }
    }

    /// `softmax(scale * x)` along rows, in place; relative error of the exponentials below 1e-6.
    public func softmax(_ x: inout RealMatrix, scale: Float = 1) {
        let (rows, columns, stride) = (x.rows, x.columns, x.stride)
        x.withMutableRows { table.softmax($0.baseAddress, stride, rows, columns, scale) }
    }

    /// `x += scale * counts`.
    public func add(_ counts: CountMatrix, scale: Float, to x: inout RealMatrix) {
        precondition(counts.rows == x.rows && counts.columns == x.columns, "counts shaped like x")
        let (rows, columns, stride) = (x.rows, x.columns, x.stride)
        x.withMutableRows { x in
            counts.withRows { elements in
                table.add_counts(x.baseAddress, stride, rows, columns, elements.baseAddress, counts.stride, scale)
            }
        }
    }
}
