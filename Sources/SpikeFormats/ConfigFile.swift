import Foundation
import SpikeModel

/// Reads and writes JSON configs; every failure becomes one line that names file and key.
public enum ConfigFile {
    /// Larger files are no configs.
    public static let largestByteCount = 16 << 20

    /// Decodes a config.
    ///
    /// - Throws: `FormatError.missing`, `.badJSON` or `.badConfig`.
    public static func read<Config: Decodable>(
        _ type: Config.Type, at url: URL, maximumByteCount: Int = largestByteCount
    ) throws(FormatError) -> Config {
        let data = try bytes(at: url, maximumByteCount: maximumByteCount)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw explain(error, path: url.path)
        } catch {
            throw .badJSON(path: url.path, problem: "is not valid JSON")
        }
    }

    /// Encodes a config: sorted keys, indented, so that equal configs are equal files.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`.
    public static func write(_ config: some Encodable, to url: URL) throws(FormatError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try AtomicFile.write(try encoder.encode(config) + Data("\n".utf8), to: url)
        } catch {
            throw .writing(url.path, error)
        }
    }

    /// The bytes of a small file.
    static func bytes(at url: URL, maximumByteCount: Int = largestByteCount) throws(FormatError) -> Data {
        let file = try MappedFile(at: url)
        guard file.bytes.count <= maximumByteCount else {
            throw .badJSON(path: url.path, problem: "has \(file.bytes.count) bytes, over \(maximumByteCount)")
        }
        return Data(file.bytes)
    }

    /// Runs a config's own checks and adds the file's name to what they say.
    static func validate(_ path: String, _ body: () throws(ConfigError) -> Void) throws(FormatError) {
        do throws(ConfigError) {
            try body()
        } catch {
            if case .outOfRange(let key, let value, let allowed) = error {
                throw .badConfig(path: path, key: key, problem: "is \(value); allowed: \(allowed)")
            }
            throw .badConfig(path: path, key: "config", problem: error.description)
        }
    }

    private static func explain(_ error: DecodingError, path: String) -> FormatError {
        func key(_ codingPath: [any CodingKey]) -> String {
            codingPath.isEmpty ? "config" : codingPath.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let missing, let context):
            return .badConfig(path: path, key: key(context.codingPath + [missing]), problem: "is missing")
        case .typeMismatch(let type, let context):
            return .badConfig(path: path, key: key(context.codingPath), problem: "is no \(name(of: type))")
        case .valueNotFound(let type, let context):
            return .badConfig(path: path, key: key(context.codingPath), problem: "is null, not \(name(of: type))")
        case .dataCorrupted(let context):
            if context.codingPath.isEmpty { return .badJSON(path: path, problem: "is not valid JSON") }
            return .badConfig(path: path, key: key(context.codingPath), problem: context.debugDescription)
        @unknown default:
            return .badJSON(path: path, problem: "is not valid JSON")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is Int.Type: "integer"
        case is Double.Type, is Float.Type: "number"
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is any Collection.Type: "\(type)".hasPrefix("Dictionary") ? "object" : "list"
        default: "\(type)"
        }
    }
}
