#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel

    extension StudentInitialization {
        /// A student that goes on from a checkpoint, for example of a general distillation.
        ///
        /// The head is the checkpoint's when it has the same labels and pooling, else the teacher's, or fresh where that has another width or
        /// a pooler.
        /// With another T firing thresholds are rescaled (`setTimeSteps`).
        ///
        /// - Throws: `ConfigError` naming what the checkpoint and `config` or `design` do not share.
        public func student(
            continuing checkpoint: StudentCheckpoint, of teacher: TeacherModel, config: SpikingBERTConfig,
            design: StudentDesign
        ) throws -> StudentModel {
            try Self.check(checkpoint.config, against: config)
            Engine.seed(seed)
            let device = teacher.device
            let known = StudentModel(checkpoint, design: design, device: device).parameters
            let keepsHead =
                checkpoint.config.encoder.labels == config.encoder.labels
                && checkpoint.config.encoder.isRegression == config.encoder.isRegression
                && checkpoint.config.encoder.pooling == config.encoder.pooling
            // A head behind a pooler reads something else.
            func head(_ name: String) -> Tensor? {
                teacher.config.pooling == .pooler ? nil : teacher.parameters.find(name)
            }
            let shapes = ParameterShapes(config)
            var parameters = ParameterStore()
            for (name, shape) in shapes.all {
                let isHead = name.hasPrefix(TensorNames.classifier)
                let former = isHead && !keepsHead ? head(name) : known.find(name)
                let start = former.flatMap { $0.shape == shape ? $0 : nil }
                parameters.set(name, (start?.detached().clone() ?? shapes.fresh(name, shape)).to(device))
            }
            try roundEmbeddings(of: &parameters, config, design, device: device)
            addNeurons(to: &parameters, config, design, device: device)
            try Self.checkThresholds(of: parameters, known)
            try Self.take(known, beside: Set(shapes.all.map(\.name)), into: parameters)
            try Engine.check()
            var begun = config
            begun.spiking.timeSteps = checkpoint.config.spiking.timeSteps
            var student = StudentModel(config: begun, design: design, parameters: parameters, device: device)
            try student.setTimeSteps(config.spiking.timeSteps)
            return student
        }

        /// Copies what neurons and quantizers keep beside the weights; what has no place must not have mattered.
        private static func take(
            _ known: ParameterStore, beside taken: Set<String>, into parameters: ParameterStore
        ) throws {
            for name in known.names where !taken.contains(name) {
                if let place = parameters.find(name) {
                    place.copy(from: known[name])
                } else if name.hasSuffix(StudentModel.logGain) {
                    guard try known[name].abs().sum().item() == 0 else {
                        throw ConfigError.inconsistent("it was trained with gains; set student.hasGain to true")
                    }
                } else if name.hasSuffix(StudentModel.logScale) {
                    try checkFollows(known, name)
                } else if name.hasSuffix(TensorNames.weightZero) || name.hasSuffix(TensorNames.weightThresholds) {
                    throw otherQuantizer
                }
            }
        }

        private static let otherQuantizer = ConfigError.inconsistent("it was trained with another student.quantizer")

        /// Rounding and thresholds half-way between codes agree; signs are taken about the mean instead of a threshold.
        private static func checkThresholds(of parameters: ParameterStore, _ known: ParameterStore) throws {
            for name in parameters.names where name.hasSuffix(TensorNames.weightThresholds) {
                guard known.find(name) != nil || parameters[name].count > 1 else { throw otherQuantizer }
            }
        }

        /// A scale that goes must be the one that the weights have without it, mean|W|.
        private static func checkFollows(_ known: ParameterStore, _ name: String) throws {
            let scale = known[name].exp()
            let weight = known[String(name.dropLast(StudentModel.logScale.count)) + TensorNames.weight]
            let mean = weight.abs().groupMeans(scale.count).atLeast(StudentModel.smallestMean)
            let gaps = try (scale.reshaped(-1) / mean - 1).abs().floats()
            guard gaps.allSatisfy({ $0 < 1e-3 }) else { throw otherQuantizer }
        }

        /// What cannot be changed between two distillations of one student.
        public static func check(_ stored: SpikingBERTConfig, against config: SpikingBERTConfig) throws(ConfigError) {
            func same<Value: Equatable>(_ name: String, _ path: (SpikingBERTConfig) -> Value) throws(ConfigError) {
                guard path(stored) == path(config) else {
                    throw .inconsistent("its \(name) is \(path(stored)), here it would be \(path(config))")
                }
            }
            try same("vocabulary size") { $0.encoder.vocabularySize }
            try same("hiddenSize") { $0.encoder.hiddenSize }
            try same("number of layers") { $0.encoder.layers }
            try same("number of heads") { $0.encoder.heads }
            try same("intermediateSize") { $0.encoder.intermediateSize }
            try same("number of positions") { $0.encoder.maximumPositions }
            try same("number of text types") { $0.encoder.typeVocabularySize }
            try same("epsilon of normalization") { $0.encoder.layerNormEpsilon }
            try same("schedule") { $0.spiking.schedule.rawValue }
            try same("spikeKind") { $0.spiking.spikeKind.rawValue }
            try same("leak") { $0.spiking.leak }
            try same("hasFeedback") { $0.spiking.hasFeedback }
            guard stored.spiking.neuron == config.spiking.neuron else { throw .inconsistent("its neurons are others") }
            guard config.spiking.neuron.kind != .elastic || stored.spiking.timeSteps == config.spiking.timeSteps else {
                throw .inconsistent("elastic neurons have an amplitude for every time step, so T cannot change")
            }
            try same("weightEncoding") { $0.spiking.weightEncoding.name }
            try same("scaleGranularity") { "\($0.spiking.scaleGranularity)" }
            guard stored.spiking.mixedEncodings == config.spiking.mixedEncodings else {
                throw .inconsistent("its mixedEncodings are others")
            }
        }
    }
#endif
