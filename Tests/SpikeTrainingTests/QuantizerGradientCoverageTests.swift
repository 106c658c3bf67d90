#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeQuantization
    import SpikeTestSupport
    import Testing

    @Suite("Weight quantizers have the gradients of their equations in every width and granularity", .oneAtATime)
    struct QuantizerGradientCoverageTests {
        static let granularities: [ScaleGranularity] = [.perTensor, .perRow, .perGroup(size: 4)]
        static let balanced: [WeightEncoding] = WeightEncoding.balancedBits.map { .balanced(bits: $0) }
        static let withThresholds: [WeightEncoding] = WeightEncoding.quantized.filter { $0.packedBits <= 4 }
        /// Sums of at most 48 terms in single precision, relative to the sum of what is added and subtracted in them.
        static let relativeTolerance = 1e-5
        /// Single precision of gradients with slopes of at most 2 per weight.
        static let slopeTolerance = 1e-5
        /// The same of sums over 48 weights whose terms are up to 80.
        static let sumTolerance = 1e-3

        /// Expects sums to be equal, each within the precision of its size.
        static func expectSums(_ actual: [Float], _ expected: [QuantizerProblem.Sum], by divisor: Double = 1) {
            #expect(actual.count == expected.count)
            for (index, pair) in zip(actual, expected).enumerated() {
                let rest = abs(Double(pair.0) * divisor - pair.1.value)
                #expect(rest <= relativeTolerance * pair.1.size, "sum \(index)")
            }
        }

        @Test(
            "learned steps: weights within the codes pass their gradients, scales get c − z − x there and c − z beyond",
            arguments: [
                WeightEncoding.binary, .ternary, .uniform(bits: 2), .uniform(bits: 4), .uniform(bits: 8),
                .balanced(bits: 2),
            ], granularities)
        func learnedSteps(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            for hasZeros in [false, true] where !hasZeros || RangeCalibration.canMoveZero(encoding) {
                var problem = QuantizerProblem(encoding, granularity, seed: 1, hasZeros: hasZeros)
                if encoding == .binary { problem.takeMeans() }
                let result = try problem.gradients(rule: .learnedStep)
                var sums = [QuantizerProblem.Sum](repeating: .init(), count: problem.scales.count)
                var outside = 0
                for index in problem.weights.indices {
                    let (x, code) = (problem.place(index), problem.code(index))
                    let isInside = problem.lowest(index) <= x && x <= problem.highest(index)
                    let gradient = problem.upstream[index]
                    #expect(result.weight[index] == (isInside ? gradient : 0))
                    sums[problem.group(index)].add(Double(gradient) * (isInside ? code - x : code))
                    outside += isInside ? 0 : 1
                }
                #expect(outside > 0 && outside < problem.weights.count)
                let largest = Double(encoding.codeRange?.upperBound ?? 1)
                Self.expectSums(result.scale, sums, by: (Double(problem.groupLength) * largest).squareRoot())
            }
        }

        @Test(
            "straight through: weights pass their gradients everywhere, scales get c − z",
            arguments: [WeightEncoding.binary, .ternary, .uniform(bits: 2), .uniform(bits: 4), .uniform(bits: 8)]
                + balanced, granularities)
        func straightThrough(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            for hasZeros in [false, true] where !hasZeros || RangeCalibration.canMoveZero(encoding) {
                var problem = QuantizerProblem(encoding, granularity, seed: 2, hasZeros: hasZeros)
                if encoding == .binary { problem.takeMeans() }
                let result = try problem.gradients()
                var sums = [QuantizerProblem.Sum](repeating: .init(), count: problem.scales.count)
                for index in problem.weights.indices {
                    let code = problem.code(index)
                    #expect(result.values[index] == problem.scales[problem.group(index)] * Float(code))
                    sums[problem.group(index)].add(Double(problem.upstream[index]) * code)
                }
                #expect(result.weight == problem.upstream)
                Self.expectSums(result.scale, sums)
            }
        }

        @Test(
            "gradients of ramps are finite differences, of weights, scales and thresholds, also where ramps overlap",
            arguments: [WeightEncoding.ternary, .uniform(bits: 4)] + balanced, granularities)
        func ramps(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            for sharpness in [0.8, 2] {
                var problem = QuantizerProblem(encoding, granularity, seed: 3)
                problem.takeThresholds()
                problem.avoidEnds(sharpness)
                let result = try problem.gradients(sharpness: sharpness)
                let weights = problem.weights.map { Double($0) }
                let scales = problem.scales.map { Double($0) }
                let cuts = problem.thresholds.map { Double($0) }
                let loss = zip(result.values, problem.upstream).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                expectClose(loss, problem.softLoss(weights, scales, cuts, sharpness), tolerance: Self.sumTolerance)
                expectClose(
                    result.weight.map { Double($0) },
                    Self.slopes(weights) { problem.softLoss($0, scales, cuts, sharpness) },
                    tolerance: Self.slopeTolerance)
                expectClose(
                    result.scale.map { Double($0) },
                    Self.slopes(scales) { problem.softLoss(weights, $0, cuts, sharpness) },
                    tolerance: Self.sumTolerance)
                expectClose(
                    result.thresholds.map { Double($0) },
                    Self.slopes(cuts) { problem.softLoss(weights, scales, $0, sharpness) },
                    tolerance: Self.sumTolerance)
            }
        }

        /// Central differences, exact but for rounding where `loss` is linear within ±1e-6.
        static func slopes(_ values: [Double], _ loss: ([Double]) -> Double) -> [Double] {
            let step = 1e-6
            return values.indices.map { index in
                var (above, below) = (values, values)
                above[index] += step
                below[index] -= step
                return (loss(above) - loss(below)) / (2 * step)
            }
        }

        @Test(
            "hard thresholds pass gradients where ramps as wide as the codes' spacing would, to weights, scales and thresholds",
            arguments: withThresholds, granularities)
        func hardThresholds(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            var problem = QuantizerProblem(encoding, granularity, seed: 4)
            problem.takeThresholds()
            problem.avoidEnds(1)
            let result = try problem.gradients()
            let spacing = Double(encoding.codeSpacing)
            var scales = [QuantizerProblem.Sum](repeating: .init(), count: problem.scales.count)
            var cuts = [QuantizerProblem.Sum](repeating: .init(), count: problem.thresholds.count)
            for index in problem.weights.indices {
                let (x, g) = (problem.place(index), Double(problem.upstream[index]))
                let scale = Double(problem.scales[problem.group(index)])
                let reached = problem.thresholds.count { x >= Double($0) }
                let code = Double(encoding.codeRange?.lowerBound ?? 0) + spacing * Double(reached)
                let near = problem.thresholds.indices.filter { abs(x - Double(problem.thresholds[$0])) < spacing / 2 }
                // spacing · ρ: one for every ramp that the weight is in.
                let steepness = Double(near.count)
                #expect(abs(Double(result.weight[index]) - g * steepness) < Self.slopeTolerance)
                scales[problem.group(index)].add(
                    g * (code - steepness * x), size: abs(g) * (abs(code) + steepness * abs(x)))
                for cut in near { cuts[cut].add(-g * scale) }
            }
            Self.expectSums(result.scale, scales)
            Self.expectSums(result.thresholds, cuts)
        }

        @Test(
            "steeper and steeper ramps end at hard thresholds", arguments: withThresholds, granularities)
        func limit(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            var problem = QuantizerProblem(encoding, granularity, seed: 5)
            problem.takeThresholds()
            let hard = try problem.gradients().values
            var last = Float.infinity
            for sharpness in [1.0, 2, 8, 64, 1e6] {
                let soft = try problem.gradients(sharpness: sharpness).values
                let distance = zip(hard, soft).reduce(0) { $0 + abs($1.0 - $1.1) }
                #expect(distance < last || distance == 0, "β = \(sharpness)")
                last = distance
            }
            #expect(last == 0)
            for (index, value) in hard.enumerated() {
                let code = WeightCode.thresholded(
                    problem.weights[index], scale: problem.scales[problem.group(index)],
                    thresholds: problem.thresholds, lowest: encoding.codeRange?.lowerBound ?? 0,
                    spacing: encoding.codeSpacing)
                #expect(value == problem.scales[problem.group(index)] * Float(code))
            }
        }
    }
#endif
