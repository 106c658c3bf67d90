import SpikeCore

/// Why a model cannot read a sequence.
public enum SequenceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A sequence has no tokens.
    case empty(sequence: Int)
    /// A sequence has more tokens than the model has positions.
    case tooLong(sequence: Int, tokens: Int, limit: Int)
    /// A token id lies outside the vocabulary.
    case unknownToken(sequence: Int, position: Int, id: Int32, vocabularySize: Int)
    /// A type id lies outside the token-type table.
    case unknownType(sequence: Int, position: Int, id: Int32, typeVocabularySize: Int)

    /// One line: what is wrong, where, and the fix.
    public var description: String {
        switch self {
        case .empty(let sequence):
            "sequence \(sequence) is empty; even an empty text has its special tokens, so tokenize it first"
        case .tooLong(let sequence, let tokens, let limit):
            "sequence \(sequence) has \(tokens) tokens, but the model has \(limit) positions; truncate when tokenizing"
        case .unknownToken(let sequence, let position, let id, let size):
            "sequence \(sequence), position \(position): token id \(id) is outside 0..<\(size); "
                + "use the tokenizer of this model"
        case .unknownType(let sequence, let position, let id, let size):
            "sequence \(sequence), position \(position): type id \(id) is outside 0..<\(size)"
        }
    }
}

extension BERTConfig {
    /// Checks that a model of these sizes can read sequence number `index` of a batch.
    public func check(_ sequence: TokenSequence, index: Int) throws(SequenceError) {
        guard sequence.count > 0 else { throw .empty(sequence: index) }
        guard sequence.count <= maximumPositions else {
            throw .tooLong(sequence: index, tokens: sequence.count, limit: maximumPositions)
        }
        for position in 0..<sequence.count {
            let id = sequence.ids[position]
            guard id >= 0, id < vocabularySize else {
                throw .unknownToken(sequence: index, position: position, id: id, vocabularySize: vocabularySize)
            }
            let type = sequence.typeIDs[position]
            guard type >= 0, type < typeVocabularySize else {
                throw .unknownType(
                    sequence: index, position: position, id: type, typeVocabularySize: typeVocabularySize)
            }
        }
    }
}
