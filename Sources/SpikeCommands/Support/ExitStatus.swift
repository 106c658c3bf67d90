/// Exit codes of the command, after sysexits.
enum ExitStatus: Int32, Sendable {
    /// A requirement is not met.
    case unmet = 1
    /// Data or a model is wrong.
    case badData = 65
    /// A file or folder is not there.
    case missingInput = 66
    /// Something that is needed, such as a port, is taken.
    case unavailable = 69
    /// bitspike, or something it runs on, failed.
    case internalError = 70
    /// Stopped on request; state is saved.
    case interrupted = 130
}
