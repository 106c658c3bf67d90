import SpikeEvaluation
import SpikeModel

/// An audit for people: layers that are alike share a line.
public struct AuditTables {
    private let audit: SpikeAudit

    /// The tables of an audit.
    public init(_ audit: SpikeAudit) { self.audit = audit }

    /// Whether linear layers see spikes only.
    public var verdict: String {
        audit.offenders.isEmpty
            ? "Every linear layer of the encoder sees spikes only."
            : "\(audit.offenders.count) of \(audit.linears.count) linear layers see something else than spikes."
    }

    /// How much of the work spikes cause.
    public var shares: String {
        "Spike-driven accumulates are \(NumberText.percent(audit.spikeDrivenShare)) of all operations, "
            + "\(NumberText.percent(audit.spikeDrivenShareOfLinears)) of those in linear layers."
    }

    /// What is handed on.
    public var tensors: ReportTable {
        var table = ReportTable(
            columns: [.init("tensor", isNumber: false), .init("kind", isNumber: false), .init("events per neuron")])
        for (name, group) in grouped(audit.tensors, by: \.name) {
            for (kind, tensors) in ordered(group, by: { "\($0.kind)" }) {
                let events = tensors.compactMap(\.eventsPerNeuron)
                let mean =
                    events.isEmpty ? "-" : NumberText.fixed(events.reduce(0, +) / Double(events.count), 3)
                table.add([label(name, tensors.count, of: group.count), kind, mean])
            }
        }
        return table
    }

    /// What reads it.
    public var linears: ReportTable {
        var table = Self.table("linear layer", "input", "weights", "spike-driven")
        for (name, group) in grouped(audit.linears, by: \.name) {
            for (what, linears) in ordered(group, by: { "\($0.inputKind)|\($0.weights)" }) {
                let parts = what.split(separator: "|").map(String.init)
                table.add(
                    [label(name, linears.count, of: group.count)] + parts + [linears[0].isSpikeDriven ? "yes" : "NO"])
            }
        }
        return table
    }

    /// Everything that is computed, and why.
    public var operations: ReportTable {
        var table = ReportTable(
            columns: [
                .init("operation", isNumber: false), .init("place", isNumber: false), .init("count a token"),
                .init("spike-driven", isNumber: false), .init("why", isNumber: false),
            ])
        for (name, group) in grouped(audit.operations, by: \.place) {
            for (operation, counts) in ordered(group, by: { $0.operation.rawValue }) {
                let count = Double(counts.reduce(0) { $0 + $1.count }) / Double(audit.tokens)
                table.add(
                    [
                        operation, name, NumberText.fixed(count, 1), counts[0].isSpikeDriven ? "yes" : "no",
                        counts[0].reason,
                    ])
            }
        }
        return table
    }

    private static func table(_ columns: String...) -> ReportTable {
        ReportTable(columns: columns.map { .init($0, isNumber: false) })
    }

    /// Groups of what has the same name in every layer, in order of their first.
    private func grouped<Item>(_ items: [Item], by name: (Item) -> String) -> [(String, [Item])] {
        ordered(items) { item in
            let name = name(item)
            guard name.hasPrefix("layer.") else { return name }
            return name.split(separator: ".", maxSplits: 2).last.map(String.init) ?? name
        }
    }

    private func ordered<Item>(_ items: [Item], by key: (Item) -> String) -> [(String, [Item])] {
        var order: [String] = []
        var groups: [String: [Item]] = [:]
        for item in items {
            let key = key(item)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(item)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func label(_ name: String, _ count: Int, of all: Int) -> String {
        all == 1 ? name : count == all ? "\(name), all \(all) layers" : "\(name), \(count) of \(all) layers"
    }
}
