#if Training
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeLedger

    /// What the ledger has of a study's cells.
    struct StudyResults {
        /// A cell that is not in the table, and why.
        struct Unfinished: Encodable {
            let cell: String
            let state: String
            let message: String?
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
                guard let run = last, run.state == .finished else {
                    unfinished.append(
                        Unfinished(
                            cell: cell.name, state: last?.state.rawValue ?? "not begun", message: last?.message))
                    continue
                }
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
