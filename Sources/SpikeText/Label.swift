/// What a data set says about an example. Classes are positions in the task's list of label names.
public enum Label: Sendable, Hashable {
    /// A class, counted from 0 in the order of the task's label names.
    case `class`(Int)
    /// A number to be predicted.
    case score(Double)

    /// The class, or nil for a score.
    public var classIndex: Int? {
        if case .class(let index) = self { index } else { nil }
    }

    /// The number to compare a prediction with: the score, or the class as a number.
    public var value: Double {
        switch self {
        case .class(let index): Double(index)
        case .score(let score): score
        }
    }
}
