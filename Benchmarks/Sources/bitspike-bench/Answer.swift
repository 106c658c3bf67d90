/// What was measured.
struct Answer: Encodable {
    /// Median of the runs.
    let seconds: Double
    /// Kernel set, or form of the linear layer.
    let about: String
    /// Most memory of this process so far, when it was asked for.
    var peakBytes: Int?
}
