#if Training
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeLedger

    /// What the ledger has of a study's cells.
    struct StudyResults {
        /// A cell that is not in the table, or not at every T, and why.
        struct Unfinished: Encodable {
            let cell: String
            let state: String
            let message: String?

            /// nil for a cell that is finished and measured at every T.
            init?(_ cell: StudyCell, _ run: Run?, measured: Set<Int>) {
                let missing = cell.timeSteps.filter { !measured.contains($0) }.sorted()
                guard run?.state != .finished || !missing.isEmpty else { return nil }
                self.cell = cell.name
                state = run?.state.rawValue ?? "not begun"
                let steps = missing.map(String.init).joined(separator: ", ")
                message = run?.message ?? (measured.isEmpty || missing.isEmpty ? nil : "T = \(steps) is not measured")
            }
        }

        let plan: StudyPlan
        private(set) var rows: [StudyRow] = []
        private(set) var unfinished: [Unfinished] = []

        var failures: [Unfinished] { unfinished.filter { $0.state == Run.State.failed.rawValue } }

        /// Cells that differ in their seed alone become one row per T.
        ///
        /// - Parameter inputs: teachers and data as they are now: then a run of former ones is none of this study. Without them
        ///   the last run of a cell's recipe counts, whatever it was made of.
        init(plan: StudyPlan, cells: [StudyCell], ledger: Ledger, inputs: [StudyInput]? = nil) throws {
            self.plan = plan
            let runs = try ledger.runs(RunFilter(study: plan.name))
            var groups: [(cell: StudyCell, runs: [Run])] = []
            for cell in cells {
                let identity = try inputs?.first { $0.plan == cell.task }?.identity(cell)
                let last = runs.last { run in
                    identity.map { $0 == run.cell }
                        ?? (run.recipeSHA256 == cell.recipeSHA256
                            && run.labels[StudyPlan.taskName] == cell.task.name)
                }
                let measured = try last.map { Set(try ledger.measurements(of: $0).map(\.timeSteps)) } ?? []
                if let missing = Unfinished(cell, last, measured: measured) { unfinished.append(missing) }
                // A run that was opened again for further T, or failed at one, keeps the rows of the others.
                guard let run = last, !measured.isDisjoint(with: cell.timeSteps) else { continue }
                let row = groups.firstIndex {
                    $0.cell.task == cell.task && $0.cell.labels == cell.labels
                }
                if let index = row {
                    groups[index].runs.append(run)
                } else {
                    groups.append((cell, [run]))
                }
            }
            for group in groups {
                let measured = try group.runs.map { (run: $0, measurements: try ledger.measurements(of: $0)) }
                rows += group.cell.timeSteps.sorted().compactMap { StudyRow(group.cell, measured, timeSteps: $0) }
            }
        }
    }
#endif
