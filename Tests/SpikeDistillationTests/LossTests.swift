#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTraining
    import Testing

    /// The losses of a first step against their formulas (docs/Equations.md, "Distillation losses"), in double precision.
    @Suite("Losses are what their formulas say", .oneAtATime)
    struct LossTests {
        /// Means of a few hundred single-precision squares.
        static let relativeTolerance = 1e-5

        /// What teacher and student say about the first batch.
        struct FirstBatch {
            let batch: PaddedBatch
            let classes: [Int]
            let student: EncoderOutput
            let teacher: EncoderOutput

            /// Repeats what the run does before its first step, from its recipe.
            init(_ recipe: Recipe, teacher: TeacherModel, data: TrainingSet) throws {
                Engine.threads = 1
                var generator = SeededGenerator(seed: recipe.seed, stream: 0)
                let order = generator.permutation(data.sequences.count).prefix(
                    recipe.initialization.calibrationExamples)
                let config = recipe.student.config(teacher: teacher.config)
                let model = try StudentInitialization(
                    layerMapping: LayerMapping(
                        studentLayers: config.encoder.layers, teacherLayers: teacher.config.layers
                    ).teacherLayers,
                    method: recipe.initialization.method, gainExponent: recipe.initialization.gainExponent,
                    seed: recipe.seed
                ).student(
                    of: teacher, config: config, design: recipe.student.design,
                    examples: PaddedBatch(order.map { data.sequences[$0] }, device: .cpu))
                let indices = LengthBucketedBatches.training(
                    lengths: data.sequences.map(\.count), batchSize: recipe.batches.size, seed: recipe.seed, epoch: 0)[
                        0]
                let batch = PaddedBatch(indices.map { data.sequences[$0] }, device: .cpu)
                self.batch = batch
                classes = indices.compactMap { data.labels[$0].classIndex }
                student = try Engine.withoutGradients {
                    try model.forward(batch, computeType: .float32, wantsScores: true)
                }
                self.teacher = try Engine.withoutGradients { try teacher.forward(batch, wantsScores: true) }
            }

            private func reals(_ tensor: Tensor) throws -> [Double] { try tensor.floats().map(Double.init) }

            /// Mean over taps of the mean squared difference over real tokens, by the teacher's variance at the tap.
            func hiddenState(taps: [Int]) throws -> Double {
                var sum = 0.0
                for (mine, tap) in zip(student.hiddenStates, taps) {
                    let left = try reals(batch.realTokens(of: mine))
                    let right = try reals(batch.realTokens(of: teacher.hiddenStates[tap]))
                    let count = Double(left.count)
                    let mean = right.reduce(0, +) / count
                    let variance = right.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
                    sum += zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / count / variance
                }
                return sum / Double(taps.count)
            }

            /// Mean squared difference of raw scores over layers, heads and pairs of real tokens.
            func attention(layers: [Int]) throws -> Double {
                var sum = 0.0
                var count = 0.0
                for (mine, layer) in zip(student.attentionScores, layers) {
                    for (row, length) in batch.lengths.enumerated() {
                        func real(_ scores: Tensor) throws -> [Double] {
                            try reals(
                                scores.selected(row, along: 0).narrowed(0..<length, along: 1)
                                    .narrowed(0..<length, along: 2))
                        }
                        let (left, right) = (try real(mine), try real(teacher.attentionScores[layer]))
                        sum += zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                        count += Double(left.count)
                    }
                }
                return sum / count
            }

            private func softmax(_ logits: [Double]) -> [Double] {
                let exponentials = logits.map { exp($0 - (logits.max() ?? 0)) }
                return exponentials.map { $0 / exponentials.reduce(0, +) }
            }

            private func rows(_ tensor: Tensor?) throws -> [[Double]] {
                let values = try reals(#require(tensor))
                return stride(from: 0, to: values.count, by: 2).map { Array(values[$0..<($0 + 2)]) }
            }

            /// −τ² Σ softmax(teacher/τ) log softmax(student/τ), mean over the batch.
            func logit(temperature: Double) throws -> Double {
                let pairs = zip(try rows(student.logits), try rows(teacher.logits))
                let sum = pairs.reduce(0.0) { sum, pair in
                    let mine = softmax(pair.0.map { $0 / temperature })
                    let theirs = softmax(pair.1.map { $0 / temperature })
                    return sum - zip(theirs, mine).reduce(0) { $0 + $1.0 * log($1.1) }
                }
                return temperature * temperature * sum / Double(batch.size)
            }

            /// −log of the probability of the true class, mean over the batch.
            func label() throws -> Double {
                let sum = zip(try rows(student.logits), classes).reduce(0.0) { $0 - log(softmax($1.0)[$1.1]) }
                return sum / Double(batch.size)
            }
        }

        private func check(_ recipe: Recipe, teacherLayers: Int, mapping: [Int]) throws {
            try withTemporaryFolder { folder in
                var recipe = recipe
                recipe.stages.removeFirst()
                let teacher = TinyDistillation.teacher(layers: teacherLayers)
                let report = try #require(
                    try TinyDistillation.run(recipe, teacher: teacher, in: folder, cacheBytes: 0).log.reports.first)
                let first = try FirstBatch(recipe, teacher: teacher, data: TinyDistillation.data(in: folder))
                let weights = recipe.stages[0].losses
                let expected = [
                    ("hiddenStateLoss", weights.hiddenState, try first.hiddenState(taps: [0] + mapping.map { $0 + 1 })),
                    ("attentionLoss", weights.attention, try first.attention(layers: mapping)),
                    ("logitLoss", weights.logit, try first.logit(temperature: weights.temperature)),
                    ("labelLoss", weights.label, try first.label()),
                ]
                #expect(report.parts.map(\.name) == expected.map(\.0))
                for (part, (name, _, value)) in zip(report.parts, expected) {
                    #expect(abs(part.value - value) <= Self.relativeTolerance * value, "\(name)")
                }
                let total = expected.reduce(0) { $0 + $1.1 * $1.2 }
                #expect(abs(report.loss - total) <= Self.relativeTolerance * total)
            }
        }

        @Test("of a student as deep as its teacher")
        func whole() throws {
            try check(TinyDistillation.recipe(steps: 1), teacherLayers: 2, mapping: [0, 1])
        }

        @Test("of a student with half the teacher's layers")
        func half() throws {
            let recipe = TinyDistillation.recipe(student: StudentPlan(layers: 2), steps: 1)
            try check(recipe, teacherLayers: 4, mapping: [1, 3])
        }
    }
#endif
