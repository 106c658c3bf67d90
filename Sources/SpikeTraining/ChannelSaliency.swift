#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// Which channels of a site deserve more steps: first-order saliency (arXiv:2407.04752; docs/Equations.md, "Salient
    /// channels").
    package struct ChannelSaliency {
        let start: NeuronStart

        /// Scores of the channels of any site of a `counted` student, `[channels]`.
        ///
        /// - Parameters:
        ///   - inputs: X of the site, `[tokens, channels]`.
        ///   - queries: of the same tokens, `[tokens, channels]`; read by the keys only.
        static func scores(
            of site: SpikingSite, layer: Int, _ inputs: Tensor, queries: Tensor?, _ student: StudentModel
        ) throws -> [Float] {
            if site == .key, let queries {
                return try scores(keys: inputs, queries: queries, headSize: student.config.encoder.headSize)
            }
            // Attention averages values, so what reads them is the projection of the context.
            let readSite = site == .value ? SpikingSite.context : site
            let readers = EncoderLinear.allCases.filter { $0.inputSite(.counted) == readSite }
            return try scores(
                inputs: inputs,
                weights: readers.map { student.parameters[TensorNames.linear($0, layer: layer) + TensorNames.weight] })
        }

        /// S = mean over tokens of X ∘ (X WᵀW), summed over the layers that read X; `[channels]`.
        ///
        /// - Parameters:
        ///   - inputs: X, `[tokens, channels]`.
        ///   - weights: W of every such layer, `[out, channels]`.
        package static func scores(inputs: Tensor, weights: [Tensor]) throws -> [Float] {
            var total = Tensor.full(like: inputs, 0)
            for weight in weights { total = total + inputs * inputs.matmul(weight.transposed().matmul(weight)) }
            return try total.mean(over: [0]).floats()
        }

        /// The same for keys, which the queries of their head read: S = K ∘ (K QᵀQ) head by head.
        package static func scores(keys: Tensor, queries: Tensor, headSize: Int) throws -> [Float] {
            try stride(from: 0, to: keys.size(1), by: headSize).flatMap { start in
                let columns = start..<(start + headSize)
                return try scores(
                    inputs: keys.narrowed(columns, along: 1), weights: [queries.narrowed(columns, along: 1)])
            }
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
