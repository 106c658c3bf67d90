/// Why a kernel set cannot be used.
public enum KernelError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No kernel set has this name.
    case unknownSet(String, known: [String])
    /// The set exists, but this CPU lacks the instructions.
    case unsupportedSet(String, supported: [String])
    /// The set has no form of this name.
    case unknownForm(String, set: String, known: [String])

    /// One line: what is wrong, where, and the fix.
    public var description: String {
        switch self {
        case .unknownSet(let name, let known):
            "BITSPIKE_KERNELS: no kernel set is named '\(name)'; use one of \(known.joined(separator: ", ")), or unset it"
        case .unsupportedSet(let name, let supported):
            "BITSPIKE_KERNELS: this CPU does not run '\(name)'; use one of \(supported.joined(separator: ", ")), "
                + "or unset it"
        case .unknownForm(let name, let set, let known):
            "BITSPIKE_KERNELS: '\(set)' has no form '\(name)'; use one of \(known.joined(separator: ", ")), or leave "
                + "out ':\(name)'"
        }
    }
}
