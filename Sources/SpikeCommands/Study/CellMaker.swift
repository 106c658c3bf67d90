#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeLedger

    /// Makes one cell of a study: distil, pack, measure, record. Goes on wherever a former process was stopped.
    struct CellMaker {
        let study: StudyPlan
        let cell: StudyCell
        let input: StudyInput
        let ledger: Ledger
        let device: Device
        let title: String
        let files: CellFolder
        private let identity: String

        init(
            study: StudyPlan, cell: StudyCell, input: StudyInput, folder: StudyFolder, ledger: Ledger, device: Device,
            title: String
        ) throws {
            self.study = study
            self.cell = cell
            self.input = input
            self.ledger = ledger
            self.device = device
            self.title = title
            identity = try input.identity(cell)
            files = folder.cell(cell, identity: identity)
        }

        /// Whether nothing is left to do: finished and measured at every T, or failed and not to be tried again.
        func isMade(retriesFailed: Bool) throws -> Bool {
            guard let run = try former() else { return false }
            switch run.state {
            case .failed: return !retriesFailed
            case .running, .interrupted: return false
            case .finished:
                let measured = Set(try ledger.measurements(of: run).map(\.timeSteps))
                return measured.isSuperset(of: cell.timeSteps)
            }
        }

        /// The cell's run of this study.
        private func former() throws -> Run? {
            try ledger.lastRun(study: study.name, cell: identity)
        }

        private var labels: [String: String] {
            cell.labelsByAxis.merging([StudyPlan.taskName: cell.task.name]) { $1 }
        }

        /// Makes the cell; its run says how it ended.
        func make(origin: TrainingOrigin, teachers: TeacherMeasurements) throws {
            var run = try start(origin)
            do {
                try files.prepare()
                let teacher = try teachers.measurement(of: input, for: cell)
                run.teacherMetrics = teacher.metrics
                try ledger.update(run)
                let student = try CellStudent(self).packed()
                let summary = try files.trainingSummary()
                run.trainingSeconds = summary.seconds
                run.metrics = summary.values
                run.size = try ModelSize(student, folder: files.model)
                let done = Set(try ledger.measurements(of: run).map(\.timeSteps))
                for steps in cell.timeSteps where !done.contains(steps) {
                    let measurement = try StudentMeasurement(cell: cell, input: input, files: files, teacher: teacher)
                        .measure(student, timeSteps: steps)
                    try ledger.update(run, adding: [measurement])
                }
                (run.state, run.ended) = (.finished, Date())
                try ledger.update(run)
            } catch {
                try record(error, of: &run)
                throw error
            }
        }

        private func start(_ origin: TrainingOrigin) throws -> Run {
            if var run = try former() {
                (run.state, run.ended, run.message, run.labels) = (.running, nil, nil, labels)
                // The machine is that of the training.
                if !files.hasModel { run.machine = Machine(origin) }
                run.output = files.model.path
                try ledger.update(run)
                return run
            }
            var run = Run(
                .studyCell, task: cell.task.task, recipe: try cell.recipe.encoded(),
                digest: cell.recipeSHA256, seed: cell.recipe.seed,
                teacher: input.teacherURL, output: files.model, origin: origin)
            (run.study, run.cell, run.labels) = (study.name, identity, labels)
            return try ledger.add(run)
        }

        private func record(_ error: any Error, of run: inout Run) throws {
            let isFailure = !(error is TrainingInterrupted) && StudyJob.isOfCell(error)
            run.state = isFailure ? .failed : .interrupted
            run.ended = Date()
            run.message = isFailure ? "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ") : nil
            // What ended the study may keep the ledger from being written too, and is what has to be told.
            do { try ledger.update(run) } catch { if isFailure { throw error } }
            // From this state it would fail again; what fails otherwise may be mended, and the training goes on.
            if case RecipeError.lossIsNotFinite = error { try files.removeState() }
        }
    }
#endif
