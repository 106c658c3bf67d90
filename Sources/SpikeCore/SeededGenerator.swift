/// SplitMix64: a small seeded generator whose stream is the same on every platform (Steele, Lea, Flood 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The stream of this seed.
    public init(seed: UInt64) { state = seed }

    /// The stream of this seed and purpose; streams of different purposes are independent.
    public init(seed: UInt64, stream: UInt64) {
        var mixer = SeededGenerator(seed: seed &+ 0x632B_E59B_D9B4_E019 &* (stream &+ 1))
        state = mixer.next()
    }

    /// The stream of this seed, purpose and content, hashed by FNV-1a: what is drawn for a text or a sequence depends on
    /// nothing else.
    public init(seed: UInt64, stream: UInt64, content: some Sequence<UInt64>) {
        let hash = content.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01B3 }
        self.init(seed: seed ^ hash, stream: stream)
    }

    /// The next 64 bits of the stream.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A uniform integer in `0..<bound`, the same on every platform and standard-library version.
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "bound must be positive")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A Fisher–Yates permutation of `0..<count`, the same on every platform and standard-library version.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1))
        }
        return order
    }
}
