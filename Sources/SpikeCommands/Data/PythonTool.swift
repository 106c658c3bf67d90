import Foundation

/// Runs modules of python3 as child processes.
package struct PythonTool: Sendable {
    /// Variables that are set for the child, on top of this process's own.
    private let environment: [String: String]

    /// Creates a runner.
    package init(environment: [String: String] = [:]) { self.environment = environment }

    /// Runs `python3 -m <arguments>` and waits for it.
    ///
    /// - Parameter log: file that takes its output; overwritten.
    /// - Throws: `DataError` that says what is missing or what went wrong.
    package func run(module arguments: [String], item: DataItem, log: URL) throws(DataError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-m"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        do {
            try Data().write(to: log)
            let output = try FileHandle(forWritingTo: log)
            process.standardOutput = output
            process.standardError = output
            try process.run()
            process.waitUntilExit()
            try output.close()
        } catch {
            throw DataError(writing: log.deletingLastPathComponent().path, error)
        }
        guard process.terminationStatus != 0 else { return }
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        let command = "python3 -m " + arguments.prefix(2).joined(separator: " ")
        throw DataError(status: process.terminationStatus, output: text, command: command, item: item)
    }
}
