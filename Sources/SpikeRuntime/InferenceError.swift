import SpikeKernels
import SpikeModel

/// Why a packed student cannot run, or cannot run on this input.
public enum InferenceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A sequence that the model cannot read.
    case sequence(SequenceError)
    /// The kernel set asked for cannot be used.
    case kernels(KernelError)
    /// The config, or the number of time steps asked for, has no meaning.
    case config(ConfigError)
    /// A `counted` student was asked for an answer before its window is over.
    case noSteps
    /// A part of the model is missing or has the wrong size.
    case brokenModel(part: String, expected: String, actual: String)

    /// One line: what is wrong, where, and the fix.
    public var description: String {
        switch self {
        case .sequence(let error): error.description
        case .kernels(let error): error.description
        case .config(let error): "\(error)"
        case .noSteps:
            "a counted student integrates a whole window, so it has no answer before the last time step; train one with schedule "
                + "perStep or realResidual"
        case .brokenModel(let part, let expected, let actual):
            "packed model: \(part) should be \(expected) but is \(actual); pack the checkpoint again"
        }
    }
}
