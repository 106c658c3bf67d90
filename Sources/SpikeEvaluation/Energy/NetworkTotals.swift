import SpikeModel

/// The energy of one network for several sequences, in picojoules.
struct NetworkTotals: Sendable {
    /// Sums of the terms of one place and item.
    struct Terms: Sendable {
        private struct Key: Hashable {
            let place: OperationPlace
            let item: EnergyTerm.Item
        }

        private var sums: [Key: (fixed: Double, driven: Double)] = [:]

        /// Spent because of spikes; added up in the order of the terms, so that it is the same to the last bit every time.
        private(set) var driven = 0.0

        mutating func add(_ terms: [EnergyTerm]) {
            for term in terms {
                let key = Key(place: term.place, item: term.item)
                let sum = sums[key] ?? (0, 0)
                sums[key] = (sum.fixed + term.fixed, sum.driven + term.driven)
                driven += term.driven
            }
        }

        /// Means over `count` sequences, by place and then item.
        func means(over count: Int) -> [EnergyReport.Term] {
            let order = EnergyTerm.Item.allCases
            let sorted = sums.sorted { left, right in
                left.key.place == right.key.place
                    ? (order.firstIndex(of: left.key.item) ?? 0) < (order.firstIndex(of: right.key.item) ?? 0)
                    : left.key.place < right.key.place
            }
            return sorted.map { key, sum in
                EnergyReport.Term(
                    place: key.place.name, item: key.item, fixed: sum.fixed / Double(count),
                    driven: sum.driven / Double(count))
            }
        }
    }

    /// `student`, or the name of a baseline.
    let network: String
    /// Level L0 of every sequence.
    private(set) var papers: [PaperConvention: [Double]] = [:]
    /// Level L1 of every sequence.
    private(set) var operations: [Double] = []
    /// Level L2 of every sequence.
    private(set) var withMemory: [Dataflow: [Double]] = [:]
    private(set) var arithmetic = Terms()
    private(set) var memory: [Dataflow: Terms] = [:]

    init(network: String) { self.network = network }

    mutating func add(_ energy: NetworkEnergy) {
        for paper in PaperConvention.allCases { papers[paper, default: []].append(energy.papers[paper]?.total ?? 0) }
        operations.append(energy.operations)
        arithmetic.add(energy.arithmetic)
        for flow in Dataflow.allCases {
            withMemory[flow, default: []].append(energy.total(flow))
            memory[flow, default: Terms()].add(energy.memory[flow] ?? [])
        }
    }

    /// Level L2, or L1 without a dataflow, of all sequences.
    func total(_ dataflow: Dataflow?) -> Double {
        (dataflow.map { withMemory[$0] ?? [] } ?? operations).reduce(0, +)
    }

    /// The part of `total` that grows with the number of spikes.
    func driven(_ dataflow: Dataflow?) -> Double {
        arithmetic.driven + (dataflow.flatMap { memory[$0]?.driven } ?? 0)
    }
}
