/// Scales of a weight matrix and the codes that stand for zero.
public struct WeightScales: Sendable, Equatable {
    /// One multiplier per group of weights; positive.
    public var scales: [Float]
    /// One per group, or empty where zero is code 0.
    public var zeroPoints: [Int8]

    /// Joins scales and zero points.
    public init(scales: [Float], zeroPoints: [Int8] = []) {
        precondition(zeroPoints.isEmpty || zeroPoints.count == scales.count, "as many zero points as scales")
        self.scales = scales
        self.zeroPoints = zeroPoints
    }
}
