#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeText

    /// Examples of a task as a model's logits see them.
    enum TrainingData {
        /// Class labels moved from the task's order to the order of the model's logits, by name.
        static func examples(_ dataset: Dataset, modelLabels: [String]) throws -> [Example] {
            guard !dataset.task.isRegression else { return dataset.examples }
            let mapping = try LabelMapping(modelLabels: modelLabels, task: dataset.task)
            return dataset.examples.map { example in
                var moved = example
                if let index = example.label?.classIndex, let logit = mapping.classOfLogit.firstIndex(of: index) {
                    moved.label = .class(logit)
                }
                return moved
            }
        }

        /// Lines of a text file that are not empty.
        static func lines(of url: URL) throws -> [String] {
            guard let data = FileManager.default.contents(atPath: url.path) else {
                throw InputError.missing(path: url.path, fix: "put the text of the general stage there")
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw InputError.unsuitableModel(
                    path: url.path, why: "is not UTF-8; convert it, for example with iconv")
            }
            return text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains { !$0.isWhitespace } }
        }
    }
#endif
