#if Training
    import SpikeCore

    /// Token sequences by number, in memory or on disk.
    public struct SequenceList: RandomAccessCollection, Sendable, Equatable {
        private enum Storage: Sendable {
            case memory([TokenSequence])
            case disk(TokenFile)
        }

        private let storage: Storage

        init(_ sequences: [TokenSequence]) { storage = .memory(sequences) }

        init(_ file: TokenFile) { storage = .disk(file) }

        /// 0.
        public var startIndex: Int { 0 }

        /// Number of sequences.
        public var endIndex: Int {
            switch storage {
            case .memory(let sequences): sequences.count
            case .disk(let file): file.count
            }
        }

        /// A sequence; on disk it is read anew each time.
        public subscript(index: Int) -> TokenSequence {
            switch storage {
            case .memory(let sequences): sequences[index]
            case .disk(let file): file[index]
            }
        }

        /// Tokens of every sequence.
        var lengths: [Int] {
            switch storage {
            case .memory(let sequences): sequences.map(\.count)
            case .disk(let file): (0..<file.count).map(file.length)
            }
        }

        /// Whether both hold the same sequences; two files do only if they are one.
        public static func == (left: SequenceList, right: SequenceList) -> Bool {
            switch (left.storage, right.storage) {
            case (.memory(let left), .memory(let right)): left == right
            case (.disk(let left), .disk(let right)): left === right
            default: false
            }
        }
    }
#endif
