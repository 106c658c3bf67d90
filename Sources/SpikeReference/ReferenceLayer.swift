import SpikeCore
import SpikeModel

/// A packed encoder layer with its codes unpacked once.
struct ReferenceLayer {
    let packed: PackedLayer
    private let linears: [EncoderLinear: ReferenceLinear]

    init(_ packed: PackedLayer) {
        self.packed = packed
        linears = packed.linears.mapValues(ReferenceLinear.init)
    }

    /// Currents of one token, `[outputs]`, of one of the six linear layers (`ReferenceLinear`).
    func currents(
        _ name: EncoderLinear, window: [[Int]], inputThreshold: Float, isGraded: Bool, meter: OperationMeter?
    ) -> [Float] {
        guard let linear = linears[name] else { preconditionFailure("an encoder layer has six linear layers") }
        return linear.currents(
            window: window, inputThreshold: inputThreshold, isGraded: isGraded, meter: meter)
    }
}

extension PackedLayer {
    /// The neurons of `site`; traps when the layer lacks a site of its schedule.
    func site(_ site: SpikingSite) -> PackedSite {
        guard let neurons = sites[site] else { preconditionFailure("the layer lacks its \(site.rawValue) neurons") }
        return neurons
    }
}
