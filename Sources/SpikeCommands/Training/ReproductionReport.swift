#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeModel

    /// Claimed, obtained, and why they differ.
    struct ReproductionReport: Encodable {
        /// One line of the comparison.
        struct Difference: Encodable {
            let what: String
            let published: String
            let here: String
        }

        /// At one T.
        struct Obtained: Encodable {
            let timeSteps: Int
            let accuracy: Double
            let retention: Double?
        }

        let paper: String
        let scale: String
        /// On SST-2's dev set.
        let claimedAccuracy: Double
        let claimedRetention: Double
        let claimSource: String
        let teacherAccuracy: Double
        let obtained: [Obtained]
        let differences: [Difference]
        let model: String

        init(
            paper: Paper, scale: ReproductionScale, recipe: Recipe, summary: RunSummary,
            others: [(timeSteps: Int, accuracy: Double)], encoder: BERTConfig, model base: String, data: String
        ) {
            self.paper = paper.title
            self.scale = scale.rawValue
            claimedAccuracy = paper.claim.student
            claimedRetention = paper.claim.student / paper.claim.teacher
            claimSource = paper.source
            teacherAccuracy = summary.teacher.accuracy
            let own = (timeSteps: summary.student.timeSteps, accuracy: summary.student.accuracy)
            obtained = ([own] + others).map {
                Obtained(
                    timeSteps: $0.timeSteps, accuracy: $0.accuracy,
                    retention: RunSummary.retention($0.accuracy, of: summary.teacher.accuracy))
            }
            model = summary.model
            let passes = recipe.stages.compactMap(\.epochs).reduce(0, +)
            let here = [
                "student": "\(encoder.layers) layers of width \(encoder.hiddenSize)",
                "time steps": obtained.map { "\($0.timeSteps)" }.joined(separator: ", "),
                "encoder weights": summary.student.weightEncoding,
                "general distillation": "no", "passes over the task": passes.rounded(1),
            ]
            differences =
                paper.published.map { Difference(what: $0.what, published: $0.value, here: here[$0.what] ?? "") } + [
                    Difference(what: "teacher", published: "BERT-base", here: base),
                    Difference(what: "data", published: "SST-2, official dev set", here: data),
                    Difference(what: "seeds", published: "not stated here", here: "1"),
                ]
        }

        /// For people.
        var lines: [String] {
            var results = ReportTable(columns: [
                .init("", isNumber: false), .init("accuracy"), .init("of the teacher's"),
            ])
            results.add(["claimed (SST-2)", claimedAccuracy.rounded(4), RunSummary.percent(claimedRetention)])
            results.add(["teacher here", teacherAccuracy.rounded(4), ""])
            for point in obtained {
                results.add([
                    "obtained, T = \(point.timeSteps)", point.accuracy.rounded(4), RunSummary.percent(point.retention),
                ])
            }
            var reasons = ReportTable(
                columns: ["why they differ", "published", "here"].map { .init($0, isNumber: false) })
            for difference in differences { reasons.add([difference.what, difference.published, difference.here]) }
            return ["\(paper), scale \(scale)", ""] + results.lines + ["claim: \(claimSource)", ""] + reasons.lines
                + ["", "model: \(model)"]
        }
    }
#endif
