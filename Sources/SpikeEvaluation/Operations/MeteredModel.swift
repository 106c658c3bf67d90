import SpikeCore
import SpikeModel
import Synchronization

/// A spiking model whose synaptic operations are counted while it predicts.
///
/// A batch is predicted in groups of equally long sequences, because attention's operations depend on the length. A
/// student's results depend neither on its batch nor on this.
public final class MeteredModel: LanguageModel {
    /// What was counted so far.
    public struct Reading: Sendable, Equatable {
        /// Accumulates that spikes caused.
        public var operations = 0
        /// Tokens of all sequences.
        public var tokens = 0
        /// Spikes of all sites; nil before the first prediction.
        public var spikes: SpikeStatistics?
    }

    private let model: any LanguageModel
    private let operations: SynapticOperations
    private let state = Mutex(Reading())

    /// Wraps a student.
    ///
    /// - Parameter student: the config of `model`.
    public init(_ model: any LanguageModel, student: SpikingBERTConfig) {
        self.model = model
        operations = SynapticOperations(student)
    }

    /// Sizes, label names and pooling.
    public var config: BERTConfig { model.config }

    /// What was counted so far.
    public var reading: Reading { state.withLock { $0 } }

    /// The model's predictions, counted.
    public func predict(_ batch: [TokenSequence]) throws -> Prediction {
        var logits = [[Float]](repeating: [], count: batch.count)
        var spikes: SpikeStatistics?
        let groups = Dictionary(grouping: batch.indices) { batch[$0].count }
        for (length, indices) in groups.sorted(by: { $0.key < $1.key }) {
            let part = try model.predict(indices.map { batch[$0] })
            for (index, row) in zip(indices, part.logits) { logits[index] = row }
            guard let fired = part.spikes else { continue }
            if spikes == nil { spikes = fired } else { spikes?.add(fired) }
            state.withLock { reading in
                reading.operations += operations.count(fired, length: length)
                reading.tokens += length * indices.count
                if reading.spikes == nil { reading.spikes = fired } else { reading.spikes?.add(fired) }
            }
        }
        return Prediction(logits: logits, spikes: spikes)
    }
}
