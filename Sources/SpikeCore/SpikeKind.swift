/// The values one spike can take.
public enum SpikeKind: String, Sendable, ListedWord {
    /// {0, 1}: the classical neuron; over T steps its count lies in 0...T.
    case binary
    /// {-1, 0, +1}: the signed neuron; over T steps its count lies in -T...T.
    case ternary

    /// Smallest and largest spike count over a window of `timeSteps` steps.
    public func countRange(timeSteps: Int) -> ClosedRange<Int> {
        switch self {
        case .binary: 0...timeSteps
        case .ternary: -timeSteps...timeSteps
        }
    }
}
