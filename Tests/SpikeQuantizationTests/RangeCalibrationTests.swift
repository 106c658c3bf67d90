import SpikeCore
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("ranges of uniform quantizers") struct RangeCalibrationTests {
    struct Golden: Decodable {
        let bits: Int
        let clipping: RangeClipping
        let scales: [Float]
        let zeros: [Int8]
        let codes: [Int8]
    }

    /// Quantiles and quotients are rounded at another place: two units in the last.
    static let relativeTolerance: Float = 3e-7

    static func error(_ weights: [Float], _ calibration: RangeCalibration) -> Double {
        let (scale, zero) = calibration.fit(weights[...])
        guard let range = calibration.encoding.codeRange else { return 0 }
        return weights.reduce(0) { sum, weight in
            let code =
                calibration.encoding.codeSpacing == 2
                ? WeightCode.balanced(weight, scale: scale, range: range)
                : WeightCode.uniform(weight, scale: scale, zero: zero, range: range)
            let rest = Double(weight) - Double(scale) * (Double(code) - Double(zero))
            return sum + rest * rest
        }
    }

    @Test("scales, zero points and codes are those of PyTorch's observer and affine quantizer") func golden() throws {
        let weights: WeightQuantizerTests.Golden = try Goldens().json("codes.json")
        let values = weights.bits.map { Float(bitPattern: $0) }
        for golden: Golden in try Goldens().json("ranges.json", as: [Golden].self) {
            let encoding = WeightEncoding.uniform(bits: golden.bits)
            let quantizer = WeightQuantizer(encoding: encoding, granularity: .perRow)
            let calibration = RangeCalibration(
                encoding: encoding, clipping: golden.clipping, percentile: 0.95, hasZeroPoint: true)
            let fit = quantizer.fit(calibration, values, outputFeatures: weights.rows)
            for (mine, theirs) in zip(fit.scales, golden.scales) {
                #expect(abs(mine - theirs) <= Self.relativeTolerance * theirs, "\(golden.bits) \(golden.clipping)")
            }
            #expect(fit.zeroPoints == golden.zeros)
            #expect(quantizer.codes(values, fit, outputFeatures: weights.rows) == golden.codes)
        }
    }

    @Test("without a zero point the largest magnitude gets the largest code", arguments: WeightEncoding.quantized)
    func symmetric(encoding: WeightEncoding) throws {
        let range = try #require(encoding.codeRange)
        let (scale, zero) = RangeCalibration(encoding: encoding, clipping: .minMax).fit([0.25, -1.5, 0.5][...])
        #expect(zero == 0)
        #expect(scale == 1.5 / Float(range.upperBound))
    }

    @Test("eight bits and fewer than two have no zero point")
    func zeroPoints() {
        for encoding in [WeightEncoding.binary, .ternary, .uniform(bits: 8)] {
            #expect(!RangeCalibration(encoding: encoding, clipping: .minMax, hasZeroPoint: true).hasZeroPoint)
        }
        #expect(RangeCalibration(encoding: .uniform(bits: 7), clipping: .minMax, hasZeroPoint: true).hasZeroPoint)
    }

    @Test("the range of least squares leaves no more error than the others", arguments: [true, false])
    func leastSquares(hasZeroPoint: Bool) {
        forAll(cases: 20) { generator in
            // Sums of four uniforms with a few outliers: the shape of trained weights.
            var weights = (0..<200).map { _ in generator.signedUnits(4).reduce(0, +) }
            weights += [6, -5]
            for encoding in WeightEncoding.quantized where (2...4).contains(encoding.packedBits) && encoding.isWide {
                func error(_ clipping: RangeClipping) -> Double {
                    Self.error(
                        weights, RangeCalibration(encoding: encoding, clipping: clipping, hasZeroPoint: hasZeroPoint))
                }
                #expect(error(.meanSquare) <= error(.minMax))
                // Quantiles lie between the fractions that are tried.
                #expect(error(.meanSquare) <= error(.percentile) * 1.05)
            }
        }
    }

    @Test("weights of one sign keep zero as a code, and zeros have the smallest scale")
    func corners() {
        let calibration = RangeCalibration(encoding: .uniform(bits: 4), clipping: .minMax, hasZeroPoint: true)
        let (scale, zero) = calibration.fit([1, 2, 3][...])
        #expect(scale == 3 / 15 && zero == -8)
        #expect(calibration.fit([-1.5, -0.5][...]).zeroPoint == 7)
        #expect(calibration.fit([0, 0][...]).scale == WeightScale.floor)
        #expect(calibration.fit([][...]).scale == WeightScale.floor)
    }

    @Test("every group of inputs is fitted alone") func groups() throws {
        var generator = SeededGenerator(seed: 4)
        let weights = generator.signedUnits(3 * 8)
        let calibration = RangeCalibration(encoding: .uniform(bits: 3), clipping: .minMax, hasZeroPoint: true)
        let grouped = WeightQuantizer(encoding: .uniform(bits: 3), granularity: .perGroup(size: 4))
        let rows = WeightQuantizer(encoding: .uniform(bits: 3), granularity: .perRow)
        let fit = grouped.fit(calibration, weights, outputFeatures: 3)
        #expect(fit.scales.count == 6)
        // Six groups of four are six rows of four.
        #expect(fit == rows.fit(calibration, weights, outputFeatures: 6))
        #expect(grouped.codes(weights, fit, outputFeatures: 3) == rows.codes(weights, fit, outputFeatures: 6))
    }
}
