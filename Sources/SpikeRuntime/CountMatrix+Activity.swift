import SpikeCore
import SpikeKernels
import SpikeModel

extension CountMatrix {
    /// Adds the spikes of one time step to counts of the same shape.
    mutating func add(_ spikes: CountMatrix) {
        withMutableRows { counts in
            spikes.withRows { spikes in
                for index in counts.indices { counts[index] += spikes[index] }
            }
        }
    }

    /// What is sent on when every element is sent once.
    var transmissions: Transmissions {
        withRows { elements in
            var sent = Transmissions()
            for row in 0..<rows {
                for column in 0..<columns { sent.add(Int(elements[row * stride + column])) }
            }
            return sent
        }
    }

    /// Spikes behind the counts of `neurons`, Σ |count|, whatever each of them counts.
    func spikeSum(of neurons: SiteNeurons) -> Int {
        withRows { elements in
            var sum = 0
            for row in 0..<rows {
                for column in 0..<columns {
                    let units = Int16(elements[row * stride + column])
                    sum += Int(neurons.spikes(units, neuron: column).magnitude)
                }
            }
            return sum
        }
    }
}

extension SumMatrix {
    /// The sum of all elements of some rows.
    fileprivate func sum(rows: Range<Int>) -> Int {
        withRows { elements in
            rows.reduce(0) { total, row in
                (0..<columns).reduce(total) { $0 + Int(elements[row * stride + $1]) }
            }
        }
    }
}

extension TokenChunk {
    /// What the only sequence of the chunk did at a site of `neurons`: spikes, whatever they count.
    func activity<Scalar: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable>(
        _ site: SpikingSite, layer: Int, _ counts: AlignedMatrix<Scalar>, magnitudes: SumMatrix? = nil,
        sent: Transmissions, of neurons: SiteNeurons
    ) -> SiteActivity {
        precondition(sequences.count == 1, "sequences are observed one by one")
        let values = counts.withRows { elements in
            rows[0].flatMap { row in
                (0..<counts.columns).map { neurons.spikes(Int16(elements[row * counts.stride + $0]), neuron: $0) }
            }
        }
        return SiteActivity(
            site: site, layer: layer, sequence: indices[0], neurons: counts.columns, counts: values,
            spikes: magnitudes?.sum(rows: rows[0]), transmissions: sent)
    }
}
