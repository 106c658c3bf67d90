#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeQuantization
    import SpikeTestSupport

    /// Weights of 4 × 12, what their quantizer keeps, and the gradient G that reaches them; with the equations of
    /// docs/Equations.md, "Quantized weights", in double precision.
    struct QuantizerProblem {
        /// A sum, and the size of what was added up, which errors of single precision are measured by.
        struct Sum {
            var value = 0.0
            var size = 0.0

            mutating func add(_ term: Double) { add(term, size: abs(term)) }

            mutating func add(_ term: Double, size: Double) {
                value += term
                self.size += size
            }
        }

        static let rows = 4
        static let columns = 12

        let encoding: WeightEncoding
        /// Of the scales.
        let shape: [Int]
        private(set) var weights: [Float]
        let upstream: [Float]
        let scales: [Float]
        /// Empty where zero is code 0.
        let zeros: [Float]
        /// Empty where codes are rounded.
        private(set) var thresholds: [Float] = []
        /// Empty unless codes are signs.
        private(set) var centers: [Float] = []

        /// Weights in [−2, 2), and scales with which some of them lie beyond the codes, wherever zero is.
        init(_ encoding: WeightEncoding, _ granularity: ScaleGranularity, seed: UInt64, hasZeros: Bool = false) {
            var generator = SeededGenerator(seed: seed, stream: UInt64(encoding.packedBits))
            self.encoding = encoding
            shape = granularity.scaleShape(outputFeatures: Self.rows, inputFeatures: Self.columns)
            let groups = shape.reduce(1, *)
            let highest = Float(encoding.codeRange?.upperBound ?? 1)
            weights = [1.95, -1.95] + generator.signedUnits(Self.rows * Self.columns - 2).map { 2 * $0 }
            upstream = generator.signedUnits(Self.rows * Self.columns)
            scales = generator.signedUnits(groups).map { (1.4 + $0 / 4) / highest }
            zeros = hasZeros ? encoding.randomCodes(groups, &generator).map { Float($0) } : []
        }

        /// Neighbouring weights that share a scale.
        var groupLength: Int { weights.count / scales.count }

        func group(_ index: Int) -> Int { index / groupLength }

        /// x = W / w, divided in single precision as the engine does.
        func place(_ index: Int) -> Double { Double(weights[index] / scales[group(index)]) }

        /// Lowest code less the zero point.
        func lowest(_ index: Int) -> Double { Double(encoding.codeRange?.lowerBound ?? 0) - zero(index) }

        /// Highest code less the zero point.
        func highest(_ index: Int) -> Double { Double(encoding.codeRange?.upperBound ?? 0) - zero(index) }

        /// c − z of a rounded weight; with centers the side of the center.
        func code(_ index: Int) -> Double {
            guard centers.isEmpty else { return weights[index] > centers[group(index)] ? 1 : -1 }
            let x = place(index)
            let nearest =
                encoding.codeSpacing == 2
                ? 2 * ((x - 1) / 2).rounded(.toNearestOrEven) + 1 : x.rounded(.toNearestOrEven)
            return min(max(nearest, lowest(index)), highest(index))
        }

        private func zero(_ index: Int) -> Double { zeros.isEmpty ? 0 : Double(zeros[group(index)]) }

        /// From here on codes are signs about the means of the groups.
        mutating func takeMeans() {
            let (values, length) = (weights, groupLength)
            centers = scales.indices.map { WeightCode.mean(values[($0 * length)..<(($0 + 1) * length)]) }
        }

        /// From here on codes lie between thresholds a little off the middle between them.
        mutating func takeThresholds() { thresholds = WeightQuantizerRuleTests.thresholds(encoding) }

        /// Moves weights away from the ends of ramps, where there are two slopes: by 0.005 scales, more than twice the
        /// distance that counts as close.
        mutating func avoidEnds(_ sharpness: Double) {
            let half = Double(encoding.codeSpacing) / (2 * sharpness)
            let ends = thresholds.flatMap { [Double($0) - half, Double($0) + half] }
            for index in weights.indices {
                while ends.contains(where: { abs(place(index) - $0) < 0.002 }) {
                    weights[index] += 0.005 * scales[group(index)]
                }
            }
        }

        /// Σ G · w · (lowest + spacing · Σ_i clip(½ + β (W / w − τ_i) / spacing, 0, 1)).
        func softLoss(_ weights: [Double], _ scales: [Double], _ cuts: [Double], _ sharpness: Double) -> Double {
            let spacing = Double(encoding.codeSpacing)
            let lowest = Double(encoding.codeRange?.lowerBound ?? 0)
            var loss = 0.0
            for (index, weight) in weights.enumerated() {
                let scale = scales[group(index)]
                var code = lowest
                for cut in cuts {
                    code += spacing * min(max(0.5 + sharpness * (weight / scale - cut) / spacing, 0), 1)
                }
                loss += Double(upstream[index]) * scale * code
            }
            return loss
        }

        /// The engine's quantized weights, and its gradients of Σ G · quantized.
        func gradients(
            rule: WeightCodes.Rule = .straightThrough, sharpness: Double? = nil
        ) throws -> (values: [Float], weight: [Float], scale: [Float], thresholds: [Float]) {
            func tensor(_ values: [Float], _ shape: [Int]) -> Tensor? {
                values.isEmpty ? nil : Tensor(values, shape: shape)
            }
            let matrix = [Self.rows, Self.columns]
            let weight = Tensor(weights, shape: matrix).requiresGradient()
            let scale = Tensor(scales, shape: shape).requiresGradient()
            let cuts = tensor(thresholds, [thresholds.count])?.requiresGradient()
            let out = weight.quantizedWeight(
                scale: scale, thresholds: cuts, center: tensor(centers, shape), zero: tensor(zeros, shape),
                codes: try WeightQuantizerRuleTests.codes(encoding, rule, sharpness: sharpness), as: .float32)
            try (out * Tensor(upstream, shape: matrix)).sum().backward()
            return (
                try out.floats(), try weight.gradient?.floats() ?? [], try scale.gradient?.floats() ?? [],
                try cuts?.gradient?.floats() ?? []
            )
        }
    }
#endif
