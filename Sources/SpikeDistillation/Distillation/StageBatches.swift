#if Training
    import SpikeCore
    import SpikeText

    /// The batches of a stage by number: of its examples, or of an augmented set that is made anew in every epoch.
    final class StageBatches {
        private let data: TrainingSet
        private let batchSize: Int
        private let seed: UInt64
        private let augmentation: TokenAugmentation?
        /// Made when a batch is asked for.
        private var current: (epoch: Int, set: TrainingSet, order: BatchOrder)?

        /// - Parameter augmentation: nil for the examples of `data` as they are.
        init(_ data: TrainingSet, batchSize: Int, seed: UInt64, augmentation: TokenAugmentation?) {
            self.data = data
            self.batchSize = batchSize
            self.seed = seed
            self.augmentation = augmentation
        }

        /// The examples, when they are the same in every epoch: then teacher outputs can be stored.
        var fixed: TrainingSet? { augmentation == nil ? data : nil }

        /// Batches of one pass over the examples and their copies.
        var batchesPerEpoch: Int {
            let examples = data.sequences.count * (1 + (augmentation?.plan.copies ?? 0))
            return (examples + batchSize - 1) / batchSize
        }

        /// Lets go of copies that can be made again.
        func releaseCopies() { current = nil }

        /// Examples of batch `number`, counted from 0 through all epochs, and the set that they count in.
        func batch(_ number: Int) -> (indices: [Int], set: TrainingSet) {
            let epoch = augmentation == nil ? 0 : number / batchesPerEpoch
            if let current, current.epoch == epoch { return (current.order.batch(number), current.set) }
            // The former copies go before the new ones are made.
            current = nil
            let set = augmentation.map { data.augmented($0, seed: seed, epoch: epoch) } ?? data
            let order = BatchOrder(lengths: set.sequences.lengths, batchSize: batchSize, seed: seed)
            current = (epoch, set, order)
            return (order.batch(number), set)
        }
    }
#endif
