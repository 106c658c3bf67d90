import SpikeCore
import SpikeModel

/// A network whose energy is to be computed for sequences of which the student's spikes are known.
protocol CostedNetwork: Sendable {
    /// Name in tables and files.
    var name: String { get }
    /// Operations of a sequence: what happens whatever fires, and what spikes cause.
    func operations(_ activity: SequenceActivity) -> (fixed: OperationTally, driven: OperationTally)
    /// Bits of what meets in a place.
    func widths(at place: OperationPlace) -> OperandWidths
    /// Bits that move to and from memory.
    func traffic(_ activity: SequenceActivity, _ dataflow: Dataflow) -> [MemoryTraffic]
}

/// Bits that one buffer moves for a sequence.
struct MemoryTraffic: Sendable, Equatable {
    let place: OperationPlace
    let item: EnergyTerm.Item
    var fixedBits = 0.0
    var drivenBits = 0.0
    /// Size of the buffer, which decides what a bit costs.
    let bufferBytes: Int
}

/// Sizes that the student and all baselines share.
struct NetworkShape: Sendable {
    let model: PackedModel
    let counter: OperationCounter
    private let real: OperationCounter

    init(_ model: PackedModel, timeSteps: Int, execution: StudentExecution) {
        self.model = model
        counter = OperationCounter(model, timeSteps: timeSteps, execution: execution)
        real = OperationCounter(model, timeSteps: timeSteps, schedule: .counted)
    }

    var encoder: BERTConfig { model.config.encoder }
    var spiking: SpikingConfig { counter.spiking }

    /// Every linear layer of the encoder and the neurons whose spikes it reads.
    var linears: [(name: EncoderLinear, layer: Int, linear: PackedLinear, source: SitePlace)] {
        counter.linears.map { ($0.name, $0.layer, $0.linear, SitePlace(counter.source(of: $0.name, layer: $0.layer))) }
    }

    /// Every site, and how many linear layers read it.
    var sites: [(place: SitePlace, neurons: PackedSite, readers: Int)] {
        let read = Dictionary(grouping: linears, by: \.source).mapValues(\.count)
        var all: [(SitePlace, PackedSite, Int)] = []
        if let embedding = model.embeddingSite {
            let place = SitePlace(site: .embedding, layer: 0)
            all.append((place, embedding, read[place] ?? 0))
        }
        for (index, layer) in model.layers.enumerated() {
            for site in SpikingSite.layerSites(spiking.schedule) {
                guard let neurons = layer.sites[site] else { continue }
                let place = SitePlace(site: site, layer: index)
                all.append((place, neurons, read[place] ?? 0))
            }
        }
        return all
    }

    /// Operations that a network of real numbers has outside linear layers, attention products and neurons.
    func sharedOperations(tokens: Int) -> OperationTally {
        let all = real.count(SequenceActivity(tokens: tokens))
        var shared = OperationTally()
        for (place, counts) in all.counts {
            switch place.part {
            case .linear, .neurons: continue
            default: for (operation, count) in counts { shared.add(operation, count, at: place) }
            }
        }
        return shared
    }

    /// Hidden states, queries, scores and probabilities, which are real numbers in every network, and embedding rows.
    ///
    /// - Parameter passes: times that the network is run.
    func realTraffic(tokens: Int, passes: Int, realBits: Int) -> [MemoryTraffic] {
        let values = Double(encoder.hiddenSize * tokens * realBits)
        let scores = Double(encoder.heads * tokens * tokens * realBits)
        let row = encoder.hiddenSize * realBits / 8
        var all = [model.wordEmbeddings, model.positionEmbeddings, model.typeEmbeddings].map { table in
            MemoryTraffic(
                place: OperationPlace(.embedding), item: .realValues,
                fixedBits: Double(tokens) * 8 * Double(table.byteCount) / Double(table.rows),
                bufferBytes: table.byteCount)
        }
        for layer in model.layers.indices {
            func add(_ part: OperationPlace.Part, _ bits: Double, _ bytes: Int) {
                all.append(
                    MemoryTraffic(
                        place: OperationPlace(part, layer: layer), item: .realValues,
                        fixedBits: bits * Double(passes), bufferBytes: bytes))
            }
            // Read the residual, write the sum; write and read queries; scores and then probabilities.
            add(.attentionNorm, 2 * values, row * tokens)
            add(.outputNorm, 2 * values, row * tokens)
            add(.linear(.query), 2 * values, row * tokens)
            add(.softmax, 4 * scores, tokens * realBits / 8)
        }
        return all
    }
}

/// A site of one layer.
struct SitePlace: Sendable, Hashable {
    let site: SpikingSite
    let layer: Int

    init(site: SpikingSite, layer: Int) {
        self.site = site
        self.layer = layer
    }

    init(_ pair: (site: SpikingSite, layer: Int)) { self.init(site: pair.site, layer: pair.layer) }

    /// Name in activities.
    var name: String { site.name(layer: layer) }

    /// Where its neurons are computed.
    var place: OperationPlace { OperationPlace(.neurons(site), layer: site == .embedding ? nil : layer) }
}
