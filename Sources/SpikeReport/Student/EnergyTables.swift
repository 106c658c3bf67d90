import SpikeEvaluation

/// An energy report for people, in microjoules a sequence.
public struct EnergyTables {
    private let report: EnergyReport

    /// The tables of a report.
    public init(_ report: EnergyReport) { self.report = report }

    /// The student and every baseline on levels L0 to L2, with 95 % intervals.
    ///
    /// - Parameter papers: conventions of level L0 that are shown.
    public func networks(papers: [PaperConvention] = PaperConvention.allCases) -> ReportTable {
        let levels =
            papers.map { "L0 \($0.rawValue)" } + ["L1", "L2 token by token", "L2 layer by layer"]
        var table = ReportTable(columns: [.init("network", isNumber: false)] + levels.map { .init($0) })
        for network in report.networks {
            table.add(
                [EnergyWords.network(network.network)] + papers.map { cell(network.papers[$0.rawValue]) }
                    + [cell(network.operations)]
                    + Dataflow.allCases.map { cell(network.withMemory[$0.rawValue]) })
        }
        return table
    }

    private func cell(_ summary: EnergySummary?) -> String {
        guard let summary else { return "-" }
        let mean = NumberText.microjoules(summary.picojoulesPerSequence)
        guard let interval = summary.interval else { return mean }
        return "\(mean) (\(NumberText.microjoules(interval.lower))-\(NumberText.microjoules(interval.upper)))"
    }

    /// What the student's energy is spent on.
    public var items: ReportTable {
        var table = ReportTable(
            columns: [.init("student", isNumber: false), .init("without spikes"), .init("by spikes")])
        guard let student = report.networks.first else { return table }
        add(student.arithmetic, "L1", to: &table)
        for flow in Dataflow.allCases { add(student.memory[flow.rawValue] ?? [], "L2 \(flow.rawValue)", to: &table) }
        return table
    }

    private func add(_ terms: [EnergyReport.Term], _ level: String, to table: inout ReportTable) {
        for item in EnergyTerm.Item.allCases {
            let of = terms.filter { $0.item == item }
            guard !of.isEmpty else { continue }
            table.add(
                [
                    "\(level) \(item.rawValue)", NumberText.microjoules(of.reduce(0) { $0 + $1.fixed }),
                    NumberText.microjoules(of.reduce(0) { $0 + $1.driven }),
                ])
        }
    }

    /// What published figures per operation give.
    public var platforms: ReportTable {
        var table = ReportTable(
            columns: [
                .init("published figures per operation", isNumber: false), .init("microjoules a sequence"),
                .init("neurons", isNumber: false), .init("source", isNumber: false),
            ])
        for platform in report.platforms {
            table.add(
                [
                    platform.name, NumberText.microjoules(platform.picojoulesPerSequence),
                    platform.includesNeurons ? "counted" : "unknown", platform.source,
                ])
        }
        return table
    }

    /// Every term of every network on levels L1 and L2, in picojoules a sequence, for spreadsheets.
    public var terms: ReportTable {
        var table = ReportTable(
            columns: [
                .init("network", isNumber: false), .init("level", isNumber: false), .init("place", isNumber: false),
                .init("item", isNumber: false), .init("fixed"), .init("driven"),
            ])
        for network in report.networks {
            let memory = Dataflow.allCases.map { ("L2 \($0.rawValue)", network.memory[$0.rawValue] ?? []) }
            for (level, terms) in [("L1", network.arithmetic)] + memory {
                for term in terms {
                    table.add(
                        [
                            network.network, level, term.place, term.item.rawValue, "\(term.fixed)", "\(term.driven)",
                        ])
                }
            }
        }
        return table
    }

    /// What level L3 adds, or nothing where the preset has no chip.
    public var chip: String? {
        report.chip.map {
            "L3 adds \(NumberText.microjoules($0.network)) for spikes on the way and "
                + "\(NumberText.microjoules($0.leakage)) for leakage, microjoules a sequence."
        }
    }
}
