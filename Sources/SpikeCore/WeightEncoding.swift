/// How the weights of a linear layer are encoded.
///
/// A code is an integer; the real weight is `weightScale * code`. `.float32` keeps the real weights.
public enum WeightEncoding: Sendable, Hashable {
    /// One bit a weight: codes {-1, +1}.
    case binary
    /// log2(3) = 1.58 bits of information a weight: codes {-1, 0, +1}.
    case ternary
    /// Unquantized weights.
    case float32

    /// Name in recipes, configs and on the command line.
    public var name: String {
        switch self {
        case .binary: "binary"
        case .ternary: "ternary"
        case .float32: "float32"
        }
    }

    /// All encodings that can be named.
    public static let all: [WeightEncoding] = [.float32, .ternary, .binary]

    /// The encoding of this name, or nil.
    public init?(name: String) {
        guard let match = Self.all.first(where: { $0.name == name }) else { return nil }
        self = match
    }

    /// Bits one code takes in the canonical packed layout.
    public var packedBits: Int {
        switch self {
        case .binary: 1
        case .ternary: 2
        case .float32: 32
        }
    }
}

extension WeightEncoding: Codable {
    /// Decodes a name; the error lists the names there are.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let value = WeightEncoding(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "unknown weight encoding '\(name)'; use one of \(Self.all.map(\.name).joined(separator: ", "))")
        }
        self = value
    }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
