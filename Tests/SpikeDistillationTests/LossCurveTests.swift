#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    /// Committed losses of toy distillations; a refactor must reproduce every bit of them.
    ///
    /// `RECORD_GOLDENS=1` adds or replaces the curves of this processor and still fails. libtorch and its matrix library
    /// choose code by processor model, so bits are promised only on a processor whose curves are committed. Elsewhere a
    /// last digit may decide about a code or a spike, which parts a curve of so small a student by some percent: with code
    /// for AVX2, or for no vectors, one curve of these did (8 %), and the others agreed to rounding. So most have to.
    @Suite("Toy distillations reproduce their committed losses", .oneAtATime)
    struct LossCurveTests {
        /// Relative, for the first `closeSteps` losses of a curve.
        static let roundingTolerance = 1e-4
        static let closeSteps = 5
        /// Relative, for the rest.
        static let driftTolerance = 0.02
        /// Relative, for all losses of the curves that part: at most one in `curvesForEachParting`.
        static let partingTolerance = 0.2
        static let curvesForEachParting = 4
        static let file = "loss-curves.json"

        struct Curves: Codable {
            let processor: String
            let libtorch: String
            let losses: [String: [Double]]
        }

        /// Vendor, family and model of the processor, and what narrows libtorch's choice, as a virtual machine may.
        static let processor: String = {
            let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
            var values: [String: String] = [:]
            for line in information.split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                if parts.count == 2, values[parts[0]] == nil { values[parts[0]] = parts[1] }
            }
            let names = ["vendor_id", "cpu family", "model"].map { values[$0] ?? "unknown" }
            let environment = ProcessInfo.processInfo.environment
            let hasWideVectors = values["flags"]?.contains("avx512f") ?? true
            let limits =
                (hasWideVectors ? [] : ["without AVX-512"])
                + ["ATEN_CPU_CAPABILITY", "MKL_ENABLE_INSTRUCTIONS"].compactMap { name in
                    environment[name].map { "\(name)=\($0)" }
                }
            return (names + limits).joined(separator: " ")
        }()

        static let recipes: [(name: String, recipe: Recipe)] = [
            ("counted ternary", TinyDistillation.recipe(steps: 20)),
            (
                "counted binary weights per row, unsigned spikes",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        timeSteps: 4, spikeKind: .binary, weightEncoding: .binary, scaleGranularity: .perRow, layers: 1),
                    steps: 15)
            ),
            (
                "perStep with measured rates",
                TinyDistillation.recipe(
                    student: StudentPlan(schedule: .perStep, timeSteps: 3, spikeKind: .binary, replacesRates: true),
                    method: .teacher, steps: 10)
            ),
            (
                "perStep with feedback, adaptive through time",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        schedule: .perStep, timeSteps: 3, spikeKind: .binary, neuron: NeuronPlan(kind: .adaptive),
                        hasFeedback: true),
                    method: .teacher, steps: 10)
            ),
            (
                "perStep with feedback at its equilibrium",
                TinyDistillation.recipe(
                    student: StudentPlan(schedule: .perStep, timeSteps: 3, spikeKind: .binary, hasFeedback: true),
                    method: .teacher, steps: 10)
            ),
            (
                "elastic, 2 bits",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        schedule: .realResidual, timeSteps: 2, weightEncoding: .uniform(bits: 2),
                        neuron: NeuronPlan(kind: .elastic, membrane: .symmetric)),
                    steps: 10)
            ),
            (
                "levels and salient channels, differential 3 bits",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        timeSteps: 1, weightEncoding: .uniform(bits: 3), quantizer: .differential,
                        neuron: NeuronPlan(levels: 2, quadrupledChannels: 0.1, doubledChannels: 0.2)),
                    steps: 10)
            ),
            (
                "absmean, binary per row",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        weightEncoding: .binary, scaleGranularity: .perRow, quantizer: .absmean),
                    method: .teacher, steps: 10)
            ),
            (
                "uniform, 2 bits with zero points per row",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        weightEncoding: .uniform(bits: 2), scaleGranularity: .perRow, quantizer: .uniform,
                        clipping: .percentile), steps: 10)
            ),
            (
                "learned step, balanced 3 bits",
                TinyDistillation.recipe(
                    student: StudentPlan(weightEncoding: .balanced(bits: 3), quantizer: .learned), steps: 10)
            ),
            (
                "learned thresholds, ternary",
                TinyDistillation.recipe(student: StudentPlan(quantizer: .learnedThresholds), steps: 10)
            ),
            (
                "elastic as released, arctan",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        schedule: .realResidual, timeSteps: 3, neuron: NeuronPlan(kind: .elastic),
                        surrogate: SurrogateGradient(kind: .arctan)), steps: 10)
            ),
            (
                "leaky on the real residual, sigmoid",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        schedule: .realResidual, timeSteps: 3, leak: 0.9,
                        surrogate: SurrogateGradient(kind: .sigmoid)), steps: 10)
            ),
            (
                "adaptive on the real residual, triangle",
                TinyDistillation.recipe(
                    student: StudentPlan(
                        schedule: .realResidual, timeSteps: 3, spikeKind: .binary,
                        neuron: NeuronPlan(kind: .adaptive), surrogate: SurrogateGradient(kind: .triangle)), steps: 10)
            ),
            ("annealed, augmented, priced and averaged", everything),
        ]

        /// What changes from step to step.
        private static var everything: Recipe {
            var recipe = TinyDistillation.recipe(steps: 10)
            recipe.stages[0].timeSteps = 4
            recipe.stages[0].quantizedShare = ShareRamp(from: 0.2)
            recipe.stages[0].augmentation = AugmentationPlan(unigram: 0.1, delete: 0.1)
            recipe.stages[1].losses.rate = 2
            recipe.averaging = AveragingPlan()
            return recipe
        }

        @Test("every loss, to the last bit where this processor's curves are committed")
        func curves() throws {
            let losses = try withTemporaryFolder { folder in
                try Self.recipes.reduce(into: [String: [Double]]()) { losses, entry in
                    losses[entry.name] = try TinyDistillation.run(entry.recipe, in: folder).log.losses
                }
            }
            let goldens = Goldens()
            let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
            let isThere = FileManager.default.fileExists(atPath: goldens.url(Self.file).path)
            var known = isThere ? try goldens.json(Self.file, as: [Curves].self) : []
            if isRecording {
                known.removeAll { $0.processor == Self.processor }
                known.append(Curves(processor: Self.processor, libtorch: Engine.version, losses: losses))
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                try encoder.encode(known).write(to: goldens.url(Self.file))
                Issue.record(
                    "recorded \(Self.file) for processor \(Self.processor); look at the difference and commit it")
                return
            }
            let exact = known.first { $0.processor == Self.processor && $0.libtorch == Engine.version }
            if let exact {
                #expect(losses == exact.losses)
            } else {
                compare(losses, try #require(known.first).losses)
            }
        }

        private func compare(_ losses: [String: [Double]], _ expected: [String: [Double]]) {
            #expect(losses.keys.sorted() == expected.keys.sorted())
            var parted: [String] = []
            for (name, curve) in losses {
                let pairs = Array(zip(curve, expected[name] ?? []))
                let isClose = pairs.enumerated().allSatisfy { step, pair in
                    let tolerance = step < Self.closeSteps ? Self.roundingTolerance : Self.driftTolerance
                    return abs(pair.0 - pair.1) <= tolerance * pair.1
                }
                if !isClose { parted.append(name) }
                let worst = pairs.map { abs($0 - $1) / $1 }.max() ?? .infinity
                #expect(worst <= Self.partingTolerance, "\(name), \(Self.processor)")
            }
            #expect(parted.count * Self.curvesForEachParting <= losses.count, "\(parted), \(Self.processor)")
        }
    }
#endif
