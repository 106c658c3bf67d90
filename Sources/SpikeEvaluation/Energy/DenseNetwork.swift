import SpikeCore
import SpikeModel

/// A network of the student's architecture without spikes, run once on the same sequences.
struct DenseNetwork: CostedNetwork {
    /// What its numbers are.
    enum Kind: String, Sendable, CaseIterable {
        /// Single precision.
        case float32
        /// 8-bit weights and activations.
        case int8
        /// The student's weights, 8-bit activations.
        case weightsOnly
        /// The student's weights, and activations of ⌈log₂ levels⌉ bits for the levels that a window of the site's neurons has.
        case equivalent
        /// The same; activations that are 0, as often as the student's counts, are skipped.
        case equivalentSkippingZeros
    }

    let kind: Kind
    let shape: NetworkShape
    let realBits: Int

    var name: String { kind.rawValue }

    /// Bits of queries and probabilities in integer networks.
    private static let attentionBits = 8

    private var isReal: Bool { kind == .float32 }

    /// Largest magnitude of an activation of a site, in steps of its quantizer; nil: real.
    private func largestActivation(_ source: SitePlace) -> Int? {
        switch kind {
        case .float32: nil
        case .int8, .weightsOnly: 1 << 7
        case .equivalent, .equivalentSkippingZeros:
            // T L m, as a window of the student's neurons has; m is the site's largest step multiplier.
            shape.spiking.timeSteps * shape.spiking.neuron.levels
                * (shape.model.site(source.site, layer: source.layer)?.largestMultiplier ?? 1)
        }
    }

    /// Bits of an activation of a site; nil: real.
    func activationBits(_ source: SitePlace) -> Int? {
        switch kind {
        case .float32: nil
        case .int8, .weightsOnly: 8
        case .equivalent, .equivalentSkippingZeros:
            largestActivation(source).map { largest in
                OperandWidths.bits(levels: shape.spiking.spikeKind == .ternary ? 2 * largest + 1 : largest + 1)
            }
        }
    }

    func operations(_ activity: SequenceActivity) -> (fixed: OperationTally, driven: OperationTally) {
        let tokens = activity.tokens
        var tally = shape.sharedOperations(tokens: tokens)
        for (name, layer, linear, source) in shape.linears where name != .feedback {
            let place = OperationPlace(.linear(name), layer: layer)
            let hasRealWeights = weightBits(linear) == nil
            let inputs = inputs(source, linear, activity)
            tally.add(
                hasRealWeights ? .realMultiplyAccumulate : .multiplyAccumulate, inputs * linear.outputFeatures,
                at: place)
            if !hasRealWeights { tally.add(.realMultiplyAccumulate, tokens * linear.outputFeatures, at: place) }
        }
        let products = tokens * tokens * shape.encoder.hiddenSize
        for layer in shape.model.layers.indices {
            for (part, values) in [
                (OperationPlace.Part.scores, tokens * shape.encoder.hiddenSize),
                (.mix, tokens * tokens * shape.encoder.heads),
            ] {
                let place = OperationPlace(part, layer: layer)
                tally.add(
                    isReal ? .realMultiplyAccumulate : .multiplyAccumulate, products, at: place)
                if !isReal { quantize(values, at: place, &tally) }
            }
        }
        guard !isReal else { return (tally, OperationTally()) }
        for site in shape.sites { quantize(site.neurons.gain.count * tokens, at: site.place.place, &tally) }
        return (tally, OperationTally())
    }

    /// Scale, offset and both ends of the range.
    private func quantize(_ values: Int, at place: OperationPlace, _ tally: inout OperationTally) {
        tally.add(.realMultiplyAccumulate, values, at: place)
        tally.add(.compare, 2 * values, at: place)
    }

    /// Inputs of all tokens that are multiplied.
    private func inputs(_ source: SitePlace, _ linear: PackedLinear, _ activity: SequenceActivity) -> Int {
        kind == .equivalentSkippingZeros
            ? activity.sites[source.name]?.active ?? 0 : activity.tokens * linear.inputFeatures
    }

    /// Bits of a weight in memory; nil: real.
    private func weightBits(_ linear: PackedLinear) -> Int? {
        switch kind {
        case .float32: nil
        case .int8: 8
        case .weightsOnly, .equivalent, .equivalentSkippingZeros:
            linear.encoding == .float32 ? nil : linear.encoding.packedBits
        }
    }

    func widths(at place: OperationPlace) -> OperandWidths {
        let width = shape.encoder
        let layer = place.layer ?? 0
        switch place.part {
        case .linear(let name):
            let source = SitePlace(shape.counter.source(of: name, layer: layer))
            guard let linear = shape.model.layers[layer].linears[name], let bits = weightBits(linear),
                let activation = activationBits(source), let largestActivation = largestActivation(source)
            else { return .real }
            let isSign = kind != .int8 && !linear.encoding.isWide
            let largest = kind == .int8 ? 1 << (bits - 1) : -(linear.encoding.codeRange ?? 0...0).lowerBound
            return OperandWidths(
                activation: activation, weight: isSign ? 1 : bits,
                sum: OperandWidths.sum(terms: linear.inputFeatures, largest: largest * largestActivation))
        case .scores, .mix:
            let source = SitePlace(site: place.part == .scores ? .key : .value, layer: layer)
            guard let activation = activationBits(source), let largest = largestActivation(source) else { return .real }
            let terms = place.part == .scores ? width.headSize : width.maximumPositions
            return OperandWidths(
                activation: activation, weight: Self.attentionBits,
                sum: OperandWidths.sum(terms: terms, largest: largest << (Self.attentionBits - 1)))
        default: return .real
        }
    }

    func traffic(_ activity: SequenceActivity, _ dataflow: Dataflow) -> [MemoryTraffic] {
        var all = shape.realTraffic(tokens: activity.tokens, passes: 1, realBits: realBits)
        for (name, layer, linear, source) in shape.linears where name != .feedback {
            let bits = weightBits(linear) ?? realBits
            let rows = dataflow == .layerByLayer ? linear.inputFeatures : inputs(source, linear, activity)
            all.append(
                MemoryTraffic(
                    place: OperationPlace(.linear(name), layer: layer), item: .weights,
                    fixedBits: Double(rows * linear.outputFeatures * bits),
                    bufferBytes: (linear.inputFeatures * linear.outputFeatures * bits + 7) / 8))
        }
        let together = dataflow == .layerByLayer ? activity.tokens : 1
        for (place, neurons, readers) in shape.sites {
            let bits = activationBits(place) ?? realBits
            let reads = place.site.feedsLinear ? readers : dataflow == .tokenByToken ? activity.tokens : 1
            all.append(
                MemoryTraffic(
                    place: place.place, item: .activations,
                    fixedBits: Double(neurons.gain.count * activity.tokens * bits * (1 + reads)),
                    bufferBytes: max(1, neurons.gain.count * together * bits / 8)))
        }
        return all
    }
}
