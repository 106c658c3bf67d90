#if Training
    import SpikeEngine
    import SpikeModel
    import SpikeTraining

    /// The nearest neighbours of tokens in a word-embedding table, by cosine, among tokens of their own kind.
    struct EmbeddingNeighbours: Sendable {
        private let lists: [Int32: [Int32]]

        /// Rows compared at once: bounds the memory of the similarities.
        private static let blockSize = 256

        /// The `count` nearest of every id in `ids`, all of them of `kind`.
        ///
        /// Cost: one product `[ids, D] · [D, tokens of the kind]`.
        init(
            of ids: [Int32], _ kind: TokenClasses.Kind, count: Int, table: Tensor, _ classes: TokenClasses
        ) throws {
            var lists: [Int32: [Int32]] = [:]
            let rows = min(classes.kinds.count, table.size(0))
            let candidates = (0..<rows).filter { classes.kinds[$0] == kind }.map(Int64.init)
            let wanted = ids.filter { $0 < rows }
            // A token is its own nearest neighbour, so one more is asked for.
            let nearest = min(count + 1, candidates.count)
            guard nearest > 1, !wanted.isEmpty else {
                self.lists = [:]
                return
            }
            func unit(_ rows: [Int64]) -> Tensor {
                let index = Tensor(integers: rows, shape: [rows.count]).to(table.device)
                let values = table.detached().gathered(index, along: 0)
                return values / values.squared().sum(over: [1], keep: true).squareRoot().atLeast(1e-12)
            }
            try Engine.withoutGradients {
                let all = unit(candidates).transposed(0, 1)
                for start in stride(from: 0, to: wanted.count, by: Self.blockSize) {
                    let block = wanted[start..<min(start + Self.blockSize, wanted.count)]
                    let found = try unit(block.map(Int64.init)).matmul(all).indicesOfLargest(nearest).integers()
                    for (row, id) in block.enumerated() {
                        let near = found[(row * nearest)..<((row + 1) * nearest)].map { Int32(candidates[Int($0)]) }
                        lists[id] = Array(near.filter { $0 != id }.prefix(count))
                    }
                }
            }
            self.lists = lists
        }

        /// Neighbours, nearest first; empty for ids that were not asked for.
        subscript(id: Int32) -> [Int32] { lists[id] ?? [] }
    }
#endif
