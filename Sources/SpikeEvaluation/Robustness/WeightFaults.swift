import SpikeCore
import SpikeModel

/// Memory cells of the weights that hold the wrong bit: every stored bit flips with the same probability, independently.
///
/// Weights are stored as docs/PackedFormat.md says. A field that is no code any more (3 of a ternary weight) reads as 0.
/// Real weights are IEEE 754 single precision; one that is not finite any more reads as 0. Scales, biases and neurons are
/// spared.
public struct WeightFaults: Sendable, Equatable {
    /// Probability in [0, 1] that a bit is wrong.
    public var rate: Double
    /// Seed of the draws.
    public var seed: UInt64

    /// Creates faults.
    public init(rate: Double, seed: UInt64 = 0) {
        precondition((0...1).contains(rate), "probabilities lie in [0, 1]")
        self.rate = rate
        self.seed = seed
    }

    /// The model as it reads its weights.
    public func applied(to model: PackedModel) -> PackedModel {
        var draw = RareEvents(rate: rate, seed: seed)
        return model.mapping { linear in
            switch linear.weights {
            case .codes(let codes): linear.replacingWeights(.codes(faulty(codes, &draw)))
            case .real(let values): linear.replacingWeights(.real(values.map { faulty($0, &draw) }))
            }
        }
    }

    private func faulty(_ codes: PackedCodes, _ draw: inout RareEvents) -> PackedCodes {
        guard let range = codes.encoding.codeRange else { return codes }
        let (bits, spacing) = (codes.encoding.packedBits, codes.encoding.codeSpacing)
        let values = codes.unpacked().map { code -> Int8 in
            let flips = draw.mask(bits: bits)
            guard flips != 0 else { return code }
            let field = ((Int(code) - range.lowerBound) / spacing) ^ Int(flips)
            let read = range.lowerBound + field * spacing
            return range.contains(read) ? Int8(read) : 0
        }
        do throws(PackingError) {
            return try PackedCodes(
                packing: values, encoding: codes.encoding, outputFeatures: codes.outputFeatures,
                inputFeatures: codes.inputFeatures)
        } catch { preconditionFailure("values read from fields are codes: \(error)") }
    }

    private func faulty(_ value: Float, _ draw: inout RareEvents) -> Float {
        let read = Float(bitPattern: value.bitPattern ^ draw.mask(bits: 32))
        return read.isFinite ? read : 0
    }
}
