import SpikeCore

/// What evaluation asks of a model, teacher or student, whatever runs it.
public protocol LanguageModel: Sendable {
    /// Sizes, label names and pooling.
    var config: BERTConfig { get }

    /// Logits of every sequence, and the spikes they cost.
    ///
    /// - Parameter batch: sequences of any lengths, each at most `config.maximumPositions` tokens.
    /// - Throws: when a sequence is empty, too long, or has ids outside the vocabulary.
    func predict(_ batch: [TokenSequence]) throws -> Prediction
}
