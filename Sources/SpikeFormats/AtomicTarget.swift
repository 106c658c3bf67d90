import Foundation

/// Where the content of one file is written before it is complete: a hidden file beside it, or the thing itself where the name
/// is that of a device, of a pipe or of standard output, which must not be replaced.
struct AtomicTarget {
    private enum Place {
        /// A new file that takes the name when it is complete, with the permissions of the former one.
        case replaced(permissions: mode_t?)
        case itself
        case standardOutput
    }

    private let place: Place
    private let destination: URL
    private let partial: URL

    /// - Throws: `FormatError.unwritable` for a folder.
    init(_ url: URL) throws(FormatError) {
        var status = stat()
        guard stat(url.path, &status) == 0 else {
            (destination, partial, place) = (url, PartialPath.beside(url), .replaced(permissions: nil))
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .unwritable(path: url.path, reason: "it is a folder")
        case _ where Self.isStandardOutput(status): (destination, partial, place) = (url, url, .standardOutput)
        case S_IFREG:
            // A link stays one: what it leads to is replaced.
            destination = url.resolvingSymlinksInPath()
            (partial, place) = (PartialPath.beside(destination), .replaced(permissions: status.st_mode & 0o777))
        default: (destination, partial, place) = (url, url, .itself)
        }
    }

    /// Whether a file is what standard output was redirected to: others write there too, so it is gone on with.
    private static func isStandardOutput(_ file: stat) -> Bool {
        var output = stat()
        return fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == file.st_dev && output.st_ino == file.st_ino
    }

    /// What the content is written with.
    func writer() throws(FormatError) -> FileWriter {
        switch place {
        case .standardOutput: return try FileWriter(duplicating: STDOUT_FILENO, path: destination.path)
        case .itself: return try FileWriter(creating: partial)
        case .replaced(let permissions):
            // Nobody reads what may be private before it has its permissions.
            return try FileWriter(creating: partial, permissions: permissions == nil ? 0o644 : 0o600)
        }
    }

    /// Makes sure that content could be written. Pipes are not opened: their readers would take that for the end.
    func check() throws(FormatError) {
        switch place {
        case .standardOutput: break
        case .itself:
            guard access(destination.path, W_OK) == 0 else { throw .writing(destination.path, errno) }
        case .replaced:
            _ = try FileWriter(creating: partial)
            discard()
        }
    }

    /// Gives the complete content its name.
    func commit() throws(FormatError) {
        guard case .replaced(let permissions) = place else { return }
        if let permissions { try set(permissions) }
        try PartialPath.rename(partial, to: destination)
        PartialPath.synchronizeParent(of: destination)
    }

    /// Some file systems have the same permissions for all files and let nobody set any.
    private func set(_ permissions: mode_t) throws(FormatError) {
        var status = stat()
        guard stat(partial.path, &status) != 0 || status.st_mode & 0o777 != permissions else { return }
        guard chmod(partial.path, permissions) == 0 else { throw .writing(partial.path, errno) }
    }

    /// Removes what was written.
    func discard() {
        if case .replaced = place { unlink(partial.path) }
    }
}
