import SpikeModel

/// What looks on while the reference runs one sequence.
final class ReferenceProbe {
    /// Notes operations, when somebody wants them.
    let meter: OperationMeter?
    /// What every site did, in network order.
    private(set) var activities: [SiteActivity] = []
    private let sequence: Int

    init(sequence: Int, meter: OperationMeter?) {
        self.sequence = sequence
        self.meter = meter
    }

    /// Takes the counts of one site, `[L][neurons]`, Σ |s| where that may be more than Σ |count|, and what was sent.
    func record(_ site: SpikingSite, _ layer: Int, _ counts: [[Int]], _ fired: Int?, _ sent: Transmissions) {
        activities.append(
            SiteActivity(
                site: site, layer: layer, sequence: sequence, neurons: counts[0].count,
                counts: counts.flatMap { $0.map(Int16.init) }, spikes: fired, transmissions: sent))
    }
}
