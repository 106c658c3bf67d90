#if Training
    import SpikeTraining

    /// How the student of a recipe starts.
    public struct InitializationPlan: Sendable, Equatable, Codable {
        /// `dataAware` (GPTQ-style rounding on examples) or `teacher`.
        public var method: StudentInitialization.Method
        /// Teacher layer of every student layer; nil = evenly spread.
        public var layerMapping: LayerMapping?
        /// Training examples that calibrate thresholds and rounding.
        public var calibrationExamples: Int
        /// Exponent of the gains before firing; 0 = none.
        public var gainExponent: Double

        /// Creates a plan.
        public init(
            method: StudentInitialization.Method = .dataAware, layerMapping: LayerMapping? = nil,
            calibrationExamples: Int = 384, gainExponent: Double = 0.7
        ) {
            self.method = method
            self.layerMapping = layerMapping
            self.calibrationExamples = calibrationExamples
            self.gainExponent = gainExponent
        }
    }
#endif
