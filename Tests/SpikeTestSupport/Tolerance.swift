import Testing

/// Expects every value to lie within `tolerance` (absolute) of its expectation, and counts to agree.
///
/// One failure is reported for the worst place, not one for each.
public func expectClose(
    _ actual: [Float], _ expected: [Float], tolerance: Float, sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose(
        actual.map(Double.init), expected.map(Double.init), tolerance: Double(tolerance), sourceLocation: sourceLocation
    )
}

/// Expects every value to lie within `tolerance` (absolute) of its expectation, and counts to agree.
public func expectClose(
    _ actual: [Double], _ expected: [Double], tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record("\(actual.count) values, expected \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    // A NaN on one side only must count as the worst difference, and compares as nothing.
    let differences = zip(actual, expected).map { $0 == $1 ? 0 : ($0 - $1).isNaN ? .infinity : ($0 - $1).magnitude }
    guard let worst = differences.indices.max(by: { differences[$0] < differences[$1] }) else { return }
    if differences[worst] > tolerance {
        Issue.record(
            "value \(worst) is \(actual[worst]), expected \(expected[worst]) within \(tolerance)",
            sourceLocation: sourceLocation)
    }
}

/// Expects one value to lie within `tolerance` (absolute) of its expectation.
public func expectClose(
    _ actual: Double, _ expected: Double, tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose([actual], [expected], tolerance: tolerance, sourceLocation: sourceLocation)
}
