#if Training
    /// What a packed student takes.
    public struct ModelSize: Sendable, Equatable, Codable {
        /// Bytes of the encoder layers.
        public var encoderBytes: Int
        /// Bytes of all tensors.
        public var modelBytes: Int
        /// log2 of the values a weight of the encoder can have: 1 for two, 1.58 for three, 32 for real weights.
        public var informationBits: Double
        /// Bits that a weight of the encoder takes on disk, scales and zero points included.
        public var storedBits: Double

        /// Creates a size.
        public init(encoderBytes: Int, modelBytes: Int, informationBits: Double, storedBits: Double) {
            self.encoderBytes = encoderBytes
            self.modelBytes = modelBytes
            self.informationBits = informationBits
            self.storedBits = storedBits
        }
    }
#endif
