import SpikeCore
import SpikeModel

/// A packed linear layer with its codes unpacked once.
struct ReferenceLinear {
    private let linear: PackedLinear
    private let codes: [Int8]

    init(_ linear: PackedLinear) {
        self.linear = linear
        codes = linear.centeredCodes ?? []
    }

    /// Currents of one token, `[outputs]`, from its spike counts at a site with threshold `inputThreshold`.
    ///
    /// - Parameters:
    ///   - window: `[T][inputs]`, spikes step by step, or one row of counts. Integer sums are taken step by step; real
    ///     weights see the total of the integer spike counters, so that no rounding depends on the steps.
    ///   - isGraded: whether the window's values may be others than −1, 0 and 1, for `meter`.
    func currents(
        window: [[Int]], inputThreshold: Float, isGraded: Bool = true, meter: OperationMeter? = nil
    ) -> [Float] {
        let synapse = Operation.synapse(isGraded: isGraded, isReal: linear.encoding == .float32)
        if case .real(let weights) = linear.weights {
            for spike in window.joined() where spike != 0 { meter?.note(synapse, linear.outputFeatures) }
            meter?.note(.realMultiplyAccumulate, linear.outputFeatures)
            let counts = window.reduce([Int](repeating: 0, count: linear.inputFeatures)) { zip($0, $1).map(+) }
            return Equations.currents(
                weights: weights, counts: counts, bias: linear.bias, inputThreshold: inputThreshold)
        }
        var sums = [[Int]](
            repeating: [Int](repeating: 0, count: linear.outputFeatures), count: linear.groupsPerRow)
        for spikes in window {
            let step = Equations.synapticSums(codes: codes, counts: spikes, linear, synapse: synapse, meter: meter)
            sums = zip(sums, step).map { zip($0, $1).map(+) }
        }
        return Equations.currents(sums: sums, linear, inputThreshold: inputThreshold, meter: meter)
    }
}
