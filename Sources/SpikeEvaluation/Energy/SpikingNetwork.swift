import SpikeCore
import SpikeModel

/// The student as an energy model sees it.
struct SpikingNetwork: CostedNetwork {
    let name = "student"
    let shape: NetworkShape
    let realBits: Int

    private var spiking: SpikingConfig { shape.spiking }

    func operations(_ activity: SequenceActivity) -> (fixed: OperationTally, driven: OperationTally) {
        let all = shape.counter.count(activity)
        let fixed = shape.counter.count(SequenceActivity(tokens: activity.tokens))
        var driven = OperationTally()
        for (place, counts) in all.counts {
            for (operation, count) in counts { driven.add(operation, count - fixed[operation, at: place], at: place) }
        }
        return (fixed, driven)
    }

    func widths(at place: OperationPlace) -> OperandWidths {
        guard case .linear(let name) = place.part,
            let linear = name == .feedback ? shape.model.feedback : shape.model.layers[place.layer ?? 0].linears[name],
            let codes = linear.encoding.codeRange
        else { return .real }
        let source = SitePlace(shape.counter.source(of: name, layer: place.layer ?? 0))
        let windows = spiking.schedule == .counted ? spiking.timeSteps : 1
        let largest = windows * spiking.neuron.levels * (neurons(source)?.largestMultiplier ?? 1) * -codes.lowerBound
        return OperandWidths(
            activation: valueBits(source), weight: linear.encoding.isWide ? linear.encoding.packedBits : 1,
            sum: OperandWidths.sum(terms: linear.inputFeatures, largest: largest))
    }

    func traffic(_ activity: SequenceActivity, _ dataflow: Dataflow) -> [MemoryTraffic] {
        weightTraffic(activity, dataflow) + attentionTraffic(activity, dataflow)
            + shape.sites.flatMap { siteTraffic($0.place, $0.neurons, readers: $0.readers, activity, dataflow) }
            + shape.realTraffic(tokens: activity.tokens, passes: shape.counter.passes, realBits: realBits)
    }

    private func neurons(_ place: SitePlace) -> PackedSite? {
        shape.model.site(place.site, layer: place.layer)
    }

    /// Bits of one value that a site sends: 1 for binary spikes, 2 for signed ones.
    private func valueBits(_ place: SitePlace) -> Int {
        let largest = neurons(place)?.largestValue(spiking, shape.counter.execution) ?? 1
        return OperandWidths.bits(levels: spiking.spikeKind == .ternary ? 2 * largest + 1 : largest + 1)
    }

    private func weightTraffic(_ activity: SequenceActivity, _ dataflow: Dataflow) -> [MemoryTraffic] {
        shape.linears.flatMap { name, layer, linear, source in
            let place = OperationPlace(.linear(name), layer: name == .feedback ? nil : layer)
            let bits = Double(linear.encoding.packedBits)
            let inputs = Double(linear.inputFeatures)
            let outputs = Double(linear.outputFeatures)
            let matrix = Int((inputs * outputs * bits / 8).rounded(.up))
            guard dataflow == .tokenByToken else {
                return [
                    MemoryTraffic(
                        place: place, item: .weights, fixedBits: inputs * outputs * bits * Double(shape.counter.passes),
                        bufferBytes: matrix)
                ]
            }
            let events = Double(activity.events(into: name, from: source.site, layer: source.layer))
            let sum = widths(at: OperationPlace(.linear(name), layer: layer)).sum
            return [
                MemoryTraffic(
                    place: place, item: .weights, drivenBits: events * outputs * bits, bufferBytes: matrix),
                MemoryTraffic(
                    place: place, item: .sums, drivenBits: events * outputs * Double(2 * sum),
                    bufferBytes: linear.outputFeatures * sum / 8),
            ]
        }
    }

    /// Every event of a key reads a query and updates a score; every event of a value reads a probability and updates a context.
    private func attentionTraffic(_ activity: SequenceActivity, _ dataflow: Dataflow) -> [MemoryTraffic] {
        guard dataflow == .tokenByToken else { return [] }
        return shape.model.layers.indices.flatMap { layer in
            [(SpikingSite.key, OperationPlace.Part.scores), (.value, .mix)].map { site, part in
                MemoryTraffic(
                    place: OperationPlace(part, layer: layer), item: .sums,
                    drivenBits: Double(activity.events(site, layer: layer) * activity.tokens * 3 * realBits),
                    bufferBytes: shape.encoder.hiddenSize * realBits / 8)
            }
        }
    }

    private func siteTraffic(
        _ place: SitePlace, _ neurons: PackedSite, readers: Int, _ activity: SequenceActivity, _ dataflow: Dataflow
    ) -> [MemoryTraffic] {
        let sendsWindows = spiking.schedule == .counted && shape.counter.execution == .onePass
        let steps = sendsWindows ? 1 : spiking.timeSteps
        let count = neurons.gain.count
        let together = dataflow == .layerByLayer ? activity.tokens : 1
        var all: [MemoryTraffic] = []
        if !sendsWindows {
            // A counted neuron's charge is complete before it fires, so that it is fetched once for all steps.
            all.append(
                MemoryTraffic(
                    place: place.place, item: .membranes,
                    fixedBits: Double(2 * count * activity.tokens * shape.counter.passes * realBits),
                    bufferBytes: count * together * realBits / 8))
        }
        // Written once; keys and values are read by every query when tokens come one after the other.
        let isAttended = !place.site.feedsLinear
        let transfers = Double(1 + (isAttended ? (dataflow == .tokenByToken ? activity.tokens : 1) : readers))
        let valueBits = valueBits(place)
        let bitmap = Double(count * activity.tokens * steps * valueBits)
        let address = OperandWidths.bits(levels: count) + (valueBits > 1 ? max(1, valueBits - 1) : 0)
        let addresses = Double(activity.events(place.site, layer: place.layer) * address)
        var spikes = MemoryTraffic(
            place: place.place, item: .activations, bufferBytes: max(1, count * together * steps * valueBits / 8))
        if addresses < bitmap {
            spikes.drivenBits = addresses * transfers
        } else {
            spikes.fixedBits = bitmap * transfers
        }
        return all + [spikes]
    }
}
