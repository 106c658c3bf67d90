/// What a model reached on one split: the JSON object that `bitspike evaluate` prints.
public struct EvaluationResult: Sendable, Equatable {
    /// Name of the task.
    public var task: String
    /// Name of the split.
    public var split: String
    /// Values by metric name; nil where a metric is undefined (for example a correlation with constant predictions).
    public var metrics: [String: Double?]
    /// T; nil for a model that does not spike.
    public var timeSteps: Int?
    /// Spikes per neuron and time step; nil for a model that does not spike.
    public var meanSpikeRate: Double?
    /// Spikes per neuron and window; nil for a model that does not spike.
    public var spikesPerNeuron: Double?
    /// Spikes per neuron and time step of every site, in network order; nil for a model that does not spike.
    public var ratePerSite: [SiteRate]?
    /// Number of examples.
    public var examples: Int
    /// Wall-clock seconds of tokenising and predicting.
    public var seconds: Double

    /// Spikes per neuron and time step of one site.
    public struct SiteRate: Sendable, Equatable, Codable {
        /// Name of the site, for example `layer.0.key`.
        public var site: String
        /// Spikes per neuron and time step.
        public var rate: Double

        /// Creates a rate.
        public init(site: String, rate: Double) {
            self.site = site
            self.rate = rate
        }
    }

    /// Creates a result.
    public init(
        task: String, split: String, metrics: [String: Double?], timeSteps: Int? = nil, meanSpikeRate: Double? = nil,
        spikesPerNeuron: Double? = nil, ratePerSite: [SiteRate]? = nil, examples: Int, seconds: Double
    ) {
        self.task = task
        self.split = split
        self.metrics = metrics
        self.timeSteps = timeSteps
        self.meanSpikeRate = meanSpikeRate
        self.spikesPerNeuron = spikesPerNeuron
        self.ratePerSite = ratePerSite
        self.examples = examples
        self.seconds = seconds
    }
}

extension EvaluationResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case task, split, metrics, timeSteps, meanSpikeRate, spikesPerNeuron, ratePerSite, examples, seconds
    }

    /// Writes every key; what does not apply is null, so that readers need not guess.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(task, forKey: .task)
        try values.encode(split, forKey: .split)
        try values.encode(metrics, forKey: .metrics)
        try values.encode(timeSteps, forKey: .timeSteps)
        try values.encode(meanSpikeRate, forKey: .meanSpikeRate)
        try values.encode(spikesPerNeuron, forKey: .spikesPerNeuron)
        try values.encode(ratePerSite, forKey: .ratePerSite)
        try values.encode(examples, forKey: .examples)
        try values.encode(seconds, forKey: .seconds)
    }
}
