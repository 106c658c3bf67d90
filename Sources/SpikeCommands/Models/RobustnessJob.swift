import Foundation
import SpikeEvaluation
import SpikeModel
import SpikeRuntime
import SpikeText

/// Measures a model while things go wrong.
struct RobustnessJob {
    let options: ModelOptions
    let timeSteps: Int?
    let dataset: Dataset
    /// Draws of every perturbation.
    let draws: Int

    /// Every perturbation that the model can suffer from, in a fixed order.
    func results() throws -> [RobustnessResult] {
        let packed = try LoadedModel.packed(options.url)
        let tokenizer = try options.tokenizer()
        let suffered = Perturbation.standard.filter { packed != nil || $0.kind.isOfText }
        let bar = ProgressBar(label: "perturbing", total: suffered.count * draws)
        defer { bar.finish() }
        var done = 0
        return try suffered.map { perturbation in
            let found = try (0..<draws).map { seed in
                let noise = CharacterNoise(
                    rate: perturbation.kind == .characters ? perturbation.level : 0, seed: UInt64(seed))
                let model = try self.model(packed, perturbation, seed: UInt64(seed))
                let longest = try tokenizer.longestSequence(
                    options.maximumLength, positions: model.config.maximumPositions, of: options.url)
                defer {
                    done += 1
                    bar.update(done)
                }
                return try metrics {
                    try Evaluator().evaluate(model, on: dataset) { example in
                        let noisy = noise.applied(to: example)
                        return tokenizer.encode(noisy.text, noisy.pair, maximumLength: longest)
                    }
                }
            }
            return RobustnessResult(perturbation, draws: found)
        }
    }

    /// All undefined where the faults made a logit infinite or no number: then nothing can be said of that draw.
    private func metrics(_ evaluate: () throws -> Evaluation) throws -> [String: Double?] {
        do { return try evaluate().result.metrics } catch EvaluationError.notFinite {
            return Dictionary(uniqueKeysWithValues: dataset.task.metrics.map { ($0.rawValue, Double?.none) })
        }
    }

    private func model(
        _ packed: PackedModel?, _ perturbation: Perturbation, seed: UInt64
    ) throws -> any LanguageModel {
        guard let packed else {
            return try LoadedModel.open(options.url, threads: options.threadCount).languageModel
        }
        var runtime = RuntimeOptions(timeSteps: timeSteps, threads: options.threadCount)
        let level = perturbation.level
        switch perturbation.kind {
        case .characters: return try SpikingClassifier(packed, options: runtime)
        case .weightBits:
            return try SpikingClassifier(WeightFaults(rate: level, seed: seed).applied(to: packed), options: runtime)
        case .thresholds:
            let mismatch = ThresholdMismatch(deviation: level, seed: seed)
            return try SpikingClassifier(mismatch.applied(to: packed), options: runtime)
        case .spikes:
            runtime.spikeLoss = SpikeLoss(probability: level, seed: seed)
            return try SpikingClassifier(packed, options: runtime)
        }
    }
}
