import SpikeModel

/// What the values of a tensor were, as seen.
public enum TensorKind: Sendable, Hashable, Codable, CustomStringConvertible {
    /// 0 and 1.
    case binary
    /// −1, 0 and 1.
    case ternary
    /// Integers up to `levels` in magnitude.
    case graded(levels: Int)
    /// Real numbers.
    case float

    /// What was sent; a site that was silent counts as binary.
    init(_ sent: Transmissions) {
        if sent.largest > 1 {
            self = .graded(levels: sent.largest)
        } else {
            self = sent.lowest < 0 ? .ternary : .binary
        }
    }

    /// Name, for example `ternary` or `graded(4)`.
    public var description: String {
        switch self {
        case .binary: "binary"
        case .ternary: "ternary"
        case .graded(let levels): "graded(\(levels))"
        case .float: "float"
        }
    }

    /// Whether a synapse need not multiply: spikes are 0, 1 and −1.
    public var isSpike: Bool { self == .binary || self == .ternary }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Decodes a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        switch name {
        case "binary": self = .binary
        case "ternary": self = .ternary
        case "float": self = .float
        default:
            guard name.hasPrefix("graded("), let levels = Int(name.dropFirst(7).dropLast()) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "unknown kind of tensor \(name)")
            }
            self = .graded(levels: levels)
        }
    }
}
