#if Training
    import SpikeCore

    /// What a packed student reached on one split at one T.
    public struct RunMeasurement: Sendable, Equatable, Codable {
        /// Spikes of one site.
        public struct Site: Sendable, Equatable, Codable {
            /// Name, for example `layer.0.key`.
            public var site: String
            /// Σ |spike count|.
            public var spikes: Int
            /// Neurons times tokens.
            public var neuronWindows: Int
        }

        /// Name of the split.
        public var split: String
        /// T.
        public var timeSteps: Int
        /// Metrics by name; those that are undefined are left out.
        public var metrics: [String: Double]
        /// How closely the teacher is imitated, by name (docs/Evaluation.md); empty where that was not measured.
        public var fidelity: [String: Double]
        /// Spikes of every site, in network order.
        public var sites: [Site]
        /// Spikes per neuron and step.
        public var meanSpikeRate: Double
        /// Accumulates that spikes cause, over all tokens (docs/Study.md).
        public var operations: Int
        /// Real tokens of the split.
        public var tokens: Int
        /// Examples of the split.
        public var examples: Int
        /// Wall-clock seconds of tokenising and predicting.
        public var seconds: Double

        /// Creates a measurement.
        public init(
            split: String, timeSteps: Int, metrics: [String: Double], fidelity: [String: Double] = [:],
            spikes: SpikeStatistics, operations: Int, tokens: Int, examples: Int, seconds: Double
        ) {
            self.split = split
            self.timeSteps = timeSteps
            self.metrics = metrics
            self.fidelity = fidelity
            sites = spikes.sites.map {
                Site(site: $0.name, spikes: $0.activity.spikes, neuronWindows: $0.activity.neuronWindows)
            }
            meanSpikeRate = spikes.meanSpikeRate
            self.operations = operations
            self.tokens = tokens
            self.examples = examples
            self.seconds = seconds
        }

        /// Accumulates for one token.
        public var operationsPerToken: Double { tokens == 0 ? 0 : Double(operations) / Double(tokens) }
    }
#endif
