import Foundation
import SpikeEvaluation
import Testing

@Suite("Fidelity of a model to another")
struct FidelityTests {
    private static let teacher: [[Float]] = [[2, -1, 0], [0, 3, 1], [-1, 0, 4], [1, 1.5, -2]]

    private static func isClose(_ value: Double?, _ expected: Double, within tolerance: Double) -> Bool {
        value.map { abs($0 - expected) < tolerance } ?? false
    }

    @Test("a model imitates itself perfectly, and its scaled logits in all but how sure it is")
    func itself() {
        let same = Fidelity(logits: Self.teacher, other: Self.teacher, isRegression: false)
        #expect(same.agreement == 1 && same.divergence == 0)
        #expect(Self.isClose(same.correlation, 1, within: 1e-12))
        // Adding a number to all logits of an example changes nothing.
        let scaled = Self.teacher.enumerated().map { index, row in row.map { 3 * $0 + Float(index) } }
        let surer = Fidelity(logits: scaled, other: Self.teacher, isRegression: false)
        #expect(surer.agreement == 1 && Self.isClose(surer.correlation, 1, within: 1e-12))
        #expect((surer.divergence ?? 0) > 0.1)
    }

    @Test("the divergence is Σ q ln(q / p), and finite where a probability is too small for a number")
    func divergence() {
        // p = (1/4, 3/4), q = (1/2, 1/2): ½ ln 2 + ½ ln ⅔ = ½ ln(4/3).
        let logits: [[Float]] = [[0, Float(log(3.0))]]
        let fidelity = Fidelity(logits: logits, other: [[5, 5]], isRegression: false)
        #expect(Self.isClose(fidelity.divergence, 0.5 * log(4.0 / 3), within: 1e-7))
        #expect(fidelity.agreement == 0 && fidelity.correlation == nil)
        let certain = Fidelity(logits: [[0, 2000]], other: [[2000, 0]], isRegression: false)
        #expect(certain.divergence == 2000)
    }

    @Test("of two classes the correlation is that of the logits' differences; of scores it is theirs")
    func correlation() {
        let mine: [[Float]] = [[0, 1], [2, 0], [1, 4], [0, 0.5]]
        let theirs: [[Float]] = [[1, 1], [3, 0], [0, 5], [2, 1]]
        let differences = (mine.map { Double($0[1] - $0[0]) }, theirs.map { Double($0[1] - $0[0]) })
        let expected = CorrelationMetrics.pearson(differences.0, differences.1)
        let fidelity = Fidelity(logits: mine, other: theirs, isRegression: false)
        #expect(Self.isClose(fidelity.correlation, expected, within: 1e-12))
        // Ties go to the first class.
        #expect(fidelity.agreement == 0.5)
        let scores = Fidelity(
            logits: differences.0.map { [Float($0)] }, other: differences.1.map { [Float($0)] }, isRegression: true)
        #expect(scores.agreement == nil && scores.divergence == nil)
        #expect(Self.isClose(scores.correlation, expected, within: 1e-6))
    }
}
