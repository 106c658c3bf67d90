import SpikeModel

/// Energy of one network for one sequence, in picojoules, term by term.
public struct NetworkEnergy: Sendable, Equatable {
    /// `student`, or the name of a baseline.
    public let network: String
    /// Level L0.
    public let papers: [PaperConvention: EnergyTerm]
    /// Level L1: a term per place.
    public let arithmetic: [EnergyTerm]
    /// What level L2 adds: a term per place and item.
    public let memory: [Dataflow: [EnergyTerm]]

    /// Level L1.
    public var operations: Double { arithmetic.reduce(0) { $0 + $1.total } }

    /// Level L2.
    public func total(_ dataflow: Dataflow) -> Double {
        operations + (memory[dataflow] ?? []).reduce(0) { $0 + $1.total }
    }
}

/// Prices what a student and the networks it is compared with do for a sequence.
public struct EnergyModel: Sendable {
    /// What things cost.
    public let preset: EnergyPreset
    let shape: NetworkShape
    private let networks: [any CostedNetwork]

    /// A model of one student.
    ///
    /// - Parameters:
    ///   - timeSteps: T that is run; nil = the student's.
    ///   - execution: how a `counted` student is run.
    /// - Throws: `EvaluationError.badPreset`.
    public init(
        _ model: PackedModel, timeSteps: Int? = nil, execution: StudentExecution, preset: EnergyPreset = .standard
    ) throws(EvaluationError) {
        try preset.validate()
        self.preset = preset
        let shape = NetworkShape(
            model, timeSteps: timeSteps ?? model.config.spiking.timeSteps, execution: execution)
        self.shape = shape
        networks =
            [SpikingNetwork(shape: shape, realBits: preset.realBits)]
            + DenseNetwork.Kind.allCases.map { DenseNetwork(kind: $0, shape: shape, realBits: preset.realBits) }
    }

    /// The student's energy and that of every baseline, the student's first.
    public func energies(_ activity: SequenceActivity) -> [NetworkEnergy] {
        networks.map { network in
            let papers = PaperConvention.allCases.map { paper in
                let (fixed, driven) =
                    network is SpikingNetwork
                    ? paper.student(shape, activity, preset) : (paper.dense(shape, activity, preset), 0)
                return (paper, EnergyTerm(OperationPlace(.classifier), .arithmetic, fixed: fixed, driven: driven))
            }
            return NetworkEnergy(
                network: network.name, papers: Dictionary(uniqueKeysWithValues: papers),
                arithmetic: arithmetic(network, activity),
                memory: Dictionary(
                    uniqueKeysWithValues: Dataflow.allCases.map { ($0, memory(network, activity, $0)) }))
        }
    }

    /// Level L1 of the student alone.
    public func studentOperations(_ activity: SequenceActivity) -> Double {
        arithmetic(networks[0], activity).reduce(0) { $0 + $1.total }
    }

    private func arithmetic(_ network: any CostedNetwork, _ activity: SequenceActivity) -> [EnergyTerm] {
        let (fixed, driven) = network.operations(activity)
        return Set(fixed.places + driven.places).sorted().map { place in
            let widths = network.widths(at: place)
            func energy(_ tally: OperationTally) -> Double {
                // In a fixed order, so that sums are the same to the last bit every time.
                Operation.allCases.reduce(0) { $0 + Double(tally[$1, at: place]) * preset.energy(of: $1, widths) }
            }
            return EnergyTerm(place, .arithmetic, fixed: energy(fixed), driven: energy(driven))
        }
    }

    private func memory(
        _ network: any CostedNetwork, _ activity: SequenceActivity, _ dataflow: Dataflow
    ) -> [EnergyTerm] {
        network.traffic(activity, dataflow).map { traffic in
            EnergyTerm(
                traffic.place, traffic.item,
                fixed: preset.energy(ofMoving: traffic.fixedBits, bufferBytes: traffic.bufferBytes),
                driven: preset.energy(ofMoving: traffic.drivenBits, bufferBytes: traffic.bufferBytes))
        }
    }
}
