import Foundation

/// A file mapped read-only into memory until the last reference goes.
///
/// Pages are read on first use, so opening costs nothing. A file that another program cuts short while it is mapped
/// ends this one with SIGBUS; every program that maps files has that limit.
package final class MappedFile: Sendable {
    package let path: String
    /// The whole file. Unsafe for the compiler alone: nobody writes these pages, and they stay until the last reference goes.
    nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer

    /// Maps a regular file.
    ///
    /// - Throws: `FormatError.missing` or `.unreadable`.
    package convenience init(at url: URL) throws(FormatError) {
        let path = url.path
        // A pipe would wait for a writer before it could be refused.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOENT { throw .missing(path: path, fix: "check the path") }
            throw .unreadable(path: path, reason: String(cString: strerror(code)))
        }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// Maps an open file, which may be closed afterwards.
    init(descriptor: Int32, path: String) throws(FormatError) {
        self.path = path
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "not a regular file")
        }
        let count = Int(status.st_size)
        if count == 0 {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
