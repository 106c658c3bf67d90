#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTraining
    import Testing

    @Suite("A distillation", .oneAtATime)
    struct DistillationTests {
        private static func failure(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "no error"
        }

        @Test("learns: after forty steps the losses are well below those of the first")
        func learning() throws {
            try withTemporaryFolder { folder in
                let log = try TinyDistillation.run(TinyDistillation.recipe(steps: 20), in: folder).log
                func hidden(_ report: StepReport) throws -> Double {
                    try #require(report.parts.first { $0.name == "hiddenStateLoss" }).value
                }
                let reports = log.reports
                #expect(reports.count == 40)
                // Batches differ, so means of some steps are compared.
                let first = try reports[..<5].map(hidden).reduce(0, +) / 5
                let last = try reports[30...].map(hidden).reduce(0, +) / 10
                #expect(last < 0.8 * first, "hidden-state loss \(first) -> \(last)")
                #expect(reports[39].loss < reports[20].loss)
            }
        }

        @Test("reports stages, steps, tokens and rates")
        func reports() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 3)
                let reports = try TinyDistillation.run(recipe, in: folder).log.reports
                #expect(reports.map(\.step) == [1, 2, 3, 4, 5, 6] && reports.allSatisfy { $0.totalSteps == 6 })
                #expect(
                    reports.map(\.stage) == Array(repeating: "taskInternal", count: 3)
                        + Array(repeating: "prediction", count: 3))
                #expect(reports[0].parts.map(\.name) == ["hiddenStateLoss", "attentionLoss"])
                #expect(reports[5].parts.map(\.name) == ["hiddenStateLoss", "attentionLoss", "logitLoss", "labelLoss"])
                for report in reports {
                    let schedule = recipe.stages[report.step <= 3 ? 0 : 1].schedule
                    #expect(report.learningRate == schedule.rate(step: (report.step - 1) % 3, of: 3))
                    let rate = try #require(report.meanSpikeRate)
                    #expect((0.05...1).contains(rate) && report.gradientNorm > 0)
                }
                #expect(
                    zip(reports, reports.dropFirst()).allSatisfy { $0.tokens < $1.tokens && $0.seconds <= $1.seconds })
            }
        }

        @Test("accumulated micro-batches are one step of their mean")
        func accumulation() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(
                    steps: 2, batches: BatchPlan(size: 4, maximumLength: 16, accumulation: 3))
                let accumulated = try TinyDistillation.run(recipe, in: folder).log.reports
                // With a rate of almost nothing, single batches of the same order give the losses that were averaged.
                var single = TinyDistillation.recipe(steps: 6, batches: BatchPlan(size: 4, maximumLength: 16))
                for index in single.stages.indices { single.stages[index].schedule.learningRate = 1e-30 }
                let losses = try TinyDistillation.run(single, in: folder).log.losses
                expectClose(accumulated[0].loss, losses[..<3].reduce(0, +) / 3, tolerance: 1e-5)
            }
        }

        @Test("stages on the same texts share stored teacher outputs; a small cache stores none, with the same losses")
        func sharing() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 8)
                let stored = try TinyDistillation.run(recipe, in: folder).log
                #expect(stored.stored == [60])
                let live = try TinyDistillation.run(recipe, in: folder, cacheBytes: 0).log
                #expect(live.stored.isEmpty)
                // The teacher sees other batches when outputs are stored: last digits, then flipped spikes.
                for (left, right) in zip(stored.losses, live.losses) { #expect(abs(left - right) < 0.05 * right) }
                expectClose(stored.losses[0], live.losses[0], tolerance: 1e-4)
                let other = try TinyDistillation.data(60, seed: 9, in: folder)
                let sets = [try TinyDistillation.data(in: folder), other]
                let apart = try TinyDistillation.run(
                    TinyDistillation.recipe(steps: 14), sets: sets, in: folder
                ).log
                #expect(apart.stored == [60, 60])
            }
        }

        @Test("teacher outputs are stored for no stage that is over or has no steps")
        func finishedStages() throws {
            try withTemporaryFolder { folder in
                let sets = [try TinyDistillation.data(in: folder), try TinyDistillation.data(40, seed: 9, in: folder)]
                var recipe = TinyDistillation.recipe(steps: 14)
                let whole = try TinyDistillation.run(recipe, sets: sets, in: folder).log
                #expect(whole.stored == [60, 40])
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, sets: sets, in: folder, stopAfter: 16)
                }
                let resumed = try TinyDistillation.run(recipe, sets: sets, in: folder, resume: true).log
                #expect(resumed.stored == [40])
                #expect(resumed.losses == Array(whole.losses[16...]))
                // A cache on disk takes targets however few steps ask for them, but not without any.
                recipe.stages[0].steps = 0
                recipe.teacherCache = TeacherCachePlan(megabytes: 10)
                let cache = TargetCache(folder: folder.appendingPathComponent("cache"))
                let short = try TinyDistillation.run(recipe, sets: sets, in: folder, teacherCache: cache).log
                #expect(short.stored == [40])
                (recipe.stages[0].steps, recipe.stages[1].steps) = (1, 0)
                let other = TargetCache(folder: folder.appendingPathComponent("other"))
                let first = try TinyDistillation.run(recipe, sets: sets, in: folder, teacherCache: other).log
                #expect(first.stored == [60])
            }
        }

        @Test("the same recipe gives the same losses and the same student, to the last bit")
        func determinism() throws {
            try withTemporaryFolder { folder in
                let first = try TinyDistillation.run(TinyDistillation.recipe(), in: folder)
                let second = try TinyDistillation.run(TinyDistillation.recipe(), in: folder)
                #expect(first.log.losses == second.log.losses)
                #expect(try first.student.checkpoint() == second.student.checkpoint())
            }
        }

        @Test(
            "stopped and resumed at any step, it ends with the same losses and the same student",
            arguments: [1, 5, 6, 9], [SpikeSchedule.counted, .perStep])
        func resuming(step: Int, schedule: SpikeSchedule) throws {
            let student =
                schedule == .counted
                ? StudentPlan() : StudentPlan(schedule: .perStep, timeSteps: 3, spikeKind: .binary, replacesRates: true)
            let recipe = TinyDistillation.recipe(student: student, method: schedule == .counted ? .dataAware : .teacher)
            try withTemporaryFolder { folder in
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                let error = #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: step, log: log)
                }
                #expect(error?.description == "interrupted at step \(step); the state is saved, go on with --resume")
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(
                    (log.reports + rest.log.reports).map(\.meanSpikeRate) == whole.log.reports.map(\.meanSpikeRate))
                #expect(rest.log.reports.last?.tokens == whole.log.reports.last?.tokens)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
                let lines = try LoggedStep.all(in: TinyDistillation.trainingFolder(in: folder))
                #expect(lines.map(\.loss) == whole.log.losses)
            }
        }

        @Test("what was started with another recipe, teacher or data is not resumed; nor what was never started")
        func refusedResumption() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe()
                let path = TinyDistillation.trainingFolder(in: folder).path
                #expect(
                    Self.failure { _ = try TinyDistillation.run(recipe, in: folder, resume: true) }
                        == "\(path): holds no saved state; start without --resume")
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: 2)
                var other = recipe
                other.seed = 4
                let differs =
                    "\(path) was made with another recipe, teacher or data; "
                    + "resume with what it was started with, or choose a new --output"
                #expect(Self.failure { _ = try TinyDistillation.run(other, in: folder, resume: true) } == differs)
                let teacher = TinyDistillation.teacher(seed: 2)
                #expect(
                    Self.failure { _ = try TinyDistillation.run(recipe, teacher: teacher, in: folder, resume: true) }
                        == differs)
                let sets = try [1, 2].map { try TinyDistillation.data(60, seed: $0, in: folder) }
                #expect(
                    Self.failure { _ = try TinyDistillation.run(recipe, sets: sets, in: folder, resume: true) }
                        == differs)
                _ = try TinyDistillation.run(recipe, in: folder, resume: true)
            }
        }

        @Test("a loss that is not a number stops the run at once, by step and stage")
        func notANumber() throws {
            try withTemporaryFolder { folder in
                let teacher = TinyDistillation.teacher(
                    changing: [TensorNames.classifier + TensorNames.bias: .nan])
                let log = TinyDistillation.Log()
                let error = #expect(throws: RecipeError.self) {
                    try TinyDistillation.run(TinyDistillation.recipe(steps: 2), teacher: teacher, in: folder, log: log)
                }
                #expect(error == .lossIsNotFinite(step: 3, stage: "prediction"))
                #expect(
                    error?.description
                        == "the loss or its gradient is not finite at step 3 of stage 'prediction'; start anew with a lower "
                        + "learningRate or another seed")
                #expect(log.reports.count == 2)
            }
        }

        @Test("a finite loss with an infinite gradient stops the run too, before it spoils a saved state")
        func infiniteGradient() throws {
            try withTemporaryFolder { folder in
                var recipe = TinyDistillation.recipe(steps: 2, checkpointEvery: 1)
                recipe.stages[1].losses.hiddenState = 1e38
                let log = TinyDistillation.Log()
                let error = #expect(throws: RecipeError.self) {
                    try TinyDistillation.run(recipe, in: folder, log: log)
                }
                #expect(error == .lossIsNotFinite(step: 3, stage: "prediction"))
                #expect(log.reports.count == 2)
            }
        }

        @Test("data without examples, and heads that do not match, are refused")
        func unusable() throws {
            try withTemporaryFolder { folder in
                let none = try TinyDistillation.data(0, in: folder)
                #expect(
                    Self.failure {
                        _ = try TinyDistillation.run(TinyDistillation.recipe(), sets: [none, none], in: folder)
                    }
                        == "the data of the taskInternal stage has no examples to train on")
                let plan = StudentPlan(heads: 4)
                #expect(
                    Self.failure { _ = try TinyDistillation.run(TinyDistillation.recipe(student: plan), in: folder) }
                        == "recipe key stages.losses.attention: needs as many heads as the teacher (2); set it to 0")
            }
        }

        @Test("a narrower, shallower student learns through a projection that its checkpoint leaves out")
        func narrow() throws {
            try withTemporaryFolder { folder in
                let plan = StudentPlan(layers: 1, hiddenSize: 12, heads: 2, intermediateSize: 20)
                let run = try TinyDistillation.run(
                    TinyDistillation.recipe(student: plan, method: .teacher, steps: 15), in: folder)
                #expect(run.log.losses[14] < run.log.losses[0])
                let checkpoint = try run.student.checkpoint()
                #expect(checkpoint.config.encoder.hiddenSize == 12 && checkpoint.config.encoder.layers == 1)
                #expect(checkpoint.tensors.keys.allSatisfy { !$0.hasPrefix("projection") })
            }
        }

        @Test("calibrating sequences are as many as a gigabyte of attention scores allows, at least one")
        func calibrationCount() {
            let short = [Int](repeating: 64, count: 384)
            #expect(Distillation.calibrationCount(short, heads: 12) == 384)
            // 12 · 512² · 85 is the most below 2²⁸.
            let long = [Int](repeating: 512, count: 384)
            #expect(Distillation.calibrationCount(long, heads: 12) == 85)
            #expect(Distillation.calibrationCount([10, 10, 8000, 10], heads: 12) == 2)
            #expect(Distillation.calibrationCount([8000], heads: 12) == 1)
            #expect(Distillation.calibrationCount([], heads: 12) == 0)
        }
    }
#endif
