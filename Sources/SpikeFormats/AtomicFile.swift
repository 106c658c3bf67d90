import Foundation

/// Writes one file so that readers see the old content or the new, never a part.
public enum AtomicFile {
    /// Writes beside `url`, then renames over it.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`; then nothing has changed.
    public static func write(_ data: Data, to url: URL) throws(FormatError) {
        try write(to: url) { (writer) throws(FormatError) in try writer.write([UInt8](data)) }
    }

    /// Makes sure that `write(_:to:)` would find the folder and could write there, before work whose result goes there.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`.
    public static func checkWritable(_ url: URL) throws(FormatError) {
        let partial = PartialPath.beside(url)
        _ = try FileWriter(creating: partial)
        unlink(partial.path)
    }

    /// Writes piece by piece beside `url`, then renames over it.
    static func write(
        to url: URL, _ body: (borrowing FileWriter) throws(FormatError) -> Void
    ) throws(FormatError) {
        let partial = PartialPath.beside(url)
        do throws(FormatError) {
            let writer = try FileWriter(creating: partial)
            try body(writer)
            try writer.finish()
            try PartialPath.rename(partial, to: url)
        } catch {
            unlink(partial.path)
            throw error
        }
        PartialPath.synchronizeParent(of: url)
    }

    /// The same for a body with failures of its own, such as a computation that makes the content.
    ///
    /// - Throws: `FormatError`, or whatever `body` throws; then nothing has changed.
    package static func stream(to url: URL, _ body: (borrowing FileWriter) throws -> Void) throws {
        let partial = PartialPath.beside(url)
        do {
            let writer = try FileWriter(creating: partial)
            try body(writer)
            try writer.finish()
            try PartialPath.rename(partial, to: url)
        } catch {
            unlink(partial.path)
            throw error
        }
        PartialPath.synchronizeParent(of: url)
    }
}
