/// Memory that linear layers work in; kept between calls, so that nothing is allocated after the first.
public struct LinearScratch: Sendable {
    /// Counts as reals, for real weights.
    var reals = RealMatrix()
    /// Currents of real weights that fire at once.
    var currents = RealMatrix()
    /// What a form asks for.
    var bytes = AlignedMatrix<UInt8>()

    /// Empty scratch.
    public init() {}
}
