#if Training
    import Foundation

    /// Makes the engine's OpenMP threads spin only briefly before they sleep while they wait for each other.
    ///
    /// By default they spin for good, which on a busy machine costs a factor of twenty: a thread that spins keeps the one
    /// that it waits for from running. Sleeping at once wastes the gaps between a step's thousand small operations. The
    /// OpenMP runtime reads the setting while it is loaded, before `main`, so the process starts itself again with it.
    enum OpenMPWaitPolicy {
        private static let variable = "GOMP_SPINCOUNT"
        /// Some tens of microseconds.
        private static let spins = "30000"

        /// Returns at once when a policy is set, by us or by the user; else does not return.
        static func ensureBrief() {
            let environment = ProcessInfo.processInfo.environment
            guard environment[variable] == nil, environment["OMP_WAIT_POLICY"] == nil else { return }
            setenv(variable, spins, 1)
            #if os(Linux)
                let arguments = CommandLine.arguments.map { strdup($0) } + [nil]
                execv("/proc/self/exe", arguments)
            // Only reached when the system refuses: slower, but right.
            #endif
        }
    }
#endif
