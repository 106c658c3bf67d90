/// bitspike's own split of a data set that comes without an official one: a row is held out when the MD5 of one of its
/// columns, read as a big-endian number, is divisible by `modulus`.
///
/// Numbers on such a split are not official GLUE numbers and must be reported as what they are.
public struct HashedSplit: Sendable, Equatable {
    /// File name without extension that is split.
    public let file: String
    /// Column that is hashed.
    public let column: String
    /// One row in `modulus` is held out.
    public let modulus: Int

    /// Whether a row with this value in `column` is held out.
    func isHeldOut(_ value: String) -> Bool { MD5.remainder(of: value, modulus: modulus) == 0 }
}
