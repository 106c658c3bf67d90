#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining

    /// One quantized linear layer, `intermediate`, in a network that is real otherwise, and whose attention adds nothing.
    ///
    /// Its inputs are therefore known: the embedding, normalised a second time and fired.
    struct RoundedLayer {
        /// The layer after initialisation.
        struct Outcome {
            /// Codes as they are packed, `[rows * columns]`.
            let codes: [Int8]
            let latent: [Float]
            let scales: [Float]
            let zeros: [Int8]
        }

        /// Weights, and how they are rounded.
        struct Example {
            let weights: [Float]
            let expected: ScalarCompensation
        }

        static let timeSteps = 8
        static let module = TensorNames.linear(.intermediate, layer: 0)

        let rows: Int
        let columns: Int
        /// Inputs that calibration shows.
        var sequences = TinyTraining.sequences(24)
        /// Of the teacher; the layer's own weights are replaced.
        var tensors: [String: FloatTensor]

        init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
            let config = TinyModels.config(layers: 1, hiddenSize: columns, heads: 1, intermediateSize: rows)
            tensors = TinyModels.teacher(config, seed: 1)
            let attention = TensorNames.linear(.attentionOutput, layer: 0)
            for name in [attention + TensorNames.weight, attention + TensorNames.bias] {
                set(name, [Float](repeating: 0, count: tensors[name]?.values.count ?? 0))
            }
        }

        /// Other values for a tensor of the teacher.
        mutating func set(_ name: String, _ values: [Float]) {
            tensors[name] = tensors[name].map { FloatTensor(shape: $0.shape, values: values) }
        }

        /// The student of a teacher with these weights in the layer.
        private func student(
            _ weights: [Float], _ encoding: WeightEncoding, _ granularity: ScaleGranularity, _ design: StudentDesign
        ) throws -> StudentModel {
            let config = TinyModels.config(layers: 1, hiddenSize: columns, heads: 1, intermediateSize: rows)
            var layer = self
            layer.set(Self.module + TensorNames.weight, weights)
            var store = ParameterStore()
            for (name, tensor) in layer.tensors.sorted(by: { $0.key < $1.key }) {
                store.set(name, Tensor(tensor.values, shape: tensor.shape))
            }
            let spiking = SpikingConfig(
                timeSteps: Self.timeSteps, weightEncoding: .float32,
                mixedEncodings: [LayerEncoding(layer: 0, linear: .intermediate, encoding: encoding)],
                scaleGranularity: granularity)
            let initialization = StudentInitialization(layerMapping: [0], method: .dataAware, gainExponent: 0, seed: 1)
            return try initialization.student(
                of: TeacherModel(config: config, parameters: store, device: .cpu),
                config: SpikingBERTConfig(encoder: config, spiking: spiking), design: design,
                examples: TinyTraining.batch(sequences))
        }

        /// What initialisation makes of weights, codes taken by the packer's rule.
        func rounded(
            _ weights: [Float], _ encoding: WeightEncoding, _ granularity: ScaleGranularity, _ design: StudentDesign
        ) throws -> Outcome {
            let student = try student(weights, encoding, granularity, design)
            let latent = try student.parameters[Self.module + TensorNames.weight].floats()
            let scales = try student.parameters[Self.module + StudentModel.logScale].exp().floats()
            let stored = try student.parameters.find(Self.module + TensorNames.weightZero)?.floats() ?? []
            let zeros = stored.map { Int8($0) }
            let codes = WeightQuantizer(encoding: encoding, granularity: granularity).codes(
                latent, WeightScales(scales: scales, zeroPoints: zeros), outputFeatures: rows)
            return Outcome(codes: codes, latent: latent, scales: scales, zeros: zeros)
        }

        /// X, `[tokens * columns]`: what the layer reads, whatever its own weights are.
        func inputs() throws -> [Float] {
            let weights = [Float](repeating: 0, count: rows * columns)
            let student = try student(weights, .float32, .perTensor, StudentDesign(hasGain: false))
            let batch = TinyTraining.batch(sequences)
            let norm = TensorNames.attentionNorm(layer: 0)
            let site = TensorNames.site(.intermediateInput, layer: 0)
            return try Engine.withoutGradients {
                let embedded = try student.forward(batch, computeType: .float32).hiddenStates[0]
                let attended = embedded.layerNorm(
                    student.parameters[norm + TensorNames.weight], student.parameters[norm + TensorNames.bias],
                    epsilon: student.config.encoder.layerNormEpsilon)
                let values = attended.spiking(
                    gain: Tensor.full([columns], 1), shift: student.parameters[site + TensorNames.shift],
                    threshold: student.parameters[site + StudentModel.logThreshold].exp(), timeSteps: Self.timeSteps,
                    kind: .ternary, as: .float32)
                return try batch.realTokens(of: values).floats()
            }
        }

        /// The first seeded weights whose rounding, by the scalar loop, is as asked.
        func example(
            _ encoding: WeightEncoding, _ granularity: ScaleGranularity, _ design: StudentDesign,
            where isWanted: (ScalarCompensation) -> Bool
        ) throws -> Example? {
            let inputs = try inputs().map { Double($0) }
            let factor = ScalarCompensation.factor(inputs, size: columns)
            let calibration = RangeCalibration(
                encoding: encoding, clipping: design.clipping, percentile: design.percentile,
                hasZeroPoint: design.quantizer == .uniform)
            let quantizer = WeightQuantizer(encoding: encoding, granularity: granularity)
            let spread = (3 / Float(columns)).squareRoot()
            for seed in UInt64(1)...200 {
                var generator = SeededGenerator(seed: seed, stream: 90)
                // Off centre, so that means and zero points are not 0.
                let weights = generator.signedUnits(rows * columns).map { ($0 + 0.2) * spread }
                let expected = ScalarCompensation(
                    encoding, granularity, weights: weights, rows: rows,
                    start: quantizer.fit(calibration, weights, outputFeatures: rows), inputs: inputs, factor: factor)
                if isWanted(expected) { return Example(weights: weights, expected: expected) }
            }
            return nil
        }
    }
#endif
