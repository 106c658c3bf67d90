import ArgumentParser
import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeRuntime

/// A student that stops as soon as its rule is sure.
struct EarlyStopper {
    /// What it says about one text.
    struct Answer {
        let logits: [Float]
        /// Scaled by the temperature of the step at which it stopped.
        let confidence: Double
        let steps: Int
    }

    private let classifier: SpikingClassifier
    private let rule: StopRule

    /// Finds the rule in the student's folder.
    ///
    /// - Throws: `InputError` when the model is none that can stop, or has no such rule.
    init(_ model: LoadedModel, folder: URL, rule kind: StopRule.Kind) throws {
        guard case .student(let classifier) = model else {
            throw InputError.unsuitableModel(
                path: folder.path, why: "is a full-precision model, which has no time steps; leave --anytime out")
        }
        guard classifier.answersEveryStep else { throw InferenceError.noSteps }
        guard let rule = try StopRuleFile.read(from: folder).first(where: { $0.kind == kind }) else {
            throw InputError.missing(
                path: folder.appendingPathComponent(StopRuleFile.name).path,
                fix: "there is no \(kind.rawValue) rule yet; fit one with 'bitspike anytime --save'")
        }
        guard rule.timeSteps == classifier.timeSteps else {
            throw InputError.unsuitableModel(
                path: folder.path,
                why: "runs \(classifier.timeSteps) time steps, but its stop rule knows \(rule.timeSteps); fit it again")
        }
        self.classifier = classifier
        self.rule = rule
    }

    /// Answers of every sequence.
    func predict(_ sequences: [TokenSequence]) throws -> [Answer] {
        let rule = rule
        let predictions = try classifier.predictSteps(sequences) { rule.stops(after: $0, logits: $1) }
        return predictions.map { prediction in
            let logits = prediction.logits[prediction.steps - 1]
            return Answer(
                logits: logits, confidence: rule.confidence(of: logits, step: prediction.steps),
                steps: prediction.steps)
        }
    }
}

extension StopRule.Kind: ExpressibleByArgument {}
