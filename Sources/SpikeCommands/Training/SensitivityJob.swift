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
            try checkCandidates()
            let folder = try CheckpointFolder(at: teacherURL)
            let mapping = try recipe.layerMapping(for: folder.config).teacherLayers
            let teacher = try TeacherModel.load(folder, device: .cpu)
            let sequences = try sequences(for: teacher.config)
            let student = try StudentInitialization(
                layerMapping: mapping, method: .teacher, gainExponent: recipe.initialization.gainExponent,
                seed: recipe.seed
            ).student(
                of: teacher, config: plan.config(teacher: teacher.config), design: plan.design,
                examples: calibrating(sequences, heads: teacher.config.heads))
            let batches = stride(from: 0, to: sequences.count, by: Self.batchSize).map {
                PaddedBatch(Array(sequences[$0..<min($0 + Self.batchSize, sequences.count)]), device: .cpu)
            }
            let bar = ProgressBar(
                label: "scanning linear layers",
                total: student.config.encoder.layers * EncoderLinear.allCases.count)
            let findings = try SensitivityScan(
                candidates: candidates, granularity: recipe.student.scaleGranularity, design: recipe.student.design
            ).run(student, batches: batches) { done, _ in
                bar.update(done)
                if Interruption.isRequested { throw ScanInterrupted() }
            }
            bar.finish()
            return SensitivityReport(
                findings, try allocate(findings), candidates: candidates, recipe: recipe)
        }

        private func allocate(_ findings: [SensitivityScan.Finding]) throws -> BitAllocation {
            let items = findings.map { finding in
                BitAllocation.Item(
                    weights: finding.weights,
                    options: candidates.map { encoding in
                        .init(
                            encoding: encoding, bits: finding.storedBits[encoding, default: 0],
                            error: finding.errors[encoding, default: 0])
                    })
            }
            guard let allocation = BitAllocation(items, bitsPerWeight: bitsPerWeight) else {
                throw InputError.impossible(
                    what: "--bits \(bitsPerWeight)",
                    why:
                        "the smallest candidates take \(BitAllocation.leastBitsPerWeight(items).rounded(3)) with their "
                        + "scales; raise --bits or add a smaller one")
            }
            return allocation
        }

        /// As many of the sequences as a distillation would calibrate with.
        private func calibrating(_ sequences: [TokenSequence], heads: Int) -> PaddedBatch {
            let chosen = sequences.prefix(recipe.initialization.calibrationExamples)
            let count = Distillation.calibrationCount(chosen.map(\.count), heads: recipe.student.heads ?? heads)
            return PaddedBatch(Array(chosen.prefix(count)), device: .cpu)
        }

        /// Refuses candidates that the recipe's student could not have: a scan would choose them, and `distill` refuse the mix.
        private func checkCandidates() throws {
            for encoding in candidates {
                var mixed = recipe
                mixed.student.mixedEncodings = [.init(layer: 0, linear: .query, encoding: encoding)]
                do { try mixed.validate() } catch {
                    throw InputError.impossible(what: "--candidates \(encoding.name)", why: "\(error)")
                }
            }
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

        /// A seeded choice of training examples.
        private func sequences(for config: BERTConfig) throws -> [TokenSequence] {
            let tokenizer = try WordPieceTokenizer.load(folder: teacherURL)
            let longest = try tokenizer.longestSequence(
                recipe.batches.maximumLength, positions: config.maximumPositions, of: teacherURL)
            try tokenizer.check(fits: config, hasPairs: task.hasPairs, of: teacherURL)
            let all = try data.read(.train, task: task).examples
            var generator = SeededGenerator(seed: recipe.seed, stream: 0)
            return generator.permutation(all.count).prefix(examples).map {
                tokenizer.encode(all[$0].text, all[$0].pair, maximumLength: longest)
            }
        }
    }
#endif
