import SpikeCore
import SpikeKernels
import SpikeModel

/// State of one site's neurons during a window of true time steps: membrane potentials and what they have fired.
struct SpikingPopulation {
    /// One, or one per time step where firing thresholds differ.
    private let steps: [SiteNeurons]
    private var time = 0
    private var potential: RealMatrix
    /// Of adaptive neurons; empty otherwise.
    private var adaptation: RealMatrix
    /// What neurons that are not ordinary receive in a time step.
    private var currents = RealMatrix()
    /// Spikes of the latest time step, `[tokens, neurons]`.
    private(set) var spikes: CountMatrix
    /// Spikes of all neurons and tokens so far.
    private(set) var fired = 0
    /// Spikes of every neuron so far, `[tokens, neurons]`; nil unless somebody observes.
    private(set) var counts: SumMatrix?
    /// Σ |s| of every neuron so far, in the same cases.
    private(set) var magnitudes: SumMatrix?

    /// Values other than 0 that were sent so far, in the same cases.
    private(set) var sent = Transmissions()

    /// Where spikes get lost; nil where all arrive.
    private let way: LossyWay?

    /// Neurons at rest.
    init(_ steps: [SiteNeurons], tokens: Int, isObserved: Bool, way: LossyWay? = nil) {
        self.steps = steps
        self.way = way
        let neurons = steps[0]
        potential = RealMatrix(rows: tokens, columns: neurons.count)
        let isAdaptive = if case .adaptive = neurons.parameters.dynamics { true } else { false }
        adaptation = isAdaptive ? potential : RealMatrix()
        spikes = CountMatrix(rows: tokens, columns: neurons.count)
        counts = isObserved ? SumMatrix(rows: tokens, columns: neurons.count) : nil
        magnitudes = counts
    }

    /// The neurons in the time step that comes next.
    private var neurons: SiteNeurons { steps[min(time, steps.count - 1)] }

    /// The neurons in the first time step.
    var first: SiteNeurons { steps[0] }

    /// V_th of the time step that came last.
    var threshold: Float { steps[min(max(time - 1, 0), steps.count - 1)].parameters.firingThreshold }

    /// What all tokens together did.
    var activity: SpikeStatistics.Activity { .init(spikes: fired, neuronWindows: spikes.rows * spikes.columns) }

    /// One time step on input `x`: integrate, fire, subtract, leak.
    mutating func step(_ x: RealMatrix, _ kernels: KernelSet) {
        take(kernels.advance(x, &potential, &adaptation, neurons, into: &spikes))
    }

    /// The same on what `input` causes behind a linear layer, or on its GELU.
    mutating func step(
        _ input: CountMatrix, through linear: RepackedLinear, hasGELU: Bool = false, _ kernels: KernelSet,
        scratch: inout LinearScratch
    ) {
        guard neurons.isOrdinary else {
            kernels.multiply(input, by: linear, scratch: &scratch, into: &currents)
            if hasGELU { kernels.gelu(&currents) }
            return step(currents, kernels)
        }
        take(
            kernels.step(
                input, through: linear, hasGELU: hasGELU, at: neurons, &potential, scratch: &scratch, into: &spikes))
    }

    /// Counts what a time step fired.
    private mutating func take(_ fired: Int) {
        self.fired += fired
        way?.lose(from: &spikes, at: neurons, step: time)
        counts?.add(spikes)
        magnitudes?.add(spikes, abs)
        if counts != nil { sent += spikes.transmissions }
        time += 1
    }
}

extension SpikingPopulation {
    /// The same on LayerNorm of what `input` causes plus a residual; `normal` is memory for it.
    mutating func step(
        _ input: CountMatrix, through linear: RepackedLinear, _ norm: ResidualNorm, _ kernels: KernelSet,
        scratch: inout LinearScratch, normal: inout RealMatrix
    ) {
        guard neurons.isOrdinary else {
            kernels.normalize(input, through: linear, norm, scratch: &scratch, into: &normal)
            return step(normal, kernels)
        }
        take(
            kernels.normalize(
                input, through: linear, norm, stepping: neurons, &potential, scratch: &scratch, into: &normal, &spikes))
    }

    /// The same on the attention context of every sequence.
    mutating func step(
        _ operands: AttentionOperands, _ sequences: [Range<Int>], _ kernels: KernelSet, scratch: inout RealMatrix
    ) {
        guard neurons.isOrdinary else {
            currents.reshape(rows: operands.query.rows, columns: operands.query.columns)
            for rows in sequences { kernels.attend(operands, rows: rows, scratch: &scratch, into: &currents) }
            return step(currents, kernels)
        }
        take(
            sequences.reduce(0) { total, rows in
                total
                    + kernels.attend(
                        operands, rows: rows, stepping: neurons, &potential, scratch: &scratch, into: &spikes)
            })
    }
}

extension SumMatrix {
    /// Adds the spikes of one time step, or what `change` makes of them, to counts of the same shape.
    mutating func add(_ spikes: CountMatrix, _ change: (Int32) -> Int32 = { $0 }) {
        let (rows, columns, stride) = (rows, columns, stride)
        withMutableRows { counts in
            spikes.withRows { elements in
                for row in 0..<rows {
                    for column in 0..<columns {
                        counts[row * stride + column] += change(Int32(elements[row * spikes.stride + column]))
                    }
                }
            }
        }
    }
}
