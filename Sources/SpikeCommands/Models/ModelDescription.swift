import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel

/// Facts of a model folder, for `bitspike info`.
struct ModelDescription: Encodable {
    let kind: String
    let layers: Int
    let hiddenSize: Int
    let heads: Int
    let intermediateSize: Int
    let vocabularySize: Int
    let maximumPositions: Int
    let labels: [String]
    let pooling: String?
    let schedule: String?
    let timeSteps: Int?
    let spikeKind: String?
    /// Absent for ordinary neurons.
    let neuron: NeuronConfig?
    /// Absent for models that do not spike.
    let hasFeedback: Bool?
    let weightEncoding: String
    let encoderBytes: Int?
    let modelBytes: Int

    init(_ url: URL) throws {
        let (encoder, spiking, packed) = try Self.read(url)
        kind = try ModelKind(url).rawValue
        layers = encoder.layers
        hiddenSize = encoder.hiddenSize
        heads = encoder.heads
        intermediateSize = encoder.intermediateSize
        vocabularySize = encoder.vocabularySize
        maximumPositions = encoder.maximumPositions
        labels = encoder.labels
        pooling = encoder.pooling?.rawValue
        schedule = spiking?.schedule.rawValue
        timeSteps = spiking?.timeSteps
        spikeKind = spiking?.spikeKind.rawValue
        neuron = spiking.flatMap { $0.neuron == NeuronConfig() ? nil : $0.neuron }
        hasFeedback = spiking?.hasFeedback
        weightEncoding = (spiking?.weightEncoding ?? .float32).name
        encoderBytes = packed?.encoderByteCount
        modelBytes = try Self.weightBytes(url)
    }

    private static func read(_ url: URL) throws -> (BERTConfig, SpikingConfig?, PackedModel?) {
        switch try ModelKind(url) {
        case .teacher: return (try CheckpointFolder(at: url).config, nil, nil)
        case .checkpoint:
            let config = try StudentCheckpoint.read(from: url).config
            return (config.encoder, config.spiking, nil)
        case .packed:
            let model = try PackedModelFolder.read(from: url)
            return (model.config.encoder, model.config.spiking, model)
        }
    }

    /// Bytes of all safetensors files in a folder.
    static func weightBytes(_ url: URL) throws -> Int {
        let files = try FileManager.default.contentsOfDirectory(
            at: url.resolvingSymlinksInPath(), includingPropertiesForKeys: [.fileSizeKey])
        return try files.filter { $0.pathExtension == "safetensors" }.reduce(0) { total, file in
            total + (try file.resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
        }
    }

    /// For people.
    var lines: [String] {
        var rows = [
            ("kind", kind), ("layers", "\(layers)"), ("hiddenSize", "\(hiddenSize)"), ("heads", "\(heads)"),
            ("intermediateSize", "\(intermediateSize)"), ("vocabularySize", "\(vocabularySize)"),
            ("maximumPositions", "\(maximumPositions)"),
            ("labels", labels.isEmpty ? "none" : labels.joined(separator: ", ")), ("pooling", pooling ?? "none"),
        ]
        if let schedule, let timeSteps, let spikeKind {
            rows += [("schedule", schedule), ("timeSteps", "\(timeSteps)"), ("spikeKind", spikeKind)]
        }
        if hasFeedback == true { rows.append(("feedback", "from the last layer to the input")) }
        if let neuron { rows.append(("neuron", neuron.summary)) }
        rows.append(("weightEncoding", weightEncoding))
        if let encoderBytes { rows.append(("encoderBytes", "\(encoderBytes)")) }
        rows.append(("modelBytes", "\(modelBytes)"))
        return rows.map { "\($0.0.padding(toLength: 17, withPad: " ", startingAt: 0)) \($0.1)" }
    }
}
