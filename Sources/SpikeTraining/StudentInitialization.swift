#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization

    /// Makes a student from a teacher: weights through the layer mapping, then one calibrating forward pass.
    public struct StudentInitialization {
        /// How latent weights and neurons start.
        public enum Method: String, Sendable, ListedWord {
            /// The teacher's weights, scales of least squared weight error, thresholds from data.
            case teacher
            /// The same, and every weight rounded with error compensation on the data (GPTQ-style).
            case dataAware
            /// Everything of a student that was trained before; see `student(continuing:of:config:design:)`.
            case student
        }

        /// Teacher layer (from 0) that each student layer starts from.
        public let layerMapping: [Int]
        /// How latent weights start.
        public let method: Method
        /// Exponent e of the gains g = (geometric mean of rms / rms)^e before firing; 0 = all ones.
        public let gainExponent: Double
        /// Seed of weights that no teacher layer can give.
        public let seed: UInt64

        /// Creates an initialisation.
        public init(layerMapping: [Int], method: Method, gainExponent: Double, seed: UInt64) {
            self.layerMapping = layerMapping
            self.method = method
            self.gainExponent = gainExponent
            self.seed = seed
        }

        /// A student of `teacher`, calibrated on `examples` when its schedule needs it.
        ///
        /// A student of another width cannot take the teacher's weights and starts from seeded normal ones (σ 0.02).
        public func student(
            of teacher: TeacherModel, config: SpikingBERTConfig, design: StudentDesign, examples: PaddedBatch
        ) throws -> StudentModel {
            Engine.seed(seed)
            var parameters = ParameterStore()
            let shapes = ParameterShapes(config)
            let isSameWidth = config.encoder.hiddenSize == teacher.config.hiddenSize
            for (name, shape) in shapes.all {
                let source = isSameWidth ? shapes.source(of: name, in: teacher, mapping: layerMapping) : nil
                let start = source.flatMap { $0.shape == shape ? $0.detached().clone() : nil }
                parameters.set(name, (start ?? shapes.fresh(name, shape)).to(teacher.device))
            }
            try Engine.withoutGradients { try fitHead(of: &parameters, to: teacher, examples: examples) }
            try roundEmbeddings(of: &parameters, config, design, device: teacher.device)
            addNeurons(to: &parameters, config, design, device: teacher.device)
            let student = StudentModel(
                config: config, design: design, parameters: parameters, device: teacher.device)
            try Engine.withoutGradients { try start(student, examples) }
            try Engine.check()
            return student
        }

        func roundEmbeddings(
            of parameters: inout ParameterStore, _ config: SpikingBERTConfig, _ design: StudentDesign, device: Device
        ) throws {
            guard design.embeddings != .float32, !design.trainsEmbeddings else { return }
            let tables = [TensorNames.wordEmbeddings, TensorNames.positionEmbeddings, TensorNames.typeEmbeddings]
            for name in tables {
                let values = try parameters[name].floats()
                let table = try design.embeddings.table(values, columns: config.encoder.hiddenSize, tensor: name)
                parameters.set(name, Tensor(table.floats, shape: [table.rows, table.columns]).to(device))
            }
        }

        func addNeurons(
            to parameters: inout ParameterStore, _ config: SpikingBERTConfig, _ design: StudentDesign, device: Device
        ) {
            let sites = SpikingSite.layerSites(config.spiking.schedule)
            let hasGains = config.spiking.foldsShifts
            if !hasGains { add(.embedding, 0, hasGain: false, to: &parameters, config, device) }
            for layer in 0..<config.encoder.layers {
                for site in sites {
                    let hasGain = hasGains && design.hasGain && site != .key && site != .value
                    add(site, layer, hasGain: hasGain, to: &parameters, config, device)
                }
                for linear in EncoderLinear.allCases {
                    addQuantizer(linear, layer, to: &parameters, config, design, device)
                }
            }
            if config.spiking.hasFeedback { addQuantizer(.feedback, 0, to: &parameters, config, design, device) }
        }

        /// What the quantizer of a linear layer keeps beside the weights.
        private func addQuantizer(
            _ linear: EncoderLinear, _ layer: Int, to parameters: inout ParameterStore, _ config: SpikingBERTConfig,
            _ design: StudentDesign, _ device: Device
        ) {
            let encoding = config.spiking.encoding(of: linear, layer: layer)
            guard encoding != .float32, design.quantizer.keepsScale else { return }
            let module = TensorNames.linear(linear, layer: layer)
            let shape = config.scaleShape(linear)
            parameters.set(module + StudentModel.logScale, Tensor.zeros(shape).to(device))
            if design.quantizer == .uniform, RangeCalibration.canMoveZero(encoding) {
                parameters.set(module + TensorNames.weightZero, Tensor.zeros(shape).to(device))
            }
            if design.quantizer.hasThresholds {
                let middles = WeightCode.midpoints(encoding)
                parameters.set(
                    module + TensorNames.weightThresholds, Tensor(middles, shape: [middles.count]).to(device))
            }
        }

        private func add(
            _ site: SpikingSite, _ layer: Int, hasGain: Bool, to parameters: inout ParameterStore,
            _ config: SpikingBERTConfig, _ device: Device
        ) {
            let name = TensorNames.site(site, layer: layer)
            let neurons = site.neurons(config.encoder)
            parameters.set(name + StudentModel.logThreshold, Tensor.zeros(config.thresholdShape).to(device))
            if config.hasMultipliers {
                parameters.set(name + TensorNames.stepMultiplier, Tensor.full([neurons], 1).to(device))
            }
            if hasGain { parameters.set(name + StudentModel.logGain, Tensor.zeros([neurons]).to(device)) }
            parameters.set(name + TensorNames.shift, Tensor.zeros([neurons]).to(device))
        }

        /// One forward pass whose hooks set what they meet where the schedule asks for it: each site sees inputs with everything upstream quantized.
        private func start(_ student: StudentModel, _ examples: PaddedBatch) throws {
            switch student.config.spiking.schedule {
            case .perStep: try setScales(student)
            case .counted: try calibrate(student, examples)
            case .realResidual: try startRealResidual(student, examples)
            }
        }

        /// The same for a `counted` student.
        func calibrate(_ student: StudentModel, _ examples: PaddedBatch) throws {
            let calibration = SiteCalibration(
                timeSteps: student.config.spiking.windowSteps, kind: student.config.spiking.spikeKind)
            var forward = student.encoderForward(computeType: .float32)
            // What the latest site handed to linear layers, and what its values lack on average.
            var inputs: Tensor?
            var lacking: Tensor?
            var valueOffset: Tensor?
            var queries: Tensor?
            forward.site = { site, layer, input in
                let offset = try setNeurons(
                    student, site, layer, examples.realTokens(of: input), queries: queries, calibration)
                let values = try student.spikeValues(input, site: site, layer: layer, as: .float32)
                switch site {
                case .key: break
                case .value: valueOffset = offset
                default:
                    inputs = examples.realTokens(of: values)
                    lacking = offset
                    // Attention averages values, so what they lack is lacking in the context too.
                    if site == .context, let valueOffset {
                        lacking = student.siteParameters(site, layer: layer).gain * valueOffset + offset
                    }
                }
                return values
            }
            forward.weight = { linear, layer, latent in
                try setScale(student, linear, layer)
                if method == .dataAware, let inputs { try compensate(student, linear, layer, inputs: inputs) }
                let used = student.quantizedWeight(latent, linear, layer, as: .float32)
                if calibration.kind == .binary, let lacking {
                    let bias = student.parameters[TensorNames.linear(linear, layer: layer) + TensorNames.bias]
                    bias.copy(from: bias + (used * lacking).sum(over: [1]))
                }
                if linear == .query, let inputs {
                    let bias = student.parameters[TensorNames.linear(linear, layer: layer) + TensorNames.bias]
                    queries = inputs.linear(used, bias)
                }
                return used
            }
            _ = try forward.run(examples, wantsScores: false)
        }

        /// Calibrates one site on its inputs `[tokens, neurons]`; returns what its values lack on average, `[neurons]`.
        private func setNeurons(
            _ student: StudentModel, _ site: SpikingSite, _ layer: Int, _ input: Tensor, queries: Tensor?,
            _ calibration: SiteCalibration
        ) throws -> Tensor {
            let name = TensorNames.site(site, layer: layer)
            var scaled = input
            if let logGain = student.parameters.find(name + StudentModel.logGain), gainExponent != 0 {
                let rms = input.squared().mean(over: [0]).squareRoot().atLeast(1e-3)
                let gain = ((rms.log().mean() - rms.log()) * gainExponent).exp()
                logGain.copy(from: gain.log())
                scaled = input * gain
                for linear in EncoderLinear.allCases where linear.inputSite(.counted) == site {
                    let weight = student.parameters[TensorNames.linear(linear, layer: layer) + TensorNames.weight]
                    weight.copy(from: weight / gain)
                }
            }
            if let multipliers = student.parameters.find(name + TensorNames.stepMultiplier) {
                let scores = try ChannelSaliency.scores(of: site, layer: layer, scaled, queries: queries, student)
                let chosen = ChannelSaliency(start: student.design.neurons).multipliers(scores)
                multipliers.copy(from: Tensor(chosen, shape: [chosen.count]))
            }
            let (threshold, shift) = try calibration.fit(scaled)
            student.parameters[name + StudentModel.logThreshold].copy(
                from: Tensor([Float(threshold)], shape: [1]).log())
            student.parameters[name + TensorNames.shift].copy(from: shift)
            let offset = Tensor.full(like: shift, calibration.reconstructionOffset(threshold))
            // A salient channel's levels lie closer.
            return student.parameters.find(name + TensorNames.stepMultiplier).map { offset / $0 } ?? offset
        }

        private func setScales(_ student: StudentModel) throws {
            for layer in 0..<student.config.encoder.layers {
                for linear in EncoderLinear.allCases { try setScale(student, linear, layer) }
            }
            if student.config.spiking.hasFeedback { try setScale(student, .feedback, 0) }
        }

        private func setScale(_ student: StudentModel, _ linear: EncoderLinear, _ layer: Int) throws {
            let module = TensorNames.linear(linear, layer: layer)
            guard let logScale = student.parameters.find(module + StudentModel.logScale) else { return }
            let zero = student.parameters.find(module + TensorNames.weightZero)
            let encoding = student.config.spiking.encoding(of: linear, layer: layer)
            let quantizer = WeightQuantizer(encoding: encoding, granularity: student.config.spiking.scaleGranularity)
            let weight = student.parameters[module + TensorNames.weight]
            let fit = quantizer.fit(
                RangeCalibration(
                    encoding: encoding, clipping: student.design.clipping, percentile: student.design.percentile,
                    hasZeroPoint: zero != nil),
                try weight.floats(), outputFeatures: weight.size(0))
            logScale.copy(from: Tensor(fit.scales, shape: logScale.shape).log())
            zero?.copy(from: Tensor(fit.zeroPoints.map(Float.init), shape: logScale.shape))
        }

        private func compensate(
            _ student: StudentModel, _ linear: EncoderLinear, _ layer: Int, inputs: Tensor
        ) throws {
            let module = TensorNames.linear(linear, layer: layer)
            guard let logScale = student.parameters.find(module + StudentModel.logScale) else { return }
            let weight = student.parameters[module + TensorNames.weight]
            let rounding = ErrorCompensatedRounding(
                encoding: student.config.spiking.encoding(of: linear, layer: layer),
                granularity: student.config.spiking.scaleGranularity)
            let (latent, scale) = try rounding.round(
                weight.clone(), scale: logScale.exp(), zero: student.parameters.find(module + TensorNames.weightZero),
                inputs: inputs)
            weight.copy(from: latent)
            logScale.copy(from: scale.log())
        }
    }
#endif
