#if Training
    import SpikeCore

    extension Distillation {
        /// A seeded choice from the last stage's data, which is the closest to the task.
        func calibrationSequences(_ data: [TrainingSet], heads: Int) -> [TokenSequence] {
            guard let all = data.last?.sequences else { return [] }
            var generator = SeededGenerator(seed: recipe.seed, stream: 0)
            let chosen = generator.permutation(all.count).prefix(recipe.initialization.calibrationExamples)
                .map { all[$0] }
            let count = Self.calibrationCount(chosen.map(\.count), heads: recipe.student.heads ?? heads)
            if count < chosen.count {
                control.observe(
                    .notice("texts are long: \(count) instead of \(chosen.count) calibrate, to keep memory in bounds"))
            }
            return Array(chosen.prefix(count))
        }

        /// Attention scores of one layer of the calibrating batch: 1 GiB as float32, a few of which are alive at once.
        private static let mostCalibrationScores = 1 << 28

        /// How many of the first sequences of these lengths may be padded to one batch, at least one.
        package static func calibrationCount(_ lengths: [Int], heads: Int) -> Int {
            var longest = 0
            for (index, length) in lengths.enumerated() {
                longest = max(longest, length)
                if (index + 1) * heads * longest * longest > mostCalibrationScores { return max(index, 1) }
            }
            return lengths.count
        }
    }
#endif
