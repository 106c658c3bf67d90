/// A part of a data set, named as its file is.
public enum Split: Sendable, Hashable, CustomStringConvertible {
    /// Labelled, for training.
    case train
    /// Labelled, for measuring.
    case dev
    /// Held out; GLUE's test sets have no labels.
    case test
    /// bitspike's own training part of a set whose official split cannot be had; never an official number.
    case hashedTrain
    /// bitspike's own held-out part of a set whose official split cannot be had; never an official number.
    case hashedDev
    /// Any other labelled file, by its name without extension.
    case file(String)

    /// The split of this name; any other name is the name of a labelled file.
    public init(name: String) {
        switch name {
        case "train": self = .train
        case "dev", "validation": self = .dev
        case "test": self = .test
        case "hashed-train": self = .hashedTrain
        case "hashed-dev": self = .hashedDev
        default: self = .file(name)
        }
    }

    /// Name on the command line and in results.
    public var name: String {
        switch self {
        case .train: "train"
        case .dev: "dev"
        case .test: "test"
        case .hashedTrain: "hashed-train"
        case .hashedDev: "hashed-dev"
        case .file(let name): name
        }
    }

    /// The split's name.
    public var description: String { name }

    /// Whether every row must have a label.
    var needsLabels: Bool { self != .test }

    /// Whether bitspike's own rule picks the rows.
    var isHashed: Bool { self == .hashedTrain || self == .hashedDev }
}
