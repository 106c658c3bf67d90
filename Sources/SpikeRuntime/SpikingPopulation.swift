import SpikeCore
import SpikeKernels

/// State of one site's neurons during a `perStep` window: membrane potentials and what they have fired.
struct SpikingPopulation {
    private let neurons: SiteNeurons
    private var potential: RealMatrix
    /// Spikes of the latest time step, `[tokens, neurons]`.
    private(set) var spikes: CountMatrix
    /// Spikes so far, `[tokens, neurons]`.
    private(set) var counts: SumMatrix

    /// Neurons at rest.
    init(_ neurons: SiteNeurons, tokens: Int) {
        self.neurons = neurons
        potential = RealMatrix(rows: tokens, columns: neurons.count)
        spikes = CountMatrix(rows: tokens, columns: neurons.count)
        counts = SumMatrix(rows: tokens, columns: neurons.count)
    }

    /// V_th.
    var threshold: Float { neurons.parameters.firingThreshold }

    /// One time step on input `x`: integrate, fire, subtract, leak.
    mutating func step(_ x: RealMatrix, _ kernels: KernelSet) {
        kernels.charge(&potential, with: x, neurons)
        kernels.step(&potential, neurons, into: &spikes)
        let (rows, columns, stride) = (spikes.rows, spikes.columns, counts.stride)
        counts.withMutableRows { counts in
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
