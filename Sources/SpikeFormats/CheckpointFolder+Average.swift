import Foundation
import SpikeModel

extension CheckpointFolder {
    /// The mean of checkpoints that were fine-tuned from the same one: a uniform model soup (arXiv:2203.05482).
    ///
    /// It costs no more to run than one of them, and is often better than each. Means of checkpoints with different
    /// origins mean nothing, which nobody can tell from the files.
    ///
    /// - Parameter folders: at least one, all of one shape, with the same labels and pooling.
    /// - Throws: `FormatError` naming the folder that differs, or the tensor that cannot be read.
    public static func average(_ folders: [CheckpointFolder]) throws(FormatError) -> [String: FloatTensor] {
        guard let first = folders.first else { preconditionFailure("there must be something to average") }
        for folder in folders where folder.config != first.config {
            throw .badConfig(
                path: folder.folder.appendingPathComponent("config.json").path, key: "config",
                problem: "differs from that of \(first.folder.path), so the two have no mean")
        }
        let config = first.config
        let shapes =
            config.encoderTensors + config.classifierTensors + (config.pooling == .pooler ? config.poolerTensors : [])
        var means: [String: FloatTensor] = [:]
        for tensor in shapes {
            var sums = try first.floats(tensor.name, shape: tensor.shape)
            for folder in folders.dropFirst() {
                let values = try folder.floats(tensor.name, shape: tensor.shape)
                for index in sums.indices { sums[index] += values[index] }
            }
            let count = Float(folders.count)
            for index in sums.indices { sums[index] /= count }
            means[tensor.name] = FloatTensor(shape: tensor.shape, values: sums)
        }
        return means
    }
}
