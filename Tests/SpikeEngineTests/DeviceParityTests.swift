#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    private enum CUDA {
        static let isThere: Bool = {
            do { try Engine.start(on: .cuda) } catch { return false }
            return true
        }()
    }

    /// Fused functions have code of their own for devices other than the CPU.
    @Suite(
        "A CUDA device computes what the CPU computes", .oneAtATime,
        .enabled(if: CUDA.isThere, "no CUDA device answers, or libtorch has no CUDA"))
    struct DeviceParityTests {
        /// Sums of some hundred terms in another order.
        static let tolerance: Float = 1e-4

        /// Result and gradients of a function of leaves, on a device.
        private static func run(
            _ leaves: [(values: [Float], shape: [Int])], on device: Device, _ body: ([Tensor]) -> Tensor
        ) throws -> [[Float]] {
            let tensors = leaves.map { Tensor($0.values, shape: $0.shape).to(device).requiresGradient() }
            let result = body(tensors)
            var generator = SeededGenerator(seed: 5)
            let upstream = Tensor(generator.signedUnits(result.count), shape: result.shape).to(device)
            try (result * upstream).sum().backward()
            try Engine.check()
            return try [result.floats()] + tensors.map { try $0.gradient?.floats() ?? [] }
        }

        private static func compare(
            _ leaves: [(values: [Float], shape: [Int])], _ body: ([Tensor]) -> Tensor,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let (mine, theirs) = (try run(leaves, on: .cpu, body), try run(leaves, on: .cuda, body))
            for (left, right) in zip(mine, theirs) {
                expectClose(left, right, tolerance: tolerance, sourceLocation: sourceLocation)
            }
        }

        @Test(
            "weights between thresholds, hard and soft", arguments: [WeightEncoding.ternary, .balanced(bits: 3)],
            [nil, 2.0] as [Double?])
        func thresholds(encoding: WeightEncoding, sharpness: Double?) throws {
            let range = try #require(encoding.codeRange)
            var generator = SeededGenerator(seed: 6)
            let weight = (values: generator.signedUnits(6 * 32), shape: [6, 32])
            let scale = (values: generator.signedUnits(6).map { 0.2 + abs($0) }, shape: [6])
            let codes = WeightCodes(
                lowest: range.lowerBound, highest: range.upperBound, spacing: encoding.codeSpacing,
                rule: .straightThrough, sharpness: sharpness)
            let spacing = Float(encoding.codeSpacing)
            let cuts = stride(from: range.lowerBound, to: range.upperBound, by: Int(spacing)).map {
                Float($0) + spacing / 2 + 0.1
            }
            try Self.compare([weight, scale, (values: cuts, shape: [cuts.count])]) { leaves in
                leaves[0].quantizedWeight(scale: leaves[1], thresholds: leaves[2], codes: codes, as: .float32)
            }
        }

        @Test(
            "weights in every encoding, by rounding and comparing",
            arguments: [WeightEncoding.binary, .ternary, .uniform(bits: 4), .balanced(bits: 3)],
            [WeightCodes.Rule.straightThrough, .learnedStep])
        func weights(encoding: WeightEncoding, rule: WeightCodes.Rule) throws {
            let range = try #require(encoding.codeRange)
            var generator = SeededGenerator(seed: 1)
            let weight = (values: generator.signedUnits(6 * 32), shape: [6, 32])
            let scale = (values: generator.signedUnits(6).map { 0.2 + abs($0) }, shape: [6])
            let codes = WeightCodes(
                lowest: range.lowerBound, highest: range.upperBound, spacing: encoding.codeSpacing, rule: rule,
                sharpness: nil)
            let isSign = encoding == .binary
            try Self.compare([weight, scale]) { leaves in
                leaves[0].quantizedWeight(
                    scale: leaves[1], center: isSign ? leaves[0].groupMeans(6) : nil, codes: codes, as: .float32)
            }
        }

        @Test("spike counts and single steps, with every surrogate", arguments: SurrogateGradient.Kind.allCases)
        func spikes(shape: SurrogateGradient.Kind) throws {
            var generator = SeededGenerator(seed: 2)
            let input = (values: generator.signedUnits(40 * 16).map { 3 * $0 }, shape: [40, 16])
            let gain = (values: generator.signedUnits(16).map { 1 + $0 / 2 }, shape: [16])
            let shift = (values: generator.signedUnits(16), shape: [16])
            let threshold = (values: [Float(0.4)], shape: [1])
            for kind in SpikeKind.allCases {
                try Self.compare([input, gain, shift, threshold]) { leaves in
                    leaves[0].spiking(
                        gain: leaves[1], shift: leaves[2], threshold: leaves[3], timeSteps: 4, kind: kind, as: .float32)
                }
                try Self.compare([input, gain, shift, threshold]) { leaves in
                    let fired = leaves[0].charged(gain: leaves[1], shift: leaves[2]).fired(
                        threshold: leaves[3], levels: 2, kind: kind, surrogate: SurrogateGradient(kind: shape))
                    return fired.spikes + fired.rest
                }
            }
        }
    }
#endif
