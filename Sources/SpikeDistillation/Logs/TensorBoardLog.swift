#if Training
    import Foundation
    import SpikeFormats

    /// Scalars as TensorBoard event files: TFRecord frames of hand-encoded protocol buffers.
    ///
    /// Frame: u64 length, masked CRC-32C of it, payload, masked CRC-32C of the payload; mask(c) = rotr(c, 15) + 0xa282ead8.
    final class TensorBoardLog {
        /// Start of the files' names.
        static let filePrefix = "events.out.tfevents."

        private let handle: FileHandle
        private let path: String

        /// Starts a file of its own in `folder`. What earlier files say of steps after `step` belongs to a run that was killed
        /// later than its last save, and TensorBoard is told to drop it.
        init(folder: URL, resumedAt step: Int) throws {
            let seconds = Int(Date().timeIntervalSince1970)
            let process = ProcessInfo.processInfo
            let name = "\(Self.filePrefix)\(seconds).\(process.hostName).\(process.processIdentifier).0"
            path = folder.appendingPathComponent(name).path
            guard FileManager.default.createFile(atPath: path, contents: nil),
                let handle = FileHandle(forWritingAtPath: path)
            else {
                throw FormatError.unwritable(path: path, reason: "the file cannot be opened")
            }
            self.handle = handle
            var event = EventMessage()
            event.add(field: 1, double: Double(seconds))
            event.add(field: 3, bytes: Array("brain.Event:2".utf8))
            try write(event)
            if step > 0 { try write(Self.sessionStart(step: step + 1)) }
        }

        /// Readers drop the events from `step` on that earlier files hold (`SessionLog.START` of event.proto).
        private static func sessionStart(step: Int) -> EventMessage {
            var session = EventMessage()
            session.add(field: 1, integer: 1)
            var event = EventMessage()
            event.add(field: 1, double: Date().timeIntervalSince1970)
            event.add(field: 2, integer: UInt64(step))
            event.add(field: 7, bytes: session.bytes)
            return event
        }

        deinit { try? handle.close() }

        func append(_ report: StepReport) throws {
            var summary = EventMessage()
            var scalars = report.parts + [("loss", report.loss), ("learningRate", report.learningRate)]
            if let rate = report.meanSpikeRate { scalars.append(("meanSpikeRate", rate)) }
            for (name, value) in scalars {
                var scalar = EventMessage()
                scalar.add(field: 1, bytes: Array(name.utf8))
                scalar.add(field: 2, float: Float(value))
                summary.add(field: 1, bytes: scalar.bytes)
            }
            var event = EventMessage()
            event.add(field: 1, double: Date().timeIntervalSince1970)
            event.add(field: 2, integer: UInt64(report.step))
            event.add(field: 5, bytes: summary.bytes)
            try write(event)
        }

        func flush() throws {
            do { try handle.synchronize() } catch {
                throw FormatError.unwritable(path: path, reason: "is the disk full?")
            }
        }

        private func write(_ event: EventMessage) throws {
            var frame: [UInt8] = []
            let length = withUnsafeBytes(of: UInt64(event.bytes.count).littleEndian) { Array($0) }
            frame += length
            frame += withUnsafeBytes(of: CRC32C.masked(length).littleEndian) { Array($0) }
            frame += event.bytes
            frame += withUnsafeBytes(of: CRC32C.masked(event.bytes).littleEndian) { Array($0) }
            do { try handle.write(contentsOf: Data(frame)) } catch {
                throw FormatError.unwritable(path: path, reason: "is the disk full?")
            }
        }
    }
#endif
