import SpikeEvaluation
import SpikeFormats
import SpikeKernels
import SpikeModel
import SpikeQuantization
import SpikeReport
import SpikeRuntime
import SpikeText

#if Training
    import SpikeDashboard
    import SpikeDistillation
    import SpikeEngine
    import SpikeLedger
#endif

/// An error as the command reports it: one line and an exit code.
struct CommandFailure {
    let message: String
    let status: ExitStatus

    /// nil for errors that the argument parser reports itself.
    init?(_ error: any Error) {
        guard let status = Self.status(of: error) else { return nil }
        self.status = status
        message = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func status(of error: any Error) -> ExitStatus? {
        #if Training
            switch error {
            case is TrainingInterrupted, is JobInterrupted, is ScanInterrupted: return .interrupted
            case is RecipeError: return .badData
            case is EngineError: return .internalError
            case is DashboardError: return .unavailable
            case let error as LedgerError: return error.isMissingInput ? .missingInput : .badData
            case let error as StudyError: return error.status
            default: break
            }
        #endif
        switch error {
        case let error as FormatError: return error.isMissingInput ? .missingInput : .badData
        case let error as EvaluationError: return error.isMissingInput ? .missingInput : .badData
        case let error as TextError: return error.isMissingInput ? .missingInput : .badData
        case is InferenceError, is KernelError, is QuantizationError, is ConfigError, is ReportError: return .badData
        case let error as InputError: return error.status
        case is AuditFailure: return .unmet
        case is EncodingError, is DecodingError: return .internalError
        default: return nil
        }
    }
}

extension EvaluationError {
    /// Whether an input is absent rather than wrong.
    fileprivate var isMissingInput: Bool {
        if case .missingSplit = self { true } else { false }
    }
}

extension TextError {
    /// Whether an input is absent rather than wrong.
    fileprivate var isMissingInput: Bool {
        if case .noTokenizer = self { true } else { false }
    }
}
