/// Which class of a task each logit of a model stands for, found through label names.
public struct LabelMapping: Sendable, Equatable {
    /// Class of the task, by position of the logit.
    public let classOfLogit: [Int]
    /// Whether the model has no names of its own (`LABEL_0`, `LABEL_1`, …), so that the order is only assumed.
    public let isAssumed: Bool

    /// Matches a model's label names with a task's; case, spaces and hyphens do not matter where only one label is so alike.
    ///
    /// - Throws: `EvaluationError.labelMismatch` unless every label of the task is named exactly once.
    public init(modelLabels: [String], task: TextTask) throws(EvaluationError) {
        let generic = task.labels.indices.map { "LABEL_\($0)" }
        if modelLabels == generic, !task.isRegression {
            classOfLogit = Array(generic.indices)
            isAssumed = true
            return
        }
        let classes = modelLabels.compactMap { name in
            Self.position(of: name, in: task.labels) ?? Self.position(of: name, in: task.displayLabels)
        }
        guard classes.count == modelLabels.count, classes.sorted() == Array(task.labels.indices) else {
            throw .labelMismatch(model: modelLabels, task: task.name, expected: task.displayLabels)
        }
        classOfLogit = classes
        isAssumed = false
    }

    /// The logits of one example in the order of the task's classes.
    public func inTaskOrder(_ logits: [Float]) -> [Float] {
        precondition(logits.count == classOfLogit.count, "one logit per label")
        var ordered = logits
        for (position, index) in classOfLogit.enumerated() { ordered[index] = logits[position] }
        return ordered
    }

    private static func position(of name: String, in labels: [String]) -> Int? {
        if let same = labels.firstIndex(of: name) { return same }
        let alike = labels.indices.filter { plain(labels[$0]) == plain(name) }
        return alike.count == 1 ? alike.first : nil
    }

    private static func plain(_ name: String) -> String {
        // The hyphen of a negative number is its sign.
        let sign = Double(name).map { $0 < 0 ? "-" : "" } ?? ""
        return sign + name.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
    }
}
