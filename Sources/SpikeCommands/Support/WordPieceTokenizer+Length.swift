import Foundation
import SpikeText

extension WordPieceTokenizer {
    /// Tokens of the longest sequence that a model of so many positions is to read.
    ///
    /// - Parameter wanted: the user's limit; nil for none.
    /// - Throws: `InputError.unsuitableModel` when the special tokens around two texts alone are more.
    func longestSequence(_ wanted: Int?, positions: Int, of model: URL) throws -> Int {
        let longest = min(wanted ?? positions, positions)
        let least = specialTokenCount(isPair: true)
        guard longest >= least else {
            throw InputError.unsuitableModel(
                path: model.path,
                why: "special tokens around two texts are \(least), but sequences may have \(longest) tokens; "
                    + "use another tokenizer or a larger limit")
        }
        return longest
    }
}
