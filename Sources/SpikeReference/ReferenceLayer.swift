import SpikeCore
import SpikeModel

/// A packed encoder layer with its codes unpacked once.
struct ReferenceLayer {
    let packed: PackedLayer
    private let codes: [EncoderLinear: [Int8]]

    init(_ packed: PackedLayer) {
        self.packed = packed
        codes = packed.linears.compactMapValues(\.centeredCodes)
    }

    /// Currents of one token, `[outputs]`, from its spike counts at a site with threshold `inputThreshold`.
    ///
    /// - Parameter window: `[T][inputs]`, spikes step by step, or one row of counts. Integer sums are taken step by
    ///   step; real weights see the total of the integer spike counters, so that no rounding depends on the steps.
    func currents(_ name: EncoderLinear, window: [[Int]], inputThreshold: Float) -> [Float] {
        guard let linear = packed.linears[name] else { preconditionFailure("an encoder layer has six linear layers") }
        if case .real(let weights) = linear.weights {
            let counts = window.reduce([Int](repeating: 0, count: linear.inputFeatures)) { zip($0, $1).map(+) }
            return Equations.currents(
                weights: weights, counts: counts, bias: linear.bias, inputThreshold: inputThreshold)
        }
        var sums = [[Int]](
            repeating: [Int](repeating: 0, count: linear.outputFeatures), count: linear.groupsPerRow)
        for spikes in window {
            let step = Equations.synapticSums(codes: codes[name] ?? [], counts: spikes, linear)
            sums = zip(sums, step).map { zip($0, $1).map(+) }
        }
        return Equations.currents(sums: sums, linear, inputThreshold: inputThreshold)
    }
}

extension PackedLayer {
    /// The neurons of `site`; traps when the layer lacks a site of its schedule.
    func site(_ site: SpikingSite) -> PackedSite {
        guard let neurons = sites[site] else { preconditionFailure("the layer lacks its \(site.rawValue) neurons") }
        return neurons
    }
}
