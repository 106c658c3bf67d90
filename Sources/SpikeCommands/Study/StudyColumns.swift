#if Training
    import SpikeDistillation
    import SpikeEvaluation

    /// The columns of a study's table.
    struct StudyColumns {
        private let axes: [String]

        init(_ plan: StudyPlan) { axes = plan.axes.map(\.name) }

        /// Rounded, for people.
        func readable(_ rows: [StudyRow]) -> ReportTable {
            let numbers = [
                "T", "seeds", "value", "teacher", "retention", "agreement", "correlation", "bits", "bits stored",
                "encoder bytes", "model bytes", "spike rate", "operations per token", "training s", "evaluation s",
            ]
            var table = ReportTable(
                columns: (["task"] + headings(beside: numbers) + ["metric"]).map { .init($0, isNumber: false) }
                    + numbers.map { .init($0) })
            for row in rows {
                let quality: [String] = [
                    "\(row.timeSteps)", "\(row.seeds.count)", Self.spread(row.value, row.valueDeviation, 4),
                    Self.text(row.teacher, 4), row.retention.map { "\(($0 * 100).rounded(1)) %" } ?? "",
                    Self.text(row.agreement, 3), Self.text(row.correlation, 3),
                ]
                let cost: [String] = [
                    Self.text(row.informationBits, 2), Self.text(row.storedBits, 2),
                    row.encoderBytes.map(String.init) ?? "", row.modelBytes.map(String.init) ?? "",
                    Self.text(row.meanSpikeRate, 3), Self.text(row.operationsPerToken, 0),
                    Self.text(row.trainingSeconds, 0), Self.text(row.evaluationSeconds, 1),
                ]
                table.add([row.task] + row.labels.map(\.value) + [row.metric] + quality + cost)
            }
            return table
        }

        /// All digits, for programs.
        func exact(_ rows: [StudyRow]) -> ReportTable {
            let names = [
                "timeSteps", "seeds", "value", "valueDeviation", "teacher", "retention", "retentionDeviation",
                "agreement", "divergence", "correlation", "informationBits", "storedBits", "encoderBytes", "modelBytes",
                "meanSpikeRate",
                "meanSpikeRateDeviation", "operationsPerToken", "operationsPerTokenDeviation", "trainingSeconds",
                "evaluationSeconds",
            ]
            var table = ReportTable(
                columns: (["task"] + headings(beside: names) + ["metric"] + names).map { .init($0) })
            func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
            func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
            for row in rows {
                let values: [String] = [
                    text(row.timeSteps), text(row.seeds.count), text(row.value), text(row.valueDeviation),
                    text(row.teacher), text(row.retention), text(row.retentionDeviation), text(row.agreement),
                    text(row.divergence), text(row.correlation), text(row.informationBits),
                    text(row.storedBits), text(row.encoderBytes), text(row.modelBytes), text(row.meanSpikeRate),
                    text(row.meanSpikeRateDeviation), text(row.operationsPerToken),
                    text(row.operationsPerTokenDeviation), text(row.trainingSeconds), text(row.evaluationSeconds),
                ]
                table.add([row.task] + row.labels.map(\.value) + [row.metric] + values)
            }
            return table
        }

        /// Names of the axes, told from the table's own columns.
        private func headings(beside names: [String]) -> [String] {
            axes.map { names.contains($0) || $0 == "metric" ? "\($0) (axis)" : $0 }
        }

        private static func text(_ value: Double?, _ decimals: Int) -> String { value?.rounded(decimals) ?? "" }

        private static func spread(_ mean: Double?, _ deviation: Double?, _ decimals: Int) -> String {
            guard let mean else { return "undefined" }
            return mean.rounded(decimals) + (deviation.map { " ± \($0.rounded(decimals))" } ?? "")
        }
    }
#endif
