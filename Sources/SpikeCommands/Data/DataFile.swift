/// A file whose content is known in advance.
package struct DataFile: Sendable, Equatable, Codable {
    /// File name.
    package let name: String
    /// Size.
    package let byteCount: Int
    /// Lower-case hexadecimal SHA-256.
    package let sha256: String

    /// Describes a file.
    package init(_ name: String, byteCount: Int, sha256: String) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}
