#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Values that make no sense are refused by key")
    struct RecipeValidationTests {
        private static let cases: [(change: @Sendable (inout Recipe) -> Void, message: String)] = [
            ({ $0.stages = [] }, "stages: is empty; give at least one stage"),
            ({ $0.stages[1].epochs = 1 }, "stages[1]: give exactly one of steps and epochs"),
            ({ $0.stages[0].steps = nil }, "stages[0]: give exactly one of steps and epochs"),
            ({ $0.stages[0].steps = -1 }, "stages[0].steps: must lie in 0...1000000000; 0 is no training"),
            ({ $0.stages[0].steps = .max }, "stages[0].steps: must lie in 0...1000000000; 0 is no training"),
            (
                { ($0.stages[0].steps, $0.stages[0].epochs) = (nil, 0) },
                "stages[0].epochs: must be positive and at most 1000000"
            ),
            (
                { ($0.stages[0].steps, $0.stages[0].epochs) = (nil, .infinity) },
                "stages[0].epochs: must be positive and at most 1000000"
            ),
            (
                {
                    $0.student.weightEncoding = .uniform(bits: 4); $0.student.quantizer = .absmean
                },
                "student.quantizer: absmean knows binary and ternary weights; use uniform, learnedScale or learned"
            ),
            (
                {
                    $0.student.mixedEncodings = [.init(layer: 0, linear: .key, encoding: .uniform(bits: 8))]
                    $0.student.quantizer = .differential
                }, "student.quantizer: differential learns thresholds of up to 4 bits, not 8; use learned"
            ),
            (
                { ($0.student.clipping, $0.student.percentile) = (.percentile, 0.5) },
                "student.percentile: must lie above 0.5 and at most at 1"
            ),
            ({ $0.student.percentile = 0.99 }, "student.percentile: clipping is meanSquare; leave it out"),
            (
                {
                    ($0.student.quantizer, $0.student.clipping) = (.absmean, .minMax)
                    $0.initialization.method = .teacher
                }, "student.clipping: quantizer absmean takes the mean magnitude of all weights; leave it out"
            ),
            (
                { $0.student.neuron.frequencyFactor = 1 },
                "student.neuron.frequencyFactor: leaky neurons have no such amplitude; leave it out"
            ),
            (
                { $0.averaging = AveragingPlan(kind: .mean, decay: 0.9) },
                "averaging.decay: a mean weighs all steps alike; leave it out"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(unigram: 0.1, neighbour: 0, neighbourCount: 3) },
                "stages[0].augmentation.neighbourCount: nothing is replaced by neighbours; leave it out"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(neighbourCount: .max) },
                "stages[0].augmentation.neighbourCount: must lie in 1...1000000"
            ),
            (
                { ($0.student.quantizer, $0.student.sharpness.to) = (.differential, 0.5) },
                "student.sharpness: needs 0 < from <= to"
            ),
            (
                { ($0.student.quantizer, $0.student.sharpness.share) = (.differential, 2) },
                "student.sharpness.share: must lie in 0...1"
            ),
            (
                {
                    $0.student.timeSteps = 65; $0.student.weightEncoding = .uniform(bits: 2)
                },
                "student: timeSteps is 65; allowed: 1...64 for uniform and balanced weights in the counted schedule"
            ),
            (
                { $0.stages[0].losses.attention = -1 },
                "stages[0].losses: weights must be at least 0, and one of them positive"
            ),
            (
                { $0.stages[0].losses = LossWeights() },
                "stages[0].losses: weights must be at least 0, and one of them positive"
            ),
            (
                { $0.stages[0].losses.logit = .infinity },
                "stages[0].losses: weights must be at least 0, and one of them positive"
            ),
            ({ $0.stages[0].losses.rate = -1 }, "stages[0].losses.rate: must be a number of at least 0"),
            (
                { ($0.stages[0].losses.logit, $0.stages[0].losses.temperature) = (0, 2) },
                "stages[0].losses.temperature: losses.logit is 0, which alone reads it; leave it out"
            ),
            (
                {
                    ($0.initialization.method, $0.initialization.student, $0.initialization.gainExponent) =
                        (.student, "former", 0.5)
                },
                "initialization.gainExponent: with method student gains stay as they were trained; leave it out"
            ),
            (
                { ($0.student.hasGain, $0.initialization.gainExponent) = (false, 0.5) },
                "initialization.gainExponent: this student has no gains; leave it out"
            ),
            ({ $0.stages[1].losses.targetRate = 1 }, "stages[1].losses.targetRate: must lie in 0..<1"),
            (
                { $0.stages[1].losses.targetRate = 0.2 },
                "stages[1].losses.targetRate: losses.rate is 0, which alone reads it; leave it out"
            ),
            (
                {
                    ($0.initialization.method, $0.initialization.student, $0.student.clipping) =
                        (.student, "former", .minMax)
                },
                "student.clipping: with method student scales stay as they were trained; leave it out"
            ),
            ({ $0.stages[1].losses.temperature = 0 }, "stages[1].losses.temperature: must be positive"),
            (
                { $0.stages[0].schedule.learningRate = 0 },
                "stages[0].schedule: learningRate must be positive and warmup in 0..<1"
            ),
            (
                { $0.stages[0].schedule.warmup = 1 },
                "stages[0].schedule: learningRate must be positive and warmup in 0..<1"
            ),
            ({ $0.stages[0].text = "wiki.txt" }, "stages[0].text: only a general stage reads a text file"),
            ({ $0.stages[0].kind = .general }, "stages[0].text: a general stage needs a text file"),
            (
                { ($0.stages[1].kind, $0.stages[1].text) = (.general, "wiki.txt") },
                "stages[1].losses: a general stage has no logits or labels; use hiddenState, attention"
            ),
            (
                { $0.stages[1].augmentation = AugmentationPlan() },
                "stages[1].augmentation: changed texts have no true labels; set losses.label to 0, "
                    + "or use labels in a stage of its own"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(copies: 0) },
                "stages[0].augmentation.copies: must lie in 1...1000"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(delete: 1.5) },
                "stages[0].augmentation.delete: is a probability; it must lie in 0...1"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(mask: 0.5, neighbour: 0.6) },
                "stages[0].augmentation: mask, unigram and neighbour must not add up to more than 1"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(neighbour: 0) },
                "stages[0].augmentation: changes nothing; give one of its probabilities"
            ),
            (
                { $0.stages[0].augmentation = AugmentationPlan(neighbourCount: 0) },
                "stages[0].augmentation.neighbourCount: must lie in 1...1000000"
            ),
            (
                {
                    ($0.stages[0].kind, $0.stages[0].text) = (.general, "wiki.txt")
                    $0.stages[0].augmentation = AugmentationPlan()
                },
                "stages[0].augmentation: makes more of a task's texts; a general stage has plain text enough"
            ),
            ({ $0.stages[0].packing = .full }, "stages[0].packing: only a general stage reads plain text"),
            (
                { ($0.stages[0].kind, $0.stages[0].text) = (.general, TextPaths([])) },
                "stages[0].text: names no file; give a path or a list of paths"
            ),
            (
                { $0.initialization.method = .student },
                "initialization.student: is missing; name the folder of a student's checkpoint"
            ),
            (
                { $0.initialization.student = "runs/general" },
                "initialization.student: needs initialization.method student, not dataAware"
            ),
            ({ $0.teacherCache.megabytes = -1 }, "teacherCache.megabytes: must lie in 0...1000000000"),
            (
                { $0.stages[0].timeSteps = 0 }, "stages[0].timeSteps: timeSteps is 0; allowed: 1...255"
            ),
            (
                { $0.stages[1].timeSteps = 8 },
                "stages[1].timeSteps: must be student.timeSteps = 2 in the last stage, or be left out"
            ),
            (
                { $0.stages[0].quantizedShare = ShareRamp(from: -0.1) },
                "stages[0].quantizedShare.from: is a share; it must lie in 0...1"
            ),
            (
                { $0.stages[1].quantizedShare = ShareRamp(to: 0.9) },
                "stages[1].quantizedShare.to: must be 1 in the last stage, whose student is wholly quantized"
            ),
            (
                { ($0.student.weightEncoding, $0.stages[0].quantizedShare) = (.float32, ShareRamp()) },
                "stages[0].quantizedShare: float32 weights are never quantized; leave it out"
            ),
            ({ $0.averaging = AveragingPlan(share: 0) }, "averaging.share: must be above 0 and at most 1"),
            ({ $0.averaging = AveragingPlan(decay: 1) }, "averaging.decay: must lie between 0 and 1"),
            ({ $0.batches.size = 0 }, "batches.size: must lie in 1...1000000"),
            ({ $0.batches.size = .max }, "batches.size: must lie in 1...1000000"),
            ({ $0.batches.accumulation = 0 }, "batches.accumulation: must lie in 1...1000000"),
            (
                { $0.batches.maximumLength = 2 },
                "batches.maximumLength: must lie in 3...1000000: [CLS], one token and [SEP] at least"
            ),
            ({ $0.checkpointEvery = 0 }, "checkpointEvery: must be at least 1"),
            ({ $0.initialization.calibrationExamples = 0 }, "initialization.calibrationExamples: must be at least 1"),
            ({ $0.initialization.gainExponent = 100 }, "initialization.gainExponent: must lie in 0...2"),
            ({ $0.optimizer.clipNorm = 0 }, "optimizer.clipNorm: must be positive"),
            ({ $0.optimizer.beta1 = 1 }, "optimizer.beta1: must lie in 0..<1"),
            ({ $0.optimizer.beta2 = -0.1 }, "optimizer.beta2: must lie in 0..<1"),
            ({ $0.optimizer.weightDecay = -1 }, "optimizer.weightDecay: must not be negative"),
            ({ $0.optimizer.neuronRateScale = -1 }, "optimizer.neuronRateScale: must not be negative"),
            (
                { $0.stages[0].schedule.endFactor = -0.5 },
                "stages[0].schedule: startFactor and endFactor must be numbers of at least 0"
            ),
            (
                { ($0.student.schedule, $0.student.spikeKind) = (.perStep, .binary) },
                "initialization.method: dataAware needs counted or realResidual; use teacher for perStep"
            ),
            (
                { $0.student.quantizer = .absmean },
                "initialization.method: dataAware rounds to a scale that stays, and absmean follows the weights; use teacher"
            ),
            ({ $0.student.timeSteps = 0 }, "student: timeSteps is 0; allowed: 1...255"),
            (
                { $0.student.leak = 0.5 },
                "student: the counted schedule needs leak 1, because counts have no order"
            ),
            (
                { $0.student.schedule = .perStep },
                "student: the perStep schedule has binary spikes; set spikeKind to binary"
            ),
            (
                { $0.student.neuron.kind = .adaptive },
                "student: adaptive thresholds follow the order of spikes, which counts lack; use perStep or realResidual"
            ),
            (
                { $0.student.neuron.kind = .elastic },
                "student: elastic neurons need the realResidual schedule, ternary spikes and leak 1; they have their own membrane"
            ),
            (
                { ($0.student.schedule, $0.student.neuron) = (.realResidual, NeuronPlan(kind: .elastic, levels: 2)) },
                "student: elastic neurons have one level; set levels to 1 or kind to leaky"
            ),
            ({ $0.student.neuron.levels = 0 }, "student: levels is 0; allowed: 1...127"),
            (
                { ($0.student.timeSteps, $0.student.neuron.levels) = (64, 2) },
                "student: counts reach timeSteps x levels x largest multiplier = 128, but 8 bits hold 127; lower one of them"
            ),
            (
                { ($0.student.weightEncoding, $0.student.neuron.levels) = (.uniform(bits: 4), 40) },
                "student: counts reach 80, but uniform and balanced weights take 64; lower levels or multipliers"
            ),
            (
                { ($0.student.schedule, $0.student.neuron.doubledChannels) = (.realResidual, 0.1) },
                "student: salient channels need the counted schedule, whose counts they refine"
            ),
            (
                { ($0.student.schedule, $0.student.neuron) = (.realResidual, NeuronPlan(kind: .adaptive, growth: -1)) },
                "student: growth is -1.0; allowed: at least 0"
            ),
            (
                { ($0.student.schedule, $0.student.neuron) = (.realResidual, NeuronPlan(kind: .adaptive, decay: 1)) },
                "student: decay is 1.0; allowed: 0 <= decay < 1"
            ),
            ({ $0.student.neuron.frequencyFactor = 0 }, "student.neuron.frequencyFactor: must be positive"),
            (
                { ($0.student.neuron.doubledChannels, $0.student.neuron.quadrupledChannels) = (0.6, 0.6) },
                "student.neuron: quadrupledChannels and doubledChannels must be at least 0 and together at most 1"
            ),
            ({ $0.student.surrogate.width = 0 }, "student.surrogate.width: must be positive"),
            (
                { $0.student.gradient = .surrogate },
                "student.gradient: counted students have straight-through gradients of counts; leave gradient out"
            ),
            (
                { ($0.student.schedule, $0.student.gradient) = (.realResidual, .equilibrium) },
                "student.gradient: the equilibrium chain is for leaky neurons under perStep; set gradient to surrogate"
            ),
            (
                {
                    $0.student = StudentPlan(
                        schedule: .perStep, spikeKind: .binary, replacesRates: true, gradient: .surrogate)
                },
                "student.replacesRates: measured rates belong to the equilibrium chain; set it to false"
            ),
            (
                { $0.student.replacesRates = true },
                "student.replacesRates: measured rates replace those of perStep's chain alone; leave it out"
            ),
            (
                { $0.student.neuron.membrane = .symmetric },
                "student.neuron.membrane: leaky neurons have no such membrane; leave it out"
            ),
            (
                { $0.student.neuron.decay = 0.5 },
                "student.neuron: growth and decay belong to adaptive thresholds, not to leaky; leave it out"
            ),
            (
                { $0.student.solver.tolerance = 0.1 },
                "student.solver: without hasFeedback there is nothing to solve; leave it out"
            ),
            (
                {
                    $0.student.schedule = .perStep
                    $0.student.spikeKind = .binary
                    $0.student.hasFeedback = true
                    $0.student.gradient = .surrogate
                    $0.student.solver.tolerance = 0.1
                    $0.initialization.method = .teacher
                },
                "student.solver: gradient surrogate goes through the steps, and nothing is solved; leave it out"
            ),
            (
                { $0.student.surrogate.kind = .arctan },
                "student.surrogate: its gradients pass no spikes in time; leave it out"
            ),
            (
                { $0.student.sharpness.to = 8 },
                "student.sharpness: only quantizer differential has ramps; leave it out"
            ),
        ]

        @Test("every rule of a distillation recipe", arguments: cases.indices)
        func recipe(index: Int) {
            var recipe = TinyDistillation.recipe()
            Self.cases[index].change(&recipe)
            let error = #expect(throws: RecipeError.self) { try recipe.validate() }
            #expect(error?.description == "recipe key " + Self.cases[index].message)
        }

        @Test("what the rules allow passes")
        func valid() throws {
            try TinyDistillation.recipe().validate()
            var general = TinyDistillation.recipe()
            (general.stages[0].kind, general.stages[0].text) = (.general, "wiki.txt")
            try general.validate()
            var stepped = TinyDistillation.recipe()
            stepped.student = StudentPlan(
                schedule: .realResidual, neuron: NeuronPlan(kind: .elastic, membrane: .symmetric),
                surrogate: SurrogateGradient(kind: .arctan))
            try stepped.validate()
        }

        private static let teacherCases: [(change: @Sendable (inout TeacherRecipe) -> Void, message: String)] = [
            ({ $0.epochs = 0 }, "epochs: must be positive and at most 1000000"),
            ({ $0.epochs = .infinity }, "epochs: must be positive and at most 1000000"),
            ({ $0.batches.size = 0 }, "batches.size: must lie in 1...1000000"),
            (
                { $0.batches.maximumLength = 2 },
                "batches.maximumLength: must lie in 3...1000000: [CLS], one token and [SEP] at least"
            ),
            ({ $0.schedule.learningRate = -1 }, "schedule: learningRate must be positive and warmup in 0..<1"),
            ({ $0.optimizer.clipNorm = 0 }, "optimizer.clipNorm: must be positive"),
            ({ $0.dropout = 1 }, "dropout: must lie in 0..<1"),
            ({ $0.checkpointEvery = 0 }, "checkpointEvery: must be at least 1"),
        ]

        @Test("every rule of a teacher's recipe", arguments: teacherCases.indices)
        func teacher(index: Int) {
            var recipe = TeacherRecipe()
            Self.teacherCases[index].change(&recipe)
            let error = #expect(throws: RecipeError.self) { try recipe.validate() }
            #expect(error?.description == "recipe key " + Self.teacherCases[index].message)
        }

        @Test("layers spread evenly over the teacher's, the last ones together")
        func mapping() {
            #expect(LayerMapping(studentLayers: 6, teacherLayers: 6).teacherLayers == [0, 1, 2, 3, 4, 5])
            #expect(LayerMapping(studentLayers: 3, teacherLayers: 6).teacherLayers == [1, 3, 5])
            #expect(LayerMapping(studentLayers: 4, teacherLayers: 6).teacherLayers == [1, 2, 4, 5])
            #expect(LayerMapping(studentLayers: 1, teacherLayers: 12).teacherLayers == [11])
            #expect(LayerMapping(studentLayers: 4, teacherLayers: 2).teacherLayers == [0, 0, 1, 1])
            #expect(LayerMapping(teacherLayers: [1, 3]).hiddenStates == [0, 2, 4])
        }

        @Test(
            "mappings that do not fit are refused",
            arguments: [
                ([0], "has 1 entries for 2 student layers"), ([0, 4], "entries must lie in 0...3"),
                ([-1, 0], "entries must lie in 0...3"), ([2, 1], "entries must not descend"),
            ])
        func badMapping(layers: [Int], message: String) {
            let error = #expect(throws: RecipeError.self) {
                try LayerMapping(teacherLayers: layers).validate(studentLayers: 2, teacherLayers: 4)
            }
            #expect(error?.description == "recipe key initialization.layerMapping: " + message)
        }
    }
#endif
