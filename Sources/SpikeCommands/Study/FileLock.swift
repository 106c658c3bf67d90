#if Training
    import Foundation
    import SpikeFormats

    /// A file that one process at a time has; the system gives it back when the process ends, however it ends.
    final class FileLock {
        private let descriptor: Int32

        /// nil when another process has it.
        init?(_ url: URL) throws {
            descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw FormatError.unwritable(path: url.path, reason: String(cString: strerror(errno)))
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        }

        deinit { if descriptor >= 0 { close(descriptor) } }
    }
#endif
