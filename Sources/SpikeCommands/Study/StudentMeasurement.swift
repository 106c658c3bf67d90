#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeLedger
    import SpikeModel
    import SpikeRuntime

    /// Measures a packed student with the runtime that ships.
    struct StudentMeasurement {
        let cell: StudyCell
        let input: StudyInput
        let files: CellFolder
        let teacher: TeacherMeasurement

        func measure(_ student: PackedModel, timeSteps: Int) throws -> RunMeasurement {
            let dataset = try input.data.read(StudyInput.split, task: input.task)
            let classifier = try SpikingClassifier(
                student, options: RuntimeOptions(timeSteps: timeSteps, threads: Engine.threads))
            let metered = MeteredModel(StoppableModel(model: classifier), student: student.config)
            let evaluation = try EvaluateCommand.evaluate(
                metered, on: dataset, tokenizerFolder: files.model, maximumLength: cell.recipe.batches.maximumLength)
            let result = evaluation.result
            let fidelity = Fidelity(
                logits: evaluation.logits, other: teacher.logits, isRegression: input.task.isRegression)
            let reading = metered.reading
            return RunMeasurement(
                split: result.split, timeSteps: timeSteps, metrics: result.metrics.compactMapValues { $0 },
                fidelity: fidelity.values, spikes: reading.spikes ?? SpikeStatistics(timeSteps: timeSteps),
                operations: reading.operations,
                tokens: reading.tokens, examples: result.examples, seconds: result.seconds)
        }
    }
#endif
