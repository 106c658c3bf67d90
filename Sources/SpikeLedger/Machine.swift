#if Training
    /// The program and the machine of a run.
    public struct Machine: Sendable, Equatable, Codable {
        /// Version of bitspike.
        public var version: String
        /// Revision it was built from, where known.
        public var commit: String?
        /// Name and version of the training engine.
        public var engine: String
        /// The runtime's kernel set.
        public var kernels: String
        /// Name of the CPU.
        public var processor: String
        /// Threads in use.
        public var threads: Int
        /// Device of the training.
        public var device: String

        /// Creates a description.
        public init(
            version: String, commit: String?, engine: String, kernels: String, processor: String, threads: Int,
            device: String
        ) {
            self.version = version
            self.commit = commit
            self.engine = engine
            self.kernels = kernels
            self.processor = processor
            self.threads = threads
            self.device = device
        }
    }
#endif
