import Foundation

/// `model.safetensors.index.json`: which file of a split checkpoint holds which tensor.
struct ShardIndex {
    static let fileName = "model.safetensors.index.json"

    /// File name by tensor name.
    let files: [String: String]

    /// Reads and checks an index.
    ///
    /// - Throws: `FormatError.missing` or `.badJSON`; a file outside the folder is refused.
    init(at url: URL) throws(FormatError) {
        var files: [String: String]?
        var cursor = JSONCursor([UInt8](try ConfigFile.bytes(at: url)))
        do throws(JSONProblem) {
            try cursor.object { (key, cursor) throws(JSONProblem) in
                guard key == "weight_map" else { return try cursor.skipValue() }
                if files != nil { throw cursor.problem("weight_map occurs twice") }
                files = try Self.weightMap(&cursor)
            }
            try cursor.end()
        } catch {
            throw .badJSON(path: url.path, problem: error.message)
        }
        guard let files, !files.isEmpty else {
            throw .badJSON(path: url.path, problem: "weight_map is missing or empty")
        }
        self.files = files
    }

    private static func weightMap(_ cursor: inout JSONCursor) throws(JSONProblem) -> [String: String] {
        var files: [String: String] = [:]
        try cursor.object { (tensor, cursor) throws(JSONProblem) in
            let file = try cursor.string()
            if file.isEmpty || file.utf8.contains(UInt8(ascii: "/")) || file.utf8.contains(0) || file == "."
                || file == ".."
            {
                throw cursor.problem("shard '\(file)' of '\(tensor)' is no file name")
            }
            guard files.updateValue(file, forKey: tensor) == nil else {
                throw cursor.problem("tensor '\(tensor)' occurs twice in weight_map")
            }
        }
        return files
    }
}
