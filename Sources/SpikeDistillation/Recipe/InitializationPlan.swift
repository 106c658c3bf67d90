#if Training
    import SpikeCore
    import SpikeTraining

    /// How the student of a recipe starts.
    public struct InitializationPlan: Sendable, Equatable, Codable {
        /// `dataAware` (GPTQ-style rounding on examples), `teacher` or `student`.
        public var method: StudentInitialization.Method
        /// Folder of the student that `student` starts from; nil with the other methods.
        public var student: String?
        /// Teacher layer of every student layer; nil = evenly spread.
        public var layerMapping: LayerMapping?
        /// Training examples that calibrate thresholds and rounding.
        public var calibrationExamples: Int
        /// Exponent of the gains before firing; 0 = none.
        public var gainExponent: Double

        /// Creates a plan.
        public init(
            method: StudentInitialization.Method = .dataAware, student: String? = nil,
            layerMapping: LayerMapping? = nil,
            calibrationExamples: Int = 384, gainExponent: Double = 0.7
        ) {
            self.method = method
            self.student = student
            self.layerMapping = layerMapping
            self.calibrationExamples = calibrationExamples
            self.gainExponent = gainExponent
        }

        /// Checks ranges, and that method and student belong together; messages name the key.
        func validate() throws(RecipeError) {
            guard calibrationExamples >= 1 else {
                throw .invalid(key: "initialization.calibrationExamples", why: "must be at least 1")
            }
            guard (0...2).contains(gainExponent) else {
                throw .invalid(key: "initialization.gainExponent", why: "must lie in 0...2")
            }
            guard (method == .student) == (student != nil) else {
                throw method == .student
                    ? .invalid(
                        key: "initialization.student", why: "is missing; name the folder of a student's checkpoint")
                    : .invalid(
                        key: "initialization.student",
                        why: "needs initialization.method student, not \(method.rawValue)")
            }
        }

        /// Refuses gains that this student does not start with; an exponent of 0 says that there are none.
        func validateUse(by student: StudentPlan) throws(RecipeError) {
            if method == .student { try validateContinuation(of: student) }
            let fitsGains = method != .student && student.schedule != .perStep && student.hasGain
            guard fitsGains || gainExponent == 0 || gainExponent == InitializationPlan().gainExponent else {
                throw .invalid(
                    key: "initialization.gainExponent",
                    why: method == .student
                        ? "with method student gains stay as they were trained; leave it out"
                        : "this student has no gains; leave it out")
            }
        }

        /// Refuses what only a fresh start reads.
        private func validateContinuation(of student: StudentPlan) throws(RecipeError) {
            let standard = StudentPlan()
            func refuse(_ key: String, _ why: String) -> RecipeError {
                .invalid(key: key, why: "with method student \(why); leave it out")
            }
            guard student.clipping == standard.clipping, student.percentile == standard.percentile else {
                throw refuse("student.clipping", "scales stay as they were trained")
            }
            guard student.neuron.frequencyFactor == standard.neuron.frequencyFactor else {
                throw refuse("student.neuron.frequencyFactor", "amplitudes stay as they were trained")
            }
        }
    }
#endif
