import SpikeCore
import SpikeText
import Testing

@Suite("Length-bucketed batches")
struct LengthBucketedBatchesTests {
    static let lengths: [Int] = {
        var generator = SeededGenerator(seed: 5)
        return (0..<4001).map { _ in 3 + generator.integer(below: 60) }
    }()

    static func training(seed: UInt64 = 1, epoch: Int = 0, batchSize: Int = 16) -> [[Int]] {
        LengthBucketedBatches.training(lengths: lengths, batchSize: batchSize, seed: seed, epoch: epoch)
    }

    @Test("every index occurs once, and one batch at most is short")
    func partition() {
        for batchSize in [1, 7, 16, 4001, 9000] {
            let batches = Self.training(batchSize: batchSize)
            #expect(batches.flatMap { $0 }.sorted() == Array(Self.lengths.indices))
            #expect(batches.count { $0.count < batchSize } <= 1)
            #expect(batches.allSatisfy { !$0.isEmpty && $0.count <= batchSize })
        }
    }

    @Test("the same inputs give the same batches, another seed or epoch others")
    func determinism() {
        #expect(Self.training() == Self.training())
        #expect(Self.training() != Self.training(seed: 2))
        #expect(Self.training() != Self.training(epoch: 1))
    }

    @Test("batches hold similar lengths, and come in no order of length")
    func buckets() {
        let batches = Self.training()
        let spreads = batches.map { batch in
            let lengths = batch.map { Self.lengths[$0] }
            return (lengths.max() ?? 0) - (lengths.min() ?? 0)
        }
        #expect(Double(spreads.reduce(0, +)) / Double(spreads.count) < 3)
        let firsts = batches.map { Self.lengths[$0[0]] }
        #expect(firsts != firsts.sorted())
    }

    @Test("a small epoch is pinned, so that recorded losses stay valid")
    func pinned() {
        let batches = LengthBucketedBatches.training(
            lengths: [5, 3, 9, 3, 7, 5, 1], batchSize: 3, seed: 42, epoch: 2)
        #expect(batches == [[0, 5, 4], [6, 3, 1], [2]])
    }

    @Test("evaluation goes from short to long and keeps the order of equal lengths")
    func evaluation() {
        #expect(
            LengthBucketedBatches.evaluation(lengths: [5, 3, 9, 3, 7, 5, 1], batchSize: 3) == [
                [6, 1, 3], [0, 5, 4], [2],
            ])
    }

    @Test("no sequences give no batches")
    func empty() {
        #expect(LengthBucketedBatches.training(lengths: [], batchSize: 8, seed: 0, epoch: 0).isEmpty)
        #expect(LengthBucketedBatches.evaluation(lengths: [], batchSize: 8).isEmpty)
    }
}
