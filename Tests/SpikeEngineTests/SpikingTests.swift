#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeReference
    import SpikeTestSupport
    import Testing

    /// One random case of `Tensor.spiking`, with values on a grid where u = g·x + b is exact in every order of operations.
    struct SpikingCase {
        let x, gain, shift, threshold, upstream: Tensor
        let width: Int

        init(_ generator: inout SeededGenerator, rows: Int, width: Int, type: ElementType) {
            func grid(_ count: Int, _ steps: ClosedRange<Int>, _ unit: Float) -> [Float] {
                (0..<count).map { _ in Float(generator.integer(below: steps.count) + steps.lowerBound) * unit }
            }
            self.width = width
            // 7 significant bits survive bfloat16; the products have 10 and the sums 12.
            x = Tensor(grid(rows * width, -127...127, 1 / 32), shape: [rows, width]).to(type).requiresGradient()
            gain = Tensor(grid(width, 1...7, 1 / 4), shape: [width]).requiresGradient()
            shift = Tensor(grid(width, -16...16, 1 / 32), shape: [width]).requiresGradient()
            threshold = Tensor(grid(1, 3...12, 1 / 8), shape: [1]).requiresGradient()
            upstream = Tensor(generator.signedUnits(rows * width), shape: [rows, width]).to(type)
        }

        /// Copies of the leaves, so that two computations have gradients of their own.
        var leaves: [Tensor] { [x, gain, shift, threshold].map { $0.detached().clone().requiresGradient() } }
    }

    @Suite("Fused spikes equal their definition", .oneAtATime)
    struct SpikingTests {
        /// Sums over at most 70 rows and 200 columns in another order.
        static let relativeTolerance: Float = 1e-5
        static let widths = [1, 3, 127, 128, 129, 200]

        /// Counts by compare and subtract, from plain operations.
        static func counts(_ u: Tensor, _ threshold: Tensor, timeSteps: Int, kind: SpikeKind) -> Tensor {
            let level = kind == .ternary ? threshold * 0.5 : threshold
            var rest = u
            var counts = u * 0
            for _ in 0..<timeSteps {
                var spikes = (rest >= level).to(.float32)
                if kind == .ternary { spikes = spikes - (-rest >= level).to(.float32) }
                rest = rest - spikes * threshold
                counts = counts + spikes
            }
            return counts
        }

        /// The definition: V·(clip(u/V) + stop(n − clip(u/V))) − b in the backward pass, n·V − b in the forward pass.
        static func composed(_ leaves: [Tensor], timeSteps: Int, kind: SpikeKind, type: ElementType) -> Tensor {
            let (gain, shift, threshold) = (leaves[1], leaves[2], leaves[3])
            let u = leaves[0].to(.float32) * gain + shift
            let n = counts(u.detached(), threshold.detached(), timeSteps: timeSteps, kind: kind)
            let range = kind == .ternary ? -Double(timeSteps)...Double(timeSteps) : 0...Double(timeSteps + 1)
            let level = (u / threshold).clamped(to: range)
            let soft = threshold * (level + (n - level).detached()) - shift
            let hard = n * threshold.detached() - shift.detached()
            return (hard + (soft - soft.detached())).to(type)
        }

        @Test(
            "values are the definition's to the bit, gradients to the order of the sums",
            arguments: [ElementType.float32, .bfloat16], SpikeKind.allCases)
        func definition(type: ElementType, kind: SpikeKind) throws {
            for (index, width) in Self.widths.enumerated() {
                for timeSteps in 1...4 {
                    var generator = SeededGenerator(seed: UInt64(timeSteps), stream: UInt64(index))
                    let example = SpikingCase(&generator, rows: 70, width: width, type: type)
                    let (mine, theirs) = (example.leaves, example.leaves)
                    let fused = mine[0].spiking(
                        gain: mine[1], shift: mine[2], threshold: mine[3], timeSteps: timeSteps, kind: kind, as: type)
                    let plain = Self.composed(theirs, timeSteps: timeSteps, kind: kind, type: type)
                    #expect(fused.type == type)
                    #expect(try fused.floats() == plain.floats(), "width \(width), T = \(timeSteps)")
                    try (fused * example.upstream).to(.float32).sum().backward()
                    try (plain * example.upstream).to(.float32).sum().backward()
                    for (name, pair) in zip(["x", "gain", "shift", "threshold"], zip(mine, theirs)) {
                        let (left, right) = (try #require(pair.0.gradient), try #require(pair.1.gradient))
                        #expect(left.type == right.type && left.shape == right.shape)
                        try expectClose(left, right, "gradient of \(name), width \(width), T = \(timeSteps)")
                    }
                }
            }
        }

        private func expectClose(_ actual: Tensor, _ expected: Tensor, _ what: Comment) throws {
            let (left, right) = (try actual.floats(), try expected.floats())
            let scale = max(1, right.map(abs).max() ?? 1)
            let worst = zip(left, right).map { abs($0 - $1) }.max() ?? 0
            #expect(worst <= Self.relativeTolerance * scale, what)
        }

        @Test("counts are those of the reference neuron, exact ties included", arguments: SpikeKind.allCases, 1...4)
        func reference(kind: SpikeKind, timeSteps: Int) throws {
            for width in Self.widths {
                var generator = SeededGenerator(seed: 9, stream: UInt64(width))
                let threshold = 0.4 + 0.3 * abs(generator.signedUnit())
                let neuron = NeuronParameters(firingThreshold: threshold, spikeKind: kind)
                // Random rows, and rows at and just beside every level.
                var x = generator.signedUnits(20 * width).map { $0 * 3 }
                for half in -10...10 {
                    let tie = Float(half) * threshold / 2
                    for value in [tie, tie.nextUp, tie.nextDown] { x += [Float](repeating: value, count: width) }
                }
                for isPlain in [true, false] {
                    let gain = generator.signedUnits(width).map { isPlain ? 1 : 1 + $0 / 2 }
                    let shift = generator.signedUnits(width).map { isPlain ? 0 : $0 / 2 }
                    let counts = try Tensor(x, shape: [x.count / width, width]).spikeCounts(
                        gain: Tensor(gain, shape: [width]), shift: Tensor(shift, shape: [width]),
                        threshold: Tensor([threshold], shape: [1]), timeSteps: timeSteps, kind: kind
                    ).bytes()
                    let expected = x.indices.map { index in
                        let column = index % width
                        let charge = shift[column].addingProduct(gain[column], x[index])
                        return Int8(Equations.windowCount(charge: charge, timeSteps: timeSteps, neuron))
                    }
                    #expect(counts == expected, "width \(width)")
                }
            }
        }

        @Test("a strided gain or input counts like a copy of it")
        func strided() throws {
            var generator = SeededGenerator(seed: 2)
            let table = Tensor(generator.signedUnits(10), shape: [5, 2])
            let x = Tensor(generator.signedUnits(20), shape: [5, 4]).transposed()
            let (one, shift) = (Tensor.full([1], 0.3), Tensor.zeros([5]))
            func counts(_ x: Tensor, _ gain: Tensor) throws -> [Int8] {
                try x.spikeCounts(gain: gain, shift: shift, threshold: one, timeSteps: 3, kind: .ternary).bytes()
            }
            let gain = table.selected(1, along: 1)
            #expect(try counts(x, gain) == counts(x.contiguous(), gain.contiguous()))
        }

        @Test("the number of threads changes no bit of a gradient")
        func threads() throws {
            let before = Engine.threads
            defer { Engine.threads = before }
            var results: [[[Float]]] = []
            for threads in [1, 2] {
                Engine.threads = threads
                var generator = SeededGenerator(seed: 6)
                let example = SpikingCase(&generator, rows: 500, width: 130, type: .float32)
                let leaves = example.leaves
                let values = leaves[0].spiking(
                    gain: leaves[1], shift: leaves[2], threshold: leaves[3], timeSteps: 2, kind: .ternary, as: .float32)
                try (values * example.upstream).sum().backward()
                results.append(try leaves.map { try $0.gradient?.floats() ?? [] })
            }
            #expect(results[0] == results[1])
        }

        #if os(Linux)
            @Test("loops of fused operations are shared by all threads") func loopThreads() {
                let before = Engine.threads
                defer { Engine.threads = before }
                for threads in [1, 2, 3] {
                    Engine.threads = threads
                    #expect(Engine.loopThreads == threads)
                }
            }
        #endif
    }
#endif
