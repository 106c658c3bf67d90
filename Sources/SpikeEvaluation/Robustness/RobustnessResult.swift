/// What is left of the metrics under a perturbation, over several draws of it.
public struct RobustnessResult: Sendable, Equatable, Codable {
    /// What went wrong.
    public let perturbation: Perturbation
    /// By metric: mean and standard deviation over the draws; metrics that were undefined in one are missing.
    public let metrics: [String: Spread]

    /// Mean and spread of a few values.
    public struct Spread: Sendable, Equatable, Codable {
        /// Mean.
        public let mean: Double
        /// Sample standard deviation; nil of one value.
        public let standardDeviation: Double?

        init(_ values: [Double]) {
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            self.mean = mean
            standardDeviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : nil
        }
    }

    /// - Parameter draws: metrics of every draw, at least one.
    public init(_ perturbation: Perturbation, draws: [[String: Double?]]) {
        precondition(!draws.isEmpty, "a mean needs values")
        self.perturbation = perturbation
        var metrics: [String: Spread] = [:]
        for name in draws[0].keys {
            let values = draws.compactMap { $0[name] ?? nil }
            if values.count == draws.count { metrics[name] = Spread(values) }
        }
        self.metrics = metrics
    }
}
