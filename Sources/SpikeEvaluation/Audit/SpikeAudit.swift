import SpikeCore
import SpikeModel

/// What a student really computes: the kind of every tensor, and every operation with the reason why it is there.
///
/// The kinds of spiking sites are those of the values that were seen, not what the config promises.
public struct SpikeAudit: Sendable, Equatable, Codable {
    /// A tensor that is handed on.
    public struct Tensor: Sendable, Equatable, Codable {
        /// For example `layer.0.key`.
        public let name: String
        /// What its values were.
        public let kind: TensorKind
        /// Values other than 0 per neuron and token; nil for real tensors.
        public let eventsPerNeuron: Double?
    }

    /// A linear layer of the encoder.
    public struct Linear: Sendable, Equatable, Codable {
        /// For example `layer.0.query`.
        public let name: String
        /// What it reads.
        public let input: String
        /// What the values it reads were.
        public let inputKind: TensorKind
        /// Encoding of its weights.
        public let weights: String
        /// Whether spikes are all that its synapses see.
        public let isSpikeDriven: Bool
    }

    /// How often something was computed.
    public struct Count: Sendable, Equatable, Codable {
        /// For example `layer.0.softmax`.
        public let place: String
        /// What was computed.
        public let operation: Operation
        /// In all sequences together.
        public let count: Int
        /// Whether a spike causes it.
        public let isSpikeDriven: Bool
        /// Why it is there.
        public let reason: String
    }

    /// Sequences that were run.
    public let sequences: Int
    /// Their real tokens.
    public let tokens: Int
    /// T.
    public let timeSteps: Int
    /// How a `counted` student was run.
    public let execution: String
    /// Every tensor in network order.
    public let tensors: [Tensor]
    /// Every linear layer in network order.
    public let linears: [Linear]
    /// Everything that was computed.
    public let operations: [Count]

    /// Share of all operations that spikes cause.
    public let spikeDrivenShare: Double
    /// The same within the linear layers of the encoder.
    public let spikeDrivenShareOfLinears: Double

    /// Linear layers that see something else than spikes.
    public var offenders: [Linear] { linears.filter { !$0.isSpikeDriven } }

    /// Audits what was seen.
    ///
    /// - Parameters:
    ///   - counter: of the student that was run, with its T and execution.
    ///   - activities: of every sequence.
    public init(_ counter: OperationCounter, _ activities: [SequenceActivity]) {
        var totals = AuditTotals(counter)
        for activity in activities { totals.add(activity) }
        self.init(totals)
    }

    /// Audits what was added up.
    public init(_ totals: AuditTotals) {
        let (counter, tally, sites) = (totals.counter, totals.tally, totals.sites)
        sequences = totals.sequences
        tokens = totals.tokens
        timeSteps = counter.spiking.timeSteps
        execution = counter.execution.rawValue
        let linears = Self.linears(counter, sites)
        self.linears = linears
        tensors = Self.tensors(counter, sites)
        operations = tally.places.flatMap { place in
            Operation.allCases.compactMap { operation in
                let count = tally[operation, at: place]
                guard count > 0 else { return nil }
                return Count(
                    place: place.name, operation: operation, count: count, isSpikeDriven: operation.isSpikeDriven,
                    reason: operation.reason(at: place.part, counter.spiking))
            }
        }
        let synapses = tally.places.filter { if case .linear = $0.part { true } else { false } }
        spikeDrivenShare = Self.share(tally, tally.places)
        spikeDrivenShareOfLinears = Self.share(tally, synapses)
    }

    private static func share(_ tally: OperationTally, _ places: [OperationPlace]) -> Double {
        let counts = places.flatMap { tally.counts[$0] ?? [:] }
        let all = counts.reduce(0) { $0 + $1.value }
        return all == 0 ? 0 : Double(counts.filter(\.key.isSpikeDriven).reduce(0) { $0 + $1.value }) / Double(all)
    }

    private static func linears(_ counter: OperationCounter, _ sites: [String: SiteTotals]) -> [Linear] {
        counter.linears.map { name, layer, linear in
            let source = counter.source(of: name, layer: layer)
            let input = source.site.name(layer: source.layer)
            let kind = TensorKind(sites[input]?.sent ?? Transmissions())
            return Linear(
                name: OperationPlace(.linear(name), layer: name == .feedback ? nil : layer).name, input: input,
                inputKind: kind, weights: linear.encoding.name,
                isSpikeDriven: kind.isSpike && !counter.isGraded(source.site, layer: source.layer))
        }
    }

    private static func tensors(_ counter: OperationCounter, _ sites: [String: SiteTotals]) -> [Tensor] {
        func site(_ site: SpikingSite, _ layer: Int) -> [Tensor] {
            let name = site.name(layer: layer)
            return sites[name].map {
                [Tensor(name: name, kind: TensorKind($0.sent), eventsPerNeuron: $0.eventsPerNeuron)]
            } ?? []
        }
        func real(_ name: String, _ layer: Int? = nil) -> Tensor {
            Tensor(name: (layer.map { "layer.\($0)." } ?? "") + name, kind: .float, eventsPerNeuron: nil)
        }
        let inner: [SpikingSite: [String]] = [
            .value: ["query", "scores", "probabilities", "contextCurrent"], .outputInput: ["outputCurrent"],
        ]
        var all = [real("embeddingOutput")] + site(.embedding, 0)
        for layer in counter.model.layers.indices {
            for place in SpikingSite.layerSites(counter.spiking.schedule) {
                all += site(place, layer) + (inner[place] ?? []).map { real($0, layer) }
            }
            all.append(real("hiddenState", layer))
        }
        return all + [real("pooled"), real("logits")]
    }
}
