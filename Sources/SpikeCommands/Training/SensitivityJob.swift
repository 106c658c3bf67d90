#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeText
    import SpikeTraining

    /// Scans the student that a recipe would train, before training, and allocates bits.
    struct SensitivityJob {
        let teacherURL: URL
        let task: TextTask
        let data: DataFolder
        let recipe: Recipe
        let candidates: [WeightEncoding]
        let bitsPerWeight: Double
        let examples: Int

        private static let batchSize = 32

        func run() throws -> SensitivityReport {
            for encoding in candidates {
                if let objection = recipe.student.quantizer.objection(to: encoding) {
                    throw RecipeError.invalid(key: "student.quantizer", why: objection)
                }
            }
            let teacher = try TeacherModel.load(CheckpointFolder(at: teacherURL), device: .cpu)
            let sequences = try sequences(longest: min(recipe.batches.maximumLength, teacher.config.maximumPositions))
            let student = try StudentInitialization(
                layerMapping: mapping(teacher), method: .teacher, gainExponent: recipe.initialization.gainExponent,
                seed: recipe.seed
            ).student(
                of: teacher, config: plan.config(teacher: teacher.config), design: plan.design,
                examples: PaddedBatch(sequences, device: .cpu))
            let batches = stride(from: 0, to: sequences.count, by: Self.batchSize).map {
                PaddedBatch(Array(sequences[$0..<min($0 + Self.batchSize, sequences.count)]), device: .cpu)
            }
            let bar = ProgressBar(
                label: "scanning linear layers",
                total: student.config.encoder.layers * EncoderLinear.allCases.count)
            let findings = try SensitivityScan(
                candidates: candidates, granularity: recipe.student.scaleGranularity, design: recipe.student.design
            ).run(student, batches: batches) { done, _ in bar.update(done) }
            bar.finish()
            let items = findings.map { BitAllocation.Item(weights: $0.weights, errors: $0.errors) }
            guard let allocation = BitAllocation(items, candidates: candidates, bitsPerWeight: bitsPerWeight) else {
                let least = candidates.map(\.packedBits).min() ?? 0
                throw InputError.impossible(
                    what: "--bits \(bitsPerWeight)",
                    why: "the smallest candidate takes \(least); raise --bits or add one")
            }
            return SensitivityReport(findings, allocation, candidates: candidates, recipe: recipe)
        }

        /// The recipe's student with real weights. Its values are real in the scan, so nothing about time and spikes matters,
        /// and whatever the recipe says it is scanned as the schedule whose sites stand where weights read.
        private var plan: StudentPlan {
            let student = recipe.student
            return StudentPlan(
                weightEncoding: .float32, scaleGranularity: student.scaleGranularity, quantizer: student.quantizer,
                clipping: student.clipping, percentile: student.percentile,
                hasGain: student.hasGain && student.schedule != .perStep, embeddings: student.embeddings,
                layers: student.layers, hiddenSize: student.hiddenSize, heads: student.heads,
                intermediateSize: student.intermediateSize)
        }

        private func mapping(_ teacher: TeacherModel) -> [Int] {
            let layers = recipe.student.layers ?? teacher.config.layers
            return
                (recipe.initialization.layerMapping
                ?? LayerMapping(studentLayers: layers, teacherLayers: teacher.config.layers)).teacherLayers
        }

        /// A seeded choice of training examples.
        private func sequences(longest: Int) throws -> [TokenSequence] {
            let tokenizer = try WordPieceTokenizer.load(folder: teacherURL)
            let all = try data.read(.train, task: task).examples
            var generator = SeededGenerator(seed: recipe.seed, stream: 0)
            return generator.permutation(all.count).prefix(examples).map {
                tokenizer.encode(all[$0].text, all[$0].pair, maximumLength: longest)
            }
        }
    }
#endif
