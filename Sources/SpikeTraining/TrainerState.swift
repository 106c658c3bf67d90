#if Training
    import Foundation
    import SpikeEngine
    import SpikeFormats

    /// Everything a training needs to go on bit for bit: parameters, moments, and how far it was.
    ///
    /// Random state is not in it, because every step seeds the engine from the run's seed and the step's number.
    public struct TrainerState: Sendable {
        /// What is known without the tensors; `state.json`.
        public struct Progress: Codable, Sendable, Equatable {
            /// Optimiser steps done.
            public var step: Int
            /// Real tokens seen.
            public var tokens: Int
            /// Seconds of training so far.
            public var seconds: Double
            /// SHA-256 of what must not change between start and resumption: recipe, teacher, data.
            public var fingerprint: String
            /// Type of matrix products, `float32` or `bfloat16`: what was measured to be faster at the start must not change.
            public var matrixType: String
            /// The spike rate that was measured last and is reported until the next measurement.
            public var meanSpikeRate: Double?
            /// Per stage, whether its targets were stored: they differ in last bits from those of a batch, so that a disk that
            /// was full at the start stays unused. Nil before that is decided.
            public var storedTargets: [Bool]?

            /// Creates a progress.
            public init(
                step: Int, tokens: Int, seconds: Double, fingerprint: String, matrixType: String,
                meanSpikeRate: Double? = nil
            ) {
                self.step = step
                self.tokens = tokens
                self.seconds = seconds
                self.fingerprint = fingerprint
                self.matrixType = matrixType
                self.meanSpikeRate = meanSpikeRate
            }
        }

        private static let progressFile = "state.json"
        private static let tensorFile = "state.safetensors"

        /// Writes a state folder, complete or not at all.
        public static func write(
            _ progress: Progress, parameters: ParameterStore, optimizer: AdamW, to folder: URL
        ) throws {
            var writer = SafetensorsWriter()
            for name in parameters.names { try writer.add(name, parameters[name]) }
            for (group, states) in optimizer.moments.enumerated() {
                for (index, state) in states.enumerated() {
                    let prefix = "optimizer.\(group).\(index)."
                    try writer.add(prefix + "first", state.first)
                    try writer.add(prefix + "second", state.second)
                    try writer.add(prefix + "steps", state.steps)
                }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let json = try encoder.encode(progress)
            try OutputFolder.write(to: folder, replacing: true, marker: progressFile) { partial in
                try writer.write(to: partial.appendingPathComponent(tensorFile))
                try AtomicFile.write(json, to: partial.appendingPathComponent(progressFile))
            }
        }

        /// Whether there is a state to resume.
        public static func exists(at folder: URL) -> Bool {
            FileManager.default.fileExists(atPath: folder.appendingPathComponent(progressFile).path)
        }

        /// The progress of a state folder.
        public static func progress(at folder: URL) throws -> Progress {
            try ConfigFile.read(Progress.self, at: folder.appendingPathComponent(progressFile))
        }

        /// Puts the tensors of a state folder into `parameters` and `optimizer`.
        public static func restore(parameters: ParameterStore, optimizer: AdamW, from folder: URL) throws {
            let file = try SafetensorsFile(at: folder.appendingPathComponent(tensorFile))
            func restore(_ name: String, into tensor: Tensor) throws {
                let values = try file.floats(named: name)
                let shape = try file.shape(named: name)
                guard shape == tensor.shape else {
                    throw FormatError.wrongShape(path: file.path, tensor: name, expected: tensor.shape, actual: shape)
                }
                tensor.copy(from: Tensor(values, shape: shape))
            }
            for name in parameters.names { try restore(name, into: parameters[name]) }
            for (group, states) in optimizer.moments.enumerated() {
                for (index, state) in states.enumerated() {
                    let prefix = "optimizer.\(group).\(index)."
                    try restore(prefix + "first", into: state.first)
                    try restore(prefix + "second", into: state.second)
                    try restore(prefix + "steps", into: state.steps)
                }
            }
            try Engine.check()
        }
    }

    extension SafetensorsWriter {
        /// Adds a tensor of the engine as F32.
        fileprivate mutating func add(_ name: String, _ tensor: Tensor) throws {
            add(name, floats: try tensor.floats(), shape: tensor.shape)
        }
    }
#endif
