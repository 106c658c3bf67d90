#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeQuantization
    import SpikeTestSupport
    import Testing

    @Suite("Weight quantizers compute their equations and their gradients", .oneAtATime)
    struct WeightQuantizerRuleTests {
        static let shape = (rows: 4, columns: 12)
        /// Fused multiply-adds and sums of up to 48 terms.
        static let tolerance: Float = 2e-5

        struct Operands {
            let weights: [Float]
            let upstream: [Float]

            init(seed: UInt64, moved: (Float) -> Float = { $0 }) {
                var generator = SeededGenerator(seed: seed)
                weights = generator.signedUnits(48).map { moved(2 * $0) }
                upstream = generator.signedUnits(48)
            }
        }

        static func codes(
            _ encoding: WeightEncoding, _ rule: WeightCodes.Rule = .straightThrough, sharpness: Double? = nil
        ) throws -> WeightCodes {
            let range = try #require(encoding.codeRange)
            return WeightCodes(
                lowest: range.lowerBound, highest: range.upperBound, spacing: encoding.codeSpacing, rule: rule,
                sharpness: sharpness)
        }

        /// Thresholds a little off the middle between codes.
        static func thresholds(_ encoding: WeightEncoding) -> [Float] {
            WeightCode.midpoints(encoding).enumerated().map { $1 + ($0 % 2 == 0 ? 0.07 : -0.05) }
        }

        /// Σ upstream · quantized, and the gradients of weights, scales and thresholds.
        static func run(
            _ operands: Operands, scales: [Float], thresholds: [Float]? = nil, codes: WeightCodes
        ) throws -> (values: [Float], weight: [Float], scale: [Float], thresholds: [Float]) {
            let weight = Tensor(operands.weights, shape: [shape.rows, shape.columns]).requiresGradient()
            let scale = Tensor(scales, shape: [scales.count]).requiresGradient()
            let cuts = thresholds.map { Tensor($0, shape: [$0.count]).requiresGradient() }
            let out = weight.quantizedWeight(scale: scale, thresholds: cuts, codes: codes, as: .float32)
            try (out * Tensor(operands.upstream, shape: [shape.rows, shape.columns])).sum().backward()
            return (
                try out.floats(), try weight.gradient?.floats() ?? [], try scale.gradient?.floats() ?? [],
                try cuts?.gradient?.floats() ?? []
            )
        }

        @Test("rounded codes with zero points are the scalar ones, per tensor, row and group")
        func rounded() throws {
            let operands = Operands(seed: 1)
            for bits in [2, 3, 4, 7] {
                for groups in [1, 4, 12] {
                    var generator = SeededGenerator(seed: UInt64(bits), stream: UInt64(groups))
                    let encoding = WeightEncoding.uniform(bits: bits)
                    let range = try #require(encoding.codeRange)
                    let scales = generator.signedUnits(groups).map { 0.2 + abs($0) / 2 }
                    let zeros = encoding.randomCodes(groups, &generator)
                    let out = Tensor(operands.weights, shape: [4, 12]).quantizedWeight(
                        scale: Tensor(scales, shape: [groups]), zero: Tensor(zeros.map(Float.init), shape: [groups]),
                        codes: try Self.codes(encoding), as: .float32)
                    let expected = operands.weights.indices.map { index in
                        let group = index / (48 / groups)
                        let code = WeightCode.uniform(
                            operands.weights[index], scale: scales[group], zero: zeros[group], range: range)
                        return scales[group] * (Float(code) - Float(zeros[group]))
                    }
                    #expect(try out.floats() == expected, "\(bits) bits, \(groups) groups")
                }
            }
        }

        @Test("balanced codes are the scalar ones, the nearest odd integers", arguments: WeightEncoding.balancedBits)
        func balanced(bits: Int) throws {
            let operands = Operands(seed: 4)
            let encoding = WeightEncoding.balanced(bits: bits)
            let range = try #require(encoding.codeRange)
            let result = try Self.run(operands, scales: [0.2], codes: Self.codes(encoding))
            for (value, weight) in zip(result.values, operands.weights) {
                let code = WeightCode.balanced(weight, scale: 0.2, range: range)
                #expect(value == 0.2 * Float(code))
                let nearest = try #require(
                    encoding.everyCode.min { abs(Float($0) * 0.2 - weight) < abs(Float($1) * 0.2 - weight) })
                #expect(code == nearest)
            }
            #expect(result.weight == operands.upstream)
        }

        @Test("codes between learned thresholds are the scalar ones", arguments: WeightEncoding.quantized)
        func thresholded(encoding: WeightEncoding) throws {
            let operands = Operands(seed: 2)
            let cuts = Self.thresholds(encoding)
            let result = try Self.run(
                operands, scales: [0.3], thresholds: cuts, codes: Self.codes(encoding))
            let lowest = try #require(encoding.codeRange).lowerBound
            #expect(
                result.values
                    == operands.weights.map {
                        0.3
                            * Float(
                                WeightCode.thresholded(
                                    $0, scale: 0.3, thresholds: cuts, lowest: lowest, spacing: encoding.codeSpacing))
                    })
        }

        @Test("thresholds half-way between codes round", arguments: WeightEncoding.quantized)
        func midpoints(encoding: WeightEncoding) throws {
            guard encoding != .binary, let range = encoding.codeRange else { return }
            let cuts = WeightCode.midpoints(encoding)
            forAll(cases: 50) { generator in
                // Halves themselves go up at a threshold and to even in rounding.
                let weight = generator.signedUnits(1)[0] * 3
                let code = WeightCode.thresholded(
                    weight, scale: 0.3, thresholds: cuts, lowest: range.lowerBound, spacing: encoding.codeSpacing)
                let rounded =
                    encoding.codeSpacing == 2
                    ? WeightCode.balanced(weight, scale: 0.3, range: range)
                    : WeightCode.uniform(weight, scale: 0.3, zero: 0, range: range)
                #expect(code == rounded)
            }
        }

        @Test(
            "ramps that meet leave weights as they are, but clipped",
            arguments: [WeightEncoding.binary, .ternary, .uniform(bits: 3), .balanced(bits: 2)])
        func meetingRamps(encoding: WeightEncoding) throws {
            let operands = Operands(seed: 3)
            let range = try #require(encoding.codeRange)
            let result = try Self.run(
                operands, scales: [0.6], thresholds: WeightCode.midpoints(encoding),
                codes: Self.codes(encoding, sharpness: 1))
            for (value, weight) in zip(result.values, operands.weights) {
                let clipped = min(max(weight, 0.6 * Float(range.lowerBound)), 0.6 * Float(range.upperBound))
                #expect(abs(value - clipped) < Self.tolerance)
            }
            let inside = operands.weights.map {
                $0 > 0.6 * Float(range.lowerBound) && $0 < 0.6 * Float(range.upperBound)
            }
            for (index, gradient) in result.weight.enumerated() {
                #expect(abs(gradient - (inside[index] ? operands.upstream[index] : 0)) < Self.tolerance)
            }
        }

        @Test(
            "steep ramps meet hard thresholds in the limit",
            arguments: [WeightEncoding.binary, .ternary, .uniform(bits: 4)])
        func limit(encoding: WeightEncoding) throws {
            let operands = Operands(seed: 4)
            let cuts = Self.thresholds(encoding)
            let hard = try Self.run(operands, scales: [0.4], thresholds: cuts, codes: Self.codes(encoding)).values
            var last = Float.infinity
            for sharpness in [2.0, 8, 64, 1e6] {
                let soft = try Self.run(
                    operands, scales: [0.4], thresholds: cuts, codes: Self.codes(encoding, sharpness: sharpness)
                ).values
                let distance = zip(hard, soft).reduce(0) { $0 + abs($1.0 - $1.1) }
                #expect(distance <= last)
                last = distance
            }
            #expect(last == 0)
        }

        @Test(
            "gradients of ramps are finite differences",
            arguments: [WeightEncoding.binary, .ternary, .uniform(bits: 3)])
        func finiteDifferences(encoding: WeightEncoding) throws {
            // Away from the ends of ramps, where there are two slopes.
            let ends = Self.thresholds(encoding).flatMap { cut in
                [-1, 1].map { cut + $0 * Float(encoding.codeSpacing) / 6 }
            }
            let operands = Operands(seed: 5) { weight in
                ends.contains { abs(weight / 0.7 - $0) < 0.02 } ? weight + 0.05 : weight
            }
            let lowest = try #require(encoding.codeRange).lowerBound
            let cuts = Self.thresholds(encoding)
            let sharpness: Float = 3
            let result = try Self.run(
                operands, scales: [0.7], thresholds: cuts, codes: Self.codes(encoding, sharpness: Double(sharpness)))
            func loss(_ weights: [Float], _ scale: Float, _ cuts: [Float]) -> Double {
                zip(weights, operands.upstream).reduce(0) { sum, pair in
                    sum + Double(pair.1)
                        * Double(scale)
                        * Double(
                            WeightCode.soft(
                                pair.0, scale: scale, thresholds: cuts, lowest: lowest, spacing: encoding.codeSpacing,
                                sharpness: sharpness))
                }
            }
            let step: Float = 1.0 / 1024
            func slope(_ body: (Float) -> Double) -> Float { Float((body(step) - body(-step)) / Double(2 * step)) }
            for index in operands.weights.indices {
                let expected = slope { delta in
                    var weights = operands.weights
                    weights[index] += delta
                    return loss(weights, 0.7, cuts)
                }
                #expect(abs(result.weight[index] - expected) < 2e-3, "weight \(index)")
            }
            for index in cuts.indices {
                let expected = slope { delta in
                    var moved = cuts
                    moved[index] += delta
                    return loss(operands.weights, 0.7, moved)
                }
                #expect(abs(result.thresholds[index] - expected) < 2e-2, "threshold \(index)")
            }
            #expect(abs(result.scale[0] - slope { loss(operands.weights, 0.7 + $0, cuts) }) < 2e-2)
        }

        @Test("learned steps have the gradients of arXiv:1902.08153")
        func learnedStep() throws {
            let operands = Operands(seed: 6)
            let encoding = WeightEncoding.uniform(bits: 3)
            let scales: [Float] = [0.3, 0.25, 0.4, 0.2]
            let result = try Self.run(operands, scales: scales, codes: Self.codes(encoding, .learnedStep))
            for row in 0..<4 {
                var total = 0.0
                for column in 0..<12 {
                    let index = row * 12 + column
                    let x = Double(operands.weights[index] / scales[row])
                    let isInside = x >= -4 && x <= 3
                    let code = min(max(x.rounded(.toNearestOrEven), -4), 3)
                    total += Double(operands.upstream[index]) * (isInside ? code - x : code)
                    #expect(result.weight[index] == (isInside ? operands.upstream[index] : 0))
                }
                #expect(abs(Double(result.scale[row]) - total / (12.0 * 3).squareRoot()) < Double(Self.tolerance))
            }
        }

        @Test("hard thresholds get gradients from weights within half a code of them")
        func thresholdGradients() throws {
            let operands = Operands(seed: 7)
            let cuts: [Float] = [-0.4, 0.6]
            let result = try Self.run(operands, scales: [0.5], thresholds: cuts, codes: Self.codes(.ternary))
            for (index, cut) in cuts.enumerated() {
                let near = operands.weights.indices.filter { abs(operands.weights[$0] / 0.5 - cut) < 0.5 }
                let expected = near.reduce(Float(0)) { $0 - operands.upstream[$1] * 0.5 }
                #expect(abs(result.thresholds[index] - expected) < Self.tolerance)
            }
        }
    }
#endif
