#if Training
    import ArgumentParser
    import Foundation
    import SpikeEvaluation
    import SpikeLedger

    /// `bitspike runs compare`: runs beside each other.
    struct RunsCompareCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare",
            abstract: "Show runs beside each other: recipe keys that differ, metrics, spikes, bytes, seconds.")

        @Argument(help: "Numbers of the runs, at least two; differences are to the first.")
        var ids: [Int64]

        @Option(help: "Output format: table or json.")
        var format: OutputFormat = .table

        @OptionGroup var ledgerOptions: LedgerOptions

        func validate() throws {
            guard ids.count >= 2 else { throw ValidationError("name at least two runs to compare") }
        }

        func run() async throws {
            let ledger = try Ledger(ledgerOptions.url, for: .reading)
            let runs = try ids.map { id in
                let run = try ledger.run(id)
                return RunDetails(run, try ledger.measurements(of: run))
            }
            let comparison = RunComparison(runs)
            switch format {
            case .json: try Console.json(comparison)
            case .table: comparison.table.lines.forEach(Console.data)
            }
        }
    }
#endif
