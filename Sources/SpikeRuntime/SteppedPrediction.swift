import SpikeCore
import SpikeModel

/// What a student says about one sequence after every time step.
public struct SteppedPrediction: Sendable, Equatable {
    /// Logits after step 1, 2, …, as far as it was run.
    public internal(set) var logits: [[Float]] = []
    /// What every site did until then, in network order; empty unless it was asked for.
    public internal(set) var activities: [[SiteActivity]] = []

    /// Time steps that were run.
    public var steps: Int { logits.count }
}

extension SpikingClassifier {
    /// Whether there is an answer after every time step. A `counted` student integrates whole windows, so its first answer
    /// is its last.
    public var answersEveryStep: Bool { studentConfig.spiking.schedule != .counted }

    /// Answers of every sequence after every time step, each as if T were that many steps.
    ///
    /// - Parameters:
    ///   - observing: also what every site did until then, at some cost.
    ///   - observedTokens: first tokens of a sequence whose counts are kept; nil = all.
    /// - Throws: `InferenceError.sequence`, `.noSteps` for a `counted` student.
    public func predictEveryStep(
        _ batch: [TokenSequence], observing: Bool = false, observedTokens: Int? = nil
    ) throws(InferenceError) -> [SteppedPrediction] {
        try predictSteps(batch, observing: observing, observedTokens: observedTokens) { _, _ in false }
    }

    /// Answers of every sequence until one is good enough.
    ///
    /// - Parameter isDone: gets the number of steps that were run, and the logits after them.
    /// - Throws: `InferenceError.sequence`, `.noSteps` for a `counted` student.
    public func predictSteps(
        _ batch: [TokenSequence], observing: Bool = false, observedTokens: Int? = nil,
        until isDone: @Sendable (_ steps: Int, _ logits: [Float]) -> Bool
    ) throws(InferenceError) -> [SteppedPrediction] {
        guard answersEveryStep else { throw .noSteps }
        try check(batch)
        return withoutActuallyEscaping(isDone) { isDone in
            Workers.map(Array(batch.indices), threads: options.threads, makeState: makeSteppedExecutor) {
                executor, index in
                let chunk = TokenChunk(sequences: [batch[index]], indices: [index])
                var prediction = SteppedPrediction()
                // Populations keep what an observer wants to see only if there is one.
                _ = executor?.run(chunk, observer: observing ? { _ in } : nil) { steps, answer in
                    let logits = answer.logits()[0]
                    prediction.logits.append(logits)
                    if observing {
                        var seen: [SiteActivity] = []
                        answer.report { seen.append(observedTokens.map($0.prefix) ?? $0) }
                        prediction.activities.append(seen)
                    }
                    return isDone(steps, logits)
                }
                return prediction
            }
        }
    }
}
