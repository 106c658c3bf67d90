import SpikeCore
import SpikeModel
import SpikeRuntime
import SpikeTinyModels
import Testing

@Suite("Bad input")
struct InputTests {
    private static func classifier(timeSteps: Int? = nil) throws -> SpikingClassifier {
        var random = RandomStudent(seed: 5)
        let config = random.config(schedule: .counted, encodings: [.ternary])
        return try SpikingClassifier(random.student(config), options: .init(timeSteps: timeSteps))
    }

    private static func sequence(_ ids: [Int32], types: [Int32]? = nil) -> TokenSequence {
        TokenSequence(ids: ids, typeIDs: types ?? ids.map { _ in 0 })
    }

    private static let bad: [(TokenSequence, String)] = [
        (sequence([]), "sequence 1 is empty; even an empty text has its special tokens, so tokenize it first"),
        (
            sequence(Array(repeating: 1, count: 41)),
            "sequence 1 has 41 tokens, but the model has 40 positions; truncate when tokenizing"
        ),
        (
            sequence([1, 50]),
            "sequence 1, position 1: token id 50 is outside 0..<50; use the tokenizer of this model"
        ),
        (
            sequence([-1]), "sequence 1, position 0: token id -1 is outside 0..<50; use the tokenizer of this model"
        ),
        (sequence([1], types: [2]), "sequence 1, position 0: type id 2 is outside 0..<2"),
    ]

    @Test("names the sequence, the place and the fix", arguments: bad)
    func sequences(sequence: TokenSequence, message: String) throws {
        let classifier = try Self.classifier()
        let error = #expect(throws: InferenceError.self) {
            try classifier.predict([Self.sequence([1]), sequence])
        }
        #expect(error?.description == message)
    }

    @Test("an empty batch has no logits and no spikes")
    func emptyBatch() throws {
        let prediction = try Self.classifier().predict([])
        #expect(prediction.logits.isEmpty && prediction.spikes?.spikesPerNeuron == 0)
    }

    @Test("time steps out of range are refused", arguments: [0, 128, -3])
    func timeSteps(timeSteps: Int) {
        #expect(throws: InferenceError.self) { try Self.classifier(timeSteps: timeSteps) }
    }

    @Test("a model with a part of the wrong size is refused")
    func brokenModel() throws {
        var random = RandomStudent(seed: 5)
        let whole = try random.student(random.config(schedule: .counted, encodings: [.ternary]))
        let broken = PackedModel(
            config: whole.config, wordEmbeddings: whole.wordEmbeddings, positionEmbeddings: whole.positionEmbeddings,
            typeEmbeddings: whole.typeEmbeddings, embeddingNorm: whole.embeddingNorm, embeddingSite: nil,
            layers: whole.layers, classifierWeight: whole.classifierWeight, classifierBias: [1])
        let error = #expect(throws: InferenceError.self) { try SpikingClassifier(broken) }
        #expect(
            error?.description
                == "packed model: classifier bias should be 3 values but is 1; pack the checkpoint again")
    }
}
