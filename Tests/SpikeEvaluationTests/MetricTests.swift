import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("Metrics are scikit-learn's and SciPy's")
struct MetricTests {
    struct GoldenFile: Decodable {
        struct Classes: Decodable {
            let name: String
            let predicted: [Int]
            let expected: [Int]
            let accuracy: Double
            let f1: Double?
            let matthews: Double
        }

        struct Scores: Decodable {
            let name: String
            let predicted: [Double]
            let expected: [Double]
            let pearson: Double?
            let spearman: Double?
        }

        let classification: [Classes]
        let correlation: [Scores]
    }

    /// Sums of at most a few hundred doubles in another order than NumPy's.
    static let tolerance = 1e-13

    @Test("accuracy, F1 and Matthews equal scikit-learn's, also when a class is missing")
    func classification() throws {
        let goldens = try Goldens().json("metrics.json", as: GoldenFile.self)
        #expect(goldens.classification.count >= 14)
        for golden in goldens.classification {
            let (predicted, expected) = (golden.predicted, golden.expected)
            let accuracy = ClassificationMetrics.accuracy(predicted: predicted, expected: expected)
            expectClose(accuracy, golden.accuracy, tolerance: Self.tolerance)
            let matthews = ClassificationMetrics.matthews(predicted: predicted, expected: expected)
            expectClose(matthews, golden.matthews, tolerance: Self.tolerance)
            if let f1 = golden.f1 {
                expectClose(
                    ClassificationMetrics.f1(predicted: predicted, expected: expected), f1, tolerance: Self.tolerance)
            }
        }
    }

    @Test("Pearson and Spearman equal SciPy's; undefined correlations are NaN")
    func correlation() throws {
        let goldens = try Goldens().json("metrics.json", as: GoldenFile.self)
        #expect(goldens.correlation.count >= 11)
        for golden in goldens.correlation {
            let pearson = CorrelationMetrics.pearson(golden.predicted, golden.expected)
            let spearman = CorrelationMetrics.spearman(golden.predicted, golden.expected)
            for (value, wanted) in [(pearson, golden.pearson), (spearman, golden.spearman)] {
                if let wanted {
                    expectClose(value, wanted, tolerance: Self.tolerance)
                } else {
                    #expect(value.isNaN, "\(golden.name)")
                }
            }
        }
    }

    @Test("accuracy of nothing is undefined")
    func nothing() {
        #expect(ClassificationMetrics.accuracy(predicted: [], expected: []).isNaN)
        #expect(CorrelationMetrics.pearson([], []).isNaN)
        #expect(CorrelationMetrics.spearman([.nan, 1], [1, 2]).isNaN)
    }
}
