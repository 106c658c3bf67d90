import Foundation
import SpikeModel

/// Writes single-precision tensors into the weights file of a folder.
enum TensorFolderWriter {
    /// Checks that all required tensors are there with their shapes, and all values finite.
    static func check(
        _ tensors: [String: FloatTensor], required: [TensorShape], path: String
    ) throws(FormatError) {
        for need in required {
            guard let tensor = tensors[need.name] else { throw .missingTensor(path: path, tensor: need.name) }
            guard tensor.shape == need.shape else {
                throw .wrongShape(path: path, tensor: need.name, expected: need.shape, actual: tensor.shape)
            }
        }
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard let index = tensor.values.firstIndex(where: { !$0.isFinite }) else { continue }
            throw .badTensor(
                path: path, tensor: name, problem: "value \(index) is \(tensor.values[index]), not finite")
        }
    }

    /// Writes `model.safetensors`.
    static func write(_ tensors: [String: FloatTensor], to folder: URL) throws(FormatError) {
        var writer = SafetensorsWriter()
        for (name, tensor) in tensors { writer.add(name, floats: tensor.values, shape: tensor.shape) }
        try writer.write(to: folder.appendingPathComponent(FolderTensors.fileName))
    }
}
