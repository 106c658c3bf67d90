import Foundation
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("Calibration and significance are netcal's, scikit-learn's, SciPy's and statsmodels'")
struct CalibrationTests {
    struct GoldenFile: Decodable {
        struct Case: Decodable {
            let name: String
            let logits: [[Float]]
            let expected: [Int]
            let logLoss: Double
            let brier: Double
            let ece: Double
            let mce: Double
            let equalMassEce: Double
            let temperature: Double?
        }

        struct Table: Decodable {
            let onlyFirst: Int
            let onlySecond: Int
            let pValue: Double
        }

        struct Quantile: Decodable {
            let share: Double
            let value: Double
        }

        let bins: Int
        let calibration: [Case]
        let mcnemar: [Table]
        let values: [Double]
        let quantiles: [Quantile]
    }

    /// Sums of at most a thousand doubles in another order.
    static let tolerance = 1e-12
    /// SciPy stops its search there; the likelihood is flat to the last digit over about as much.
    static let temperatureTolerance = 1e-6

    static let goldens: Result<GoldenFile, any Error> = Result {
        try Goldens().json("calibration.json", as: GoldenFile.self)
    }

    @Test("log loss, Brier score, ECE and MCE, equal widths and equal masses")
    func metrics() throws {
        let goldens = try Self.goldens.get()
        #expect(goldens.calibration.count == 7)
        for golden in goldens.calibration {
            let probabilities = ClassProbabilities(logits: golden.logits, expected: golden.expected)
            expectClose(probabilities.logLoss, golden.logLoss, tolerance: Self.tolerance)
            expectClose(probabilities.brierScore, golden.brier, tolerance: Self.tolerance)
            let widths = ReliabilityCurve(probabilities, bins: goldens.bins)
            expectClose(widths.expectedCalibrationError, golden.ece, tolerance: Self.tolerance)
            expectClose(widths.maximumCalibrationError, golden.mce, tolerance: Self.tolerance)
            let masses = ReliabilityCurve(probabilities, binning: .equalMass, bins: goldens.bins)
            expectClose(masses.expectedCalibrationError, golden.equalMassEce, tolerance: Self.tolerance)
            #expect(widths.bins.count == goldens.bins)
            #expect(masses.bins.count == min(goldens.bins, golden.expected.count))
            for curve in [widths, masses] {
                #expect(curve.bins.reduce(0) { $0 + $1.count } == golden.expected.count)
            }
        }
    }

    @Test("temperatures have the least log loss; where more is always better they stop at the bound and say so")
    func temperature() throws {
        for golden in try Self.goldens.get().calibration {
            let scaling = TemperatureScaling.fit(logits: golden.logits, expected: golden.expected)
            #expect(scaling.isAtBound == (golden.temperature == nil), "\(golden.name)")
            guard let temperature = golden.temperature else { continue }
            expectClose(scaling.temperature / temperature, 1, tolerance: Self.temperatureTolerance)
            func loss(_ value: Double) -> Double {
                ClassProbabilities(logits: golden.logits, expected: golden.expected, temperature: value).logLoss
            }
            let best = loss(scaling.temperature)
            #expect(best <= loss(scaling.temperature * 1.01) && best <= loss(scaling.temperature / 1.01))
        }
    }

    @Test("logits that say nothing, and one example")
    func edges() {
        let flat = TemperatureScaling.fit(logits: [[1, 1], [0, 0]], expected: [0, 1])
        #expect(flat.isAtBound)
        let one = ClassProbabilities(logits: [[0, 0]], expected: [1])
        #expect(one.logLoss == log(2) && one.brierScore == 0.5)
        let curve = ReliabilityCurve(one, bins: 4)
        // 0.5 is the upper end of the second bin; ties go to class 0, which is wrong.
        #expect(curve.bins.map(\.count) == [0, 1, 0, 0] && curve.bins[0].accuracy == nil)
        #expect(curve.expectedCalibrationError == 0.5 && curve.maximumCalibrationError == 0.5)
        let sure = ClassProbabilities(logits: [[200, -200]], expected: [1])
        #expect(sure.logLoss == -log(Double.ulpOfOne))
    }

    @Test("McNemar's exact test")
    func mcnemar() throws {
        for golden in try Self.goldens.get().mcnemar {
            let first =
                [Bool](repeating: true, count: golden.onlyFirst)
                + [Bool](repeating: false, count: golden.onlySecond) + [true, false]
            let second =
                [Bool](repeating: false, count: golden.onlyFirst)
                + [Bool](repeating: true, count: golden.onlySecond) + [true, false]
            let test = McNemarTest(first: first, second: second)
            #expect(test.onlyFirst == golden.onlyFirst && test.onlySecond == golden.onlySecond)
            expectClose(test.pValue, golden.pValue, tolerance: 1e-10)
        }
    }

    @Test("quantiles of draws are NumPy's")
    func quantiles() throws {
        let goldens = try Self.goldens.get()
        for golden in goldens.quantiles {
            let value = Bootstrap.quantile(golden.share, of: goldens.values.sorted())
            expectClose(value, golden.value, tolerance: Self.tolerance)
        }
    }

    @Test("bootstrap intervals of a mean are about the normal ones, and the same for the same seed")
    func bootstrap() throws {
        let values = try Self.goldens.get().values
        func mean(_ indices: [Int]) -> Double { indices.reduce(0) { $0 + values[$1] } / Double(indices.count) }
        let bootstrap = Bootstrap(resamples: 4000)
        let interval = try #require(bootstrap.interval(count: values.count, mean))
        #expect(interval == bootstrap.interval(count: values.count, mean))
        let average = mean(Array(values.indices))
        let spread = (values.reduce(0) { $0 + ($1 - average) * ($1 - average) }).squareRoot() / Double(values.count)
        #expect(abs(interval.lower - (average - 1.96 * spread)) < 0.15 * spread)
        #expect(abs(interval.upper - (average + 1.96 * spread)) < 0.15 * spread)
    }

    @Test("differences: none has p 1, a clear one the least p that the draws can tell, no draws at all nothing")
    func differences() throws {
        let bootstrap = Bootstrap(resamples: 200)
        let none = try #require(bootstrap.difference(count: 10) { _ in 0 })
        #expect(none.pValue == 1 && none.interval.lower == 0 && none.interval.upper == 0)
        let clear = try #require(bootstrap.difference(count: 10) { Double($0[0]) + 1 })
        #expect(clear.pValue == 1.0 / 200 && clear.interval.lower > 0)
        #expect(bootstrap.difference(count: 10) { _ in .nan } == nil)
        #expect(bootstrap.interval(count: 10) { _ in .nan } == nil)
    }
}
