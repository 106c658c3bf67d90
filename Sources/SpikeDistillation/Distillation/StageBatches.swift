#if Training
    import SpikeCore
    import SpikeText

    /// The batches of a stage by number: of its examples, or of an augmented set that is made anew in every epoch.
    final class StageBatches {
        private let data: TrainingSet
        private let batchSize: Int
        private let seed: UInt64
        private let augmentation: TokenAugmentation?
        private var current: (epoch: Int, set: TrainingSet, order: BatchOrder)

        /// - Parameter augmentation: nil for the examples of `data` as they are.
        init(_ data: TrainingSet, batchSize: Int, seed: UInt64, augmentation: TokenAugmentation?) {
            self.data = data
            self.batchSize = batchSize
            self.seed = seed
            self.augmentation = augmentation
            current = Self.epoch(0, data, batchSize, seed, augmentation)
        }

        /// The examples, when they are the same in every epoch: then teacher outputs can be stored.
        var fixed: TrainingSet? { augmentation == nil ? data : nil }

        /// Batches of one pass over the examples and their copies.
        var batchesPerEpoch: Int { current.order.batchesPerEpoch }

        /// Examples of batch `number`, counted from 0 through all epochs, and the set that they count in.
        func batch(_ number: Int) -> (indices: [Int], set: TrainingSet) {
            let epoch = augmentation == nil ? 0 : number / batchesPerEpoch
            if current.epoch != epoch { current = Self.epoch(epoch, data, batchSize, seed, augmentation) }
            return (current.order.batch(number), current.set)
        }

        private static func epoch(
            _ epoch: Int, _ data: TrainingSet, _ batchSize: Int, _ seed: UInt64, _ augmentation: TokenAugmentation?
        ) -> (Int, TrainingSet, BatchOrder) {
            let set = augmentation.map { data.augmented($0, seed: seed, epoch: epoch) } ?? data
            let order = BatchOrder(lengths: set.sequences.lengths, batchSize: batchSize, seed: seed)
            return (epoch, set, order)
        }
    }
#endif
