#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeTestSupport
    import Testing

    @Suite("A failed operation poisons what follows and surfaces once", .oneAtATime)
    struct FailureTests {
        private static let matrix = Tensor.zeros([2, 3])

        private static func failure(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return "\(error)" }
            return nil
        }

        @Test("reading a value throws the first failure, not a later one, in one line")
        func first() throws {
            let poisoned = Self.matrix.matmul(Tensor.zeros([2, 3]))
            let later = (poisoned + 1).softmax() + Self.matrix.reshaped(7)
            let message = try #require(Self.failure { _ = try later.sum().item() })
            #expect(message.hasPrefix("the training engine failed: mat1 and mat2 shapes cannot be multiplied"))
            #expect(!message.contains("\n"))
            #expect(poisoned.shape.isEmpty && poisoned.type == .float32 && poisoned.gradient == nil)
        }

        @Test("a failure is reported once; healthy tensors go on working")
        func once() throws {
            let poisoned = Self.matrix.reshaped(4)
            #expect(throws: EngineError.self) { try Engine.check() }
            try Engine.check()
            #expect(try Self.matrix.floats().count == 6)
            // The poisoned tensor itself never yields numbers.
            #expect(throws: EngineError.self) { try poisoned.item() }
            try Engine.check()
        }

        @Test("backward and the optimiser throw too")
        func training() throws {
            let weight = Tensor([1, 2], shape: [2]).requiresGradient()
            #expect(throws: EngineError.self) { try weight.backward() }
            let optimizer = AdamW(groups: [.init(parameters: [weight], weightDecay: 0)])
            _ = weight.matmul(Tensor.zeros([3]))
            #expect(throws: EngineError.self) { try optimizer.step(rate: 1) }
            try Engine.check()
        }

        @Test("quantizers refuse operands of other types and sizes instead of reading past them")
        func quantizers() throws {
            let x = Tensor.zeros([4, 3])
            let ternary = WeightCodes(lowest: -1, highest: 1)
            let (good, one) = (Tensor.full([3], 1), Tensor.full([1], 1))
            func spikes(_ x: Tensor, _ gain: Tensor, _ shift: Tensor) -> Tensor {
                x.spiking(gain: gain, shift: shift, threshold: one, timeSteps: 2, kind: .ternary, as: .float32)
            }
            let bad: [() -> Tensor] = [
                { spikes(x, Tensor.full([2], 1), good) }, { spikes(x, good, Tensor.full([4], 1)) },
                { spikes(x, good.to(.bfloat16), good) }, { spikes(x.to(.int64), good, good) },
                { x.quantizedWeight(scale: Tensor.full([5], 1), codes: ternary, as: .float32) },
                { x.to(.bfloat16).quantizedWeight(scale: one, codes: ternary, as: .float32) },
                { x.quantizedWeight(scale: Tensor.full([4], 1), center: one, codes: ternary, as: .float32) },
                { x.quantizedWeight(scale: Tensor.full([4], 1), zero: one, codes: ternary, as: .float32) },
                { x.quantizedWeight(scale: one, thresholds: one.to(.int64), codes: ternary, as: .float32) },
                { x.quantizedWeight(scale: one, codes: ternary, as: .int64) },
            ]
            for (index, operation) in bad.enumerated() {
                let result = operation()
                #expect(throws: EngineError.self, "case \(index)") { try result.floats() }
            }
            try Engine.check()
        }

        @Test("an optional operand that failed poisons the result; it does not pass for one that is missing")
        func optional() throws {
            let x = Tensor.zeros([4, 3])
            let poisoned = Self.matrix.reshaped(4)
            #expect(throws: EngineError.self) { try Engine.check() }
            let one = Tensor.full([1], 1)
            let codes = WeightCodes(lowest: -1, highest: 1)
            let results = [
                x.linear(Self.matrix, poisoned),
                x.quantizedWeight(scale: one, thresholds: poisoned, codes: codes, as: .float32),
                x.quantizedWeight(scale: one, center: poisoned, codes: codes, as: .float32),
                x.quantizedWeight(scale: one, zero: poisoned, codes: codes, as: .float32),
            ]
            for (index, result) in results.enumerated() {
                #expect(throws: EngineError.self, "case \(index)") { try result.floats() }
            }
            #expect(try x.linear(Self.matrix).floats() == [Float](repeating: 0, count: 8))
        }

        @Test("descriptions are one line that names the fix")
        func messages() {
            #expect(
                EngineError.operationFailed("first line\nsecond line").description
                    == "the training engine failed: first line")
            #expect(
                EngineError.deviceUnavailable("no CUDA device answers; use --device cpu").description
                    == "device unavailable: no CUDA device answers; use --device cpu")
            #expect(
                EngineError.unsupportedCPU.description
                    == "training needs a CPU with AVX2 and FMA; run packed models with classify or evaluate instead")
        }

        @Test("gradients are not recorded inside withoutGradients, and are again after a throw")
        func gradientMode() throws {
            struct Stop: Error {}
            let x = Tensor([3], shape: [1]).requiresGradient()
            let constant = Engine.withoutGradients { x * 2 }
            #expect(throws: EngineError.self) { try constant.backward() }
            #expect(throws: Stop.self) { try Engine.withoutGradients { throw Stop() } }
            try (x * x).sum().backward()
            #expect(try x.gradient?.item() == 6)
            x.clearGradient()
            #expect(x.gradient == nil)
        }
    }
#endif
