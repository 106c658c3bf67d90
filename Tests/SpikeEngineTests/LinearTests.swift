#if Training
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    @Suite("Linear layers", .oneAtATime)
    struct LinearTests {
        /// Sums of 96 products of magnitude 1, added up in two orders.
        static let tolerance: Float = 2e-4

        /// Rows that go to one library or to the other, with and without more dimensions.
        static let shapes = [[3, 96], [20, 96], [4, 9, 96], [1, 1, 96], [2, 3, 7, 96]]

        @Test("values and gradients are those of the matrix product", arguments: shapes, [true, false])
        func agree(shape: [Int], hasBias: Bool) throws {
            Engine.seed(3)
            let (x, weight) = (Tensor.normal(shape), Tensor.normal([80, 96]))
            let bias = hasBias ? Tensor.normal([80]) : nil
            let direction = Tensor.normal(Array(shape.dropLast()) + [80])
            func run(_ product: (Tensor, Tensor, Tensor?) -> Tensor) throws -> [[Float]] {
                let leaves = [x, weight] + (bias.map { [$0] } ?? [])
                let copies = leaves.map { $0.clone().requiresGradient() }
                let output = product(copies[0], copies[1], hasBias ? copies[2] : nil)
                try (output * direction).sum().backward()
                return try [output.floats()] + copies.map { try #require($0.gradient).floats() }
            }
            let mine = try run { $0.linear($1, $2) }
            let expected = try run { x, weight, bias in
                let product = x.matmul(weight.transposed())
                return bias.map { product + $0 } ?? product
            }
            for (left, right) in zip(mine, expected) {
                try #require(left.count == right.count)
                for (a, b) in zip(left, right) { #expect(abs(a - b) <= Self.tolerance) }
            }
        }

        @Test("frozen inputs and weights have no gradients, and nothing is recorded without them")
        func frozen() throws {
            let (x, weight) = (Tensor.normal([20, 96]), Tensor.normal([80, 96]).requiresGradient())
            try x.linear(weight).sum().backward()
            #expect(x.gradient == nil && weight.gradient != nil)
            weight.clearGradient()
            let product = Engine.withoutGradients { x.linear(weight) }
            #expect(throws: EngineError.self) { try product.sum().backward() }
            #expect(weight.gradient == nil)
        }
    }
#endif
