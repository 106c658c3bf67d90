import CSpikeKernels
import SpikeCore

/// A linear layer in the order of the kernels: panels of outputs, scales with the input's threshold multiplied in.
///
/// Repacked from the canonical layout at load; costs one byte per code or four per real weight.
public struct RepackedLinear: Sendable {
    enum Panels: Sendable {
        /// code + 1, `[panel][inputs / 4][64][4]`.
        case codes([SIMD64<UInt8>])
        /// `[panel][inputs][64]`.
        case reals([SIMD16<Float>])
    }

    /// Columns.
    public let inputFeatures: Int
    /// Rows.
    public let outputFeatures: Int
    let panels: Panels
    /// `weightScale * V_th` and bias, padded with zeros to whole panels.
    let scale: [Float]
    let bias: [Float]

    private static let panelWidth = Int(SPK_PANEL)
    private static let quad = Int(SPK_QUAD)

    /// Repacks codes.
    ///
    /// - Parameters:
    ///   - weightScale: one multiplier, or one per output.
    ///   - inputThreshold: V_th of the site that feeds the layer.
    public init(codes: PackedCodes, weightScale: [Float], bias: [Float], inputThreshold: Float) {
        let outputs = codes.outputFeatures
        let inputs = codes.inputFeatures
        let quads = (inputs + Self.quad - 1) / Self.quad
        var lines = [SIMD64<UInt8>](
            repeating: SIMD64(repeating: 0), count: Self.panelCount(outputs) * quads * Self.quad)
        let unpacked = codes.unpacked()
        lines.withUnsafeMutableBytes { bytes in
            for output in 0..<outputs {
                let panel = output / Self.panelWidth * quads * Self.panelWidth * Self.quad
                let column = output % Self.panelWidth * Self.quad
                for input in 0..<inputs {
                    let place = input / Self.quad * Self.panelWidth * Self.quad + column + input % Self.quad
                    bytes[panel + place] = UInt8(unpacked[output * inputs + input] + 1)
                }
            }
        }
        self.init(
            .codes(lines), inputs: inputs, outputs: outputs, weightScale: weightScale, bias: bias,
            inputThreshold: inputThreshold)
    }

    /// Repacks real weights, `[outputFeatures * inputFeatures]`.
    public init(weights: [Float], inputFeatures: Int, bias: [Float], inputThreshold: Float) {
        let outputs = bias.count
        precondition(weights.count == outputs * inputFeatures, "real weights must fill the matrix")
        var lines = [SIMD16<Float>](
            repeating: SIMD16(repeating: 0), count: Self.panelCount(outputs) * inputFeatures * Self.panelWidth / 16)
        lines.withUnsafeMutableBytes { bytes in
            let values = bytes.bindMemory(to: Float.self)
            for output in 0..<outputs {
                let panel = output / Self.panelWidth * inputFeatures * Self.panelWidth + output % Self.panelWidth
                for input in 0..<inputFeatures {
                    values[panel + input * Self.panelWidth] = weights[output * inputFeatures + input]
                }
            }
        }
        self.init(
            .reals(lines), inputs: inputFeatures, outputs: outputs, weightScale: [1], bias: bias,
            inputThreshold: inputThreshold)
    }

    private init(
        _ panels: Panels, inputs: Int, outputs: Int, weightScale: [Float], bias: [Float], inputThreshold: Float
    ) {
        precondition(weightScale.count == 1 || weightScale.count == outputs, "one scale, or one per row")
        precondition(bias.count == outputs, "one bias per row")
        self.panels = panels
        inputFeatures = inputs
        outputFeatures = outputs
        let padding = [Float](repeating: 0, count: Self.panelCount(outputs) * Self.panelWidth - outputs)
        scale = (0..<outputs).map { weightScale[weightScale.count == 1 ? 0 : $0] * inputThreshold } + padding
        self.bias = bias + padding
    }

    private static func panelCount(_ outputs: Int) -> Int { (outputs + panelWidth - 1) / panelWidth }

    /// Whether the weights are codes, so that synaptic sums are integers.
    public var hasCodes: Bool {
        if case .codes = panels { true } else { false }
    }
}
