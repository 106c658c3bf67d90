#if Training
    import Foundation
    import SpikeEvaluation
    import SpikeLedger
    import SpikeReport

    /// The ledger's runs as pages.
    struct LedgerPages: Sendable {
        private let url: URL

        init(_ url: URL) { self.url = url }

        /// The page of a path, or what changes of it; nil where there is none.
        @Sendable func page(_ path: String, isLive: Bool) throws -> String? {
            let ledger = try Ledger(url, for: .reading)
            if path == "/" {
                let page = RunsPage(
                    try ledger.runs().reversed().map { try row($0, ledger) }, ledger: url.relativeToHere)
                return isLive ? page.live : page.html
            }
            guard path.hasPrefix("/runs/"), let id = Int64(path.dropFirst("/runs/".count)) else { return nil }
            do {
                let page = try page(of: ledger.run(id), ledger)
                return isLive ? page.live : page.html
            } catch LedgerError.unknownRun { return nil }
        }

        private func row(_ run: Run, _ ledger: Ledger) throws -> RunsPage.Row {
            let details = RunDetails(run, try ledger.measurements(of: run))
            return RunsPage.Row(
                id: run.id ?? 0, state: run.state.rawValue, started: run.started.formatted(.iso8601),
                kind: run.kind.rawValue, task: run.task,
                study: [run.study, details.labels].compactMap(\.self).joined(separator: " "), seed: "\(run.seed)",
                result: run.message ?? details.result ?? "")
        }

        private func page(of run: Run, _ ledger: Ledger) throws -> RunPage {
            let details = RunDetails(run, try ledger.measurements(of: run))
            var facts = RunFacts(details).rows.map { StudentReport.Fact($0.name, $0.value) }
            // The folder holds the log of whoever wrote there last.
            let isLast = try ledger.lastRun(output: run.output)?.id == run.id
            if !isLast { facts.append(.init("log", "a later run wrote to the same output")) }
            return RunPage(
                id: run.id ?? 0, kind: run.kind.rawValue, facts: facts,
                history: isLast ? try Self.history(of: run) : nil, measurements: Self.table(details.measurements),
                recipe: Self.indented(run.recipe))
        }

        /// The log of a run, finished or under way; a study keeps it beside its packed model.
        private static func history(of run: Run) throws -> TrainingHistory? {
            let output = URL(fileURLWithPath: run.output)
            let checkpoint = output.deletingLastPathComponent().appendingPathComponent("checkpoint")
            let folder = run.kind == .studyCell ? checkpoint : output
            for path in [folder.path + ".training", folder.path] {
                let file = path + "/metrics.jsonl"
                guard let data = FileManager.default.contents(atPath: file) else { continue }
                return try TrainingHistory(jsonLines: data, path: file)
            }
            return nil
        }

        private static func table(_ measurements: [RunMeasurement]) -> ReportTable? {
            guard !measurements.isEmpty else { return nil }
            let names = Set(measurements.flatMap(\.metrics.keys)).sorted()
            let fidelityNames = Set(measurements.flatMap(\.fidelity.keys)).sorted()
            var table = ReportTable(
                columns: [.init("split", isNumber: false), .init("T")] + names.map { .init($0) }
                    + fidelityNames.map { .init("fidelity: \($0)") }
                    + ["spikes per neuron and step", "operations per token", "examples"].map { .init($0) })
            for measurement in measurements {
                table.add(
                    [measurement.split, "\(measurement.timeSteps)"]
                        + names.map { measurement.metrics[$0].map { $0.rounded(4) } ?? "-" }
                        + fidelityNames.map { measurement.fidelity[$0].map { $0.rounded(3) } ?? "-" }
                        + [
                            measurement.meanSpikeRate.rounded(3), measurement.operationsPerToken.rounded(0),
                            "\(measurement.examples)",
                        ])
            }
            return table
        }

        private static func indented(_ json: String) -> String {
            guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)),
                let data = try? JSONSerialization.data(
                    withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            else { return json }
            return String(decoding: data, as: UTF8.self)
        }
    }
#endif
