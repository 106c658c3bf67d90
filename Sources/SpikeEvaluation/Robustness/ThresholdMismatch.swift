import Foundation
import SpikeCore
import SpikeModel

/// Neurons that do not fire exactly where they should: each has its own threshold V_th · f, f = exp(σ ξ), ξ ~ N(0, 1),
/// the same in every time step, while its spikes carry V_th as before.
///
/// A neuron that compares with, and subtracts, V_th · f is one with V_th whose input is divided by f.
public struct ThresholdMismatch: Sendable, Equatable {
    /// σ ≥ 0: about the relative standard deviation of thresholds.
    public var deviation: Double
    /// Seed of the draws.
    public var seed: UInt64

    /// Creates a mismatch.
    public init(deviation: Double, seed: UInt64 = 0) {
        precondition(deviation >= 0, "deviations are not negative")
        self.deviation = deviation
        self.seed = seed
    }

    /// The model with such neurons. `perStep` models get gains, which their files cannot hold: run it, do not write it.
    public func applied(to model: PackedModel) -> PackedModel {
        var generator = SeededGenerator(seed: seed, stream: 63)
        return model.mapping(sites: { site in
            let factors = site.gain.map { _ in Float(exp(deviation * generator.normal())) }
            return PackedSite(
                firingThreshold: site.firingThreshold, stepThresholds: site.stepThresholds,
                stepMultipliers: site.stepMultipliers, gain: zip(site.gain, factors).map(/),
                shift: zip(site.shift, factors).map(/))
        })
    }
}

extension SeededGenerator {
    /// A draw from N(0, 1), by Box and Muller.
    fileprivate mutating func normal() -> Double {
        let radius = Double((next() >> 11) + 1) * 0x1p-53
        let angle = unit()
        return (-2 * log(radius)).squareRoot() * cos(2 * .pi * angle)
    }
}
