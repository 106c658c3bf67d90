#if Training
    import SpikeText

    /// The endless, seeded sequence of training batches; any batch can be asked for at any time.
    final class BatchOrder {
        private let lengths: [Int]
        private let batchSize: Int
        private let seed: UInt64
        private var current: (epoch: Int, batches: [[Int]])?

        init(lengths: [Int], batchSize: Int, seed: UInt64) {
            precondition(!lengths.isEmpty, "batches need examples")
            self.lengths = lengths
            self.batchSize = batchSize
            self.seed = seed
        }

        /// Batches of one pass over the data.
        var batchesPerEpoch: Int { (lengths.count + batchSize - 1) / batchSize }

        /// Examples of batch `number`, counted from 0 through all epochs.
        func batch(_ number: Int) -> [Int] {
            let epoch = number / batchesPerEpoch
            if current?.epoch != epoch {
                let batches = LengthBucketedBatches.training(
                    lengths: lengths, batchSize: batchSize, seed: seed, epoch: epoch)
                current = (epoch, batches)
            }
            return current?.batches[number % batchesPerEpoch] ?? []
        }
    }
#endif
