import Foundation
import SpikeModel

extension Equations {
    /// `γ (x - mean) / sqrt(variance + ε) + β` over one token, `[D]` (arXiv:1607.06450).
    public static func layerNorm(_ x: [Float], _ parameters: LayerNormParameters, epsilon: Double) -> [Float] {
        let width = Double(x.count)
        let mean = x.reduce(0.0) { $0 + Double($1) } / width
        let variance = x.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / width
        return x.indices.map { i in
            let normal = (Double(x[i]) - mean) / (variance + epsilon).squareRoot()
            return Float(Double(parameters.weight[i]) * normal + Double(parameters.bias[i]))
        }
    }

    /// `0.5 x (1 + erf(x / √2))`, written with erfc so that the left tail keeps its digits (arXiv:1606.08415).
    public static func gelu(_ x: Float) -> Float {
        Float(0.5 * Double(x) * erfc(-Double(x) / 2.0.squareRoot()))
    }

    /// `exp(x - max) / Σ exp(x - max)`.
    public static func softmax(_ x: [Double]) -> [Double] {
        let maximum = x.max() ?? 0
        let exponentials = x.map { exp($0 - maximum) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }

    /// One head over one sequence: `softmax(V_k q · n_k / √K) V_v n_v`, `[L][K]`.
    ///
    /// Keys and values are spike counts, each worth its threshold. The key shift is left out: it adds the same to every score of a query.
    public static func attention(
        query: [[Float]], key: [[Int]], value: [[Int]], keyThreshold: Float, valueThreshold: Float
    ) -> [[Float]] {
        query.map { q in
            let scores = key.map { n in
                let dot = q.indices.reduce(0.0) { $0 + Double(q[$1]) * Double(n[$1]) }
                return Double(keyThreshold) * dot / Double(q.count).squareRoot()
            }
            let p = softmax(scores)
            return q.indices.map { k in
                Float(Double(valueThreshold) * p.indices.reduce(0.0) { $0 + p[$1] * Double(value[$1][k]) })
            }
        }
    }

    /// One vector for the head from the last hidden states `[L][D]`: their mean, or the first.
    public static func pool(_ hidden: [[Float]], _ pooling: Pooling) -> [Float] {
        guard pooling == .mean else { return hidden[0] }
        return hidden[0].indices.map { i in
            Float(hidden.reduce(0.0) { $0 + Double($1[i]) } / Double(hidden.count))
        }
    }

    /// `W x + b`, W `[outputs * inputs]`.
    public static func classify(_ x: [Float], weight: [Float], bias: [Float]) -> [Float] {
        bias.indices.map { o in
            Float(x.indices.reduce(Double(bias[o])) { $0 + Double(weight[o * x.count + $1]) * Double(x[$1]) })
        }
    }
}
