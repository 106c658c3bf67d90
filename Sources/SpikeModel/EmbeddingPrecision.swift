import SpikeCore

/// How a packed model stores its embedding tables.
public enum EmbeddingPrecision: String, Sendable, ListedWord {
    /// As trained.
    case float32
    /// Rounded to the nearest half: half the bytes.
    case float16
    /// Integers of 8 bits, one scale per row.
    case int8
    /// Integers of 4 bits, one scale per row.
    case int4
}
