import SpikeCore
import SpikeModel

/// Who fired when while one sentence went through the layers.
public struct SpikeRaster: Sendable, Equatable {
    /// One site of one layer.
    public struct Band: Sendable, Equatable {
        /// Which site.
        public let site: SpikingSite
        /// Encoder layer from 0.
        public let layer: Int
        /// Neurons per token there are.
        public let neurons: Int
        /// Those that are shown, evenly spread.
        public let shown: [Int]
        /// Values of the shown neurons, `[tokens * timeSteps][shown]`, token by token.
        public private(set) var values: [[Int]]
        /// Σ |s| of all neurons by token.
        public let spikes: [Int]
    }

    /// The sentence, token by token, or its beginning.
    public let tokens: [String]
    /// Tokens there are.
    public let tokensInAll: Int
    /// T.
    public let timeSteps: Int
    /// All sites of all layers, layer by layer.
    public let bands: [Band]

    /// Neurons of a band that are shown at most.
    public static let neuronsShown = 24
    /// Tokens that are shown at most, so that a page stays small.
    public static let tokensShown = 48

    /// The raster of a student that was seen after every time step.
    ///
    /// - Parameters:
    ///   - tokens: one text for every real token.
    ///   - steps: what every site did until the end of step 1, 2, …, in the same order each time; of at least the tokens that
    ///     are shown.
    public init(tokens: [String], steps: [[SiteActivity]]) {
        let shown = Array(tokens.prefix(Self.tokensShown))
        self.tokens = shown
        tokensInAll = tokens.count
        timeSteps = steps.count
        bands = (steps.last ?? []).indices.map { index in
            Band(steps.map { $0[index] }, tokens: shown.count)
        }
    }

    /// The raster of a `counted` student, whose neurons have all their input before they fire: they fire in every time
    /// step until nothing is left, so that their count says when.
    ///
    /// - Parameters:
    ///   - window: what every site did in the whole window.
    ///   - perStep: most that a neuron of a site and layer fires in a time step.
    public init(
        tokens: [String], window: [SiteActivity], timeSteps: Int,
        perStep: (_ site: SpikingSite, _ layer: Int, _ neuron: Int) -> Int
    ) {
        let shown = Array(tokens.prefix(Self.tokensShown))
        self.tokens = shown
        tokensInAll = tokens.count
        self.timeSteps = timeSteps
        bands = window.map { activity in
            Band(activity, tokens: shown.count, timeSteps: timeSteps) { step, neuron, count in
                let largest = perStep(activity.site, activity.layer, neuron)
                let rest = max(0, Int(count.magnitude) - step * largest)
                return (count < 0 ? -1 : 1) * min(rest, largest)
            }
        }
    }

    /// Sites there are, in network order.
    public var sites: [SpikingSite] {
        bands.reduce(into: []) { sites, band in
            if !sites.contains(band.site) { sites.append(band.site) }
        }
    }
}

extension SpikeRaster.Band {
    /// - Parameter steps: until the end of every step.
    fileprivate init(_ steps: [SiteActivity], tokens: Int) {
        let last = steps[steps.count - 1]
        self.init(last, tokens: tokens, timeSteps: steps.count) { _, _, _ in 0 }
        values = (0..<(tokens * steps.count)).map { column in
            let (token, step) = column.quotientAndRemainder(dividingBy: steps.count)
            return shown.map { neuron in
                let place = token * last.neurons + neuron
                return Int(steps[step].counts[place]) - (step == 0 ? 0 : Int(steps[step - 1].counts[place]))
            }
        }
    }

    /// - Parameter value: in a step, of a neuron with a count.
    fileprivate init(
        _ activity: SiteActivity, tokens: Int, timeSteps: Int,
        _ value: (_ step: Int, _ neuron: Int, _ count: Int16) -> Int
    ) {
        let count = min(activity.neurons, SpikeRaster.neuronsShown)
        let shown = (0..<count).map { $0 * activity.neurons / count }
        self.shown = shown
        site = activity.site
        layer = activity.layer
        neurons = activity.neurons
        spikes = (0..<tokens).map { token in
            activity.counts[(token * activity.neurons)..<((token + 1) * activity.neurons)]
                .reduce(0) { $0 + Int($1.magnitude) }
        }
        values = (0..<(tokens * timeSteps)).map { column in
            let (token, step) = column.quotientAndRemainder(dividingBy: timeSteps)
            return shown.map { value(step, $0, activity.counts[token * activity.neurons + $0]) }
        }
    }
}
