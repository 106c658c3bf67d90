#if Training
    import Foundation
    import SpikeEvaluation
    import SpikeModel

    extension BERTConfig {
        /// Whether a fine-tuning goes on with the model's head for a task.
        func hasHead(for task: TextTask) -> Bool {
            hasHead(labels: task.displayLabels, isRegression: task.isRegression)
        }

        /// Refuses a classifier as the teacher of scores, and a regression as the teacher of classes.
        func check(teaches task: TextTask, at model: URL) throws {
            guard isRegression != task.isRegression else { return }
            let (given, wanted) = isRegression ? ("a score", "classes") : ("classes", "a score")
            throw InputError.unsuitableModel(
                path: model.path,
                why:
                    "its head gives \(given), but task \(task.name) asks for \(wanted); fine-tune it with 'bitspike teacher' first"
            )
        }
    }
#endif
