/// Something that goes wrong, and how much of it.
public struct Perturbation: Sendable, Equatable, Codable {
    /// What goes wrong.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// `WeightFaults`: probability of a stored bit.
        case weightBits
        /// `ThresholdMismatch`: relative standard deviation.
        case thresholds
        /// Spikes that do not arrive: probability of each.
        case spikes
        /// `CharacterNoise`: probability of a letter.
        case characters

        /// Levels that are measured when nothing else is asked for.
        public var standardLevels: [Double] {
            switch self {
            case .weightBits: [1e-4, 1e-3, 1e-2]
            case .thresholds: [0.05, 0.1, 0.2]
            case .spikes: [0.01, 0.05, 0.1, 0.2]
            case .characters: [0.02, 0.05, 0.1]
            }
        }

        /// Whether models that do not spike can suffer from it too.
        public var isOfText: Bool { self == .characters }
    }

    /// What goes wrong.
    public let kind: Kind
    /// How much.
    public let level: Double

    /// Creates a perturbation.
    public init(kind: Kind, level: Double) {
        self.kind = kind
        self.level = level
    }

    /// All kinds at their standard levels.
    public static let standard = Kind.allCases.flatMap { kind in
        kind.standardLevels.map { Perturbation(kind: kind, level: $0) }
    }
}
