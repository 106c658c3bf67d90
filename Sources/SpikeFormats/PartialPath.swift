import Foundation

/// Where an output is written before it is complete.
enum PartialPath {
    /// A hidden name in the same folder, so that the rename stays on one file system.
    static func beside(_ url: URL, role: String = "partial") -> URL {
        let name = ".\(url.lastPathComponent).\(role)-\(ProcessInfo.processInfo.processIdentifier)"
        return url.deletingLastPathComponent().appendingPathComponent(name)
    }

    /// Makes a rename durable. A file system that cannot do this loses only the durability, so failure is no error.
    static func synchronizeParent(of url: URL) {
        let descriptor = open(url.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
