import Foundation

/// Committed expectations, made by the scripts under tools/make-goldens.
public struct Goldens {
    /// The `Goldens` folder beside a test file.
    public let folder: URL

    /// The goldens of the test target that asks; leave `file` at its default.
    public init(file: String = #filePath) {
        folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
    }

    /// Where a golden lies.
    public func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// The bytes of a golden.
    public func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

    /// A golden in JSON.
    public func json<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: data(name))
    }
}
