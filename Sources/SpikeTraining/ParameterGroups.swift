#if Training
    import SpikeEngine
    import SpikeModel

    /// Which parameters are trained, and with which weight decay and rate.
    public struct ParameterGroups {
        /// Decay of matrices.
        public var weightDecay: Double
        /// Rate of thresholds, gains, shifts and scales as a multiple of that of weights.
        public var neuronRateScale: Double
        /// Whether word and position embeddings are trained.
        public var trainsEmbeddings: Bool
        /// Whether thresholds, gains and shifts are trained.
        public var trainsNeurons: Bool
        /// Whether weight scales are trained.
        public var trainsScales: Bool
        /// Whether type embeddings stay as they are too: where tables are rounded once, training would leave the rounded
        /// values and packing would round them again.
        public var freezesTypes: Bool

        /// Creates groups.
        public init(
            weightDecay: Double, neuronRateScale: Double, trainsEmbeddings: Bool, trainsNeurons: Bool,
            trainsScales: Bool = true, freezesTypes: Bool = false
        ) {
            self.weightDecay = weightDecay
            self.neuronRateScale = neuronRateScale
            self.trainsEmbeddings = trainsEmbeddings
            self.trainsNeurons = trainsNeurons
            self.trainsScales = trainsScales
            self.freezesTypes = freezesTypes
        }

        /// The tables that are frozen unless `trainsEmbeddings`.
        public static let embeddingTables = [TensorNames.wordEmbeddings, TensorNames.positionEmbeddings]

        /// Marks the trained parameters of a store and returns them in groups: matrices, vectors, neurons.
        public func groups(of parameters: ParameterStore) -> [AdamW.Group] {
            var matrices: [Tensor] = []
            var vectors: [Tensor] = []
            var neurons: [Tensor] = []
            for name in parameters.names {
                let tensor = parameters[name]
                if Self.embeddingTables.contains(name) {
                    if trainsEmbeddings { matrices.append(tensor) }
                } else if name.hasSuffix(TensorNames.stepMultiplier)
                    || freezesTypes && name == TensorNames.typeEmbeddings
                {
                    continue
                } else if name.hasPrefix("spiking.") {
                    if trainsNeurons { neurons.append(tensor) }
                } else if name.hasSuffix(TensorNames.weightZero) {
                    continue
                } else if name.hasSuffix(StudentModel.logScale) {
                    if trainsScales { neurons.append(tensor) }
                } else if name.hasSuffix(TensorNames.weightThresholds) {
                    neurons.append(tensor)
                } else if tensor.shape.count > 1 {
                    matrices.append(tensor)
                } else {
                    vectors.append(tensor)
                }
            }
            for tensor in matrices + vectors + neurons { tensor.requiresGradient() }
            return [
                AdamW.Group(parameters: matrices, weightDecay: weightDecay),
                AdamW.Group(parameters: vectors, weightDecay: 0),
                AdamW.Group(parameters: neurons, rateScale: neuronRateScale, weightDecay: 0),
            ]
        }
    }
#endif
