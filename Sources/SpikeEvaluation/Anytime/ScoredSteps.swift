import SpikeModel

/// Confidence and answer of every example after every time step, for rules that differ in their threshold only.
struct ScoredSteps {
    /// `[examples][steps]`
    let confidences: [[Double]]
    /// `[examples][steps]`
    let answers: [[Int]]
    private let minimumSteps: Int

    init(_ logits: [[[Float]]], _ rule: StopRule) {
        confidences = logits.map { example in
            example.enumerated().map { rule.confidence(of: $0.element, step: $0.offset + 1) }
        }
        answers = logits.map { $0.map(Self.answer) }
        minimumSteps = rule.minimumSteps
    }

    /// Steps that an example takes, and the class it then answers.
    func outcome(_ index: Int, at confidence: Double) -> (steps: Int, answer: Int) {
        let scores = confidences[index]
        var step = minimumSteps
        while step < scores.count, scores[step - 1] < confidence { step += 1 }
        return (step, answers[index][step - 1])
    }

    /// The highest threshold at which an example answers otherwise than after its last step; nil where there is none.
    func highestDifferingThreshold(_ index: Int) -> Double? {
        let (scores, answers) = (confidences[index], answers[index])
        var highest = -Double.infinity
        var found: Double?
        // It stops at a step for thresholds between the confidences before it and its own.
        for step in minimumSteps..<max(scores.count, minimumSteps) where scores[step - 1] > highest {
            highest = scores[step - 1]
            if answers[step - 1] != answers[scores.count - 1] { found = highest }
        }
        return found
    }

    /// Thresholds that matter, from sure to unsure.
    var thresholds: [Double] { Set(confidences.flatMap { $0.dropLast() }).sorted(by: >) }

    /// About a thousand of them at most, evenly spread.
    var candidates: [Double] {
        let sorted = thresholds
        let stride = max(1, sorted.count / 1000)
        return sorted.enumerated().filter { $0.offset % stride == 0 || $0.offset == sorted.count - 1 }.map(\.element)
    }

    /// The first class of the highest logit.
    static func answer(_ logits: [Float]) -> Int { logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 } }
}
