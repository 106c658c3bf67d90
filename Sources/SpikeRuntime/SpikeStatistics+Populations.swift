import SpikeCore
import SpikeKernels
import SpikeModel

extension SpikeStatistics {
    /// Adds what a population did in a window, and shows it to the observer.
    mutating func add(
        _ population: SpikingPopulation, _ site: SpikingSite, layer: Int, _ chunk: TokenChunk,
        _ observer: ((SiteActivity) -> Void)?
    ) {
        add(site: site.name(layer: layer), population.activity)
        guard let observer, let counts = population.counts else { return }
        observer(
            chunk.activity(
                site, layer: layer, counts, magnitudes: population.magnitudes, sent: population.sent,
                of: population.first))
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
