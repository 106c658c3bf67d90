#if Training
    import ArgumentParser
    import Foundation
    import SpikeEvaluation
    import SpikeLedger

    /// `bitspike runs list`: one line per run.
    struct RunsListCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List runs, one a line.")

        @Option(help: "Only runs of this task.")
        var task: String?

        @Option(help: "Only runs of this study.")
        var study: String?

        @Option(help: "Only runs in this state: \(Run.State.allCases.map(\.rawValue).joined(separator: ", ")).")
        var state: Run.State?

        @Option(help: "Output format: table, json or csv.")
        var format: ListFormat = .table

        @OptionGroup var ledgerOptions: LedgerOptions

        func run() async throws {
            let ledger = try Ledger(ledgerOptions.url, for: .reading)
            let runs = try ledger.runs(RunFilter(task: task, study: study, state: state))
            let details = try runs.map { RunDetails($0, try ledger.measurements(of: $0)) }
            switch format {
            case .json: try Console.json(details)
            case .csv: Console.data(Self.table(details).csv.trimmingCharacters(in: .newlines))
            case .table: Self.table(details).lines.forEach(Console.data)
            }
        }

        private static func table(_ runs: [RunDetails]) -> ReportTable {
            var table = ReportTable(columns: [
                .init("id"), .init("started", isNumber: false), .init("kind", isNumber: false),
                .init("state", isNumber: false), .init("study", isNumber: false), .init("task", isNumber: false),
                .init("labels", isNumber: false), .init("seed"), .init("result", isNumber: false),
                .init("output", isNumber: false), .init("message", isNumber: false),
            ])
            for details in runs {
                let run = details.run
                table.add([
                    "\(run.id ?? 0)", run.started.formatted(.iso8601), run.kind.rawValue, run.state.rawValue,
                    run.study ?? "", run.task, details.labels, "\(run.seed)", details.result ?? "",
                    URL(fileURLWithPath: run.output).relativeToHere, run.message ?? "",
                ])
            }
            return table
        }
    }

    /// How `bitspike runs list` prints.
    enum ListFormat: String, ExpressibleByArgument, CaseIterable {
        /// For people.
        case table
        /// For programs.
        case json
        /// For spreadsheets.
        case csv
    }

    extension Run.State: ExpressibleByArgument {}
#endif
