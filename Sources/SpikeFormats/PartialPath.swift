import Foundation

/// Where an output is written before it is complete.
enum PartialPath {
    /// A hidden name in the same folder, so that the rename stays on one file system.
    static func beside(_ url: URL, role: String = "partial") -> URL {
        let name = ".\(url.lastPathComponent).\(role)-\(ProcessInfo.processInfo.processIdentifier)"
        return url.deletingLastPathComponent().appendingPathComponent(name)
    }

    /// Renames, replacing a file or an empty folder.
    static func rename(_ source: URL, to destination: URL) throws(FormatError) {
        let (from, to) = (source.path, destination.path)
        guard Foundation.rename(from, to) == 0 else { throw .writing(to, errno) }
    }

    /// Trades two names in one step; false where the file system or the platform cannot.
    static func exchange(_ first: URL, _ second: URL) throws(FormatError) -> Bool {
        #if os(Linux)
            guard let renameat2 = linuxRenameAt2 else { return false }
            let exchangeFlag: UInt32 = 2
            let status = renameat2(AT_FDCWD, first.path, AT_FDCWD, second.path, exchangeFlag)
        #elseif canImport(Darwin)
            let status = renamex_np(first.path, second.path, UInt32(RENAME_SWAP))
        #else
            return false
        #endif
        if status == 0 { return true }
        let code = errno
        guard [ENOSYS, EINVAL, ENOTSUP].contains(code) else { throw .writing(second.path, code) }
        return false
    }

    #if os(Linux)
        private typealias RenameAt2 =
            @convention(c) (
                Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
            ) -> Int32

        /// The C library has it since 2018 but shows it to C with GNU extensions only, so it is looked up by name.
        private static let linuxRenameAt2: RenameAt2? = dlsym(nil, "renameat2").map {
            unsafeBitCast($0, to: RenameAt2.self)
        }
    #endif

    /// Makes a rename durable. A file system that cannot do this loses only the durability, so failure is no error.
    static func synchronizeParent(of url: URL) {
        let descriptor = open(url.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
