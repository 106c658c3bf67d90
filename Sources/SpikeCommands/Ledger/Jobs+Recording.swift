#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeLedger

    extension TeacherJob {
        /// Runs and records it.
        func run(recordedIn ledger: URL) throws {
            try check()
            let run = Run(
                .teacher, task: task.name, recipe: try recipe.encoded(), seed: recipe.seed, teacher: base,
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
                .distillation, task: task?.name ?? Self.noTask, recipe: try recipe.encoded(), seed: recipe.seed,
                teacher: teacherURL,
                output: output, origin: try .current(device: device))
            try RunRecorder.record(run, in: ledger, resuming: resume, output: output) { try self.run() }
        }
    }
#endif
