#if Training
    import SpikeCore
    import SpikeEngine

    /// Token sequences padded to the longest, as the engine reads them.
    public struct PaddedBatch {
        /// B: sequences.
        public let size: Int
        /// L: tokens of the longest sequence.
        public let length: Int
        /// Tokens of every sequence.
        public let lengths: [Int]
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
        /// For every place b·L + l its real token's number, 0 at padding, int64 `[B·L]`.
        private let placeIndex: Tensor

        /// Pads `sequences`, which must not be empty.
        public init(_ sequences: [TokenSequence], device: Device) {
            precondition(!sequences.isEmpty, "a batch needs at least one sequence")
            let longest = sequences.reduce(1) { max($0, $1.count) }
            var ids = [Int64](repeating: 0, count: sequences.count * longest)
            var types = ids
            var mask = [Float](repeating: 0, count: ids.count)
            var index: [Int64] = []
            var places = ids
            for (row, sequence) in sequences.enumerated() {
                for position in 0..<sequence.count {
                    let at = row * longest + position
                    ids[at] = Int64(sequence.ids[position])
                    types[at] = Int64(sequence.typeIDs[position])
                    mask[at] = 1
                    places[at] = Int64(index.count)
                    index.append(Int64(at))
                }
            }
            size = sequences.count
            length = longest
            lengths = sequences.map(\.count)
            tokens = index.count
            self.ids = Tensor(integers: ids, shape: [size, length]).to(device)
            typeIDs = Tensor(integers: types, shape: [size, length]).to(device)
            self.mask = Tensor(mask, shape: [size, length, 1]).to(device)
            attentionBias = Tensor(mask.map { ($0 - 1) * 1e4 }, shape: [size, 1, 1, length]).to(device)
            tokenIndex = Tensor(integers: index, shape: [index.count]).to(device)
            placeIndex = Tensor(integers: places, shape: [places.count]).to(device)
        }

        /// `[tokens, D]` of the real tokens back as `[B, L, D]`; padding holds the first token's values.
        public func padded(_ tensor: Tensor) -> Tensor {
            tensor.gathered(placeIndex, along: 0).reshaped(size, length, tensor.size(-1))
        }

        /// The rows of `[B, L, ...]` that belong to real tokens, `[tokens, ...]`.
        public func realTokens(of tensor: Tensor) -> Tensor {
            tensor.reshaped([size * length] + tensor.shape.dropFirst(2)).gathered(tokenIndex, along: 0)
        }
    }
#endif
