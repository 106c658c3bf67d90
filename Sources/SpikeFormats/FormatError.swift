/// Why a file cannot be trusted, found or written. The description is one line: file, place, problem, fix.
public enum FormatError: Error, Equatable, Sendable {
    /// A file or folder is not there.
    case missing(path: String, fix: String)
    /// The system refused to read a file.
    case unreadable(path: String, reason: String)
    /// A safetensors file is broken before any tensor can be named.
    case badHeader(path: String, problem: String)
    /// One tensor is described or stored wrongly.
    case badTensor(path: String, tensor: String, problem: String)
    /// A tensor that the config needs is not there.
    case missingTensor(path: String, tensor: String)
    /// Config and tensor disagree about a shape.
    case wrongShape(path: String, tensor: String, expected: [Int], actual: [Int])
    /// A tensor has a type that cannot be used here.
    case wrongType(path: String, tensor: String, expected: String, actual: String)
    /// A file is no JSON, or JSON of another shape.
    case badJSON(path: String, problem: String)
    /// A config has a key that is missing, mistyped or out of range.
    case badConfig(path: String, key: String, problem: String)
    /// The only weights of a folder are a Python pickle.
    case pickle(path: String)
    /// An output would overwrite something.
    case destinationExists(path: String)
    /// An output may be replaced, but what is there was not written by this program.
    case notAFormerOutput(path: String, marker: String)
    /// No space left on the device, or over quota.
    case diskFull(path: String)
    /// The system refused to write.
    case unwritable(path: String, reason: String)

    /// Whether an input is absent rather than wrong.
    public var isMissingInput: Bool {
        if case .missing = self { true } else { false }
    }
}

extension FormatError: CustomStringConvertible {
    /// One line: file, place, problem, fix.
    public var description: String { Self.oneLine(message) }

    private var message: String {
        switch self {
        case .missing(let path, let fix): "\(path): not found; \(fix)"
        case .unreadable(let path, let reason):
            "\(path): cannot be read (\(reason)); check the path and its permissions"
        case .badHeader(let path, let problem): "\(path): header: \(problem); fetch or write the file again"
        case .badTensor(let path, let tensor, let problem):
            "\(path): tensor '\(Self.shortened(tensor))': \(problem); fetch or write the file again"
        case .missingTensor(let path, let tensor):
            "\(path): tensor '\(tensor)' is missing, but config.json needs it; use the config.json that belongs to the file"
        case .wrongShape(let path, let tensor, let expected, let actual):
            "\(path): tensor '\(tensor)' has shape \(actual), but config.json needs \(expected);"
                + " use the config.json that belongs to the file"
        case .wrongType(let path, let tensor, let expected, let actual):
            "\(path): tensor '\(Self.shortened(tensor))' has type \(actual), expected \(expected);"
                + " convert the tensor and save it again"
        case .badJSON(let path, let problem): "\(path): \(problem); correct or fetch the file again"
        case .badConfig(let path, let key, let problem): "\(path): \(key): \(problem); correct this key"
        case .pickle, .destinationExists, .notAFormerOutput, .diskFull, .unwritable: outputMessage
        }
    }

    private var outputMessage: String {
        switch self {
        case .pickle(let path):
            "\(path): is a Python pickle, which can run code when opened, so it is not read; convert it in its folder: "
                + "python3 -c \"import torch,safetensors.torch as s; s.save_file({k:v.clone().contiguous() for k,v in "
                + "torch.load('pytorch_model.bin',map_location='cpu',weights_only=True).items()},"
                + "'model.safetensors',{'format':'pt'})\""
        case .destinationExists(let path): "\(path): already exists; choose another output or allow replacing it"
        case .notAFormerOutput(let path, let marker):
            "\(path): has no \(marker), so it is no former output and stays as it is; choose another output"
        case .diskFull(let path): "\(path): no space left on the disk; free some space and run again"
        case .unwritable(let path, let reason): "\(path): cannot be written (\(reason)); choose a writable output"
        default: ""
        }
    }

    private static func shortened(_ name: String) -> String {
        name.count <= 120 ? name : name.prefix(117) + "..."
    }

    /// Names come from files that nobody vouches for; control characters in them must not break the line.
    private static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
