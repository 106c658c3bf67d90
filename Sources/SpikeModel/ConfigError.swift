/// Why a config cannot be used. Readers add the file's name.
public enum ConfigError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One value is outside what is supported.
    case outOfRange(key: String, value: String, allowed: String)
    /// Two values contradict each other.
    case inconsistent(String)
    /// A key that no component knows.
    case unknownKey(String, known: [String])

    /// One line: the key, its value and what is allowed.
    public var description: String {
        switch self {
        case .outOfRange(let key, let value, let allowed): "\(key) is \(value); allowed: \(allowed)"
        case .inconsistent(let why): why
        case .unknownKey(let key, let known): "unknown key '\(key)'; known keys: \(known.joined(separator: ", "))"
        }
    }
}
