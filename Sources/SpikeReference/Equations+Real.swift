import Foundation
import SpikeModel

extension Equations {
    /// `γ (x - mean) / sqrt(variance + ε) + β` over one token, `[D]` (arXiv:1607.06450).
    public static func layerNorm(
        _ x: [Float], _ parameters: LayerNormParameters, epsilon: Double, meter: OperationMeter? = nil
    ) -> [Float] {
        let width = Double(x.count)
        let mean = x.reduce(0.0) { $0 + Double($1) } / width
        meter?.note(.add, x.count - 1)
        meter?.note(.divide)
        let centred = x.map { Double($0) - mean }
        meter?.note(.add, x.count)
        let variance = centred.reduce(0.0) { $0 + $1 * $1 } / width
        meter?.note(.realMultiplyAccumulate, x.count)
        meter?.note(.divide)
        let deviation = (variance + epsilon).squareRoot()
        meter?.note(.add)
        meter?.note(.squareRoot)
        meter?.note(.divide, x.count)
        meter?.note(.realMultiplyAccumulate, x.count)
        return x.indices.map { i in
            Float(Double(parameters.weight[i]) * (centred[i] / deviation) + Double(parameters.bias[i]))
        }
    }

    /// `0.5 x (1 + erf(x / √2))`, written with erfc so that the left tail keeps its digits (arXiv:1606.08415).
    public static func gelu(_ x: Float, meter: OperationMeter? = nil) -> Float {
        meter?.note(.multiply, 3)
        meter?.note(.errorFunction)
        return Float(0.5 * Double(x) * erfc(-Double(x) / 2.0.squareRoot()))
    }

    /// `exp(x - max) / Σ exp(x - max)`.
    public static func softmax(_ x: [Double], meter: OperationMeter? = nil) -> [Double] {
        meter?.note(.compare, x.count - 1)
        meter?.note(.add, x.count + x.count - 1)
        meter?.note(.exponential, x.count)
        meter?.note(.divide, x.count)
        let maximum = x.max() ?? 0
        let exponentials = x.map { exp($0 - maximum) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }

    /// One head over one sequence: `softmax(V_k q · n_k / √K) V_v n_v`, `[L][K]`.
    ///
    /// Keys and values are spike counts, each worth its threshold. The key shift is left out: it adds the same to every
    /// score of a query.
    public static func attention(
        query: [[Float]], key: [[Int]], value: [[Int]], keyThreshold: Float, valueThreshold: Float,
        meter: AttentionMeter? = nil
    ) -> [[Float]] {
        query.map { q in
            let scores = key.indices.map { token in
                let dot = q.indices.reduce(0.0) { $0 + Double(q[$1]) * Double(key[token][$1]) }
                meter?.scored(token)
                return Double(keyThreshold) * dot / Double(q.count).squareRoot()
            }
            let p = softmax(scores, meter: meter?.softmax)
            value.indices.forEach { meter?.mixed($0) }
            meter?.scaled()
            return q.indices.map { k in
                Float(Double(valueThreshold) * p.indices.reduce(0.0) { $0 + p[$1] * Double(value[$1][k]) })
            }
        }
    }

    /// One vector for the head from the last hidden states `[L][D]`: their mean, or the first.
    public static func pool(_ hidden: [[Float]], _ pooling: Pooling, meter: OperationMeter? = nil) -> [Float] {
        guard pooling == .mean else { return hidden[0] }
        meter?.note(.add, (hidden.count - 1) * hidden[0].count)
        meter?.note(.divide, hidden[0].count)
        return hidden[0].indices.map { i in
            Float(hidden.reduce(0.0) { $0 + Double($1[i]) } / Double(hidden.count))
        }
    }

    /// `W x + b`, W `[outputs * inputs]`.
    public static func classify(
        _ x: [Float], weight: [Float], bias: [Float], meter: OperationMeter? = nil
    ) -> [Float] {
        meter?.note(.realMultiplyAccumulate, weight.count)
        return bias.indices.map { o in
            Float(x.indices.reduce(Double(bias[o])) { $0 + Double(weight[o * x.count + $1]) * Double(x[$1]) })
        }
    }
}
