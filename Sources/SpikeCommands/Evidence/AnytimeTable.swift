import SpikeEvaluation
import SpikeReport
import SpikeModel

/// An anytime report for people.
struct AnytimeTable {
    private let report: AnytimeReport

    init(_ report: AnytimeReport) { self.report = report }

    var lines: [String] {
        let head = "\(report.examples) examples, T = \(report.timeSteps); energies are level L1, microjoules a sequence"
        return [head, ""] + steps.lines + [""] + rules.lines + [""] + curve.lines
    }

    private var steps: TextTable {
        var table = TextTable("stopped after", ["accuracy", "ECE", "scaled", "energy"])
        for step in report.steps {
            table.add(
                "\(step.steps)",
                [
                    step.accuracy.rounded(4), step.calibrationError.rounded(3),
                    step.scaledCalibrationError?.rounded(3) ?? "-", energy(step.picojoules),
                ])
        }
        return table
    }

    private var rules: TextTable {
        var table = TextTable("rule", ["level", "mean steps", "saved", "accuracy", "lost", "other answers", "energy"])
        for rule in report.rules {
            table.add(
                rule.kind.rawValue,
                [
                    rule.level.rounded(3), rule.meanSteps.rounded(2), "\((100 * rule.savedSteps).rounded(1)) %",
                    rule.accuracy.rounded(4), rule.lostAccuracy.rounded(4), rule.otherAnswers.rounded(4),
                    energy(rule.picojoules),
                ])
        }
        return table
    }

    private var curve: TextTable {
        var table = TextTable("enough confidence", ["mean steps", "accuracy", "energy"])
        for point in report.curve {
            table.add(
                point.confidence.rounded(3),
                [point.meanSteps.rounded(2), point.accuracy.rounded(4), energy(point.picojoules)])
        }
        return table
    }

    private func energy(_ picojoules: Double?) -> String { picojoules.map(NumberText.microjoules) ?? "-" }
}
