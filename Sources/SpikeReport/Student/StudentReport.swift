import SpikeCore
import SpikeEvaluation
import SpikeModel

/// Everything that is known of one student, as a page.
public struct StudentReport: Sendable {
    /// A fact for people: its name and what it is.
    public struct Fact: Sendable, Equatable {
        /// For example `seed`.
        public let name: String
        /// For example `0`.
        public let value: String

        /// Creates a fact.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What a labelled split says.
    public struct Quality: Sendable {
        /// Evaluations by T, ascending, the student's own T among them.
        public let evaluations: [FullEvaluation]
        /// Metrics, the most important first.
        public let metrics: [MetricKind]
        /// The other model that the evaluations compare with.
        public let against: String?

        /// Creates it; traps without an evaluation or a metric.
        public init(evaluations: [FullEvaluation], metrics: [MetricKind], against: String? = nil) {
            precondition(!evaluations.isEmpty && !metrics.isEmpty, "something was measured")
            self.evaluations = evaluations
            self.metrics = metrics
            self.against = against
        }
    }

    /// For the title.
    public var name: String
    /// The student's sizes and neurons.
    public var config: SpikingBERTConfig
    /// T that the page is about.
    public var timeSteps: Int
    /// Bytes of the encoder's weights, packed.
    public var encoderBytes: Int
    /// nil where the folder holds no log.
    public var history: TrainingHistory?
    /// nil without labelled data.
    public var quality: Quality?
    /// What energies and spikes are of, for example `sst2, dev`.
    public var sample: String
    /// At `timeSteps`, of the whole sample.
    public var energy: EnergyReport
    /// By T, ascending; all of the same sequences, which need not be the whole sample.
    public var energyOverTime: [EnergyReport]
    /// At `timeSteps`.
    public var audit: SpikeAudit
    /// Spikes per neuron and step at `timeSteps`, by name of the site.
    public var siteRates: [String: Double]
    /// One sentence.
    public var raster: SpikeRaster
    /// Where everything is from.
    public var provenance: [Fact]
    /// JSON; nil where the folder holds none.
    public var recipe: String?

    /// Puts a report together.
    public init(
        name: String, config: SpikingBERTConfig, timeSteps: Int, encoderBytes: Int, history: TrainingHistory?,
        quality: Quality?, sample: String, energy: EnergyReport, energyOverTime: [EnergyReport], audit: SpikeAudit,
        siteRates: [String: Double], raster: SpikeRaster, provenance: [Fact], recipe: String?
    ) {
        self.name = name
        self.config = config
        self.timeSteps = timeSteps
        self.encoderBytes = encoderBytes
        self.history = history
        self.quality = quality
        self.sample = sample
        self.energy = energy
        self.energyOverTime = energyOverTime
        self.audit = audit
        self.siteRates = siteRates
        self.raster = raster
        self.provenance = provenance
        self.recipe = recipe
    }

    /// The whole page.
    public var html: String {
        let spiking = config.spiking
        let kind = "\(spiking.weightSummary) weights, \(spiking.schedule.rawValue), T = \(timeSteps)"
        return ReportPage(
            title: name, subtitle: "A spiking language model: \(kind)",
            sections: [
                SummarySection(self).section, TrainingSection(history).section, QualitySection(self).section,
                SpikeSection(self).section, EnergySection(self).section, AuditSection(audit).section,
                ProvenanceSection(self).section,
            ].compactMap(\.self)
        ).html
    }

    /// The evaluation at T, or of the student's own T.
    var evaluation: FullEvaluation? {
        quality.map { quality in
            quality.evaluations.first { $0.result.timeSteps == timeSteps } ?? quality.evaluations[0]
        }
    }
}
