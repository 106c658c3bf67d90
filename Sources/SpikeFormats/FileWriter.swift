import Foundation

/// A new file that is written from front to back; `finish` makes sure that it reached the disk.
package struct FileWriter: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Creates the file, with these permissions, or empties it.
    package init(creating url: URL, permissions: mode_t = 0o644) throws(FormatError) {
        path = url.path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw .writing(path, errno) }
    }

    /// Goes on where an open file is.
    init(duplicating open: Int32, path: String) throws(FormatError) {
        self.path = path
        descriptor = fcntl(open, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { throw .writing(path, errno) }
    }

    /// Creates a file in `folder` that has no name any more: nothing is left of it when the process ends, however it does.
    package init(namelessIn folder: URL) throws(FormatError) {
        path = folder.appendingPathComponent(".nameless-\(UUID().uuidString)").path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .writing(path, errno) }
        unlink(path)
    }

    /// Maps what was written so far; only of a nameless file.
    package func mapped() throws(FormatError) -> MappedFile { try MappedFile(descriptor: descriptor, path: path) }

    /// Appends bytes.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        var rest = bytes
        while !rest.isEmpty {
            // Linux and macOS refuse or cut single writes of 2 GiB and more.
            let count = Foundation.write(descriptor, rest.baseAddress, min(rest.count, 1 << 30))
            if count < 0 {
                if errno == EINTR { continue }
                throw .writing(path, errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Appends the bytes of an array.
    package func write<Element: BitwiseCopyable>(_ values: [Element]) throws(FormatError) {
        do {
            try values.withUnsafeBytes { try write($0) }
        } catch let error as FormatError {
            throw error
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    /// Waits until the disk has the bytes; a full disk may show only here.
    package func finish() throws(FormatError) {
        // Pipes and devices cannot be synchronised, and need not be.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw .writing(path, errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

extension FormatError {
    /// The error of a failed write, from `errno`.
    static func writing(_ path: String, _ code: Int32) -> FormatError {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        default: .unwritable(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// Any other error of a write, told as one line.
    static func writing(_ path: String, _ error: any Error) -> FormatError {
        if let error = error as? FormatError { return error }
        if let error = error as? CocoaError {
            if error.code == .fileWriteOutOfSpace { return .diskFull(path: path) }
            if let system = error.underlying as? POSIXError { return .writing(path, system.code.rawValue) }
        }
        return .unwritable(path: path, reason: "\(error)")
    }
}
