#if Training
    import Foundation

    /// What the log of a finished training ends with.
    struct TrainingSummary: Codable, Equatable {
        /// Seconds of all optimiser steps, earlier parts of a resumed training included.
        var seconds: Double
        /// Losses and rates of the last step, by name.
        var values: [String: Double]

        /// Of a recipe whose stages have no steps, which leaves no log.
        static let untrained = TrainingSummary(seconds: 0, values: ["steps": 0])

        private init(seconds: Double, values: [String: Double]) {
            self.seconds = seconds
            self.values = values
        }

        /// The last line of `metrics.jsonl`; nil where there is none.
        init?(folder: URL) {
            let log = folder.appendingPathComponent("metrics.jsonl").path
            guard let data = FileManager.default.contents(atPath: log),
                let line = data.split(separator: UInt8(ascii: "\n")).last,
                let members = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any],
                let seconds = members["_runtime"] as? Double
            else { return nil }
            self.seconds = seconds
            let clocks: Set = ["_timestamp", "_runtime", "tokensPerSecond"]
            values = members.compactMapValues { $0 as? Double }.filter { !clocks.contains($0.key) }
            values["steps"] = values.removeValue(forKey: "_step")
        }
    }
#endif
