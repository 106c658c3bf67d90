import CSpikeKernels

/// LayerNorm of a linear layer's currents plus the residual stream.
public struct ResidualNorm {
    /// What is added before the norm.
    public enum Residual {
        /// A hidden state.
        case real(RealMatrix)
        /// Spikes that carry `scale` each.
        case counts(CountMatrix, scale: Float)
    }

    /// Shaped like the currents.
    public let residual: Residual
    /// `[columns]`
    public let weight: [Float]
    /// `[columns]`
    public let bias: [Float]
    /// Added to the variance.
    public let epsilon: Float

    /// Traps when sizes disagree.
    public init(_ residual: Residual, weight: [Float], bias: [Float], epsilon: Float) {
        self.residual = residual
        self.weight = weight
        self.bias = bias
        self.epsilon = epsilon
        precondition(weight.count == columns && bias.count == columns, "one weight and bias per column")
    }

    var rows: Int {
        switch residual {
        case .real(let matrix): matrix.rows
        case .counts(let matrix, _): matrix.rows
        }
    }

    var columns: Int {
        switch residual {
        case .real(let matrix): matrix.columns
        case .counts(let matrix, _): matrix.columns
        }
    }

    /// Lends the kernels' form of this norm.
    func withKernelForm<Result>(_ body: (UnsafePointer<spk_norm>) -> Result) -> Result {
        weight.withUnsafeBufferPointer { weight in
            bias.withUnsafeBufferPointer { bias in
                var norm = spk_norm()
                norm.weight = weight.baseAddress
                norm.bias = bias.baseAddress
                norm.epsilon = epsilon
                switch residual {
                case .real(let matrix):
                    return matrix.withRows { elements in
                        norm.residual = elements.baseAddress
                        norm.residual_stride = matrix.stride
                        return body(&norm)
                    }
                case .counts(let matrix, let scale):
                    return matrix.withRows { elements in
                        norm.residual_counts = elements.baseAddress
                        norm.residual_count_stride = matrix.stride
                        norm.residual_scale = scale
                        return body(&norm)
                    }
                }
            }
        }
    }
}
