import SpikeCore

/// Why a checkpoint cannot be packed.
public enum QuantizationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A `perStep` site has a gain or a shift, which only the other schedules fold away.
    case unfoldableSite(tensor: String)
    /// An embedding is too large for half precision.
    case embeddingOverflow(tensor: String, index: Int, value: Float)
    /// A folded bias or shift is no longer finite.
    case notFinite(tensor: String)
    /// A zero point that is no code, or of an encoding that has none.
    case badZeroPoint(tensor: String, encoding: String)
    /// Codes that cannot be packed.
    case packing(tensor: String, PackingError)

    /// One line: place, problem, fix.
    public var description: String {
        switch self {
        case .unfoldableSite(let tensor):
            "\(tensor): perStep sites must have gain 1 and shift 0; train them so or use the counted schedule"
        case .embeddingOverflow(let tensor, let index, let value):
            "\(tensor): value \(index) is \(value), too large for float16; pack with float32 embeddings"
        case .notFinite(let tensor): "\(tensor): is not finite after folding; check the training run"
        case .badZeroPoint(let tensor, let encoding):
            "\(tensor): holds values that are no codes of \(encoding) weights; check the training run"
        case .packing(let tensor, let error): "\(tensor): \(error)"
        }
    }
}
