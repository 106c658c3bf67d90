import Foundation

/// The process's streams: data to standard output, everything else to standard error.
enum Console {
    /// Whether standard error is a terminal that may be drawn on.
    static let isInteractive = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// Whether colours are wanted (https://no-color.org).
    static let hasColor = isInteractive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

    /// Prints a line of data.
    static func data(_ line: String) { write("\(line)\n", to: .standardOutput) }

    /// Prints a line for people, in place of a line that was being redrawn.
    static func error(_ line: String) { write((isInteractive ? "\r\u{1B}[2K" : "") + "\(line)\n", to: .standardError) }

    /// Replaces the current line on an interactive standard error.
    static func redraw(_ line: String) { write("\r\u{1B}[2K\(line)", to: .standardError) }

    /// Prints a value as one line of JSON, keys sorted.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        data(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Lines of standard input as they come, without their line ends.
    static func forEachInputLine(_ body: (String) throws -> Void) throws {
        var pending: [UInt8] = []
        var number = 0
        func emit(_ bytes: some BidirectionalCollection<UInt8>) throws {
            number += 1
            let line = bytes.last == UInt8(ascii: "\r") ? Array(bytes.dropLast()) : Array(bytes)
            guard let text = String(validating: line, as: UTF8.self) else { throw InputError.invalidUTF8(line: number) }
            try body(text)
        }
        while case let chunk = FileHandle.standardInput.availableData, !chunk.isEmpty {
            pending += chunk
            var start = 0
            while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try emit(pending[start..<end])
                start = end + 1
            }
            pending.removeFirst(start)
        }
        if !pending.isEmpty { try emit(pending) }
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away (`| head`) must not crash the command; there is nobody left to tell.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
