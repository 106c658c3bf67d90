#if Training
    import SpikeCore
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Error-compensated rounding is its equation", .oneAtATime)
    struct ErrorCompensatedRoundingReferenceTests {
        static let encodings: [WeightEncoding] = [
            .binary, .ternary, .uniform(bits: 2), .uniform(bits: 4), .balanced(bits: 2),
        ]
        /// In scales. Single precision moves weights by about 1e-5 of a scale, through inverses of condition 500; weights are
        /// drawn so that none is rounded closer than this to where its code changes.
        static let clearance = 1e-3
        /// In scales: the same 1e-5 with room for worse inverses.
        static let latentTolerance = 2e-4
        /// Relative: sums over some 300 tokens, and a logarithm there and back.
        static let scaleTolerance = 2e-5

        /// Two bits are tried with zero points, the others about zero.
        static func design(_ encoding: WeightEncoding) -> StudentDesign {
            StudentDesign(quantizer: encoding == .uniform(bits: 2) ? .uniform : .learnedScale, hasGain: false)
        }

        static func check(
            _ layer: RoundedLayer, _ encoding: WeightEncoding, _ granularity: ScaleGranularity, _ design: StudentDesign
        ) throws {
            let found = try layer.example(encoding, granularity, design) {
                $0.margin > clearance && $0.distanceFromMean > 0
            }
            let example = try #require(found)
            let expected = example.expected
            let actual = try layer.rounded(example.weights, encoding, granularity, design)
            #expect(actual.codes == expected.packedCodes)
            #expect(actual.scales.count == expected.scales.count)
            if !actual.zeros.isEmpty { #expect(actual.zeros.map { Double($0) } == expected.zeros) }
            expectClose(
                zip(actual.scales, expected.scales).map { Double($0) / $1 },
                [Double](repeating: 1, count: expected.scales.count), tolerance: scaleTolerance)
            expectClose(
                actual.latent.indices.map { Double(actual.latent[$0]) / expected.scales[$0 / expected.groupLength] },
                expected.places, tolerance: latentTolerance)
        }

        /// The weights 1.2 and 0.4 behind the embeddings (1, −1) and (−1, 1) of two tokens and a LayerNorm with these weights
        /// and biases.
        ///
        /// Two-bit codes are −2 … 1, and quantile 0.75 of the weights is 0.25 · 0.4 + 0.75 · 1.2 = 1: the first scale is 1.
        static func byHand(norm weights: [Float], _ biases: [Float]) throws -> RoundedLayer.Outcome {
            var layer = RoundedLayer(rows: 1, columns: 2)
            layer.sequences = [TokenSequence(ids: [0, 1], typeIDs: [0, 0])]
            for table in [TensorNames.wordEmbeddings, TensorNames.positionEmbeddings, TensorNames.typeEmbeddings] {
                var values = [Float](repeating: 0, count: layer.tensors[table]?.values.count ?? 0)
                if table == TensorNames.wordEmbeddings { values.replaceSubrange(0..<4, with: [1, -1, -1, 1]) }
                layer.set(table, values)
            }
            layer.set(TensorNames.embeddingNorm + TensorNames.weight, [1, 1])
            layer.set(TensorNames.embeddingNorm + TensorNames.bias, [0, 0])
            layer.set(TensorNames.attentionNorm(layer: 0) + TensorNames.weight, weights)
            layer.set(TensorNames.attentionNorm(layer: 0) + TensorNames.bias, biases)
            return try layer.rounded(
                [1.2, 0.4], .uniform(bits: 2), .perTensor,
                StudentDesign(quantizer: .learnedScale, clipping: .percentile, percentile: 0.75, hasGain: false))
        }

        @Test("where two inputs are always equal, the second weight takes over what the first one lost, by hand")
        func equalInputs() throws {
            // Inputs are x = ±(c, c): Xᵀ X / N = c² [[1, 1], [1, 1]], and with damping Hess = c² [[1.02, 1], [1, 1.02]].
            // U₀₁ / U₀₀ = (Hess⁻¹)₀₁ / (Hess⁻¹)₀₀ = −1 / 1.02.
            // 1.2 becomes 1 and loses 0.2, so 0.4 grows to 0.4 + 0.2 / 1.02 = 0.596, and becomes 1 instead of 0.
            // α = ⟨2c, 1.6c⟩ / ⟨2c, 2c⟩ = 0.8, and the latent weights are 0.8 · 1.2 and 0.8 · 0.596078.
            let result = try Self.byHand(norm: [1, -1], [0, 0])
            #expect(result.codes == [1, 1])
            expectClose(result.scales, [0.8], tolerance: 1e-5)
            expectClose(result.latent, [0.96, 0.476863], tolerance: 1e-5)
        }

        @Test("where two inputs have nothing in common, both weights round to the nearest code, by hand")
        func orthogonalInputs() throws {
            // Inputs are x = (a, ±b): Hess is diagonal, 0.4 stays and becomes 0.
            // α = (a · 1.2a + 0) / (a · a) = 1.2: what 0.4 contributes has another sign in each token. The latent weights
            // are 1.2 · 1.2 and 1.2 · 0.4.
            let result = try Self.byHand(norm: [0, -1], [1, 0])
            #expect(result.codes == [1, 0])
            expectClose(result.scales, [1.2], tolerance: 1e-5)
            expectClose(result.latent, [1.44, 0.48], tolerance: 1e-5)
        }

        @Test(
            "codes, latent weights and scales of 4 × 6 weights are those of a scalar loop over columns",
            arguments: encodings, ScaleGranularity.plain)
        func small(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            try Self.check(RoundedLayer(rows: 4, columns: 6), encoding, granularity, Self.design(encoding))
        }

        @Test(
            "codes, latent weights and scales of 8 × 16 weights are those of a scalar loop over columns",
            arguments: encodings, [ScaleGranularity.perTensor, .perRow, .perGroup(size: 8)])
        func grouped(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            try Self.check(RoundedLayer(rows: 8, columns: 16), encoding, granularity, Self.design(encoding))
        }

        @Test("the end of a block, and a last block that is not full, change nothing", arguments: encodings, [33, 40])
        func blocks(encoding: WeightEncoding, columns: Int) throws {
            try Self.check(RoundedLayer(rows: 5, columns: columns), encoding, .perRow, Self.design(encoding))
        }

        @Test("groups of inputs that lie across the ends of blocks keep their scales", arguments: encodings)
        func groupsAcrossBlocks(encoding: WeightEncoding) throws {
            // 24..<36 and 60..<72 lie across 32 and 64.
            try Self.check(
                RoundedLayer(rows: 3, columns: 72), encoding, .perGroup(size: 12), Self.design(encoding))
        }

        @Test(
            "zero points that are not 0 move the range that codes are clipped to", arguments: [2, 3, 4],
            [ScaleGranularity.perTensor, .perRow, .perGroup(size: 4)])
        func zeroPoints(bits: Int, granularity: ScaleGranularity) throws {
            let layer = RoundedLayer(rows: 8, columns: 16)
            let design = StudentDesign(quantizer: .uniform, hasGain: false)
            try Self.check(layer, .uniform(bits: bits), granularity, design)
            let found = try layer.example(.uniform(bits: bits), granularity, design) { $0.margin > Self.clearance }
            let example = try #require(found)
            #expect(example.expected.zeros.contains { $0 != 0 })
        }

        @Test(
            "compared with their new mean, binary latent weights keep the compensated codes wherever a group has both")
        func binaryMeans() throws {
            let layer = RoundedLayer(rows: 8, columns: 16)
            let design = Self.design(.binary)
            let granularity = ScaleGranularity.perGroup(size: 4)
            let found = try layer.example(.binary, granularity, design) { $0.margin > Self.clearance }
            let expected = try #require(found)
            let actual = try layer.rounded(expected.weights, .binary, granularity, design)
            let mixed = actual.codes.indices.filter { expected.expected.hasBothSigns(around: $0) }
            #expect(mixed.count > 64)
            for index in mixed { #expect(actual.codes[index] == expected.expected.packedCodes[index]) }
        }
    }
#endif
