#if Training
    /// Why the ledger of runs cannot be read or written. The description is one line: file, problem, fix.
    public enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
        /// There is no ledger yet.
        case missing(path: String)
        /// The file is damaged, or no SQLite database.
        case broken(path: String, reason: String)
        /// The file is whole, but would not take what was to be stored.
        case refused(path: String, reason: String)
        /// The file is a database of another program.
        case foreign(path: String)
        /// A later bitspike wrote it.
        case newer(path: String)
        /// An earlier bitspike wrote it, and it cannot be brought up to date here.
        case outdated(path: String, reason: String)
        /// Another process kept it for longer than we wait.
        case locked(path: String)
        /// The system refused to write.
        case unwritable(path: String, reason: String)
        /// No space left.
        case diskFull(path: String)
        /// No run has this number.
        case unknownRun(Int64, path: String)

        /// Whether an input is absent rather than wrong.
        public var isMissingInput: Bool {
            switch self {
            case .missing, .unknownRun: true
            default: false
            }
        }

        /// One line: file, problem, fix.
        public var description: String {
            switch self {
            case .missing(let path):
                "\(path): not found; name the ledger with --ledger, or train something first, which makes one"
            case .broken(let path, let reason):
                "\(path): is no readable ledger (\(reason)); move it away, or name another with --ledger"
            case .refused(let path, let reason):
                "\(path): the run cannot be stored (\(reason)); was it removed from the ledger meanwhile?"
            case .foreign(let path):
                "\(path): is a database of another program; name another file with --ledger"
            case .newer(let path):
                "\(path): was written by a later bitspike; use that one, or name another file with --ledger"
            case .outdated(let path, let reason):
                "\(path): was written by an earlier bitspike and cannot be brought up to date here (\(reason));"
                    + " make it writable once"
            case .locked(let path):
                "\(path): another process keeps the ledger locked; wait until it has ended and run again"
            case .unwritable(let path, let reason):
                "\(path): cannot be written (\(reason)); name a writable file with --ledger"
            case .diskFull(let path): "\(path): no space left on the disk; free some space and run again"
            case .unknownRun(let id, let path): "\(path): there is no run \(id); 'bitspike runs list' shows them"
            }
        }
    }
#endif
