import Foundation
import SpikeCore
import SpikeModel
import SpikeText

extension WordPieceTokenizer {
    /// Tokens of the longest sequence that a model of so many positions is to read.
    ///
    /// - Parameter wanted: the user's limit; nil for none.
    /// - Throws: `InputError.unsuitableModel` when there is no room for two texts, or for a token of one.
    func longestSequence(_ wanted: Int?, positions: Int, of model: URL) throws -> Int {
        let longest = min(wanted ?? positions, positions)
        let least = max(specialTokenCount(isPair: true), specialTokenCount(isPair: false) + 1)
        guard longest >= least else {
            throw InputError.unsuitableModel(
                path: model.path,
                why: "sequences need \(least) tokens for what stands around texts, but may have \(longest); "
                    + "use another tokenizer or a larger limit")
        }
        return longest
    }

    /// Refuses a tokenizer whose ids the model's tables lack: a training would only find an index out of range, at the first
    /// text that has such a token. Refuses one of two minds, too.
    ///
    /// - Throws: `InputError.unsuitableModel`; `TextError` for files that contradict one another.
    func check(fits config: BERTConfig, hasPairs: Bool, of model: URL) throws {
        try checkSettings(of: model)
        guard vocabularySize <= config.vocabularySize else {
            throw InputError.unsuitableModel(
                path: model.path,
                why:
                    "its tokenizer has \(vocabularySize) tokens, but its embeddings have \(config.vocabularySize) rows; "
                    + "use the tokenizer that belongs to the model")
        }
        let types = encode("a", hasPairs ? "b" : nil, maximumLength: config.maximumPositions).typeIDs
        guard types.allSatisfy({ $0 < config.typeVocabularySize }) else {
            throw InputError.unsuitableModel(
                path: model.path,
                why: "its tokenizer marks second texts, but type_vocab_size is \(config.typeVocabularySize); "
                    + "use a model that was made for pairs of texts")
        }
    }
}
