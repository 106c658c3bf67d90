import SpikeCore
import SpikeModel

/// An executor whose answer is there after every time step, and better after more.
protocol SteppedExecutor: ChunkExecutor {
    /// Runs a chunk until T, or until `isDone` says so.
    ///
    /// - Parameter isDone: gets the number of steps that were run, and what they say.
    mutating func run(
        _ chunk: TokenChunk, observer: ((SiteActivity) -> Void)?, isDone: (_ steps: Int, StepAnswer) -> Bool
    ) -> ChunkResult
}

extension SteppedExecutor {
    mutating func run(_ chunk: TokenChunk, observer: ((SiteActivity) -> Void)?) -> ChunkResult {
        run(chunk, observer: observer) { _, _ in false }
    }
}

/// What a chunk's network says after some time steps; worked out when it is asked for.
struct StepAnswer {
    /// Logits of the sequences.
    let logits: () -> [[Float]]
    /// Shows what every site did so far.
    let report: (_ observer: @escaping (SiteActivity) -> Void) -> Void
}
