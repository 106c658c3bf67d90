#if Training
    import SpikeDistillation
    import SpikeEvaluation

    /// What is kept of every task by students that are made alike: the table to read first where there are several tasks.
    struct StudySummary {
        private let results: StudyResults

        init(_ results: StudyResults) { self.results = results }

        /// Percent of the teacher's metric at the T of training; nil for a single task.
        var table: ReportTable? {
            let tasks = results.plan.tasks.map(\.name)
            guard tasks.count > 1 else { return nil }
            let axes = results.plan.axes.map(\.name)
            var table = ReportTable(
                columns: (axes.isEmpty ? ["student"] : axes).map { .init($0, isNumber: false) }
                    + (tasks + ["mean"]).map { .init($0) })
            let own = results.rows.filter(\.isOwnTimeSteps)
            for labels in Self.distinct(own.map(\.labels)) {
                let kept = tasks.map { task in own.first { $0.task == task && $0.labels == labels } }
                let values = kept.compactMap { $0?.retention }
                // A mean over some of the tasks cannot be compared with the others.
                let mean = values.count == tasks.count ? Spread(values)?.mean : nil
                table.add(
                    (labels.isEmpty ? [results.plan.name] : labels.map(\.value)) + kept.map(Self.text)
                        + [mean.map { ($0 * 100).rounded(1) } ?? ""])
            }
            return table
        }

        private static func text(_ row: StudyRow?) -> String {
            guard let retention = row?.retention else { return "" }
            return (retention * 100).rounded(1)
                + (row?.retentionDeviation.map { " ± \(($0 * 100).rounded(1))" } ?? "")
        }

        private static func distinct(_ lists: [[StudyRow.Label]]) -> [[StudyRow.Label]] {
            lists.reduce(into: []) { found, labels in
                if !found.contains(labels) { found.append(labels) }
            }
        }
    }
#endif
