import Foundation

/// Where the content of one file is written before it is complete: a hidden file beside it, or the thing itself where the name
/// is a device's or a pipe's, which must not be replaced.
struct AtomicTarget {
    /// What is opened for writing.
    let partial: URL
    private let destination: URL
    private let isReplaced: Bool

    /// - Throws: `FormatError.unwritable` for a folder.
    init(_ url: URL) throws(FormatError) {
        var status = stat()
        guard stat(url.path, &status) == 0 else {
            (destination, partial, isReplaced) = (url, PartialPath.beside(url), true)
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .unwritable(path: url.path, reason: "it is a folder")
        case S_IFREG:
            // A link stays one: what it leads to is replaced.
            destination = url.resolvingSymlinksInPath()
            (partial, isReplaced) = (PartialPath.beside(destination), true)
        default: (destination, partial, isReplaced) = (url, url, false)
        }
    }

    /// Gives the complete content its name.
    func commit() throws(FormatError) {
        guard isReplaced else { return }
        try PartialPath.rename(partial, to: destination)
        PartialPath.synchronizeParent(of: destination)
    }

    /// Removes what was written.
    func discard() { if isReplaced { unlink(partial.path) } }
}
