#if Training
    import Foundation

    /// One training: what it was made of, where it ran and what came out.
    public struct Run: Sendable, Equatable, Encodable {
        /// What was trained.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            /// A teacher, by `bitspike teacher`.
            case teacher
            /// A student, by `bitspike distill`.
            case distillation
            /// A student of a study, with its measurements.
            case studyCell
        }

        /// How far it got. A run whose process was killed stays `running` until it is resumed.
        public enum State: String, Sendable, Codable, CaseIterable {
            case running, finished, failed, interrupted
        }

        /// Number in the ledger; nil before it was added.
        public var id: Int64?
        /// When it was started first.
        public var started: Date
        /// When it finished, failed or was interrupted; nil while it runs.
        public var ended: Date?
        /// What was trained.
        public var kind: Kind
        /// How far it got.
        public var state: State
        /// Why it failed; one line.
        public var message: String?
        /// Name of the study that it belongs to.
        public var study: String?
        /// Identity of a study's cell: a hash of everything that decides its result.
        public var cell: String?
        /// Label of every axis of a study's cell.
        public var labels: [String: String]
        /// Name of the task.
        public var task: String
        /// The recipe as canonical JSON.
        public var recipe: String
        /// What the recipe is known by: of a student its digest, of a teacher the SHA-256 of `recipe`.
        public var recipeSHA256: String
        /// Seed of the recipe.
        public var seed: UInt64
        /// Folder of the teacher, or of the checkpoint that a teacher starts from.
        public var teacher: String
        /// The teacher's metrics on the same split; empty where it was not measured.
        public var teacherMetrics: [String: Double]
        /// The run's own results by name: losses of the last step, for a study's cell the task's metrics too.
        public var metrics: [String: Double]
        /// Sizes of a packed student; nil before it is packed.
        public var size: ModelSize?
        /// Seconds of all optimiser steps; nil before the training has ended.
        public var trainingSeconds: Double?
        /// Program and machine.
        public var machine: Machine
        /// Folder of the output.
        public var output: String
        /// Command line without the program's name; nil where it was not recorded.
        public var arguments: [String]?
        /// Folder that paths of `arguments` are relative to.
        public var folder: String?

        /// All but the recipe, which is JSON already.
        private enum CodingKeys: String, CodingKey {
            case id, started, ended, kind, state, message, study, cell, labels, task, recipeSHA256, seed, teacher
            case teacherMetrics, metrics, size, trainingSeconds, machine, output, arguments, folder
        }

        /// Creates a run that has just started.
        public init(
            kind: Kind, task: String, recipe: String, recipeSHA256: String, seed: UInt64, teacher: String,
            machine: Machine, output: String, study: String? = nil, cell: String? = nil,
            labels: [String: String] = [:], arguments: [String]? = nil, folder: String? = nil, started: Date
        ) {
            self.started = started
            self.kind = kind
            state = .running
            self.study = study
            self.cell = cell
            self.labels = labels
            self.task = task
            self.recipe = recipe
            self.recipeSHA256 = recipeSHA256
            self.seed = seed
            self.teacher = teacher
            teacherMetrics = [:]
            metrics = [:]
            self.machine = machine
            self.output = output
            self.arguments = arguments
            self.folder = folder
        }
    }
#endif
