#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Students of every weight quantizer learn", .oneAtATime)
    struct QuantizerLearningTests {
        private static func plan(_ quantizer: QuantizerMethod, _ encoding: WeightEncoding) -> Recipe {
            var plan = StudentPlan(
                timeSteps: 4, weightEncoding: encoding, scaleGranularity: .perRow, quantizer: quantizer)
            if quantizer == .differential { plan.sharpness = SharpnessPlan(from: 1, to: 8, share: 0.5) }
            return TinyDistillation.recipe(student: plan, method: .teacher, steps: 20)
        }

        private static func mean(_ losses: ArraySlice<Double>) -> Double { losses.reduce(0, +) / Double(losses.count) }

        @Test(
            "forty steps lower the internal loss, and a second run gives the same", arguments: QuantizerMethod.allCases)
        func learns(quantizer: QuantizerMethod) throws {
            try withTemporaryFolder { folder in
                for encoding in [WeightEncoding.binary, .ternary, .uniform(bits: 3)] {
                    guard quantizer.objection(to: encoding) == nil else { continue }
                    let recipe = Self.plan(quantizer, encoding)
                    let run = try TinyDistillation.run(recipe, in: folder)
                    let losses = run.log.reports.map { report in
                        report.parts.first { $0.name == "hiddenStateLoss" }?.value ?? .nan
                    }
                    // Ramps that meet quantize nothing, so a differential student may start better than it ends.
                    if quantizer != .differential {
                        #expect(Self.mean(losses.suffix(8)) < Self.mean(losses.prefix(8)), "\(encoding.name)")
                    }
                    // What comes out has jumps, as the packed model does.
                    #expect(run.student.sharpness == nil)
                    #expect(try TinyDistillation.run(recipe, in: folder).log.losses == run.log.losses)
                }
            }
        }
    }
#endif
