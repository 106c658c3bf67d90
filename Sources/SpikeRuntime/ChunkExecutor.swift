import SpikeCore
import SpikeKernels
import SpikeModel

/// Runs chunks of a batch one after the other; every thread owns one, with its buffers.
protocol ChunkExecutor {
    mutating func run(_ chunk: TokenChunk, observer: ((SiteActivity) -> Void)?) -> ChunkResult
}

/// Logits of a chunk's sequences, and the spikes they cost.
struct ChunkResult: Sendable {
    let indices: [Int]
    let logits: [[Float]]
    let spikes: SpikeStatistics
}
