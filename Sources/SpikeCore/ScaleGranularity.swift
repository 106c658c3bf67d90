/// How many weights share one `weightScale`.
public enum ScaleGranularity: String, Sendable, Codable, CaseIterable {
    /// One scale for the whole tensor (the papers' choice).
    case perTensor
    /// One scale for each output row.
    case perRow
}
