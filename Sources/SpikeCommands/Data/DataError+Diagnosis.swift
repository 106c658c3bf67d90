import Foundation

extension DataError {
    /// What a failed python3 tool meant, read from its output.
    package init(status: Int32, output: String, command: String, item: DataItem) {
        func mentions(_ signs: String...) -> Bool { signs.contains { output.contains($0) } }
        if status == 127 {
            self = .noPython
        } else if mentions("No module named pip") {
            self = .noPip
        } else if mentions("No space left on device", "Errno 28", "Disk quota exceeded") {
            self = .diskFull(path: item.name)
        } else if mentions("DO NOT MATCH THE HASHES") {
            self = Self.mismatch(in: output, item: item)
        } else if mentions(
            "NewConnectionError", "Max retries exceeded", "ConnectTimeoutError", "ProxyError", "NameResolution")
        {
            self = .noNetwork(item: item.name)
        } else if mentions("No matching distribution found") {
            self = .notFound(item: item.name, packages: item.sources.map(\.requirement))
        } else {
            let lines = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let last = lines.last { $0.hasPrefix("ERROR") } ?? lines.last { !$0.isEmpty }
            self = .toolFailed(command: command, reason: String((last ?? "exit status \(status)").prefix(160)))
        }
    }

    /// pip prints `Expected sha256 …` and `Got …`.
    private static func mismatch(in output: String, item: DataItem) -> DataError {
        func word(after sign: String) -> String {
            guard let start = output.range(of: sign)?.upperBound else { return "unknown" }
            return String(output[start...].prefix { $0.isHexDigit })
        }
        return .hashMismatch(
            file: item.name + " package", expected: word(after: "Expected sha256 "), actual: word(after: "Got        "))
    }

    /// What a failed file operation meant.
    package init(writing path: String, _ error: any Error) {
        let cocoa = error as? CocoaError
        let underlying = (cocoa?.userInfo[NSUnderlyingErrorKey] as? any Error) as NSError?
        if cocoa?.code == .fileWriteOutOfSpace || underlying?.code == Int(ENOSPC) {
            self = .diskFull(path: path)
        } else if cocoa?.code == .fileWriteNoPermission {
            self = .notWritable(path: path, reason: "permission denied")
        } else {
            self = .notWritable(path: path, reason: error.localizedDescription)
        }
    }
}
