/// How often the neurons of a student fired, over real tokens only.
public struct SpikeStatistics: Sendable, Equatable {
    /// Activity of one spiking site: all its neurons, all real tokens, whole windows.
    public struct Activity: Sendable, Equatable {
        /// Σ |spike count| over neurons and tokens.
        public var spikes: Int
        /// Neurons times tokens that were observed.
        public var neuronWindows: Int
        /// Creates an activity.
        public init(spikes: Int = 0, neuronWindows: Int = 0) {
            self.spikes = spikes
            self.neuronWindows = neuronWindows
        }
    }

    /// Time steps of one window.
    public let timeSteps: Int
    /// Activity by site name, for example `layer.0.attentionInput`, in network order.
    public private(set) var sites: [(name: String, activity: Activity)]

    /// Empty statistics for windows of `timeSteps` steps.
    public init(timeSteps: Int) {
        self.timeSteps = timeSteps
        sites = []
    }

    /// Adds what one site did.
    public mutating func add(site name: String, _ activity: Activity) {
        if let index = sites.firstIndex(where: { $0.name == name }) {
            sites[index].activity.spikes += activity.spikes
            sites[index].activity.neuronWindows += activity.neuronWindows
        } else {
            sites.append((name, activity))
        }
    }

    /// Adds what another run of the same network did.
    public mutating func add(_ other: SpikeStatistics) {
        for site in other.sites { add(site: site.name, site.activity) }
    }

    /// Spikes per neuron and time step, in [0, L] of neurons with L levels (salient channels: times their multiplier); 0 when nothing was observed.
    public var meanSpikeRate: Double { spikesPerNeuron / Double(timeSteps) }

    /// Spikes per neuron and window of `timeSteps` steps; 0 when nothing was observed.
    public var spikesPerNeuron: Double {
        let spikes = sites.reduce(0) { $0 + $1.activity.spikes }
        let windows = sites.reduce(0) { $0 + $1.activity.neuronWindows }
        return windows == 0 ? 0 : Double(spikes) / Double(windows)
    }

    /// Spikes per neuron and time step of every site, in network order.
    public var ratePerSite: [(name: String, rate: Double)] {
        sites.map { site in
            let windows = Double(site.activity.neuronWindows * timeSteps)
            return (site.name, windows == 0 ? 0 : Double(site.activity.spikes) / windows)
        }
    }

    /// Whether windows, sites, their order and their activity agree.
    public static func == (left: SpikeStatistics, right: SpikeStatistics) -> Bool {
        left.timeSteps == right.timeSteps
            && left.sites.elementsEqual(right.sites) { $0.name == $1.name && $0.activity == $1.activity }
    }
}
