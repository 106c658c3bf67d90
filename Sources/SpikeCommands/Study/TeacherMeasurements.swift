#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeTraining

    /// Metrics of a study's teachers, each measured once for every length that cells read.
    final class TeacherMeasurements {
        /// A teacher on its data, cut at a length.
        struct Key: Hashable {
            let fingerprint: String
            let maximumLength: Int

            init(_ input: StudyInput, _ cell: StudyCell) {
                fingerprint = input.fingerprint
                maximumLength = cell.recipe.batches.maximumLength
            }
        }

        private var known: [Key: [String: Double]]

        init(_ known: [Key: [String: Double]]) { self.known = known }

        /// - Throws: `InputError.permutedLabels` for a teacher whose labels are swapped: it would teach the opposite.
        func metrics(of input: StudyInput, for cell: StudyCell) throws -> [String: Double] {
            let key = Key(input, cell)
            if let metrics = known[key] { return metrics }
            Console.error("measuring the teacher of \(input.plan.name)")
            let model = try LoadedModel.open(input.teacherURL, threads: Engine.threads).languageModel
            let evaluation = try EvaluateCommand.evaluate(
                StoppableModel(model: model), on: input.data.read(StudyInput.split, task: input.task),
                tokenizerFolder: input.teacherURL, maximumLength: key.maximumLength)
            if let permutation = evaluation.labelPermutation, permutation.isClearlyBetter {
                throw InputError.permutedLabels(
                    path: input.teacherURL.path,
                    explanation: permutation.explanation(labels: input.task.displayLabels))
            }
            let metrics = evaluation.result.metrics.compactMapValues { $0 }
            known[key] = metrics
            return metrics
        }
    }
#endif
