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

    /// Means of some values over the same bins of neighbouring steps, at most `count`; nil where no step of a bin has a finite one.
    public func curves(_ names: [String], points count: Int = 240) -> [(step: Double, values: [Double?])] {
        let length = max(1, (steps.count + count - 1) / count)
        return stride(from: 0, to: steps.count, by: length).map { start in
            let part = steps[start..<min(start + length, steps.count)]
            let values = names.map { name -> Double? in
                let known = part.compactMap { $0.values[name] }.filter(\.isFinite)
                return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            }
            return (part.reduce(0) { $0 + Double($1.number) } / Double(part.count), values)
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
