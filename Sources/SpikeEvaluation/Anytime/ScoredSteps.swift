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

    /// Thresholds that matter, from sure to unsure; about a thousand at most.
    var candidates: [Double] {
        let sorted = Set(confidences.flatMap { $0.dropLast() }).sorted(by: >)
        let stride = max(1, sorted.count / 1000)
        return sorted.enumerated().filter { $0.offset % stride == 0 || $0.offset == sorted.count - 1 }.map(\.element)
    }

    /// The first class of the highest logit.
    static func answer(_ logits: [Float]) -> Int { logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 } }
}
