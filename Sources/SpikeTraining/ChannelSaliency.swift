#if Training
    import SpikeEngine

    /// Which input channels of linear layers deserve more steps: first-order saliency (arXiv:2407.04752).
    struct ChannelSaliency {
        let start: NeuronStart

        /// S = mean over tokens of X ∘ (X WᵀW), summed over the layers that read X; `[channels]`.
        ///
        /// - Parameters:
        ///   - inputs: X, `[tokens, channels]`.
        ///   - weights: W of every such layer, `[out, channels]`.
        static func scores(inputs: Tensor, weights: [Tensor]) throws -> [Float] {
            var total = inputs * 0
            for weight in weights { total = total + inputs * inputs.linear(weight).matmul(weight) }
            return try total.mean(over: [0]).floats()
        }

        /// m of every channel: 4 for the most salient, 2 for those after them, 1 for the rest; ties go to the lower index.
        func multipliers(_ scores: [Float]) -> [Float] {
            let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
            let fourfold = Int((start.quadrupledChannels * Double(scores.count)).rounded())
            let twofold = Int((start.doubledChannels * Double(scores.count)).rounded())
            var multipliers = [Float](repeating: 1, count: scores.count)
            for (rank, channel) in order.enumerated() {
                multipliers[channel] = rank < fourfold ? 4 : rank < fourfold + twofold ? 2 : 1
            }
            return multipliers
        }
    }
#endif
