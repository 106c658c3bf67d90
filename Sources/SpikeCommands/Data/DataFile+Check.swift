import Foundation
import SpikeCore

extension DataFile {
    /// Checks that a file has the published content. Cost: reads the file once.
    ///
    /// - Throws: `DataError` when it is missing or differs.
    package func check(_ url: URL, package: String) throws(DataError) {
        let actual = try Self.digest(of: url, package: package)
        guard actual == sha256 else {
            throw .hashMismatch(file: url.lastPathComponent, expected: sha256, actual: actual)
        }
    }

    private static func digest(of url: URL, package: String) throws(DataError) -> String {
        var hash = SHA256()
        do {
            let file = try FileHandle(forReadingFrom: url)
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                piece.withUnsafeBytes { hash.update($0) }
            }
            try file.close()
        } catch {
            throw .missingFile(file: url.lastPathComponent, package: package)
        }
        return hash.hexDigest
    }
}
