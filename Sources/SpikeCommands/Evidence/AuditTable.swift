import SpikeEvaluation
import SpikeModel

/// An audit for people: layers that are alike share a line.
struct AuditTable {
    private let audit: SpikeAudit
    private let sample: String

    init(_ audit: SpikeAudit, sample: String) {
        self.audit = audit
        self.sample = sample
    }

    var lines: [String] {
        let how = "T = \(audit.timeSteps), \(audit.execution)"
        let head = "\(audit.sequences) sequences, \(audit.tokens) tokens (\(sample)); \(how)"
        let verdict =
            audit.offenders.isEmpty
            ? "Every linear layer of the encoder sees spikes only."
            : "\(audit.offenders.count) of \(audit.linears.count) linear layers see something else than spikes."
        return [head, "", verdict] + shares + [""] + tensors.lines + [""] + linears.lines + [""] + operations.lines
    }

    private var shares: [String] {
        [
            "Spike-driven accumulates are \(percent(audit.spikeDrivenShare)) of all operations, "
                + "\(percent(audit.spikeDrivenShareOfLinears)) of those in linear layers."
        ]
    }

    private var tensors: TextTable {
        var table = TextTable("tensor", ["kind", "values other than 0 per neuron"])
        for (name, group) in grouped(audit.tensors, by: \.name) {
            for (kind, tensors) in ordered(group, by: { "\($0.kind)" }) {
                let events = tensors.compactMap(\.eventsPerNeuron)
                let mean = events.isEmpty ? "-" : (events.reduce(0, +) / Double(events.count)).rounded(3)
                table.add(label(name, tensors.count, of: group.count), [kind, mean])
            }
        }
        return table
    }

    private var linears: TextTable {
        var table = TextTable("linear layer", ["input", "weights", "spike-driven"])
        for (name, group) in grouped(audit.linears, by: \.name) {
            for (what, linears) in ordered(group, by: { "\($0.inputKind)|\($0.weights)" }) {
                let parts = what.split(separator: "|").map(String.init)
                table.add(
                    label(name, linears.count, of: group.count), parts + [linears[0].isSpikeDriven ? "yes" : "NO"])
            }
        }
        return table
    }

    private var operations: TextTable {
        var table = TextTable("operation", ["place", "count a token", "spike-driven", "why"])
        for (name, group) in grouped(audit.operations, by: \.place) {
            for (operation, counts) in ordered(group, by: { $0.operation.rawValue }) {
                let count = counts.reduce(0) { $0 + $1.count }
                table.add(
                    operation,
                    [
                        name, (Double(count) / Double(audit.tokens)).rounded(1), counts[0].isSpikeDriven ? "yes" : "no",
                        counts[0].reason,
                    ])
            }
        }
        return table
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

    private func percent(_ share: Double) -> String { "\((100 * share).rounded(1)) %" }
}
