#if Training
    import Foundation
    import SpikeFormats

    /// `metrics.jsonl`: one JSON object a step, keys as experiment trackers expect them (`_step`, `_timestamp`, `_runtime`).
    final class MetricsLog {
        /// Name of the file.
        static let fileName = "metrics.jsonl"

        private let handle: FileHandle
        private let path: String

        /// Opens the log of `folder` for appending; lines with `_step` above `keepingSteps` are dropped first.
        init(folder: URL, keepingSteps step: Int) throws {
            let url = folder.appendingPathComponent(Self.fileName)
            path = url.path
            let former = try Self.content(of: url)
            let kept = former.split(separator: UInt8(ascii: "\n")).filter { line in
                guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
                    let logged = object["_step"] as? Int
                else { return false }
                return logged <= step
            }
            try AtomicFile.write(Data(kept.map { $0 + [UInt8(ascii: "\n")] }.joined()), to: url)
            guard let handle = FileHandle(forWritingAtPath: path) else {
                throw FormatError.unwritable(path: path, reason: "the file cannot be opened")
            }
            self.handle = handle
            try handle.seekToEnd()
        }

        deinit { try? handle.close() }

        /// A log that is there and cannot be read is an error, because it would be written anew.
        private static func content(of url: URL) throws -> Data {
            guard FileManager.default.fileExists(atPath: url.path) else { return Data() }
            do { return try Data(contentsOf: url) } catch {
                throw FormatError.unreadable(path: url.path, reason: "the log of the training to go on with")
            }
        }

        func append(_ report: StepReport) throws {
            var members = [
                #""_step":\#(report.step)"#, #""_timestamp":\#(Date().timeIntervalSince1970)"#,
                #""_runtime":\#(report.seconds)"#, #""stage":"\#(report.stage)""#,
                #""loss":\#(Self.number(report.loss))"#,
            ]
            members += report.parts.map { #""\#($0.name)":\#(Self.number($0.value))"# }
            members += [
                #""learningRate":\#(report.learningRate)"#, #""gradientNorm":\#(Self.number(report.gradientNorm))"#,
                #""tokens":\#(report.tokens)"#, #""tokensPerSecond":\#(report.tokensPerSecond)"#,
            ]
            if let rate = report.meanSpikeRate { members.append(#""meanSpikeRate":\#(rate)"#) }
            do { try handle.write(contentsOf: Data("{\(members.joined(separator: ","))}\n".utf8)) } catch {
                throw FormatError.unwritable(path: path, reason: "is the disk full?")
            }
        }

        /// JSON has neither NaN nor infinity.
        private static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
            value.isFinite ? value.description : "null"
        }

        func flush() throws {
            do { try handle.synchronize() } catch {
                throw FormatError.unwritable(path: path, reason: "is the disk full?")
            }
        }
    }
#endif
