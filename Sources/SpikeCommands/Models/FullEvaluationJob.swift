import Foundation
import SpikeEvaluation
import SpikeModel

/// What `bitspike evaluate --full` does.
struct FullEvaluationJob {
    private let command: EvaluateCommand

    init(_ command: EvaluateCommand) { self.command = command }

    /// What is printed as JSON.
    private struct Output: Encodable {
        let model: String
        let against: String?
        let evaluations: [FullEvaluation]
        let robustness: [RobustnessResult]?
    }

    func run() throws {
        let options = command.modelOptions
        let models = try timeSteps.map {
            try LoadedModel.open(options.url, threads: options.threadCount, timeSteps: $0).languageModel
        }
        let task = try command.taskOptions.resolve(modelLabels: models[0].config.labels)
        let dataset = try command.dataset(of: task)
        let other = try command.against.map { try evaluation(URL(fileURLWithPath: $0), on: dataset) }
        let evaluations = try models.map { model in
            let evaluation = try EvaluateCommand.evaluate(model, on: dataset, options: options)
            EvaluateCommand.warn(evaluation, task)
            return FullEvaluation(evaluation, on: dataset, against: other)
        }
        let perturbed = RobustnessJob(
            options: options, timeSteps: command.timeSteps.last, dataset: dataset, draws: command.draws ?? 3)
        let robustness = command.robustness ? try perturbed.results() : nil
        switch command.format {
        case .json:
            try Console.json(
                Output(
                    model: options.model, against: command.against, evaluations: evaluations, robustness: robustness))
        case .table:
            FullEvaluationTable(evaluations, task: task, against: command.against).lines.forEach(Console.data)
            if let robustness { RobustnessTable(robustness, task: task).lines.forEach(Console.data) }
        }
    }

    /// nil: as the model was trained.
    private var timeSteps: [Int?] { command.timeSteps.isEmpty ? [nil] : command.timeSteps }

    /// The other model at its own T.
    private func evaluation(_ folder: URL, on dataset: Dataset) throws -> Evaluation {
        let model = try LoadedModel.open(folder, threads: command.modelOptions.threadCount).languageModel
        return try EvaluateCommand.evaluate(
            model, on: dataset, tokenizerFolder: folder, maximumLength: command.modelOptions.maximumLength)
    }
}
