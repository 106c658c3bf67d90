#if Training
    import SpikeCore
    import SpikeEngine

    /// Token sequences padded to the longest, as the engine reads them.
    public struct PaddedBatch {
        /// B: sequences.
        public let size: Int
        /// L: tokens of the longest sequence.
        public let length: Int
        /// Real tokens, padding not counted.
        public let tokens: Int
        /// Token ids, int64 `[B, L]`, padded with `[PAD]` = 0.
        public let ids: Tensor
        /// Token types, int64 `[B, L]`.
        public let typeIDs: Tensor
        /// 1 at real tokens, 0 at padding, float32 `[B, L, 1]`.
        public let mask: Tensor
        /// 0 at real tokens, −10⁴ at padding: added to attention scores, float32 `[B, 1, 1, L]`.
        public let attentionBias: Tensor
        /// Flat indices b·L + l of the real tokens in order, int64 `[tokens]`.
        public let tokenIndex: Tensor

        /// Pads `sequences`, which must not be empty.
        public init(_ sequences: [TokenSequence], device: Device) {
            precondition(!sequences.isEmpty, "a batch needs at least one sequence")
            let longest = sequences.reduce(1) { max($0, $1.count) }
            var ids = [Int64](repeating: 0, count: sequences.count * longest)
            var types = ids
            var mask = [Float](repeating: 0, count: ids.count)
            var index: [Int64] = []
            for (row, sequence) in sequences.enumerated() {
                for position in 0..<sequence.count {
                    let at = row * longest + position
                    ids[at] = Int64(sequence.ids[position])
                    types[at] = Int64(sequence.typeIDs[position])
                    mask[at] = 1
                    index.append(Int64(at))
                }
            }
            size = sequences.count
            length = longest
            tokens = index.count
            self.ids = Tensor(integers: ids, shape: [size, length]).to(device)
            typeIDs = Tensor(integers: types, shape: [size, length]).to(device)
            self.mask = Tensor(mask, shape: [size, length, 1]).to(device)
            attentionBias = Tensor(mask.map { ($0 - 1) * 1e4 }, shape: [size, 1, 1, length]).to(device)
            tokenIndex = Tensor(integers: index, shape: [index.count]).to(device)
        }

        /// The rows of `[B, L, ...]` that belong to real tokens, `[tokens, ...]`.
        public func realTokens(of tensor: Tensor) -> Tensor {
            tensor.reshaped([size * length] + tensor.shape.dropFirst(2)).gathered(tokenIndex, along: 0)
        }
    }
#endif
