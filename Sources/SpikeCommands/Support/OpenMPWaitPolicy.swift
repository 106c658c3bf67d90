#if Training
    import Foundation

    /// Makes the engine's OpenMP threads sleep instead of spin while they wait for each other.
    ///
    /// Spinning gains little on an idle machine, and on a busy one it costs a factor of twenty: a thread that spins keeps
    /// the one that it waits for from running. The OpenMP runtime reads the setting while it is loaded, before `main`, so
    /// the process starts itself again with it.
    enum OpenMPWaitPolicy {
        private static let variable = "OMP_WAIT_POLICY"

        /// Returns at once when the policy is set, by us or by the user; else does not return.
        static func ensurePassive() {
            let environment = ProcessInfo.processInfo.environment
            guard environment[variable] == nil, environment["GOMP_SPINCOUNT"] == nil else { return }
            setenv(variable, "passive", 1)
            #if os(Linux)
                let arguments = CommandLine.arguments.map { strdup($0) } + [nil]
                execv("/proc/self/exe", arguments)
            // Only reached when the system refuses: slower, but right.
            #endif
        }
    }
#endif
