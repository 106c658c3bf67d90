#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeFormats
    import SpikeEngine
    import SpikeModel
    import SpikeText
    import SpikeTinyModels
    import SpikeTraining
    import Synchronization

    /// A tiny teacher, sentences for it, and runs whose every report is kept.
    enum TinyDistillation {
        static func teacher(layers: Int = 2, seed: UInt64 = 1, changing change: [String: Float] = [:]) -> TeacherModel {
            let config = TinyModels.config(layers: layers)
            var store = ParameterStore()
            for (name, tensor) in TinyModels.teacher(config, seed: seed).sorted(by: { $0.key < $1.key }) {
                let values = change[name].map { [Float](repeating: $0, count: tensor.values.count) } ?? tensor.values
                store.set(name, Tensor(values, shape: tensor.shape))
            }
            return TeacherModel(config: config, parameters: store, device: .cpu)
        }

        static func data(_ count: Int = 60, seed: UInt64 = 1, in folder: URL) throws -> TrainingSet {
            let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
            let examples = TinyModels.sentences(count, seed: seed).enumerated().map { index, sentence in
                Example(id: "\(index)", text: sentence.text, label: .class(sentence.isPositive ? 1 : 0))
            }
            return TrainingSet(examples, tokenizer: tokenizer, maximumLength: 16)
        }

        /// Two short stages with every loss; float32, so that results do not depend on the CPU's bfloat16.
        static func recipe(
            student: StudentPlan = StudentPlan(), method: StudentInitialization.Method = .dataAware, steps: Int = 6,
            batches: BatchPlan = BatchPlan(size: 8, maximumLength: 16), checkpointEvery: Int = 100
        ) -> Recipe {
            let schedule = LearningRateSchedule(learningRate: 2e-3, warmup: 0.2, endFactor: 0.5)
            return Recipe(
                name: "tiny", seed: 3, student: student,
                initialization: InitializationPlan(method: method, calibrationExamples: 20), batches: batches,
                stages: [
                    Stage(
                        kind: .taskInternal, steps: steps, schedule: schedule,
                        losses: LossWeights(hiddenState: 1, attention: 0.1)),
                    Stage(
                        kind: .prediction, steps: steps, schedule: schedule,
                        losses: LossWeights(hiddenState: 1, attention: 0.1, logit: 1, label: 0.5, temperature: 2)),
                ], precision: .float32, checkpointEvery: checkpointEvery)
        }

        /// What a run told its watcher.
        final class Log: Sendable {
            private let events = Mutex<[TrainingEvent]>([])

            /// Keeps events; asks to stop after `stopAfter` steps.
            func control(stopAfter: Int = .max) -> TrainingControl {
                TrainingControl(
                    observe: { event in self.events.withLock { $0.append(event) } },
                    shouldStop: { self.reports.count >= stopAfter })
            }

            var all: [TrainingEvent] { events.withLock { $0 } }

            var reports: [StepReport] {
                all.compactMap { event in
                    if case .stepped(let report) = event { report } else { nil }
                }
            }

            var losses: [Double] { reports.map(\.loss) }

            /// Lines about what is not as hoped.
            var notices: [String] {
                all.compactMap { event in
                    if case .notice(let line) = event { line } else { nil }
                }
            }

            /// Examples whose teacher outputs were stored.
            var stored: [Int] {
                all.compactMap { event in
                    if case .prepared(let done, let total, _) = event, done == total { total } else { nil }
                }
            }
        }

        /// Distils and returns student and log; the state stays beside `output` in `folder`.
        ///
        /// - Parameter finish: gets the logs of the finished training while nobody else may train there.
        static func run(
            _ recipe: Recipe, teacher: TeacherModel = teacher(), sets: [TrainingSet]? = nil, in folder: URL,
            start: StudentCheckpoint? = nil, resume: Bool = false, stopAfter: Int = .max, cacheBytes: Int = 1 << 30,
            teacherCache: TargetCache? = nil, log: Log = Log(), finish: (FinishedTraining) throws -> Void = { _ in }
        ) throws -> (student: StudentModel, log: Log) {
            Engine.threads = 1
            let distillation = Distillation(
                recipe: recipe, control: log.control(stopAfter: stopAfter), cacheBytes: cacheBytes,
                teacherCache: teacherCache)
            let data = try data(in: folder)
            let (student, finished) = try distillation.run(
                teacher: teacher, data: sets ?? recipe.stages.map { _ in data },
                start: start, output: folder.appendingPathComponent("student"), resume: resume)
            try finish(finished)
            return (student, log)
        }

        /// The folder where a run keeps state and logs.
        static func trainingFolder(in folder: URL) -> URL { folder.appendingPathComponent("student.training") }
    }
#endif
