import SpikeModel

/// Ranges of the values that scale weights and membrane potentials.
enum SiteValues {
    /// Whether zero or negative values of a tensor would have no meaning.
    static func mustBePositive(_ name: String) -> Bool {
        [TensorNames.firingThreshold, TensorNames.gain, TensorNames.weightScale].contains { name.hasSuffix($0) }
    }

    /// Checks values that must be positive.
    static func checkPositive(_ values: [Float], tensor: String, path: String) throws(FormatError) {
        guard let index = values.firstIndex(where: { !($0 > 0) }) else { return }
        throw .badTensor(path: path, tensor: tensor, problem: "value \(index) is \(values[index]), not positive")
    }

    /// Checks step multipliers of salient channels.
    static func checkMultipliers(_ values: some Sequence<Float>, tensor: String, path: String) throws(FormatError) {
        for (index, value) in values.enumerated() where value != 1 && value != 2 && value != 4 {
            throw .badTensor(path: path, tensor: tensor, problem: "value \(index) is \(value); allowed: 1, 2, 4")
        }
    }
}
