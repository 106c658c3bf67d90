import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeQuantization
import SpikeReference
import SpikeTestSupport
import SpikeText
import SpikeTinyModels
import Testing

@Suite("What goes wrong in robustness measurements")
struct RobustnessTests {
    private static func model(_ encoding: WeightEncoding, _ schedule: SpikeSchedule = .counted) throws -> PackedModel {
        try StudentPacker.pack(
            TinyModels.checkpoint(
                SpikingConfig(
                    schedule: schedule, spikeKind: schedule == .perStep ? .binary : .ternary, weightEncoding: encoding,
                    hasFeedback: schedule == .perStep)))
    }

    private static func codes(_ model: PackedModel) -> [Int8] { model.linears.flatMap { $0.centeredCodes ?? [] } }

    @Test("no bit wrong changes nothing; every bit wrong turns binary codes around; the same seed, the same faults")
    func ends() throws {
        for encoding in WeightEncoding.all {
            let model = try Self.model(encoding)
            #expect(WeightFaults(rate: 0).applied(to: model) == model)
            let faulty = WeightFaults(rate: 0.01, seed: 3).applied(to: model)
            #expect(faulty != model)
            #expect(faulty == WeightFaults(rate: 0.01, seed: 3).applied(to: model))
            #expect(faulty != WeightFaults(rate: 0.01, seed: 4).applied(to: model))
        }
        let binary = try Self.model(.binary)
        #expect(Self.codes(WeightFaults(rate: 1).applied(to: binary)) == Self.codes(binary).map { -$0 })
        // Fields −1, 0, 1 are 0, 1, 2; turned around 3, which is no code, 2 and 1.
        let ternary = try Self.model(.ternary)
        #expect(
            Self.codes(WeightFaults(rate: 1).applied(to: ternary))
                == Self.codes(ternary).map { [0, 1, 0][Int($0) + 1] })
    }

    @Test("as many codes are wrong as the rate says, in feedback too", arguments: [0.002, 0.05])
    func rate(rate: Double) throws {
        let model = try Self.model(.binary, .perStep)
        let faulty = WeightFaults(rate: rate, seed: 1).applied(to: model)
        let pairs = Array(zip(Self.codes(model), Self.codes(faulty)))
        let share = Double(pairs.count { $0 != $1 }) / Double(pairs.count)
        #expect(abs(share - rate) < 4 * (rate * (1 - rate) / Double(pairs.count)).squareRoot())
        #expect(WeightFaults(rate: 1).applied(to: model).feedback != model.feedback)
    }

    @Test("real weights stay finite")
    func realWeights() throws {
        let faulty = WeightFaults(rate: 0.2, seed: 2).applied(to: try Self.model(.float32))
        for linear in faulty.linears {
            guard case .real(let values) = linear.weights else { continue }
            #expect(values.allSatisfy { $0.isFinite })
        }
    }

    @Test("thresholds spread by the deviation; none spreads nothing; what a spike carries stays")
    func mismatch() throws {
        let model = try Self.model(.ternary)
        #expect(ThresholdMismatch(deviation: 0).applied(to: model) == model)
        let spread = ThresholdMismatch(deviation: 0.1, seed: 5).applied(to: model)
        #expect(spread.config == model.config && spread.linears == model.linears)
        var logs: [Double] = []
        for (before, after) in zip(model.layers, spread.layers) {
            for (name, site) in before.sites {
                let changed = try #require(after.sites[name])
                #expect(changed.firingThreshold == site.firingThreshold)
                for index in site.gain.indices {
                    let factor = site.gain[index] / changed.gain[index]
                    logs.append(log(Double(factor)))
                    #expect(abs(changed.shift[index] * factor - site.shift[index]) < 1e-6)
                }
            }
        }
        let variance = logs.reduce(0) { $0 + $1 * $1 } / Double(logs.count)
        #expect(logs.count > 200 && abs(variance.squareRoot() - 0.1) < 0.02)
    }

    @Test("a neuron of another threshold is one of the same with its input divided", arguments: SpikeKind.allCases)
    func equivalence(kind: SpikeKind) {
        for factor in [Float(0.5), 2, 4] {
            for charge in stride(from: Float(-3), through: 3, by: 0.125) {
                let moved = NeuronParameters(firingThreshold: 0.75 * factor, spikeKind: kind)
                let nominal = NeuronParameters(firingThreshold: 0.75, spikeKind: kind)
                #expect(
                    Equations.windowCount(charge: charge, timeSteps: 4, moved)
                        == Equations.windowCount(charge: charge / factor, timeSteps: 4, nominal))
            }
        }
    }

    @Test("typing errors hit letters only, as many as the rate says, always the same ones")
    func characters() {
        let text = String(repeating: "The quick brown fox, 12 times: ", count: 60)
        #expect(CharacterNoise(rate: 0).applied(to: text) == text)
        let noise = CharacterNoise(rate: 0.1, seed: 7)
        let noisy = noise.applied(to: text)
        #expect(noisy == noise.applied(to: text) && noisy != CharacterNoise(rate: 0.1, seed: 8).applied(to: text))
        func rest(_ text: String) -> String { text.filter { !$0.isLetter } }
        #expect(rest(noisy) == rest(text))
        // Left out, doubled, swapped or replaced: a letter in four each; the length stays on average.
        #expect(abs(noisy.count - text.count) < 40)
        let everything = CharacterNoise(rate: 1).applied(to: "ab cd")
        #expect(everything != "ab cd" && everything.contains(" "))
        #expect(
            CharacterNoise(rate: 1).applied(to: "12 34!") == "12 34!" && CharacterNoise(rate: 1).applied(to: "") == "")
        let pair = CharacterNoise(rate: 1).applied(to: Example(id: "1", text: "abc", pair: "def", label: .class(1)))
        #expect(pair.text != "abc" && pair.pair != "def" && pair.label == .class(1) && pair.id == "1")
    }

    @Test("means and deviations over draws; a metric that is undefined once is missing")
    func spread() throws {
        let perturbation = Perturbation(kind: .spikes, level: 0.1)
        let result = RobustnessResult(
            perturbation,
            draws: [["accuracy": 0.5, "f1": nil], ["accuracy": 0.75, "f1": 1], ["accuracy": 1, "f1": 1]])
        #expect(result.metrics["accuracy"]?.mean == 0.75 && result.metrics["accuracy"]?.standardDeviation == 0.25)
        #expect(result.metrics["f1"] == nil)
        #expect(
            RobustnessResult(perturbation, draws: [["accuracy": 0.5]]).metrics["accuracy"]?.standardDeviation == nil)
    }
}
