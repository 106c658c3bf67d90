#if Training
    import ArgumentParser
    import Foundation
    import SpikeLedger

    /// `bitspike runs show`: everything of one run.
    struct RunsShowCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show everything of one run, its recipe included.",
            discussion: """
                To run it again, type the line 'command' with another --output. A recipe file that was changed meanwhile: \
                bitspike runs show 12 --recipe > recipe.json
                """)

        @Argument(help: "Number of the run; 'bitspike runs list' shows them.")
        var id: Int64

        @Flag(help: "Print the recipe alone.")
        var recipe = false

        @Option(help: "Output format: table or json.")
        var format: OutputFormat = .table

        @OptionGroup var ledgerOptions: LedgerOptions

        func run() async throws {
            let ledger = try Ledger(ledgerOptions.url, for: .reading)
            let run = try ledger.run(id)
            if recipe {
                guard run.kind != .teacher else {
                    throw InputError.impossible(
                        what: "run \(id)",
                        why: "is a teacher's, whose recipe are options; see 'bitspike runs show \(id)'")
                }
                return Console.data(run.recipe)
            }
            let details = RunDetails(run, try ledger.measurements(of: run))
            switch format {
            case .json: try Console.json(details)
            case .table: lines(details).forEach(Console.data)
            }
        }

        private func lines(_ details: RunDetails) -> [String] {
            let rows = RunFacts(details).rows
            let width = rows.map(\.name.count).max() ?? 0
            let facts = rows.map { name, value in
                name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + value
            }
            let run = details.run
            return facts + measurements(details) + ["", "recipe, sha256 \(run.recipeSHA256):", run.recipe]
        }

        private func measurements(_ details: RunDetails) -> [String] {
            details.measurements.flatMap { measurement in
                let metrics = measurement.metrics.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rounded(4))" }
                let fidelity = measurement.fidelity.sorted { $0.key < $1.key }.map {
                    "\($0.key) \($0.value.rounded(3))"
                }
                let fidelityLine =
                    fidelity.isEmpty ? [] : ["fidelity to the teacher: \(fidelity.joined(separator: ", "))"]
                var table = TextTable("site", ["spikes", "per neuron and step"])
                for site in measurement.sites {
                    let windows = Double(max(site.neuronWindows, 1) * measurement.timeSteps)
                    table.add(site.site, "\(site.spikes)", (Double(site.spikes) / windows).rounded(3))
                }
                let head =
                    "T = \(measurement.timeSteps) on \(measurement.split), \(measurement.examples) examples: "
                    + "\(metrics.joined(separator: ", ")), \(measurement.meanSpikeRate.rounded(3)) spikes per neuron and "
                    + "step, \(measurement.operationsPerToken.rounded(0)) operations per token, "
                    + "\(measurement.seconds.rounded(1)) s"
                return ["", head] + fidelityLine + table.lines
            }
        }
    }
#endif
