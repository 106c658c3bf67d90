#if Training
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    import SpikeTraining

    @Suite("Channel saliency")
    struct ChannelSaliencyTests {
        @Test("a channel's score is its part of the squared output, for linear layers")
        func linear() throws {
            let x: [[Float]] = [[1, 2], [-3, 0.5]]
            let w: [[Float]] = [[0.5, -1], [2, 1], [0, 4]]
            let scores = try ChannelSaliency.scores(inputs: tensor(x), weights: [tensor(w)])
            // (X WᵀW)_tc with WᵀW = [[4.25, 1.5], [1.5, 18]]
            let expected: [Float] = [
                (1 * (4.25 + 3) + -3 * (-12.75 + 0.75)) / 2, (2 * (1.5 + 36) + 0.5 * (-4.5 + 9)) / 2,
            ]
            #expect(zip(scores, expected).allSatisfy { abs($0 - $1) < 1e-4 })
        }

        @Test("keys are scored by the queries of their own head alone")
        func keys() throws {
            let keys: [[Float]] = [[1, 2, 5, 0], [-3, 0.5, 1, 1]]
            let queries: [[Float]] = [[0.5, -1, 0, 1], [2, 1, 1, 0]]
            let scores = try ChannelSaliency.scores(keys: tensor(keys), queries: tensor(queries), headSize: 2)
            // Head 0: QᵀQ = [[4.25, 1.5], [1.5, 2]]; head 1: the identity.
            let expected: [Float] = [
                (1 * (4.25 + 3) + -3 * (-12.75 + 0.75)) / 2, (2 * (1.5 + 4) + 0.5 * (-4.5 + 1)) / 2, (25 + 1) / 2, 0.5,
            ]
            #expect(zip(scores, expected).allSatisfy { abs($0 - $1) < 1e-4 })
        }

        private func tensor(_ rows: [[Float]]) -> Tensor {
            Tensor(rows.flatMap { $0 }, shape: [rows.count, rows[0].count])
        }
    }
#endif
