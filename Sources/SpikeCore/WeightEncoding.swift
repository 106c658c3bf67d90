import Foundation

/// How the weights of a linear layer are encoded.
///
/// A code is an integer; the real weight is `weightScale * code`, or `weightScale * (code - zeroPoint)` where there is a zero point. `.float32` keeps the real weights.
public enum WeightEncoding: Sendable, Hashable {
    /// One bit a weight: codes {-1, +1}.
    case binary
    /// log2(3) = 1.58 bits of information a weight: codes {-1, 0, +1}.
    case ternary
    /// `bits` in 2...8: 2^bits neighbouring integers, -2^(bits-1)...2^(bits-1)-1 unless a zero point moves them.
    case uniform(bits: Int)
    /// `bits` in 2...4: the odd integers -(2^bits - 1)...2^bits - 1, as many on either side of zero, which is none of them
    /// (stretched elastic quantization, arXiv:2502.02631). One bit of this would be `.binary`.
    case balanced(bits: Int)
    /// Unquantized weights.
    case float32

    /// Widths that `.uniform` has.
    public static let uniformBits = 2...8
    /// Widths that `.balanced` has.
    public static let balancedBits = 2...4

    /// Name in recipes, configs and on the command line: `binary`, `ternary`, `uniform2` … `uniform8`, `balanced2` …
    /// `balanced4`, `float32`.
    public var name: String {
        switch self {
        case .binary: "binary"
        case .ternary: "ternary"
        case .uniform(let bits): "uniform\(bits)"
        case .balanced(let bits): "balanced\(bits)"
        case .float32: "float32"
        }
    }

    /// All encodings that can be named.
    public static let all: [WeightEncoding] =
        [.float32] + uniformBits.reversed().map { .uniform(bits: $0) }
        + balancedBits.reversed().map { .balanced(bits: $0) } + [.ternary, .binary]

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
        case .uniform(let bits), .balanced(let bits): bits
        case .float32: 32
        }
    }

    /// Bits of information one weight carries: log2 of the number of codes; 32 for real weights.
    public var informationBits: Double {
        switch self {
        case .binary: 1
        case .ternary: log2(3)
        case .uniform(let bits), .balanced(let bits): Double(bits)
        case .float32: 32
        }
    }

    /// Codes without a zero point, smallest to largest; nil for real weights. Neighbours are `codeSpacing` apart.
    public var codeRange: ClosedRange<Int>? {
        switch self {
        case .binary, .ternary: -1...1
        case .uniform(let bits): -(1 << (bits - 1))...((1 << (bits - 1)) - 1)
        case .balanced(let bits): (1 - (1 << bits))...((1 << bits) - 1)
        case .float32: nil
        }
    }

    /// Whether codes go beyond {-1, 0, 1}, so that kernels of two bits cannot take them.
    public var isWide: Bool {
        switch self {
        case .uniform, .balanced: true
        case .binary, .ternary, .float32: false
        }
    }

    /// Distance of neighbouring codes: 2 for `.binary` and `.balanced`, else 1.
    public var codeSpacing: Int {
        switch self {
        case .binary, .balanced: 2
        case .ternary, .uniform, .float32: 1
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
