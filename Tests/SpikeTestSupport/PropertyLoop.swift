import SpikeCore
import Testing

/// Runs a property on `cases` seeded generators; a failure names the seed that repeats it.
public func forAll(
    cases: Int = 100, seed: UInt64 = 1, sourceLocation: SourceLocation = #_sourceLocation,
    _ property: (inout SeededGenerator) throws -> Void
) {
    for index in 0..<UInt64(cases) {
        var generator = SeededGenerator(seed: seed, stream: index)
        do {
            try property(&generator)
        } catch {
            Issue.record("seed \(seed), case \(index): \(error)", sourceLocation: sourceLocation)
        }
    }
}

extension SeededGenerator {
    /// A uniform value in [-1, 1), a multiple of 2^-23.
    public mutating func signedUnit() -> Float { Float(next() >> 40) * 0x1p-23 - 1 }

    /// `count` values from `signedUnit`.
    public mutating func signedUnits(_ count: Int) -> [Float] { (0..<count).map { _ in signedUnit() } }
}
