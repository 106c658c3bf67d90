import SpikeCore
import SpikeText

/// Typing errors: every letter is hit with the same probability, and then left out, doubled, swapped with the next letter or
/// replaced by a letter drawn from the text, each as likely; the drawn letter may be the same, and at the end of a word a
/// swap is a replacement.
///
/// What happens depends on the seed and the text alone. Only letters are hit; spaces and punctuation stay.
public struct CharacterNoise: Sendable, Equatable {
    /// Probability in [0, 1].
    public var rate: Double
    /// Seed of the draws.
    public var seed: UInt64

    /// Creates noise.
    public init(rate: Double, seed: UInt64 = 0) {
        precondition((0...1).contains(rate), "probabilities lie in [0, 1]")
        self.rate = rate
        self.seed = seed
    }

    /// The example with errors in its texts.
    public func applied(to example: Example) -> Example {
        Example(
            id: example.id, text: applied(to: example.text), pair: example.pair.map(applied(to:)), label: example.label)
    }

    /// The text with errors.
    public func applied(to text: String) -> String {
        var generator = SeededGenerator(seed: seed, stream: 64, content: text.utf8.lazy.map(UInt64.init))
        let characters = Array(text)
        let letters = characters.filter(\.isLetter)
        let hit = rate == 0 ? 0 : UInt64(rate * 0x1p63) << 1
        var result = ""
        var place = 0
        while place < characters.count {
            let character = characters[place]
            place += 1
            guard character.isLetter, rate == 1 || generator.next() < hit else {
                result.append(character)
                continue
            }
            switch generator.integer(below: 4) {
            case 0: break
            case 1: result += [character, character]
            case 2 where place < characters.count && characters[place].isLetter:
                result += [characters[place], character]
                place += 1
            default: result.append(letters[generator.integer(below: letters.count)])
            }
        }
        return result
    }
}
