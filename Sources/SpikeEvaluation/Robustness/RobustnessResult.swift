/// What is left of the metrics under a perturbation, over several draws of it.
public struct RobustnessResult: Sendable, Equatable, Codable {
    /// What went wrong.
    public let perturbation: Perturbation
    /// By metric: mean and standard deviation over the draws; metrics that were undefined in one are missing.
    public let metrics: [String: Spread]

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
