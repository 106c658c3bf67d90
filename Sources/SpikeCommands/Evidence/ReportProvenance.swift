import ArgumentParser
import Foundation
import SpikeCore
import SpikeReport

/// Where a student and the numbers of its report are from.
struct ReportProvenance {
    let facts: [StudentReport.Fact]
    /// `recipe.json`, as it is.
    let recipe: String?

    init(folder: URL, sample: SampleOptions, examples: Int, kernels: String) throws {
        let recipe = FileManager.default.contents(atPath: folder.appendingPathComponent("recipe.json").path)
        self.recipe = recipe.map { String(decoding: $0, as: UTF8.self) }
        var facts = [StudentReport.Fact("folder", folder.relativePath)]
        let weights = folder.appendingPathComponent("model.safetensors")
        if let data = try? Data(contentsOf: weights, options: .mappedIfSafe) {
            facts.append(.init("sha256 of model.safetensors", SHA256.hexDigest(Array(data))))
        }
        facts += Self.training(recipe)
        facts += [
            .init("measured on", "\(sample.description), \(examples) sequences"),
            .init("measured with", "bitspike \(BitspikeCommand.configuration.version), kernels \(kernels)"),
            .init("processor", ProcessorName.current),
            .init("written", Date().formatted(.iso8601)),
        ]
        self.facts = facts
    }

    /// What the record of the training says.
    private static func training(_ recipe: Data?) -> [StudentReport.Fact] {
        guard let recipe, let record = try? JSONSerialization.jsonObject(with: recipe) as? [String: Any] else {
            return []
        }
        let plan = record["recipe"] as? [String: Any] ?? [:]
        let origin = record["origin"] as? [String: Any] ?? [:]
        let named: [(String, Any?)] = [
            ("task", record["task"]), ("recipe", plan["name"]), ("recipe, sha256", record["recipeSHA256"]),
            ("seed", plan["seed"]), ("trained with bitspike", origin["version"]), ("commit", origin["commit"]),
            ("engine", origin["engine"]), ("device", origin["device"]), ("threads", origin["threads"]),
        ]
        return named.compactMap { name, value in value.map { StudentReport.Fact(name, "\($0)") } }
    }
}
