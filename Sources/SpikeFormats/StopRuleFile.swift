import Foundation
import SpikeModel

/// The stop rules beside a packed model, `stop_rules.json`: at most one of each kind.
public enum StopRuleFile {
    /// Name of the file.
    public static let name = "stop_rules.json"

    private struct Content: Codable {
        var rules: [StopRule]
    }

    /// The rules of a folder, checked; none where there is no file.
    ///
    /// - Throws: `FormatError` when the file is broken.
    public static func read(from folder: URL) throws(FormatError) -> [StopRule] {
        let url = folder.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        let content = try ConfigFile.read(Content.self, at: url)
        for rule in content.rules {
            try ConfigFile.validate(url.path) { () throws(ConfigError) in try rule.validate() }
        }
        return content.rules
    }

    /// Puts rules in place of those that were there.
    public static func write(_ rules: [StopRule], to folder: URL) throws(FormatError) {
        try ConfigFile.write(Content(rules: rules), to: folder.appendingPathComponent(name))
    }
}
