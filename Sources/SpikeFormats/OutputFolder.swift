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
        try check(destination, replacing: replacing, marker: marker)
        // A link to a folder stays one, and the output lands where it leads.
        let destination = destination.standardizedFileURL.resolvingSymlinksInPath()
        let partial = PartialPath.beside(destination)
        do {
            // A process that died under the same number may have left its folder.
            try? FileManager.default.removeItem(at: partial)
            try create(partial)
            let result = try body(partial)
            // Somebody else may have been faster.
            try check(destination, replacing: replacing, marker: marker)
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
        if isEmpty(destination) { return }
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
        if FileManager.default.fileExists(atPath: destination.path), !isEmpty(destination) {
            try replace(destination, by: partial)
        } else {
            try PartialPath.rename(partial, to: destination)
        }
        PartialPath.synchronizeParent(of: destination)
    }

    /// Trades the two folders' names, so that at every moment one complete output has the destination's name.
    private static func replace(_ destination: URL, by partial: URL) throws(FormatError) {
        if try PartialPath.exchange(partial, destination) {
            try? FileManager.default.removeItem(at: partial)
            return
        }
        // This file system cannot trade names: for a moment the former output has a hidden one.
        let former = PartialPath.beside(destination, role: "former")
        try PartialPath.rename(destination, to: former)
        do throws(FormatError) {
            try PartialPath.rename(partial, to: destination)
        } catch {
            try PartialPath.rename(former, to: destination)
            throw error
        }
        try? FileManager.default.removeItem(at: former)
    }

    private static func isEmpty(_ folder: URL) -> Bool {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names?.isEmpty ?? false
    }
}
