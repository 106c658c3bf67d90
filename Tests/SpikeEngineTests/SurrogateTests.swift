#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeReference
    import SpikeTestSupport
    import Testing

    @Suite("A fired time step is exact forwards and its surrogate backwards", .oneAtATime)
    struct SurrogateTests {
        /// Single-precision sums of a few terms against the closed form in double precision.
        static let tolerance: Float = 2e-5

        struct Case: Sendable {
            let kind: SpikeKind
            let levels: Int
            let surrogate: SurrogateGradient
        }

        static let cases: [Case] = SpikeKind.allCases.flatMap { kind in
            [1, 3].flatMap { levels in
                SurrogateGradient.Kind.allCases.flatMap { shape in
                    [0.5, 1, 2].map {
                        Case(kind: kind, levels: levels, surrogate: SurrogateGradient(kind: shape, width: $0))
                    }
                }
            }
        }

        /// D = d(spikes) / d(u / V_th) in double precision, from docs/Equations.md.
        static func slope(_ u: Double, _ threshold: Double, _ example: Case) -> Double {
            let (levels, w, z) = (Double(example.levels), example.surrogate.width, u / threshold)
            if example.surrogate.kind == .straightThrough {
                let middle = example.kind == .binary ? (levels + 1) / 2 : 0
                return abs(z - middle) <= w * (example.kind == .binary ? middle : levels) ? 1 : 0
            }
            func bump(_ x: Double) -> Double {
                switch example.surrogate.kind {
                case .straightThrough: return 0
                case .arctan: return 1 / w / (1 + (Double.pi * x / w) * (Double.pi * x / w))
                case .sigmoid:
                    let s = 1 / (1 + exp(-4 * x / w))
                    return 4 / w * s * (1 - s)
                case .triangle: return max(0, 1 - abs(x) / w) / w
                }
            }
            return (1...example.levels).reduce(0.0) { sum, k in
                guard example.kind == .ternary else { return sum + bump(z - Double(k)) }
                return sum + bump(z - Double(k) + 0.5) + bump(z + Double(k) - 0.5)
            }
        }

        /// Potentials with the firing levels among them.
        static func potentials(_ threshold: Float) -> [Float] {
            var generator = SeededGenerator(seed: 9)
            return (-8...8).map { Float($0) * threshold / 2 } + generator.signedUnits(60).map { 4 * $0 * threshold }
        }

        @Test("spikes and remainders are the specification's, to the bit", arguments: cases.indices)
        func forward(index: Int) throws {
            let example = Self.cases[index]
            for threshold: Float in [0.3, 1] {
                let values = Self.potentials(threshold)
                let (spikes, rest) = Tensor(values, shape: [values.count]).fired(
                    threshold: Tensor([threshold], shape: [1]), levels: example.levels, kind: example.kind,
                    surrogate: example.surrogate)
                let neuron = NeuronParameters(firingThreshold: threshold, spikeKind: example.kind)
                var left = values
                let expected = left.indices.map { Equations.discharge(&left[$0], steps: example.levels, neuron) }
                #expect(try spikes.floats() == expected.map(Float.init))
                #expect(try rest.floats() == left)
            }
        }

        @Test("gradients are the closed form, for shared and single thresholds", arguments: cases.indices)
        func backward(index: Int) throws {
            let example = Self.cases[index]
            let threshold: Float = 0.7
            // Off the edges of the windows, where the last digit decides.
            let values = Self.potentials(threshold).map { $0 + 0.001 }
            var generator = SeededGenerator(seed: 10)
            let (a, b) = (generator.signedUnits(values.count), generator.signedUnits(values.count))
            for isShared in [true, false] {
                let u = Tensor(values, shape: [values.count]).requiresGradient()
                let v = Tensor.full([isShared ? 1 : values.count], Double(threshold)).requiresGradient()
                let (spikes, rest) = u.fired(
                    threshold: v, levels: example.levels, kind: example.kind, surrogate: example.surrogate)
                let loss = spikes * Tensor(a, shape: [a.count]) + rest * Tensor(b, shape: [b.count])
                let counts = try spikes.detached().floats()
                try loss.sum().backward()
                var (atPotential, atThreshold): ([Float], [Float]) = ([], [])
                for i in values.indices {
                    let (x, t, n) = (Double(values[i]), Double(threshold), Double(counts[i]))
                    let d = Self.slope(x, t, example)
                    atPotential.append(Float(Double(a[i]) * d / t + Double(b[i]) * (1 - d)))
                    atThreshold.append(Float(-Double(a[i]) * d * x / t / t + Double(b[i]) * (d * x / t - n)))
                }
                expectClose(try #require(u.gradient).floats(), atPotential, tolerance: Self.tolerance)
                let total = atThreshold.reduce(0, +)
                let gradient = try #require(v.gradient).floats()
                expectClose(
                    gradient, isShared ? [total] : atThreshold,
                    tolerance: isShared ? Self.tolerance * Float(values.count) : Self.tolerance)
            }
        }

        @Test("with the window of one step, values V_th·s have the gradients of the fused count neuron")
        func countNeuron() throws {
            for kind in SpikeKind.allCases {
                for levels in [1, 2, 4] {
                    var generator = SeededGenerator(seed: 11)
                    let example = SpikingCase(&generator, rows: 40, width: 33, type: .float32)
                    let (mine, theirs) = (example.leaves, example.leaves)
                    let charge = mine[0].charged(gain: mine[1], shift: mine[2])
                    let fired = charge.fired(
                        threshold: mine[3], levels: levels, kind: kind, surrogate: SurrogateGradient())
                    let values = fired.spikes * mine[3] - mine[2]
                    let fused = theirs[0].spiking(
                        gain: theirs[1], shift: theirs[2], threshold: theirs[3], timeSteps: levels, kind: kind,
                        as: .float32)
                    #expect(try values.floats() == fused.floats())
                    try (values * example.upstream).sum().backward()
                    try (fused * example.upstream).sum().backward()
                    for (left, right) in zip(mine, theirs) {
                        let (a, b) = (try #require(left.gradient).floats(), try #require(right.gradient).floats())
                        let size = b.reduce(1) { max($0, abs($1)) }
                        expectClose(a, b, tolerance: SpikingTests.relativeTolerance * size * 10)
                    }
                }
            }
        }

        @Test("through a time loop with leak, the gradient is that of the same loop in plain operations")
        func timeLoop() throws {
            // Smooth surrogate, plain operations: n ← n + (soft − stop(soft)).
            let width = 1.5
            var generator = SeededGenerator(seed: 12)
            let inputs = (0..<4).map { _ in Tensor(generator.signedUnits(50), shape: [50]) * 2 }
            func run(_ fire: (Tensor, Tensor) -> (Tensor, Tensor)) throws -> ([Float], [Float]) {
                let (scale, v) = (Tensor.full([1], 1).requiresGradient(), Tensor.full([1], 0.8).requiresGradient())
                var (u, total): (Tensor?, Tensor?) = (nil, nil)
                for input in inputs {
                    let (s, rest) = fire(u.map { $0 + input * scale } ?? input * scale, v)
                    u = rest * 0.9
                    total = total.map { $0 * 0.5 + s * v } ?? s * v
                }
                try (try #require(total).squared().sum() + (try #require(u)).sum()).backward()
                return (try #require(scale.gradient).floats(), try #require(v.gradient).floats())
            }
            let fused = try run { u, v in
                u.fired(
                    threshold: v, levels: 1, kind: .binary, surrogate: SurrogateGradient(kind: .arctan, width: width))
            }
            let plain = try run { u, v in
                let z = u / v - 1
                let slope = Tensor.full([], 1) / (((z.detached() * (Double.pi / width)).squared() + 1) * width)
                let hard = (u >= v).to(.float32)
                let soft = z * slope
                let spikes = hard.detached() + (soft - soft.detached())
                return (spikes, u - spikes * v)
            }
            expectClose(fused.0, plain.0, tolerance: 1e-3 * max(1, abs(plain.0[0])))
            expectClose(fused.1, plain.1, tolerance: 1e-3 * max(1, abs(plain.1[0])))
        }

        @Test("the number of threads changes no bit of a gradient")
        func threads() throws {
            let before = Engine.threads
            defer { Engine.threads = before }
            var results: [[Float]] = []
            for threads in [1, 2] {
                Engine.threads = threads
                var generator = SeededGenerator(seed: 13)
                let u = Tensor(generator.signedUnits(30_000), shape: [30_000]).requiresGradient()
                let v = Tensor.full([1], 0.4).requiresGradient()
                let (spikes, rest) = u.fired(
                    threshold: v, levels: 2, kind: .ternary, surrogate: SurrogateGradient(kind: .sigmoid))
                try (spikes * u.detached() + rest * rest).sum().backward()
                results.append(try #require(u.gradient).floats() + (try #require(v.gradient).floats()))
            }
            #expect(results[0] == results[1])
        }

        @Test("thresholds of another shape are refused")
        func badShape() {
            let u = Tensor.zeros([6])
            let error = #expect(throws: EngineError.self) {
                try u.fired(
                    threshold: Tensor.full([2], 1), levels: 1, kind: .binary, surrogate: SurrogateGradient()
                ).spikes.floats()
            }
            #expect("\(String(describing: error))".contains("one threshold, or one per neuron"))
        }
    }
#endif
