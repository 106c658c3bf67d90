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
        /// Runs and records it.
        func run(recordedIn ledger: URL) throws {
            try check()
            let run = Run(
                .distillation, task: task.name, recipe: try recipe.encoded(), seed: recipe.seed, teacher: teacherURL,
                output: output, origin: try .current(device: device))
            try RunRecorder.record(run, in: ledger, resuming: resume, output: output) { try self.run() }
        }
    }
#endif
