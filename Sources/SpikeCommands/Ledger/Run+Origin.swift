#if Training
    import Foundation
    import SpikeCore
    import SpikeLedger

    extension Machine {
        /// This process, on this machine.
        init(_ origin: TrainingOrigin) {
            self.init(
                version: origin.version, commit: origin.commit, engine: origin.engine, kernels: origin.kernels,
                processor: ProcessorName.current, threads: origin.threads, device: origin.device)
        }
    }

    extension Run {
        /// A run of a recipe that starts now; `digest` is what recipes are known by.
        init(
            _ kind: Kind, task: String, recipe: Data, digest: String, seed: UInt64, teacher: URL, output: URL,
            origin: TrainingOrigin
        ) {
            self.init(
                kind: kind, task: task, recipe: String(decoding: recipe, as: UTF8.self),
                recipeSHA256: digest, seed: seed, teacher: teacher.standardizedFileURL.path,
                machine: Machine(origin), output: output.standardizedFileURL.path,
                arguments: Array(CommandLine.arguments.dropFirst()),
                folder: FileManager.default.currentDirectoryPath, started: Date())
        }
    }
#endif
