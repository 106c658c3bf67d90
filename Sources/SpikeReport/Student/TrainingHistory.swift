import Foundation

/// What a training wrote down step by step: the lines of its `metrics.jsonl`.
public struct TrainingHistory: Sendable, Equatable {
    /// One step.
    public struct Step: Sendable, Equatable {
        /// From 1.
        public let number: Int
        /// Name of the stage, where it has stages.
        public let stage: String?
        /// Losses, rates and speeds by name.
        public let values: [String: Double]
    }

    /// In order; a step that was made again after an interruption is there once, as it was made last.
    public let steps: [Step]

    /// Reads the lines of a file.
    ///
    /// A last line without a line break is one that is being written, or was when the training was killed: it is left out.
    /// - Parameter path: for errors.
    /// - Throws: `ReportError.badMetrics`.
    public init(jsonLines: Data, path: String) throws(ReportError) {
        var steps: [Step] = []
        let complete = jsonLines.prefix(through: jsonLines.lastIndex(of: 0x0A) ?? jsonLines.startIndex - 1)
        for (index, line) in complete.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().enumerated() {
            let step = try Self.step(Data(line), path: path, line: index + 1)
            // Resuming goes back to the last saved state.
            while let last = steps.last, last.number >= step.number { steps.removeLast() }
            steps.append(step)
        }
        self.steps = steps
    }

    private static func step(_ line: Data, path: String, line number: Int) throws(ReportError) -> Step {
        let object: Any
        do { object = try JSONSerialization.jsonObject(with: line) } catch {
            throw .badMetrics(path: path, line: number, problem: "is no JSON")
        }
        guard let members = object as? [String: Any], let step = (members["_step"] as? NSNumber)?.intValue else {
            throw .badMetrics(path: path, line: number, problem: "has no number _step")
        }
        return Step(
            number: step, stage: members["stage"] as? String,
            values: members.filter { !$0.key.hasPrefix("_") }.compactMapValues { ($0 as? NSNumber)?.doubleValue })
    }

    /// Names of values that some step has, sorted.
    public var names: [String] { Set(steps.flatMap(\.values.keys)).sorted() }

    /// A curve of at most `count` points: means over equally many neighbouring steps.
    public func curve(_ name: String, points count: Int = 240) -> [(step: Double, value: Double)] {
        let known = steps.compactMap { step in step.values[name].map { (Double(step.number), $0) } }
            .filter { $0.1.isFinite }
        let length = max(1, (known.count + count - 1) / count)
        return stride(from: 0, to: known.count, by: length).map { start in
            let part = known[start..<min(start + length, known.count)]
            let size = Double(part.count)
            return (part.reduce(0) { $0 + $1.0 } / size, part.reduce(0) { $0 + $1.1 } / size)
        }
    }

    /// First step of every stage.
    public var stages: [(name: String, step: Int)] {
        var stages: [(name: String, step: Int)] = []
        for step in steps {
            guard let stage = step.stage, stages.last?.name != stage else { continue }
            stages.append((stage, step.number))
        }
        return stages
    }
}
