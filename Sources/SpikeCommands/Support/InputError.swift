/// What is wrong with the input of a command beyond what libraries find.
enum InputError: Error, Sendable, CustomStringConvertible {
    /// A file or folder is not there.
    case missing(path: String, fix: String)
    /// The model cannot do what was asked.
    case unsuitableModel(path: String, why: String)
    /// An option asks for what cannot be.
    case impossible(what: String, why: String)
    /// A line of standard input is not UTF-8.
    case invalidUTF8(line: Int)
    /// A teacher whose labels are swapped.
    case permutedLabels(path: String, explanation: String)

    var status: ExitStatus {
        if case .missing = self { .missingInput } else { .badData }
    }

    var description: String {
        switch self {
        case .missing(let path, let fix): "\(path): not found; \(fix)"
        case .unsuitableModel(let path, let why): "\(path): \(why)"
        case .impossible(let what, let why): "\(what): \(why)"
        case .invalidUTF8(let line): "standard input, line \(line): is not UTF-8; convert it, for example with iconv"
        case .permutedLabels(let path, let explanation): "\(path): \(explanation)"
        }
    }
}
