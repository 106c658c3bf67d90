import Foundation

/// The process's streams: data to standard output, everything else to standard error.
enum Console {
    /// Whether standard error is a terminal that may be drawn on.
    static let isInteractive = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// Whether colours are wanted (https://no-color.org).
    static let hasColor = isInteractive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

    /// Prints a line of data.
    static func data(_ line: String) { write("\(line)\n", to: STDOUT_FILENO) }

    /// Prints a line for people, in place of a line that was being redrawn.
    static func error(_ line: String) { write((isInteractive ? "\r\u{1B}[2K" : "") + "\(line)\n", to: STDERR_FILENO) }

    /// Replaces the current line on an interactive standard error.
    static func redraw(_ line: String) { write("\r\u{1B}[2K\(line)", to: STDERR_FILENO) }

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
        while case let chunk = try inputChunk(), !chunk.isEmpty {
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

    /// The next bytes of standard input as soon as there are any; empty at its end.
    private static func inputChunk() throws -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 { return Array(chunk[..<count]) }
            guard errno == EINTR else {
                throw InputError.impossible(
                    what: "standard input",
                    why:
                        "cannot be read (\(String(cString: strerror(errno)))); pipe lines into it, or give texts as arguments"
                )
            }
        }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                // Without a reader (`| head`) there is nobody left to tell; lost results must not look like success.
                if descriptor == STDOUT_FILENO, errno != EPIPE { giveUp(String(cString: strerror(errno))) }
                return
            }
        }
    }

    private static func giveUp(_ reason: String) -> Never {
        error("bitspike: standard output: cannot be written (\(reason)); what follows is lost")
        exit(ExitStatus.internalError.rawValue)
    }
}
