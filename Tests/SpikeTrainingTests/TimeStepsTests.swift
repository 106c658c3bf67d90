#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("Another number of time steps", .oneAtATime)
    struct TimeStepsTests {
        /// A logarithm and back in single precision.
        static let roundingTolerance = 1e-6

        private static func threshold(_ student: StudentModel, _ site: SpikingSite) throws -> Double {
            try student.parameters[TensorNames.site(site, layer: 1) + StudentModel.logThreshold].exp().item()
        }

        @Test("keeps the range of values: V_th times T", arguments: SpikeKind.allCases)
        func range(kind: SpikeKind) throws {
            var student = try TinyTraining.student(
                of: TinyTraining.teacher(), SpikingConfig(timeSteps: 8, spikeKind: kind))
            let before = try Self.threshold(student, .context)
            try student.setTimeSteps(2)
            #expect(student.config.spiking.timeSteps == 2)
            expectClose(try Self.threshold(student, .context), 4 * before, tolerance: Self.roundingTolerance)
            try student.setTimeSteps(8)
            expectClose(try Self.threshold(student, .context), before, tolerance: Self.roundingTolerance)
        }

        @Test(
            "more steps come closer to the teacher without any training, fewer go further",
            arguments: SpikeKind.allCases, [SpikeSchedule.counted, .realResidual])
        func errors(kind: SpikeKind, schedule: SpikeSchedule) throws {
            let teacher = TinyTraining.teacher()
            let batch = TinyTraining.batch(TinyTraining.sequences(20, seed: 12))
            let spiking = SpikingConfig(
                schedule: schedule, timeSteps: 6, spikeKind: kind, weightEncoding: .float32)
            var last = Double.infinity
            for timeSteps in [3, 6, 24] {
                var student = try TinyTraining.student(of: teacher, spiking)
                try student.setTimeSteps(timeSteps)
                let error = try TinyTraining.errors(student, teacher, batch).reduce(0, +)
                #expect(error < last, "T = \(timeSteps)")
                last = error
            }
        }

        @Test("of a binary realResidual student keeps V_th, and moves shifts with what a spike is worth")
        func realResidual() throws {
            let spiking = SpikingConfig(schedule: .realResidual, timeSteps: 8, spikeKind: .binary)
            var student = try TinyTraining.student(of: TinyTraining.teacher(), spiking)
            let name = TensorNames.site(.context, layer: 1) + TensorNames.shift
            let (threshold, before) = (try Self.threshold(student, .context), try student.parameters[name].floats())
            try student.setTimeSteps(2)
            #expect(try Self.threshold(student, .context) == threshold)
            let change = threshold * (1.0 / 2 - 1.0 / 8) / 2
            for (old, new) in zip(before, try student.parameters[name].floats()) {
                expectClose(Double(new - old), change, tolerance: Self.roundingTolerance)
            }
        }

        @Test("of a perStep student change nothing else, and impossible ones are refused")
        func perStep() throws {
            let spiking = SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary)
            var student = try TinyTraining.student(of: TinyTraining.teacher(), spiking, method: .teacher)
            let before = try Self.threshold(student, .context)
            try student.setTimeSteps(9)
            #expect(try Self.threshold(student, .context) == before)
            #expect(throws: ConfigError.self) { try student.setTimeSteps(0) }
            #expect(student.config.spiking.timeSteps == 9)
        }
    }
#endif
