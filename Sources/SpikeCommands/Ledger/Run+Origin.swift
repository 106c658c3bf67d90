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
        /// A run of a recipe that starts now.
        init(
            _ kind: Kind, task: String, recipe: Data, seed: UInt64, teacher: URL, output: URL, origin: TrainingOrigin
        ) {
            self.init(
                kind: kind, task: task, recipe: String(decoding: recipe, as: UTF8.self),
                recipeSHA256: SHA256.hexDigest(Array(recipe)), seed: seed, teacher: teacher.standardizedFileURL.path,
                machine: Machine(origin), output: output.standardizedFileURL.path, started: Date())
        }
    }
#endif
