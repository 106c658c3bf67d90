#if Training
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    /// Every operator and its gradient against PyTorch (tools/make-goldens/engine.py).
    @Suite("Operators and their gradients equal PyTorch's", .oneAtATime)
    struct OperatorTests {
        struct Golden: Decodable {
            struct Case: Decodable {
                let value: [Float]
                let shape: [Int]
                let gradient: [Float]
            }
            let x, weights, matrix, bias, other, scale, offset: [Float]
            let cases: [String: Case]
        }

        /// Values of magnitude up to about 5, computed by the same library; vector widths may differ.
        static let tolerance: Float = 2e-6

        static let golden = Result { try Goldens().json("operators.json", as: Golden.self) }

        static func operators(_ golden: Golden) -> [String: (Tensor) -> Tensor] {
            let matrix = Tensor(golden.matrix, shape: [4, 5])
            let other = Tensor(golden.other, shape: [5, 2])
            let scale = Tensor(golden.scale, shape: [5])
            let offset = Tensor(golden.offset, shape: [5])
            let bias = Tensor(golden.bias, shape: [4])
            return [
                "abs": { $0.abs() }, "exp": { $0.exp() }, "log": { ($0.abs() + 0.5).log() },
                "squareRoot": { ($0.abs() + 0.5).squareRoot() },
                "clamped": { $0.clamped(to: -0.5...0.75) },
                "tanh": { $0.tanh() }, "relu": { $0.relu() }, "gelu": { $0.gelu() }, "softmax": { $0.softmax() },
                "logSoftmax": { $0.logSoftmax() },
                "layerNorm": { $0.layerNorm(scale, offset, epsilon: 1e-12) },
                "linear": { $0.linear(matrix, bias) }, "matmul": { $0.matmul(other) },
                "sumOver": { $0.sum(over: [0]) }, "meanOver": { $0.mean(over: [1], keep: true) },
                "variance": { $0.variance().reshaped(1) },
                "crossEntropy": { $0.crossEntropy(Tensor(integers: [4, 0, 2], shape: [3])).reshaped(1) },
                "transposed": { $0.transposed() }, "narrowed": { $0.narrowed(1..<4, along: 1) },
                "selected": { $0.selected(2, along: 0) },
                "gathered": { $0.gathered(Tensor(integers: [4, 4, 0], shape: [3]), along: 1) },
                "concatenated": { .concatenated([$0, $0 * 2], along: 0).narrowed(0..<5, along: 0) },
                "stacked": { .stacked([$0.selected(0, along: 0), $0.selected(1, along: 0)], along: 1) },
                "diagonal": { $0.narrowed(0..<3, along: 1).diagonal() },
            ]
        }

        @Test("value and gradient of every operator")
        func values() throws {
            let golden = try Self.golden.get()
            let operators = Self.operators(golden)
            #expect(Set(operators.keys) == Set(golden.cases.keys))
            for (name, expected) in golden.cases.sorted(by: { $0.key < $1.key }) {
                let operation = try #require(operators[name])
                let x = Tensor(golden.x, shape: [3, 5]).requiresGradient()
                let y = operation(x)
                #expect(y.shape == expected.shape, "\(name)")
                let weights = Tensor(Array(golden.weights.prefix(y.count)), shape: [y.count])
                try (y.reshaped(-1) * weights).sum().backward()
                let gradient = try #require(x.gradient, "\(name)")
                try Self.expectClose(y.floats(), expected.value, "value of \(name)")
                try Self.expectClose(gradient.floats(), expected.gradient, "gradient of \(name)")
            }
        }

        private static func expectClose(_ actual: [Float], _ expected: [Float], _ what: Comment) throws {
            try #require(actual.count == expected.count, what)
            let worst = zip(actual, expected).map { abs($0 - $1) }.max() ?? 0
            #expect(worst <= tolerance, what)
        }

        @Test("rounding goes to the even neighbour")
        func rounding() throws {
            let values = try Tensor([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5], shape: [6]).rounded().floats()
            #expect(values == [-2, -2, 0, 0, 2, 2])
        }

        @Test("the Cholesky factor of an inverse multiplies to the inverse")
        func inverseFactor() throws {
            Engine.seed(4)
            let root = Tensor.normal([6, 6])
            let matrix = root.transposed().matmul(root) + Tensor([1, 0, 0, 0, 0, 0], shape: [6]) * 0.1
            let symmetric = (matrix + matrix.transposed()) * 0.5
            let upper = symmetric.inverseCholeskyUpper()
            let identity = (0..<36).map { $0 % 7 == 0 ? Float(1) : 0 }
            SpikeTestSupport.expectClose(
                try symmetric.matmul(upper.transposed().matmul(upper)).floats(), identity, tolerance: 1e-3)
        }

        @Test("a damped matrix of low rank has a factor, where single precision finds none")
        func lowRank() throws {
            Engine.seed(5)
            // One direction outweighs the rest a hundred thousand times, as the mean of activations does.
            let rows = Tensor.normal([40, 400]) + Tensor.normal([1, 400]) * 30
            let gram = rows.transposed().matmul(rows) / 40
            gram.diagonal().copy(from: gram.diagonal() + 0.5)
            let upper = gram.inverseCholeskyUpper()
            try Engine.check()
            #expect(try upper.floats().allSatisfy(\.isFinite))
        }

        @Test("values come back in row-major order, whatever the memory order was")
        func readingViews() throws {
            let matrix = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])
            #expect(try matrix.transposed().floats() == [1, 4, 2, 5, 3, 6])
            #expect(try matrix.selected(1, along: 1).integers() == [2, 5])
            #expect(try (matrix >= 3).bytes() == [0, 0, 1, 1, 1, 1])
        }

        @Test("bfloat16 keeps eight bits of a fraction and rounds to even")
        func bfloat16() throws {
            let values: [Float] = [1, 1.0078125, 1.00390625, 1.01171875, -3.140625]
            #expect(try Tensor(values, shape: [5]).to(.bfloat16).floats() == [1, 1.0078125, 1, 1.015625, -3.140625])
        }
    }
#endif
