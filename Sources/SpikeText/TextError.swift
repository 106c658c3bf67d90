/// Why a tokenizer cannot be loaded, or a text not read.
public enum TextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder has no tokenizer.
    case noTokenizer(folder: String)
    /// A file is there but cannot be read.
    case unreadable(path: String, reason: String)
    /// A file, or one of its lines, is not UTF-8.
    case invalidUTF8(path: String, line: Int)
    /// A compressed file where plain text is read.
    case compressed(path: String, command: String)
    /// The JSON is broken, or lacks what a tokenizer needs.
    case malformed(path: String, place: String, reason: String)
    /// A component that bitspike does not have.
    case unsupported(path: String, place: String, found: String, supported: String)
    /// There are no pieces.
    case emptyVocabulary(path: String)
    /// A piece occurs twice.
    case duplicatePiece(path: String, piece: String, first: String, second: String)
    /// Ids do not run from 0 without holes.
    case missingID(path: String, id: Int, size: Int)
    /// A token that every text needs is not in the vocabulary.
    case missingSpecialToken(path: String, token: String)
    /// An added token cannot be what the file says.
    case invalidAddedToken(path: String, token: String, reason: String)

    /// One line: file, place, fix.
    public var description: String {
        var line = String.UnicodeScalarView()
        for scalar in message.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                line.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    private var message: String {
        switch self {
        case .noTokenizer(let folder):
            "\(folder): neither tokenizer.json nor vocab.txt is there; name a folder that holds a BERT tokenizer"
        case .unreadable(let path, let reason):
            "\(path): cannot be read (\(reason)); check that it is a file and its permissions"
        case .invalidUTF8(let path, let line):
            "\(path): line \(line) is not UTF-8; save the file as UTF-8 or copy it again"
        case .compressed(let path, let command):
            "\(path): is compressed; unpack it first, for example with '\(command)'"
        case .malformed(let path, let place, let reason):
            "\(path): \(place): \(reason); copy the file from the model again"
        case .unsupported(let path, let place, let found, let supported):
            "\(path): \(place) is \(found); supported: \(supported)"
        case .emptyVocabulary(let path):
            "\(path): the vocabulary is empty; copy the file from the model again"
        case .duplicatePiece(let path, let piece, let first, let second):
            "\(path): '\(piece)' stands at \(first) and at \(second); remove one, every piece has one id"
        case .missingID(let path, let id, let size):
            "\(path): no piece has id \(id), but there are \(size); ids must run from 0 without holes"
        case .missingSpecialToken(let path, let token):
            "\(path): the special token \(token) is missing; add it, or use the vocabulary the model was trained with"
        case .invalidAddedToken(let path, let token, let reason):
            "\(path): added token '\(token)' \(reason)"
        }
    }
}
