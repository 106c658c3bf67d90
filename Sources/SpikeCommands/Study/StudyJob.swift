#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeLedger

    /// Makes the cells of a study that are not made yet, one after the other.
    ///
    /// Two processes may work on one study: each takes cells that the other has not. A cell that fails is recorded and the
    /// study goes on; what would fail in every cell, like a full disk, ends it.
    struct StudyJob {
        let plan: StudyPlan
        let cells: [StudyCell]
        let inputs: [StudyInput]
        let folder: StudyFolder
        let ledger: Ledger
        let device: Device
        let retriesFailed: Bool

        func run() throws {
            let origin = try TrainingOrigin.current(device: device)
            let teachers = TeacherMeasurements(in: folder)
            var skipped = 0
            for (index, cell) in cells.enumerated() {
                guard let input = inputs.first(where: { $0.plan == cell.task }) else { continue }
                let place = "cell \(index + 1)/\(cells.count)"
                try stopIfAsked(place)
                let maker = try CellMaker(
                    study: plan, cell: cell, input: input, folder: folder, ledger: ledger, device: device,
                    title: place)
                guard try !maker.isMade(retriesFailed: retriesFailed) else { continue }
                guard let lock = try maker.files.lock() else {
                    skipped += 1
                    Console.error("\(place): another process makes it")
                    continue
                }
                // It may have been finished between the two looks.
                guard try !maker.isMade(retriesFailed: retriesFailed) else { continue }
                Console.error("\(place): \(cell.name)\(try remaining(from: index))")
                try withExtendedLifetime(lock) {
                    try make(maker, origin, teachers, place: "\(place) (\(cell.name))")
                }
            }
            if skipped > 0 {
                Console.error("\(skipped) cells are left to other processes; run again when they have ended")
            }
        }

        private func make(
            _ maker: CellMaker, _ origin: TrainingOrigin, _ teachers: TeacherMeasurements, place: String
        ) throws {
            do { try maker.make(origin: origin, teachers: teachers) } catch {
                guard !(error is TrainingInterrupted) else { throw StudyError.interrupted(cell: place) }
                guard Self.isOfCell(error) else { throw error }
                Console.error("\(place): failed: \(error)")
            }
        }

        private func stopIfAsked(_ place: String) throws {
            if Interruption.isRequested { throw StudyError.interrupted(cell: "front of \(place)") }
        }

        /// Whether other cells may fare better.
        static func isOfCell(_ error: any Error) -> Bool {
            switch error {
            case is LedgerError, is StudyError: false
            case let error as FormatError:
                switch error {
                case .diskFull, .unwritable, .unreadable: false
                default: true
                }
            default: CommandFailure(error) != nil
            }
        }

        /// The time that the rest will take, from the cells that were made; nothing before the first.
        private func remaining(from index: Int) throws -> String {
            let finished = try ledger.runs(RunFilter(study: plan.name, state: .finished))
            let seconds = try finished.map { run in
                (run.trainingSeconds ?? 0) + (try ledger.measurements(of: run).reduce(0) { $0 + $1.seconds })
            }
            guard !seconds.isEmpty else { return "" }
            let made = Set(finished.compactMap(\.cell))
            let rest = try cells[index...].filter { cell in
                try inputs.first { $0.plan == cell.task }.map { try !made.contains($0.identity(cell)) } ?? false
            }
            let mean = seconds.reduce(0, +) / Double(seconds.count)
            return "  ETA of the study \(ProgressBar.time(mean * Double(rest.count)))"
        }
    }
#endif
