import SpikeEvaluation

/// What is left under perturbations as text for people.
struct RobustnessTable {
    let lines: [String]

    init(_ results: [RobustnessResult], task: TextTask) {
        var table = TextTable("perturbed", ["level"] + task.metrics.map(\.rawValue))
        for result in results {
            let cells = task.metrics.map { metric -> String in
                guard let spread = result.metrics[metric.rawValue] else { return "undefined" }
                let deviation = spread.standardDeviation.map { " ± \($0.rounded(4))" } ?? ""
                return spread.mean.rounded(4) + deviation
            }
            table.add(result.perturbation.kind.rawValue, ["\(result.perturbation.level)"] + cells)
        }
        lines = [""] + table.lines
    }
}
