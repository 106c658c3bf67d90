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
        let recipe = try Self.contents(of: "recipe.json", in: folder)
        self.recipe = recipe.map { String(decoding: $0, as: UTF8.self) }
        var facts = [StudentReport.Fact("folder", folder.relativePath)]
        if let weights = try Self.contents(of: "model.safetensors", in: folder) {
            facts.append(.init("sha256 of model.safetensors", SHA256.hexDigest(Array(weights))))
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

    /// A file that may be absent, but not unreadable.
    private static func contents(of name: String, in folder: URL) throws -> Data? {
        let path = folder.appendingPathComponent(name).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError.missing(path: path, fix: "make it readable")
        }
        return data
    }

    /// What the record of the training says.
    private static func training(_ recipe: Data?) -> [StudentReport.Fact] {
        guard let recipe else { return [] }
        guard let record = try? JSONSerialization.jsonObject(with: recipe) as? [String: Any] else {
            return [.init("recipe.json", "is no JSON object, so where the student is from is not known")]
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
