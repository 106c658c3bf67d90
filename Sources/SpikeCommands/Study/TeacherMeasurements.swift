#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeTraining

    /// A study's teachers, each measured once for every length that cells read.
    ///
    /// They are kept in the study's folder, because every later process needs the logits to tell how close its students come.
    final class TeacherMeasurements {
        private let folder: StudyFolder
        private var known: [URL: TeacherMeasurement] = [:]
        /// Teachers whose labels are swapped, so that not every cell finds it out anew.
        private var refused: [URL: InputError] = [:]
        /// Logits of a hundred classes for ten thousand examples are larger than configs are.
        private static let maximumByteCount = 1 << 30

        init(in folder: StudyFolder) { self.folder = folder }

        /// - Throws: `InputError.permutedLabels` for a teacher whose labels are swapped: it would teach the opposite.
        func measurement(of input: StudyInput, for cell: StudyCell) throws -> TeacherMeasurement {
            let length = cell.recipe.batches.maximumLength
            let file = folder.teacher(input.plan, fingerprint: input.fingerprint, maximumLength: length)
            if let measurement = known[file] { return measurement }
            if let error = refused[file] { throw error }
            let measurement = try kept(in: file, input) ?? measured(input, maximumLength: length, keepIn: file)
            known[file] = measurement
            return measurement
        }

        private func kept(in file: URL, _ input: StudyInput) throws -> TeacherMeasurement? {
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            let examples = try input.data.read(StudyInput.split, task: input.task).examples.count
            let outputs = input.task.isRegression ? 1 : input.task.labels.count
            do throws(FormatError) {
                let measurement = try ConfigFile.read(
                    TeacherMeasurement.self, at: file, maximumByteCount: Self.maximumByteCount)
                if measurement.logits.count == examples, measurement.logits.allSatisfy({ $0.count == outputs }) {
                    return measurement
                }
            } catch {
                switch error {
                case .badJSON, .badConfig: break
                default: throw error
                }
            }
            throw StudyError.damagedMeasurement(path: file.path)
        }

        private func measured(
            _ input: StudyInput, maximumLength: Int, keepIn file: URL
        ) throws -> TeacherMeasurement {
            Console.error("measuring the teacher of \(input.plan.name)")
            let model = try LoadedModel.open(input.teacherURL, threads: Engine.threads).languageModel
            let evaluation = try EvaluateCommand.evaluate(
                StoppableModel(model: model), on: input.data.read(StudyInput.split, task: input.task),
                tokenizerFolder: input.teacherURL, maximumLength: maximumLength)
            if let permutation = evaluation.labelPermutation, permutation.isClearlyBetter {
                let error = InputError.permutedLabels(
                    path: input.teacherURL.path,
                    explanation: permutation.explanation(labels: input.task.displayLabels))
                refused[file] = error
                throw error
            }
            let measurement = TeacherMeasurement(
                metrics: evaluation.result.metrics.compactMapValues { $0 }, logits: evaluation.logits)
            try folder.prepareTeachers()
            try ConfigFile.write(measurement, to: file)
            return measurement
        }
    }
#endif
