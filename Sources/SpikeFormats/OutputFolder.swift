import Foundation

/// Writes a folder so that it appears complete or not at all.
public enum OutputFolder {
    /// Lets `body` fill a hidden folder beside `destination`, then renames it into place.
    ///
    /// An empty folder at `destination` is taken over. A former output is replaced only when `replacing` says so.
    ///
    /// - Parameters:
    ///   - replacing: whether a former output at `destination` may be replaced.
    ///   - marker: the file that tells a former output from somebody's folder.
    /// - Throws: `FormatError` of the destination, or whatever `body` throws; then nothing is left behind.
    public static func write<Result>(
        to destination: URL, replacing: Bool = false, marker: String = "config.json",
        _ body: (URL) throws -> Result
    ) throws -> Result {
        let destination = destination.standardizedFileURL
        try check(destination, replacing: replacing, marker: marker)
        let partial = PartialPath.beside(destination)
        do {
            // A process that died under the same number may have left its folder.
            try? FileManager.default.removeItem(at: partial)
            try create(partial)
            let result = try body(partial)
            try move(partial, to: destination)
            return result
        } catch {
            try? FileManager.default.removeItem(at: partial)
            throw error
        }
    }

    /// Checks early, before hours of work, that `write` could put its result at `destination`.
    ///
    /// - Throws: `FormatError.destinationExists`, `.notAFormerOutput` or `.unwritable`.
    public static func check(
        _ destination: URL, replacing: Bool = false, marker: String = "config.json"
    ) throws(FormatError) {
        let path = destination.path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw .destinationExists(path: path) }
        do {
            if try FileManager.default.contentsOfDirectory(atPath: path).isEmpty { return }
        } catch {
            throw .unreadable(path: path, reason: "the folder cannot be listed")
        }
        guard replacing else { throw .destinationExists(path: path) }
        let mark = destination.appendingPathComponent(marker).path
        guard FileManager.default.fileExists(atPath: mark) else {
            throw .notAFormerOutput(path: path, marker: marker)
        }
    }

    private static func create(_ folder: URL) throws(FormatError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .writing(folder.path, error)
        }
    }

    private static func move(_ partial: URL, to destination: URL) throws(FormatError) {
        // Renaming onto an empty folder replaces it; a former output has to step aside first.
        if rename(partial.path, destination.path) != 0 {
            let former = PartialPath.beside(destination, role: "former")
            guard errno == ENOTEMPTY || errno == EEXIST, rename(destination.path, former.path) == 0 else {
                throw .writing(destination.path, errno)
            }
            if rename(partial.path, destination.path) != 0 {
                let code = errno
                rename(former.path, destination.path)
                throw .writing(destination.path, code)
            }
            try? FileManager.default.removeItem(at: former)
        }
        PartialPath.synchronizeParent(of: destination)
    }
}
