import Foundation

/// A file that one process at a time has; the system gives it back when the process ends, however it ends.
public final class FileLock {
    private let descriptor: Int32

    /// Takes the file, making it where it is not there; nil when it is taken already.
    ///
    /// A file system without locks gives it to everybody.
    ///
    /// - Throws: `FormatError.unwritable` when the file cannot be made.
    public init?(_ url: URL) throws(FormatError) {
        descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .unwritable(path: url.path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
