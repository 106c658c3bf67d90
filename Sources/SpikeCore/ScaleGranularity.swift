/// How many weights share one `weightScale`.
public enum ScaleGranularity: Sendable, Hashable {
    /// One scale for the whole tensor (the papers' choice).
    case perTensor
    /// One scale for each output row.
    case perRow
    /// One scale for each `size` neighbouring inputs of a row; `size` divides the inputs and is a multiple of 4.
    case perGroup(size: Int)

    /// Name in recipes, configs and on the command line: `perTensor`, `perRow`, `perGroup64`.
    public var name: String {
        switch self {
        case .perTensor: "perTensor"
        case .perRow: "perRow"
        case .perGroup(let size): "perGroup\(size)"
        }
    }

    /// The granularity of this name, or nil.
    public init?(name: String) {
        switch name {
        case "perTensor": self = .perTensor
        case "perRow": self = .perRow
        default:
            guard name.hasPrefix(Self.groupPrefix), let size = Int(name.dropFirst(Self.groupPrefix.count)),
                size > 0, size % Self.groupMultiple == 0
            else { return nil }
            self = .perGroup(size: size)
        }
    }

    private static let groupPrefix = "perGroup"
    /// Kernels read inputs in fours.
    private static let groupMultiple = 4

    /// Whether every row of `inputFeatures` weights has whole groups.
    public func divides(inputFeatures: Int) -> Bool {
        if case .perGroup(let size) = self { inputFeatures % size == 0 } else { true }
    }

    /// Weights, neighbours in row-major order, that share a scale in a matrix of this shape.
    public func groupLength(outputFeatures: Int, inputFeatures: Int) -> Int {
        switch self {
        case .perTensor: outputFeatures * inputFeatures
        case .perRow: inputFeatures
        case .perGroup(let size): size
        }
    }

    /// Shape of the scales of a matrix: `[1]`, `[out]` or `[out, in / size]`.
    public func scaleShape(outputFeatures: Int, inputFeatures: Int) -> [Int] {
        switch self {
        case .perTensor: [1]
        case .perRow: [outputFeatures]
        case .perGroup(let size): [outputFeatures, inputFeatures / size]
        }
    }
}

extension ScaleGranularity: Codable {
    /// Decodes a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let value = ScaleGranularity(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "unknown scale granularity '\(name)'; use perTensor, perRow, or perGroup and a multiple of 4, "
                    + "as in perGroup64")
        }
        self = value
    }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
