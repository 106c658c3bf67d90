import Foundation
import SpikeCore

/// BERT's WordPiece tokenizer; every id equals that of the Python library `tokenizers`.
///
/// A value without state between texts: one tokenizer serves any number of threads.
public struct WordPieceTokenizer: Sendable {
    /// How text is normalized before it is split.
    public let normalizer: BERTNormalizer
    /// Fills sequences that are shorter than their batch, `[PAD]` in BERT.
    public let padID: Int32
    /// Stands for words that no pieces build, `[UNK]` in BERT.
    public let unknownID: Int32
    /// `[MASK]`; nil when the vocabulary has none.
    public let maskID: Int32?

    let vocabulary: Vocabulary
    let model: WordPieceModel
    /// Tokens that are found in the text as given.
    let rawTokens: AddedTokenMatcher
    /// Tokens that are found in the normalized text.
    let normalizedTokens: AddedTokenMatcher
    let single: SequenceTemplate
    let pair: SequenceTemplate

    /// Number of ids; every id of every sequence is below it.
    public var vocabularySize: Int { vocabulary.count }

    /// The token of an id, nil outside `0..<vocabularySize`.
    public func token(id: Int) -> String? { vocabulary.content(of: id) }

    /// The id of a token that is in the vocabulary as it stands here, special tokens included.
    public func id(token: String) -> Int32? { vocabulary.id(of: token) }

    /// Special tokens around one text, or two: the smallest `maximumLength` that `encode` takes.
    public func specialTokenCount(isPair: Bool) -> Int { (isPair ? pair : single).specialCount }

    /// How many of one text's special tokens stand before it.
    public var specialTokensBefore: Int {
        single.parts.firstIndex { if case .text = $0 { true } else { false } } ?? single.parts.count
    }

    /// The ids of a text without special tokens around it and without truncation.
    public func pieces(of text: String) -> [Int32] {
        let bytes = Array(text.utf8)
        var ids: [Int32] = []
        ids.reserveCapacity(bytes.count / 3)
        var normalized: [UInt8] = []
        rawTokens.forEachSegment(in: bytes, bytes.indices) { segment in
            switch segment {
            case .token(let id): ids.append(id)
            case .text(let range):
                normalized.removeAll(keepingCapacity: true)
                normalizer.normalize(bytes, range, into: &normalized)
                appendPieces(ofNormalized: normalized, to: &ids)
            }
        }
        return ids
    }

    private func appendPieces(ofNormalized bytes: [UInt8], to ids: inout [Int32]) {
        normalizedTokens.forEachSegment(in: bytes, bytes.indices) { segment in
            switch segment {
            case .token(let id): ids.append(id)
            case .text(let range):
                BERTWordSplitter.forEachWord(in: bytes, range) { word in
                    model.append(word, of: bytes, to: &ids)
                }
            }
        }
    }

    /// One text as the model reads it: `[CLS] text [SEP]` in BERT.
    ///
    /// - Parameter maximumLength: at most so many tokens, special tokens included; the end of the text gives way.
    public func encode(_ text: String, maximumLength: Int) -> TokenSequence {
        encode(text, nil, maximumLength: maximumLength)
    }

    /// One text, or two as `[CLS] first [SEP] second [SEP]` in BERT, with types 0 and 1.
    ///
    /// - Parameter maximumLength: at most so many tokens, special tokens included (at least
    ///   `specialTokenCount(isPair:)`, else traps). The end of the longer text gives way first.
    public func encode(_ first: String, _ second: String?, maximumLength: Int) -> TokenSequence {
        let template = second == nil ? single : pair
        let room = maximumLength - template.specialCount
        precondition(room >= 0, "maximumLength must leave room for \(template.specialCount) special tokens")
        let texts = [pieces(of: first), second.map { pieces(of: $0) } ?? []]
        let kept = LongestFirstTruncation.kept(texts[0].count, texts[1].count, room: room)
        var sequence = TokenSequence(ids: [], typeIDs: [])
        for part in template.parts {
            switch part {
            case .special(let id, let typeID):
                sequence.ids.append(id)
                sequence.typeIDs.append(typeID)
            case .text(let index, let typeID):
                let ids = texts[index].prefix(index == 0 ? kept.first : kept.second)
                sequence.ids += ids
                sequence.typeIDs += repeatElement(typeID, count: ids.count)
            }
        }
        return sequence
    }
}
