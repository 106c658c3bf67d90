#if Training
    import SpikeText

    /// Where the teacher's outputs for every example lie in a cache file: chunk after chunk, one per batch of the pass that
    /// computes them.
    ///
    /// A chunk is hidden states of all its examples, bfloat16 `[tokens, taps, width]`, their logits, float32
    /// `[examples, outputs]`, and a checksum of both. Everything follows from the lengths, so the file needs no table.
    struct TargetLayout {
        /// Where one example lies.
        struct Place {
            let chunk: Int
            /// Bytes from the start of the file.
            let hiddenStates: Int
            let logits: Int
            let tokens: Int
        }

        let taps: Int
        let width: Int
        let outputs: Int
        /// Examples of every chunk: sorted by length, so that little is computed for padding.
        let batches: [[Int]]
        let places: [Place]
        /// Bytes of every chunk without its checksum.
        let chunks: [Range<Int>]
        /// Bytes of the file.
        let size: Int

        /// CRC-32C and four zeros.
        static let checksumBytes = 8

        init(lengths: [Int], taps: Int, width: Int, outputs: Int, batchSize: Int, start: Int) {
            self.taps = taps
            self.width = width
            self.outputs = outputs
            batches = LengthBucketedBatches.evaluation(lengths: lengths, batchSize: batchSize)
            var places = [Place?](repeating: nil, count: lengths.count)
            var chunks: [Range<Int>] = []
            var at = start
            for (chunk, batch) in batches.enumerated() {
                let begin = at
                var logits = batch.reduce(begin) { $0 + 2 * lengths[$1] * taps * width }
                for index in batch {
                    places[index] = Place(chunk: chunk, hiddenStates: at, logits: logits, tokens: lengths[index])
                    at += 2 * lengths[index] * taps * width
                    logits += 4 * outputs
                }
                chunks.append(begin..<logits)
                at = logits + Self.checksumBytes
            }
            self.places = places.compactMap(\.self)
            self.chunks = chunks
            size = at
        }
    }
#endif
