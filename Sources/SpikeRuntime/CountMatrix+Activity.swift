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

    /// Σ |count|.
    var magnitudeSum: Int {
        withRows { elements in
            var sum = 0
            for row in 0..<rows {
                for column in 0..<columns { sum += Int(elements[row * stride + column].magnitude) }
            }
            return sum
        }
    }
}

extension TokenChunk {
    /// What each sequence of the chunk did at a site.
    func activities<Scalar: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable>(
        _ site: SpikingSite, layer: Int, _ counts: AlignedMatrix<Scalar>
    ) -> [SiteActivity] {
        zip(indices, rows).map { index, rows in
            let values = counts.withRows { elements in
                rows.flatMap { row in (0..<counts.columns).map { Int16(elements[row * counts.stride + $0]) } }
            }
            return SiteActivity(site: site, layer: layer, sequence: index, neurons: counts.columns, counts: values)
        }
    }
}
