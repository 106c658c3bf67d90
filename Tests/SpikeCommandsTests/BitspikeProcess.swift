import Foundation
import Testing

/// The real `bitspike` executable, run as a stranger runs it.
struct BitspikeProcess {
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// Lines of standard output.
        var lines: [String] {
            output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// `bitspike` beside the test bundle, where SwiftPM puts both; nil when only the tests were built.
    static let executable: URL? = {
        // The bundle is the process itself on Linux and an argument of a helper on macOS.
        let paths = CommandLine.arguments + [Bundle.main.executablePath ?? ""]
        let folders = paths.filter { $0.contains(".xctest") || $0.hasPrefix("/") }.flatMap { path in
            sequence(first: URL(fileURLWithPath: path).deletingLastPathComponent()) {
                $0.path == "/" ? nil : $0.deletingLastPathComponent()
            }.prefix(4)
        }
        return folders.map { $0.appendingPathComponent("bitspike") }.first {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder)
            return isThere && !isFolder.boolValue
        }
    }()
    static let isBuilt = executable != nil
    static let needsExecutable: Comment = "the bitspike executable is not beside the tests; build everything first"

    let process = Process()
    private let streams: URL

    /// Starts a command in `folder`, which is also its working directory.
    ///
    /// - Parameter fileBlocks: largest file it can write, in units of 512 bytes: a disk that is full for everything larger.
    init(
        _ arguments: [String], in folder: URL, input: Data = Data(), environment: [String: String] = [:],
        fileBlocks: Int? = nil
    ) throws {
        streams = folder.appendingPathComponent("streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        func file(_ name: String) -> URL { streams.appendingPathComponent(name) }
        for (name, data) in [("in", input), ("out", Data()), ("err", Data())] { try data.write(to: file(name)) }
        if let fileBlocks {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments =
                ["-c", "trap '' XFSZ; ulimit -f \(fileBlocks); exec \"$0\" \"$@\"", Self.executable?.path ?? ""]
                + arguments
        } else {
            process.executableURL = Self.executable
            process.arguments = arguments
        }
        process.currentDirectoryURL = folder
        // Spinning threads of OpenMP would fight with the tests beside them.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["OMP_WAIT_POLICY": "passive"]) { $1 }.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: file("in"))
        process.standardOutput = try FileHandle(forWritingTo: file("out"))
        process.standardError = try FileHandle(forWritingTo: file("err"))
        try process.run()
    }

    /// Waits for the end; the files of the streams are removed.
    func finish() throws -> Result {
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: streams.appendingPathComponent(name)), as: UTF8.self)
        }
        let result = Result(status: process.terminationStatus, output: try text("out"), errors: try text("err"))
        try FileManager.default.removeItem(at: streams)
        return result
    }

    /// Runs a command to its end.
    static func run(
        _ arguments: [String], in folder: URL, input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        try BitspikeProcess(arguments, in: folder, input: Data(input.utf8), environment: environment).finish()
    }
}
