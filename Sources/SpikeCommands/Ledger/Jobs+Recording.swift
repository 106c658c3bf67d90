#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeLedger

    extension TeacherJob {
        /// Runs and records it.
        func run(recordedIn ledger: URL) throws {
            try check()
            let json = try recipe.encoded()
            let run = Run(
                .teacher, task: task.name, recipe: json, digest: SHA256.hexDigest(Array(json)), seed: recipe.seed,
                teacher: base,
                output: output, origin: try .current(device: device))
            try RunRecorder.record(run, in: ledger, resuming: resume, output: output) { try self.run() }
        }
    }

    extension DistillJob {
        /// The ledger's word for a distillation on plain text alone.
        private static let noTask = "general"

        /// Runs and records it.
        func run(recordedIn ledger: URL) throws {
            try check()
            let run = Run(
                .distillation, task: task?.name ?? Self.noTask, recipe: try recipe.encoded(),
                digest: try recipe.digest(), seed: recipe.seed, teacher: teacherURL,
                output: output, origin: try .current(device: device))
            try RunRecorder.record(run, in: ledger, resuming: resume, output: output) { try self.run() }
        }
    }
#endif
