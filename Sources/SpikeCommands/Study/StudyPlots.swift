#if Training
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeReport

    /// What is kept against what it costs, one set of plots per task.
    ///
    /// Students are coloured by the first axis of the grid; what the other axes say is the shape of the marker. A line joins
    /// one student's values of T.
    struct StudyPlots {
        /// One horizontal axis.
        private struct Cost: Sendable {
            let file: String
            let title: String
            let axis: PlotAxis
            let value: @Sendable (StudyRow) -> Double?
            /// Whether it depends on T.
            let hasTimeSteps: Bool
        }

        private static let costs = [
            Cost(
                file: "bytes", title: "size",
                axis: PlotAxis("bytes of the encoder", unit: .amount("B"), isLogarithmic: true),
                value: { $0.encoderBytes.map(Double.init) }, hasTimeSteps: false),
            Cost(
                file: "spike-rate", title: "spikes", axis: PlotAxis("spikes per neuron and step"),
                value: { $0.meanSpikeRate }, hasTimeSteps: true),
            Cost(
                file: "operations", title: "synaptic operations",
                axis: PlotAxis("synaptic operations per token", unit: .amount(""), isLogarithmic: true),
                value: { $0.operationsPerToken }, hasTimeSteps: true),
        ]

        private let results: StudyResults

        init(_ results: StudyResults) { self.results = results }

        /// File names and images; plots without points are left out.
        var images: [(name: String, svg: String)] {
            var taken: Set<String> = []
            return results.plan.tasks.flatMap { task in
                // Labels of other letters may become one name.
                let name = StudyFolder.fileName(task.name)
                let isNew = taken.insert(name).inserted
                let prefix = isNew ? name : "\(name)-\(taken.count)"
                if !isNew { taken.insert(prefix) }
                return Self.costs.compactMap { cost in
                    plot(task.name, cost).svg.map { ("\(prefix)-\(cost.file).svg", $0) }
                }
            }
        }

        private func plot(_ task: String, _ cost: Cost) -> ScatterPlot {
            let rows = results.rows.filter { $0.task == task && (cost.hasTimeSteps || $0.isOwnTimeSteps) }
            let seeds = Set(results.rows.filter { $0.task == task }.map(\.seeds.count))
            let count = seeds.count == 1 ? "\(seeds.first ?? 0)" : "\(seeds.min() ?? 0) to \(seeds.max() ?? 0)"
            let spread = seeds == [1] ? "one seed" : "means of \(count) seeds, bars are ± one standard deviation"
            let hollow = rows.contains { !$0.isOwnTimeSteps } ? "; hollow: another T than in training" : ""
            let metric = rows.first?.metric ?? ""
            let teacher = rows.first?.teacher.map { " (\(metric) \($0.rounded(4)))" } ?? ""
            let groups = combinations(rows)
            // Where all have one T, saying it at every point says nothing.
            let steps = Set(rows.map(\.timeSteps))
            let common = steps.count == 1 ? steps.first.map { ", T\u{202F}=\u{202F}\($0)" } ?? "" : ""
            return ScatterPlot(
                title: "\(task): what is kept against \(cost.title)", subtitle: spread + common + hollow, x: cost.axis,
                y: PlotAxis("\(metric) as a share of the teacher's", unit: .percent),
                reference: (1, "teacher" + teacher),
                series: groups.map { series($0, cost, namesTimeSteps: steps.count > 1) }, legend: legend)
        }

        /// Rows that differ in T alone.
        private func combinations(_ rows: [StudyRow]) -> [[StudyRow]] {
            var groups: [[StudyRow]] = []
            for row in rows {
                if let index = groups.firstIndex(where: { $0.first?.labels == row.labels }) {
                    groups[index].append(row)
                } else {
                    groups.append([row])
                }
            }
            return groups
        }

        private func series(_ rows: [StudyRow], _ cost: Cost, namesTimeSteps: Bool) -> PlotSeries {
            let labels = rows.first?.labels ?? []
            let points = rows.compactMap { row -> PlotSeries.Point? in
                guard let x = cost.value(row), let y = row.retention else { return nil }
                return PlotSeries.Point(
                    x: x, y: y, deviation: row.retentionDeviation,
                    label: namesTimeSteps ? "T\u{202F}=\u{202F}\(row.timeSteps)" : nil, isMain: row.isOwnTimeSteps)
            }
            let name =
                labels.isEmpty ? results.plan.name : labels.map { "\($0.axis) \($0.value)" }.joined(separator: ", ")
            return PlotSeries(
                name, color: colorNames.firstIndex(of: labels.first?.value ?? "") ?? 0,
                marker: markerNames.firstIndex(of: Self.rest(labels)) ?? 0, points: points)
        }

        private var colorNames: [String] { results.plan.axes.first?.values.map(\.label) ?? [] }

        /// Combinations of the axes behind the first that occur, in the order of the grid.
        private var markerNames: [String] {
            var names: [String] = []
            for row in results.rows where !names.contains(Self.rest(row.labels)) { names.append(Self.rest(row.labels)) }
            return names
        }

        private static func rest(_ labels: [StudyRow.Label]) -> String {
            labels.dropFirst().map(\.value).joined(separator: ", ")
        }

        private var legend: PlotLegend {
            let axes = results.plan.axes.map(\.name)
            guard let first = axes.first else { return PlotLegend(colors: .init("student", [results.plan.name])) }
            return PlotLegend(
                colors: .init(first, colorNames),
                markers: axes.count < 2 ? nil : .init(axes.dropFirst().joined(separator: ", "), markerNames))
        }
    }
#endif
