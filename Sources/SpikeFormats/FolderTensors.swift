import Foundation
import SpikeModel

/// The tensors of a model folder under canonical names, whether they lie in one file or in shards.
struct FolderTensors {
    static let fileName = "model.safetensors"
    private static let pickles = ["pytorch_model.bin", "pytorch_model.bin.index.json"]

    private let folder: URL
    private var files: [SafetensorsFile] = []
    private var places: [String: (file: Int, name: String)] = [:]

    /// Opens every file of the folder and checks all headers.
    init(folder: URL, canonical: (String) -> String? = { $0 }) throws(FormatError) {
        self.folder = folder
        func exists(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
        }
        if exists(Self.fileName) {
            let file = try SafetensorsFile(at: folder.appendingPathComponent(Self.fileName))
            try add(file, names: file.names, canonical)
        } else if exists(ShardIndex.fileName) {
            try addShards(canonical)
        } else if let pickle = Self.pickles.first(where: exists) {
            throw .pickle(path: folder.appendingPathComponent(pickle).path)
        } else {
            throw .missing(
                path: folder.appendingPathComponent(Self.fileName).path,
                fix: "give a folder with config.json and model.safetensors")
        }
    }

    private mutating func addShards(_ canonical: (String) -> String?) throws(FormatError) {
        let index = try ShardIndex(at: folder.appendingPathComponent(ShardIndex.fileName))
        let shards = Dictionary(grouping: index.files.keys) { index.files[$0] ?? "" }
        for (name, tensors) in shards.sorted(by: { $0.key < $1.key }) {
            let url = folder.appendingPathComponent(name)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw .missing(path: url.path, fix: "\(ShardIndex.fileName) names this shard; fetch it")
            }
            let file = try SafetensorsFile(at: url)
            for tensor in tensors.sorted() where file.info(named: tensor) == nil {
                throw .badTensor(path: url.path, tensor: tensor, problem: "is not in the shard that the index names")
            }
            try add(file, names: tensors.sorted(), canonical)
        }
    }

    private mutating func add(
        _ file: SafetensorsFile, names: [String], _ canonical: (String) -> String?
    ) throws(FormatError) {
        files.append(file)
        for name in names {
            guard let known = canonical(name) else { continue }
            if let other = places.updateValue((files.count - 1, name), forKey: known) {
                throw .badTensor(path: file.path, tensor: name, problem: "is the same weight as '\(other.name)'")
            }
        }
    }

    /// Canonical names, sorted.
    var names: [String] { places.keys.sorted() }

    /// What the header says about a tensor; nil when there is none.
    func info(_ name: String) -> TensorInfo? {
        places[name].flatMap { files[$0.file].info(named: $0.name) }
    }

    /// Checks that a tensor is there with this shape, without reading it.
    func check(_ tensor: TensorShape) throws(FormatError) {
        _ = try located(tensor)
    }

    /// The values of a tensor of this shape.
    func floats(_ tensor: TensorShape) throws(FormatError) -> [Float] {
        let place = try located(tensor)
        return try place.file.floats(named: place.name)
    }

    /// The values of a tensor of this shape, all finite.
    func finiteFloats(_ tensor: TensorShape) throws(FormatError) -> [Float] {
        let place = try located(tensor)
        let values = try place.file.floats(named: place.name)
        // A sum of products with zero is zero unless something is not finite; this runs at memory speed.
        guard values.reduce(Float(0), { $0 + $1 * 0 }) == 0 else {
            let index = values.firstIndex { !$0.isFinite } ?? 0
            throw .badTensor(
                path: place.file.path, tensor: place.name, problem: "value \(index) is \(values[index]), not finite")
        }
        return values
    }

    /// The bytes of a U8 tensor of this shape.
    func bytes(_ tensor: TensorShape) throws(FormatError) -> [UInt8] {
        let place = try located(tensor)
        try require(.uint8, place)
        return try place.file.bytes(named: place.name)
    }

    /// The bit patterns of an F16 tensor of this shape.
    func halves(_ tensor: TensorShape) throws(FormatError) -> [UInt16] {
        let place = try located(tensor)
        return try place.file.halves(named: place.name)
    }

    /// Path of the file that holds a tensor, or of the folder.
    func path(of name: String) -> String { places[name].map { files[$0.file].path } ?? folder.path }

    private func located(_ tensor: TensorShape) throws(FormatError) -> (file: SafetensorsFile, name: String) {
        guard let place = places[tensor.name] else {
            throw .missingTensor(path: files.count == 1 ? files[0].path : folder.path, tensor: tensor.name)
        }
        let file = files[place.file]
        let shape = try file.shape(named: place.name)
        guard shape == tensor.shape else {
            throw .wrongShape(path: file.path, tensor: place.name, expected: tensor.shape, actual: shape)
        }
        return (file, place.name)
    }

    private func require(_ type: TensorType, _ place: (file: SafetensorsFile, name: String)) throws(FormatError) {
        guard let info = place.file.info(named: place.name), info.type != type else { return }
        throw .wrongType(path: place.file.path, tensor: place.name, expected: type.rawValue, actual: info.type.rawValue)
    }
}
