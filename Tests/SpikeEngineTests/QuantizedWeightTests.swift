#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    @Suite("Fused weight quantizers equal their definition", .oneAtATime)
    struct QuantizedWeightTests {
        /// Sums of at most 9 · 129 products in another order.
        static let relativeTolerance: Float = 1e-5
        static let ternary = WeightCodes(lowest: -1, highest: 1)
        static let signs = WeightCodes(lowest: -1, highest: 1, spacing: 2)
        static let shapes = [(1, 1), (3, 5), (9, 129), (8, 64)]

        /// code · scale in the forward pass; W itself in the backward pass of W, Σ code · g in that of the scale.
        static func composed(_ weight: Tensor, _ scale: Tensor, center: Tensor?, type: ElementType) -> Tensor {
            let column = scale.reshaped(-1, 1)
            let fixed = weight.detached()
            let codes =
                center.map { (fixed > $0.reshaped(-1, 1)).to(.float32) * 2 - 1 }
                ?? (fixed / column.detached()).rounded().clamped(to: -1...1)
            return (codes * column + (weight - fixed)).to(type)
        }

        @Test(
            "values to the bit, gradients to the order of the sums, per tensor and per row",
            arguments: [ElementType.float32, .bfloat16], [true, false])
        func definition(type: ElementType, isBinary: Bool) throws {
            for (rows, columns) in Self.shapes {
                for groups in Set([1, rows]) {
                    var generator = SeededGenerator(seed: UInt64(rows), stream: UInt64(groups))
                    let values = generator.signedUnits(rows * columns)
                    let scales = generator.signedUnits(groups).map { 0.4 + abs($0) }
                    let center = isBinary ? Tensor(generator.signedUnits(groups).map { $0 / 8 }, shape: [groups]) : nil
                    let upstream = Tensor(generator.signedUnits(rows * columns), shape: [rows, columns]).to(type)
                    func run(
                        _ quantize: (Tensor, Tensor) -> Tensor
                    ) throws -> (values: [Float], weight: [Float], scale: [Float]) {
                        let weight = Tensor(values, shape: [rows, columns]).requiresGradient()
                        let scale = Tensor(scales, shape: [groups]).requiresGradient()
                        let result = quantize(weight, scale)
                        try (result * upstream).to(.float32).sum().backward()
                        #expect(scale.gradient?.shape == [groups])
                        return (
                            try result.floats(), try weight.gradient?.floats() ?? [], try scale.gradient?.floats() ?? []
                        )
                    }
                    let fused = try run { weight, scale in
                        center.map { weight.quantizedWeight(scale: scale, center: $0, codes: Self.signs, as: type) }
                            ?? weight.quantizedWeight(scale: scale, codes: Self.ternary, as: type)
                    }
                    let plain = try run { Self.composed($0, $1, center: center, type: type) }
                    let place: Comment = "\(rows) × \(columns), \(groups) scales"
                    #expect(fused.values == plain.values, place)
                    #expect(fused.weight == plain.weight, place)
                    let scale = max(1, plain.scale.map(abs).max() ?? 1)
                    for (left, right) in zip(fused.scale, plain.scale) {
                        #expect(abs(left - right) <= Self.relativeTolerance * scale, place)
                    }
                }
            }
        }

        @Test("ternary codes round half to even: ±0.5 scales become 0 and ±1.5 scales stay at ±1")
        func ties() throws {
            let weight = Tensor([-1.5, -0.75, -0.5, 0.5, 0.75, 1.5, -0.25, 0.25], shape: [2, 4])
            let half = Tensor([0.5], shape: [1])
            #expect(
                try weight.quantizedWeight(scale: half, codes: Self.ternary, as: .float32).floats()
                    == [-0.5, -0.5, -0.5, 0.5, 0.5, 0.5, 0, 0])
        }

        @Test("a binary weight at its center is −scale")
        func center() throws {
            let weight = Tensor([0.25, 0.5, -1, 0.250_000_1], shape: [2, 2])
            let scale = Tensor([2, 3], shape: [2])
            let center = Tensor([0.25, 0.25], shape: [2])
            #expect(
                try weight.quantizedWeight(scale: scale, center: center, codes: Self.signs, as: .float32).floats()
                    == [-2, 2, -3, 3])
        }

        @Test("a transposed weight quantizes like a copy of it")
        func strided() throws {
            var generator = SeededGenerator(seed: 3)
            let weight = Tensor(generator.signedUnits(35), shape: [5, 7]).transposed()
            let scale = Tensor([0.4], shape: [1])
            #expect(
                try weight.quantizedWeight(scale: scale, codes: Self.ternary, as: .float32).floats()
                    == weight.contiguous().quantizedWeight(
                        scale: scale, codes: Self.ternary, as: .float32
                    ).floats())
        }
    }
#endif
