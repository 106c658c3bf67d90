import SpikeCore
import SpikeKernels
import SpikeModel

extension SpikeStatistics {
    /// Adds what a population did in a window, and shows it to the observer sequence by sequence.
    mutating func add(
        _ population: SpikingPopulation, _ site: SpikingSite, layer: Int, _ chunk: TokenChunk,
        _ observer: ((SiteActivity) -> Void)?
    ) {
        add(site: site.name(layer: layer), population.activity)
        guard let observer, let counts = population.counts else { return }
        for activity in chunk.activities(
            site, layer: layer, counts, magnitudes: population.magnitudes, of: population.first)
        {
            observer(activity)
        }
    }

    /// The same for the populations of a layer, in the order of the schedule's sites.
    mutating func add(
        _ populations: [SpikingSite: SpikingPopulation], _ schedule: SpikeSchedule, layer: Int, _ chunk: TokenChunk,
        _ observer: ((SiteActivity) -> Void)?
    ) {
        for site in SpikingSite.layerSites(schedule) {
            if let population = populations[site] { add(population, site, layer: layer, chunk, observer) }
        }
    }
}
