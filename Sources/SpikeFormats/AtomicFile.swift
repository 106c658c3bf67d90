import Foundation

/// Writes one file so that readers see the old content or the new, never a part.
public enum AtomicFile {
    /// Writes beside `url`, then renames over it.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`; then nothing has changed.
    public static func write(_ data: Data, to url: URL) throws(FormatError) {
        try write(to: url) { (writer) throws(FormatError) in try writer.write([UInt8](data)) }
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
            guard rename(partial.path, url.path) == 0 else { throw .writing(url.path, errno) }
        } catch {
            unlink(partial.path)
            throw error
        }
        PartialPath.synchronizeParent(of: url)
    }
}
