import CSpikeKernels
import SpikeCore

/// A linear layer in the order of the kernels: panels of outputs, scales with the input's threshold multiplied in.
///
/// Repacked from the canonical layout at load. Bits for one weight: `quad` 8, `lut3` 2.67, `lut4` and `lut22` 2, `lut6`
/// 1.33, `planes` 2, `plane` 1; a real weight takes 32.
public struct RepackedLinear: Sendable {
    enum Panels: Sendable {
        case codes(CacheLines, LinearForm)
        /// `[panel][inputs][64]`.
        case reals(CacheLines)
        /// One layer of codes for each group of inputs that has scales of its own; their biases are zero.
        case groups([RepackedLinear])
    }

    /// Columns.
    public let inputFeatures: Int
    /// Rows.
    public let outputFeatures: Int
    private(set) var panels: Panels
    /// `weightScale * V_th` and bias, padded with zeros to whole panels.
    private(set) var scale: CacheLines
    let bias: CacheLines

    private static let panelWidth = Int(SPK_PANEL)

    /// Repacks codes.
    ///
    /// - Parameters:
    ///   - codes: of `encoding`, less zero points, `[outputFeatures * inputFeatures]`.
    ///   - weightScale: one multiplier, one per output, or as many for each output's groups of inputs.
    ///   - inputThreshold: V_th of the site that feeds the layer.
    ///   - form: one that takes the layer, see `LinearFormPlan`.
    public init(
        codes: [Int8], encoding: WeightEncoding, inputFeatures: Int, weightScale: [Float], bias: [Float],
        inputThreshold: Float, form: LinearForm
    ) {
        precondition(codes.count == bias.count * inputFeatures, "codes must fill the matrix")
        precondition(form.takes(inputFeatures: inputFeatures, encoding: encoding), "the form takes the layer")
        guard weightScale.count <= bias.count else {
            let groups = Self.groups(
                codes, encoding, inputFeatures, weightScale, outputs: bias.count, inputThreshold, form)
            self.init(
                .groups(groups), inputs: inputFeatures, outputs: bias.count, weightScale: [1], bias: bias,
                inputThreshold: inputThreshold)
            return
        }
        let panels = form.panels(codes, inputFeatures: inputFeatures, outputFeatures: bias.count)
        self.init(
            .codes(panels, form), inputs: inputFeatures, outputs: bias.count, weightScale: weightScale, bias: bias,
            inputThreshold: inputThreshold)
    }

    private static func groups(
        _ codes: [Int8], _ encoding: WeightEncoding, _ inputs: Int, _ weightScale: [Float], outputs: Int,
        _ inputThreshold: Float, _ form: LinearForm
    ) -> [RepackedLinear] {
        precondition(form.offset != nil, "groups are added up by forms quad and byte")
        let count = weightScale.count / outputs
        let size = inputs / count
        precondition(count * outputs == weightScale.count && size * count == inputs, "groups fill the rows")
        // Kernels read inputs by fours, and more than a group's own would be added up.
        precondition(size % 4 == 0, "groups are whole fours")
        let bias = [Float](repeating: 0, count: outputs)
        return (0..<count).map { group in
            var part: [Int8] = []
            part.reserveCapacity(outputs * size)
            for output in 0..<outputs {
                let start = output * inputs + group * size
                part += codes[start..<(start + size)]
            }
            let scales = (0..<outputs).map { weightScale[$0 * count + group] }
            return RepackedLinear(
                codes: part, encoding: encoding, inputFeatures: size, weightScale: scales, bias: bias,
                inputThreshold: inputThreshold, form: form)
        }
    }

    /// Repacks real weights, `[outputFeatures * inputFeatures]`.
    public init(weights: [Float], inputFeatures: Int, bias: [Float], inputThreshold: Float) {
        let outputs = bias.count
        precondition(weights.count == outputs * inputFeatures, "real weights must fill the matrix")
        var lines = CacheLines(
            byteCount: Self.panelCount(outputs) * inputFeatures * Self.panelWidth * MemoryLayout<Float>.size)
        lines.withMutableBytes { bytes in
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
        let padded = Self.panelCount(outputs) * Self.panelWidth
        scale = CacheLines(
            (0..<outputs).map { weightScale[weightScale.count == 1 ? 0 : $0] * inputThreshold }, paddedTo: padded)
        self.bias = CacheLines(bias, paddedTo: padded)
    }

    /// The same layer behind a site of another firing threshold; panels are shared.
    ///
    /// - Parameter weightScale: as given when the layer was repacked.
    public func behind(inputThreshold: Float, weightScale: [Float]) -> RepackedLinear {
        var copy = self
        if case .groups(let parts) = panels {
            precondition(weightScale.count == parts.count * outputFeatures, "scales as the layer was repacked with")
            copy.panels = .groups(
                parts.indices.map { group in
                    let scales = (0..<outputFeatures).map { weightScale[$0 * parts.count + group] }
                    return parts[group].behind(inputThreshold: inputThreshold, weightScale: scales)
                })
            return copy
        }
        precondition(weightScale.count == 1 || weightScale.count == outputFeatures, "one scale, or one per row")
        copy.scale = CacheLines(
            (0..<outputFeatures).map { weightScale[weightScale.count == 1 ? 0 : $0] * inputThreshold },
            paddedTo: Self.panelCount(outputFeatures) * Self.panelWidth)
        return copy
    }

    private static func panelCount(_ outputs: Int) -> Int { (outputs + panelWidth - 1) / panelWidth }

    /// Whether the weights are codes of one scale per output, so that synaptic sums are integers.
    public var hasCodes: Bool {
        if case .codes = panels { true } else { false }
    }
}
