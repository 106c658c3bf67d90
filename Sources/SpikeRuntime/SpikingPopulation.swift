import SpikeCore
import SpikeKernels

/// State of one site's neurons during a `perStep` window: membrane potentials and what they have fired.
struct SpikingPopulation {
    private let neurons: SiteNeurons
    private var potential: RealMatrix
    /// Spikes of the latest time step, `[tokens, neurons]`.
    private(set) var spikes: CountMatrix
    /// Spikes of all neurons and tokens so far.
    private(set) var fired = 0
    /// Spikes of every neuron so far, `[tokens, neurons]`; nil unless somebody observes.
    private(set) var counts: SumMatrix?

    /// Neurons at rest.
    init(_ neurons: SiteNeurons, tokens: Int, isObserved: Bool) {
        self.neurons = neurons
        potential = RealMatrix(rows: tokens, columns: neurons.count)
        spikes = CountMatrix(rows: tokens, columns: neurons.count)
        counts = isObserved ? SumMatrix(rows: tokens, columns: neurons.count) : nil
    }

    /// V_th.
    var threshold: Float { neurons.parameters.firingThreshold }

    /// What all tokens together did.
    var activity: SpikeStatistics.Activity { .init(spikes: fired, neuronWindows: spikes.rows * spikes.columns) }

    /// One time step on input `x`: integrate, fire, subtract, leak.
    mutating func step(_ x: RealMatrix, _ kernels: KernelSet) {
        fired += kernels.step(x, &potential, neurons, into: &spikes)
        counts?.add(spikes)
    }

    /// The same on what `input` causes behind a linear layer, or on its GELU.
    mutating func step(
        _ input: CountMatrix, through linear: RepackedLinear, hasGELU: Bool = false, _ kernels: KernelSet,
        scratch: inout LinearScratch
    ) {
        fired += kernels.step(
            input, through: linear, hasGELU: hasGELU, at: neurons, &potential, scratch: &scratch, into: &spikes)
        counts?.add(spikes)
    }
}

extension SpikingPopulation {
    /// The same on LayerNorm of what `input` causes plus a residual; `normal` is memory for it.
    mutating func step(
        _ input: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, _ kernels: KernelSet,
        scratch: inout LinearScratch, normal: inout RealMatrix
    ) {
        fired += kernels.normalize(
            input, through: linear, norm, stepping: neurons, &potential, scratch: &scratch, into: &normal, &spikes)
        counts?.add(spikes)
    }

    /// The same on the attention context of every sequence.
    mutating func step(
        _ operands: AttentionOperands, _ sequences: [Range<Int>], _ kernels: KernelSet, scratch: inout RealMatrix
    ) {
        for rows in sequences {
            fired += kernels.attend(
                operands, rows: rows, stepping: neurons, &potential, scratch: &scratch, into: &spikes)
        }
        counts?.add(spikes)
    }
}

extension SumMatrix {
    /// Adds the spikes of one time step to counts of the same shape.
    mutating func add(_ spikes: CountMatrix) {
        let (rows, columns, stride) = (rows, columns, stride)
        withMutableRows { counts in
            spikes.withRows { elements in
                for row in 0..<rows {
                    for column in 0..<columns {
                        counts[row * stride + column] += Int32(elements[row * spikes.stride + column])
                    }
                }
            }
        }
    }
}
