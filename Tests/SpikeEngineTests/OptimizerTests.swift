#if Training
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    @Suite("The optimiser and randomness", .oneAtATime)
    struct OptimizerTests {
        struct Golden: Decodable {
            struct Step: Decodable {
                let rate: Double
                let gradients: [[Float]]
                let parameters: [[Float]]
            }
            let start: [[Float]]
            let steps: [Step]
        }

        /// Parameters of magnitude 1; the fused update computes some terms in another order.
        static let tolerance: Float = 1e-6

        /// A leaf whose gradient is exactly `gradient`.
        private static func setGradient(_ leaf: Tensor, _ gradient: [Float]) throws {
            leaf.clearGradient()
            try (leaf * Tensor(gradient, shape: leaf.shape)).sum().backward()
        }

        @Test("five steps equal torch.optim.AdamW's, with and without decay and with a rate of its own")
        func adamW() throws {
            let golden = try Goldens().json("adamw.json", as: Golden.self)
            let shapes = [[7], [2, 3]]
            let leaves = zip(golden.start, shapes).map { Tensor($0, shape: $1).requiresGradient() }
            let optimizer = AdamW(
                groups: [
                    .init(parameters: [leaves[0]], weightDecay: 0.1),
                    .init(parameters: [leaves[1]], rateScale: 2, weightDecay: 0),
                ], beta2: 0.98)
            for step in golden.steps {
                for (leaf, gradient) in zip(leaves, step.gradients) { try Self.setGradient(leaf, gradient) }
                try optimizer.step(rate: step.rate)
                for (leaf, expected) in zip(leaves, step.parameters) {
                    expectClose(try leaf.floats(), expected, tolerance: Self.tolerance)
                }
            }
            #expect(try optimizer.moments.map { try $0[0].steps.item() } == [5, 5])
        }

        @Test("a parameter without gradient stays as it is")
        func idle() throws {
            let leaf = Tensor([1, 2], shape: [2]).requiresGradient()
            let optimizer = AdamW(groups: [.init(parameters: [leaf], weightDecay: 0.5)])
            try optimizer.step(rate: 1)
            #expect(try leaf.floats() == [1, 2])
            #expect(try optimizer.moments[0][0].steps.item() == 0)
        }

        @Test("gradients above the joint norm are scaled to it, all alike")
        func clipping() throws {
            let leaves = [Tensor([0, 0], shape: [2]), Tensor([0], shape: [1])].map { $0.requiresGradient() }
            let optimizer = AdamW(groups: leaves.map { .init(parameters: [$0], weightDecay: 0) })
            try Self.setGradient(leaves[0], [3, 4])
            try Self.setGradient(leaves[1], [12])
            #expect(try optimizer.clipGradients(to: 20) == 13)
            #expect(try leaves[0].gradient?.floats() == [3, 4])
            #expect(try optimizer.clipGradients(to: 6.5) == 13)
            expectClose(try leaves[0].gradient?.floats() ?? [], [1.5, 2], tolerance: 1e-5)
            expectClose(try leaves[1].gradient?.floats() ?? [], [6], tolerance: 1e-5)
            optimizer.clearGradients()
            #expect(try optimizer.clipGradients(to: 1) == 0)
        }

        @Test("dropout depends on the seed alone, zeroes its share and scales the rest up")
        func dropout() throws {
            let ones = Tensor.full([100, 100], 1)
            func dropped(_ seed: UInt64) throws -> [Float] {
                Engine.seed(seed)
                return try ones.dropout(0.25).floats()
            }
            let first = try dropped(7)
            #expect(try dropped(7) == first)
            #expect(try dropped(8) != first)
            let zeros = first.count { $0 == 0 }
            #expect((2200...2800).contains(zeros))
            #expect(first.allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
            #expect(ones.dropout(0) === ones)
        }

        @Test("normal values depend on the seed alone")
        func normal() throws {
            Engine.seed(1)
            let first = try Tensor.normal([50]).floats()
            Engine.seed(1)
            #expect(try Tensor.normal([50]).floats() == first)
            #expect(try Tensor.normal([50]).floats() != first)
        }
    }
#endif
