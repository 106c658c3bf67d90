#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine

    /// Finds the firing threshold and shift of a site that keep its input best, in mean squared error.
    struct SiteCalibration {
        let timeSteps: Int
        let kind: SpikeKind
        /// Rows beyond this many are left out: the error of a scalar quantizer needs no more.
        let maximumRows = 512
        /// Thresholds tried, as multiples of the input's standard deviation.
        let multiples = (0..<40).map { 0.05 * pow(3 / 0.05, Double($0) / 39) }

        /// V_th and b for inputs `[tokens, neurons]`, gain already applied.
        ///
        /// Tried: no shift and shift by −mean for signed spikes; rounding and centred for binary ones. Cost: 80 passes over
        /// `maximumRows` rows.
        func fit(_ input: Tensor) throws -> (threshold: Double, shift: Tensor) {
            let rows = input.size(0)
            let sample = rows > maximumRows ? input.narrowed(0..<maximumRows, along: 0) : input
            let deviation = try sample.variance().squareRoot().item()
            let mean = sample.mean(over: [0])
            var best = (error: Double.infinity, threshold: max(deviation, 1e-6), shift: Tensor.full(like: mean, 0))
            for multiple in multiples {
                let threshold = max(deviation * multiple, 1e-6)
                for shift in candidates(mean: mean, threshold: threshold) {
                    let error = try squaredError(sample, threshold: threshold, shift: shift)
                    if error < best.error { best = (error, threshold, shift) }
                }
            }
            return (best.threshold, best.shift)
        }

        private func candidates(mean: Tensor, threshold: Double) -> [Tensor] {
            switch kind {
            case .ternary: [.full(like: mean, 0), -mean]
            case .binary: [.full(like: mean, threshold / 2), -mean + threshold * Double(timeSteps + 1) / 2]
            }
        }

        private func squaredError(_ x: Tensor, threshold: Double, shift: Tensor) throws -> Double {
            let limit = Tensor([Float(threshold)], shape: [1]).to(.float32)
            let values = x.spiking(
                gain: .full(like: shift, 1), shift: shift, threshold: limit, timeSteps: timeSteps, kind: kind,
                as: .float32)
            return try (values + reconstructionOffset(threshold) - x).squared().mean().item()
        }

        /// What a site's value n·V_th − b lacks on average: binary neurons floor where signed ones round.
        func reconstructionOffset(_ threshold: Double) -> Double { kind == .binary ? threshold / 2 : 0 }
    }
#endif
