import Foundation
import SpikeFormats

/// How an averaged teacher was made: `recipe.json` in its folder.
struct AverageRecord {
    private let task: String
    /// The teachers' own records.
    private let averaged: [Any]

    /// Nil when the teachers do not say which task they are for, because another tool made them.
    ///
    /// - Throws: `InputError` for teachers of different tasks, which may have the same labels.
    init?(of folders: [URL]) throws {
        let records = folders.compactMap { folder -> [String: Any]? in
            guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent("recipe.json").path)
            else { return nil }
            return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
        }
        guard records.count == folders.count, let task = records[0]["task"] as? String else { return nil }
        for (folder, record) in zip(folders, records) where record["task"] as? String ?? task != task {
            throw InputError.unsuitableModel(
                path: folder.relativePath,
                why:
                    "is a teacher of \(record["task"] ?? task), and the first one of \(task); average teachers of one task"
            )
        }
        self.task = task
        averaged = records
    }

    func write(into folder: URL) throws {
        let data = try JSONSerialization.data(
            withJSONObject: ["task": task, "averaged": averaged],
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        try AtomicFile.write(data, to: folder.appendingPathComponent("recipe.json"))
    }
}
