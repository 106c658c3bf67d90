import SpikeModel

/// Meters of the three parts of attention of one head.
public struct AttentionMeter {
    /// What keys or values send, and what each of it takes for one query.
    struct Operand {
        let synapse: Operation
        /// Transmissions of a window, `[L][D]`.
        let events: [[Int]]
    }

    let softmax: OperationMeter
    private let scores: OperationMeter
    private let mix: OperationMeter
    private let key: Operand
    private let value: Operand
    private let columns: Range<Int>

    /// Meters of the head at `columns` of the keys and values of a layer.
    init(_ meter: OperationMeter, layer: Int, key: Operand, value: Operand, columns: Range<Int>) {
        softmax = meter.at(.softmax, layer: layer)
        scores = meter.at(.scores, layer: layer)
        mix = meter.at(.mix, layer: layer)
        self.key = key
        self.value = value
        self.columns = columns
    }

    /// One score was computed with the key of `token`: its synapses, and one scale.
    func scored(_ token: Int) {
        key.events[token][columns].forEach { scores.note(key.synapse, $0) }
        scores.note(.multiply)
    }

    /// The value of `token` was added with its probability.
    func mixed(_ token: Int) { value.events[token][columns].forEach { mix.note(value.synapse, $0) } }

    /// One context was scaled.
    func scaled() { mix.note(.multiply, columns.count) }
}
