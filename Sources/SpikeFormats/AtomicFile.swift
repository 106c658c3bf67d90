import Foundation

/// Writes one file so that readers see the old content or the new, never a part.
///
/// Devices and pipes are written to as they are, and so is the file that standard output was redirected to. A file that is
/// replaced keeps its permissions.
public enum AtomicFile {
    /// Writes beside `url`, then renames over it.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`; then no file has changed.
    public static func write(_ data: Data, to url: URL) throws(FormatError) {
        try write(to: url) { (writer) throws(FormatError) in try writer.write([UInt8](data)) }
    }

    /// Makes sure that `write(_:to:)` would find the folder and could write there, before work whose result goes there.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`.
    public static func checkWritable(_ url: URL) throws(FormatError) {
        let target = try AtomicTarget(url)
        do throws(FormatError) { try target.check() } catch { throw error.at(url) }
    }

    /// Writes piece by piece beside `url`, then renames over it.
    static func write(
        to url: URL, _ body: (borrowing FileWriter) throws(FormatError) -> Void
    ) throws(FormatError) {
        let target = try AtomicTarget(url)
        do throws(FormatError) {
            let writer = try target.writer()
            try body(writer)
            try writer.finish()
            try target.commit()
        } catch {
            target.discard()
            throw error.at(url)
        }
    }

    /// The same for a body with failures of its own, such as a computation that makes the content.
    ///
    /// - Throws: `FormatError`, or whatever `body` throws; then nothing has changed.
    package static func stream(to url: URL, _ body: (borrowing FileWriter) throws -> Void) throws {
        let target = try AtomicTarget(url)
        do {
            let writer = try target.writer()
            try body(writer)
            try writer.finish()
            try target.commit()
        } catch let error as FormatError {
            target.discard()
            throw error.at(url)
        } catch {
            target.discard()
            throw error
        }
    }
}

extension FormatError {
    /// The same failure of a write, under the name that the user knows.
    fileprivate func at(_ url: URL) -> FormatError {
        switch self {
        case .diskFull: .diskFull(path: url.path)
        case .unwritable(_, let reason): .unwritable(path: url.path, reason: reason)
        default: self
        }
    }
}
