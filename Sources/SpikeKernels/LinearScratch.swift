/// Memory that linear layers work in; kept between calls, so that nothing is allocated after the first.
public struct LinearScratch: Sendable {
    /// Counts as reals, for real weights.
    var reals = RealMatrix()
    /// Currents of real weights that fire at once.
    var currents = RealMatrix()
    /// Integer sums of a group of inputs.
    var sums = SumMatrix()
    /// What a form asks for.
    var bytes = AlignedMatrix<UInt8>()

    /// Empty scratch.
    public init() {}

    /// Lends `currents` together with the rest.
    mutating func withCurrents<Result>(_ body: (inout RealMatrix, inout LinearScratch) -> Result) -> Result {
        var lent = RealMatrix()
        swap(&lent, &currents)
        defer { swap(&lent, &currents) }
        return body(&lent, &self)
    }
}
