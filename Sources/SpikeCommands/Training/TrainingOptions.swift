#if Training
    import ArgumentParser
    import Foundation
    import SpikeEngine

    /// Where a training runs and whether it goes on from a saved state.
    struct TrainingOptions: ParsableArguments {
        @Option(help: "cpu, or cuda where libtorch's CUDA is present.")
        var device: Device = .cpu

        @Option(help: "Threads to run on; results are bit-exact only for the same number. (default: all cores)")
        var threads: Int?

        @Flag(help: "Go on from the state that an interrupted training left beside the output.")
        var resume = false

        @Flag(help: "Replace a former output.")
        var replace = false

        func validate() throws {
            try ThreadCount.validate(threads)
        }

        /// Starts the engine and catches Ctrl-C.
        func start() throws { try Self.start(device: device, threads: threads) }

        /// The same for commands without these options; nil threads means all cores.
        static func start(device: Device, threads: Int?) throws {
            try Engine.start(on: device)
            Engine.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
            Interruption.catchSignals()
        }
    }

    extension Device: ExpressibleByArgument {}
#endif
