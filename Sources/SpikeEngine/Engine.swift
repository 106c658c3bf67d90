#if Training
    import CTorchShim

    /// Process-wide switches of the engine, and the place where deferred failures surface.
    ///
    /// Tensor operations do not throw: a failed one yields a poisoned tensor, operations on poisoned tensors yield poisoned
    /// tensors, and whatever reads a value (`item`, `floats`, `backward`, an optimiser step) throws the first failure.
    /// Failures, gradient mode and random state belong to the calling thread: run one training on one thread.
    public enum Engine {
        /// Version of libtorch.
        public static var version: String { String(cString: ts_version()) }

        /// The instruction set that libtorch's own kernels use on this CPU, such as `AVX2`.
        public static var cpuCapability: String { String(cString: ts_cpu_capability()) }

        /// Number of threads that operations use.
        public static var threads: Int {
            get { Int(ts_threads()) }
            set {
                precondition(newValue >= 1, "operations need a thread")
                ts_set_threads(Int32(newValue))
            }
        }

        /// Number of those threads that share the loops of fused operations: all where libtorch brings GNU's OpenMP, as it does on
        /// Linux, else 1.
        public static var loopThreads: Int { Int(ts_loop_threads()) }

        /// Seeds dropout and `Tensor.normal`.
        public static func seed(_ seed: UInt64) { ts_manual_seed(seed) }

        /// Throws the failure that poisoned tensors since the last check, if there was one.
        public static func check() throws(EngineError) {
            guard ts_failed() else { return }
            let message = String(cString: ts_failure())
            ts_clear_failure()
            throw .operationFailed(message)
        }

        /// Runs `body` without recording gradients.
        public static func withoutGradients<Result>(_ body: () throws -> Result) rethrows -> Result {
            let before = ts_grad_enabled()
            ts_set_grad_enabled(false)
            defer { ts_set_grad_enabled(before) }
            return try body()
        }

        /// Checks the CPU and loads the device's backend; call it before any other use of the device.
        public static func start(on device: Device) throws(EngineError) {
            guard ts_cpu_suffices() else { throw .unsupportedCPU }
            ts_keep_freed_memory()
            guard device != .cpu else { return }
            // The backend must be there before anything asks for CUDA, seeding included.
            guard ts_load_library("libtorch_cuda.so") else {
                let why = String(cString: ts_failure())
                ts_clear_failure()
                throw .deviceUnavailable(
                    "libtorch_cuda.so does not load (\(why)); set LIBTORCH to a libtorch with CUDA")
            }
            let count = ts_cuda_devices()
            ts_clear_failure()
            guard count > 0 else { throw .deviceUnavailable("no CUDA device answers; use --device cpu") }
        }
    }
#endif
