#if Training
    import ArgumentParser
    import Foundation
    import SpikeEngine
    import SpikeKernels

    /// What made a checkpoint, beside its recipe: enough to make it again, digit for digit where machine and threads agree.
    struct TrainingOrigin: Codable, Sendable, Equatable {
        /// Of bitspike.
        let version: String
        /// Revision of the checkout that the program was built in, `-dirty` when it has changes; nil outside of one.
        let commit: String?
        /// Name and version of the training engine.
        let engine: String
        /// The runtime's kernel set on this machine.
        let kernels: String
        let threads: Int
        let device: String

        /// This process.
        static func current(device: Device) throws -> TrainingOrigin {
            TrainingOrigin(
                version: BitspikeCommand.configuration.version, commit: commit(ofProgramAt: Bundle.main.executableURL),
                engine: "libtorch \(Engine.version)", kernels: try KernelChoice.selected().set.name,
                threads: Engine.threads, device: device.rawValue)
        }

        /// Asks git; an installed copy, or a machine without git, has no commit to name.
        static func commit(ofProgramAt program: URL?) -> String? {
            guard let folder = program?.resolvingSymlinksInPath().deletingLastPathComponent() else { return nil }
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "git", "-C", folder.path, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*",
            ]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return nil }
            let bytes = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let text = String(bytes: bytes, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            return process.terminationStatus == 0 && !text.isEmpty ? text : nil
        }
    }
#endif
