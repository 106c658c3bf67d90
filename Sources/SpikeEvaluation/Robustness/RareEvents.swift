import Foundation
import SpikeCore

/// Independent events of one probability, drawn by their distances, so that rare ones cost nothing where none happens.
struct RareEvents {
    private let rate: Double
    private var generator: SeededGenerator
    /// Trials before the next event.
    private var distance = 0

    init(rate: Double, seed: UInt64) {
        self.rate = rate
        generator = SeededGenerator(seed: seed, stream: 62)
        distance = nextDistance()
    }

    /// The outcomes of `bits` trials; 1 where the event happened.
    mutating func mask(bits: Int) -> UInt32 {
        var (mask, place) = (UInt32(0), 0)
        while distance < bits - place {
            place += distance
            mask |= 1 << UInt32(place)
            place += 1
            distance = nextDistance()
        }
        distance -= bits - place
        return mask
    }

    /// Geometric: ⌊ln u / ln(1 − rate)⌋ for u uniform in (0, 1].
    private mutating func nextDistance() -> Int {
        guard rate < 1 else { return 0 }
        guard rate > 0 else { return Int.max }
        let uniform = Double((generator.next() >> 11) + 1) * 0x1p-53
        let distance = log(uniform) / log1p(-rate)
        return distance < 0x1p62 ? Int(distance) : Int.max
    }
}
