#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeTraining

    /// The loop of every training here, teacher or student: forward, loss, backward, step; logs, saves, resumes.
    struct TrainingLoop {
        let stages: [PlannedStage]
        let parameters: ParameterStore
        let optimizer: AdamW
        let clipNorm: Double
        let accumulation: Int
        let seed: UInt64
        let checkpointEvery: Int
        let folder: TrainingFolder
        let control: TrainingControl
        /// Spikes per neuron and step, measured now and then; nil for teachers.
        var spikeRate: (() throws -> Double)?
        /// Called before and after every step, counted from 0 over all stages.
        var willStep: ((_ stage: Int, _ step: Int) throws -> Void)?
        var didStep: ((_ step: Int) throws -> Void)?

        /// Steps between measurements of the spike rate.
        private static let spikeRateEvery = 50

        private var totalSteps: Int { stages.reduce(0) { $0 + $1.steps } }

        /// Runs what is left after `start`.
        ///
        /// - Parameter loss: loss and number of real tokens of micro-batch `batch`, counted over all steps on its examples.
        func run(
            from start: TrainerState.Progress,
            loss: (_ stage: Int, _ batch: Int) throws -> (terms: LossTerms, tokens: Int)
        ) throws {
            var progress = start
            let began = ContinuousClock.now
            for (index, stage) in stages.enumerated() {
                for step in max(stage.first, start.step)..<max(stage.end, start.step) {
                    Engine.seed(SeededGenerator.seed(seed, step: step))
                    try willStep?(index, step)
                    let (total, parts, tokens) = try gradients(stage: index, step: step, loss)
                    let norm = try optimizer.clipGradients(to: clipNorm)
                    // Before the step, which would spoil the parameters, and before they are saved.
                    guard total.isFinite, norm.isFinite else {
                        throw RecipeError.lossIsNotFinite(step: step + 1, stage: stage.name)
                    }
                    let learningRate = stage.schedule.rate(step: step - stage.first, of: stage.steps)
                    try optimizer.step(rate: learningRate)
                    try didStep?(step)

                    if let spikeRate, step % Self.spikeRateEvery == 0 || progress.meanSpikeRate == nil {
                        progress.meanSpikeRate = try spikeRate()
                    }
                    let elapsed = Self.seconds(since: began)
                    progress.step = step + 1
                    progress.tokens += tokens
                    progress.seconds = start.seconds + elapsed
                    let report = StepReport(
                        stage: stage.name, step: step + 1, totalSteps: totalSteps, loss: total, parts: parts,
                        learningRate: learningRate, gradientNorm: norm, meanSpikeRate: progress.meanSpikeRate,
                        tokens: progress.tokens,
                        tokensPerSecond: Double(progress.tokens - start.tokens) / max(elapsed, 1e-9),
                        seconds: progress.seconds)
                    try folder.log(report)
                    control.observe(.stepped(report))
                    try saveIfDue(progress)
                }
            }
        }

        /// Accumulated gradients of one step; returns the mean loss, its mean parts and the tokens.
        private func gradients(
            stage: Int, step: Int, _ loss: (_ stage: Int, _ batch: Int) throws -> (terms: LossTerms, tokens: Int)
        ) throws -> (Double, [(name: String, value: Double)], Int) {
            optimizer.clearGradients()
            var total = 0.0
            var sums: [(name: String, value: Double)] = []
            var tokens = 0
            let share = 1 / Double(accumulation)
            let planned = stages[stage]
            for micro in 0..<accumulation {
                let number = planned.firstBatch + (step - planned.first) * accumulation + micro
                let (terms, count) = try loss(stage, number)
                try (terms.total * share).backward()
                let reports = try terms.completion?() ?? []
                total += try terms.total.item() * share
                let parts = try terms.parts.map { (name: $0.name, value: try $0.value.item()) } + reports
                let values = parts.map { (name: $0.name, value: $0.value * share) }
                sums = sums.isEmpty ? values : zip(sums, values).map { ($0.name, $0.value + $1.value) }
                tokens += count
            }
            return (total, sums, tokens)
        }

        private func saveIfDue(_ progress: TrainerState.Progress) throws {
            let isLast = progress.step == totalSteps
            let mustStop = !isLast && control.shouldStop()
            if mustStop || isLast || progress.step % checkpointEvery == 0 {
                try folder.save(progress, parameters: parameters, optimizer: optimizer)
                control.observe(.saved(step: progress.step))
            }
            if mustStop { throw TrainingInterrupted(step: progress.step) }
        }

        private static func seconds(since start: ContinuousClock.Instant) -> Double {
            let elapsed = ContinuousClock.now - start
            return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        }
    }

    extension SeededGenerator {
        /// The engine's seed of one step: makes dropout a function of seed and step, so that nothing random needs saving.
        static func seed(_ seed: UInt64, step: Int) -> UInt64 {
            var generator = SeededGenerator(seed: seed, stream: UInt64(step) + 1)
            return generator.next()
        }
    }
#endif
