#if Training
    import Foundation
    import SpikeEvaluation
    import SpikeLedger

    /// Runs beside each other.
    struct RunComparison: Encodable {
        /// Recipe keys whose values are not the same in all runs; JSON texts, empty where a recipe lacks the key.
        let recipe: [String: [String]]
        /// Numbers that any of the runs has, by name; null where a run lacks it.
        let numbers: [String: [Double?]]
        let runs: [Int64]

        private let order: [String]

        private enum CodingKeys: String, CodingKey {
            case recipe, numbers, runs
        }

        init(_ details: [RunDetails]) {
            runs = details.map { $0.run.id ?? 0 }
            let keys = details.map { Self.leaves($0.run.recipe) }
            var differing: [String: [String]] = [:]
            for key in Set(keys.flatMap(\.keys)) {
                let values = keys.map { $0[key] ?? "" }
                if Set(values).count > 1 { differing[key] = values }
            }
            recipe = differing
            let lists = details.map(Self.numbers)
            var order: [String] = []
            for name in lists.flatMap({ $0.map(\.name) }) where !order.contains(name) { order.append(name) }
            self.order = order
            numbers = Dictionary(
                uniqueKeysWithValues: order.map { name in
                    (name, lists.map { list in list.first { $0.name == name }?.value })
                })
        }

        /// What is compared of one run, in the order of the table.
        private static func numbers(_ details: RunDetails) -> [(name: String, value: Double)] {
            let run = details.run
            var list: [(name: String, value: Double)] = []
            if let own = details.own {
                list += own.metrics.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
                list += own.fidelity.sorted { $0.key < $1.key }.map { ("fidelity \($0.key)", $0.value) }
                list += run.teacherMetrics.sorted { $0.key < $1.key }.map { ("teacher \($0.key)", $0.value) }
                list += [
                    ("timeSteps", Double(own.timeSteps)), ("meanSpikeRate", own.meanSpikeRate),
                    ("operationsPerToken", own.operationsPerToken), ("evaluationSeconds", own.seconds),
                ]
            }
            if let size = run.size {
                list += [
                    ("informationBits", size.informationBits), ("storedBits", size.storedBits),
                    ("encoderBytes", Double(size.encoderBytes)), ("modelBytes", Double(size.modelBytes)),
                ]
            }
            if let seconds = run.trainingSeconds { list.append(("trainingSeconds", seconds)) }
            return list + run.metrics.sorted { $0.key < $1.key }.map { ("last \($0.key)", $0.value) }
        }

        /// Every value of a JSON document that has no parts, by its path.
        private static func leaves(_ json: String) -> [String: String] {
            var leaves: [String: String] = [:]
            func visit(_ value: Any, _ path: String) {
                let prefix = path.isEmpty ? "" : path + "."
                if let members = value as? [String: Any] {
                    for (key, member) in members { visit(member, prefix + key) }
                } else if let elements = value as? [Any] {
                    for (index, element) in elements.enumerated() { visit(element, "\(prefix)\(index)") }
                } else if let data = try? JSONSerialization.data(
                    withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes])
                {
                    leaves[path] = String(decoding: data, as: UTF8.self)
                }
            }
            if let document = try? JSONSerialization.jsonObject(with: Data(json.utf8)) { visit(document, "") }
            return leaves
        }

        /// For people: numbers with their difference to the first run, then the recipe keys that differ.
        var table: ReportTable {
            var table = ReportTable(columns: [.init("", isNumber: false)] + runs.map { .init("run \($0)") })
            for name in order {
                let values = numbers[name] ?? []
                let first = values.first ?? nil
                table.add(
                    [name]
                        + values.enumerated().map { index, value in
                            guard let value else { return "" }
                            guard index > 0, let first, first != value else { return Self.text(value) }
                            return "\(Self.text(value)) (\(value > first ? "+" : "-")\(Self.text(abs(value - first))))"
                        })
            }
            for (key, values) in recipe.sorted(by: { $0.key < $1.key }) { table.add(["recipe \(key)"] + values) }
            return table
        }

        private static func text(_ value: Double) -> String {
            if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
            // Rates of learning are small.
            if abs(value) < 0.01 { return String(format: "%.3g", value) }
            return value.rounded(abs(value) < 1000 ? 4 : 0)
        }
    }
#endif
