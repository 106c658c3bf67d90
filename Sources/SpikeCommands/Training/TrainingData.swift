#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeFormats
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

        /// The text files behind the paths of a general stage, in order; of a folder all `.txt`, by name.
        static func textFiles(_ paths: TextPaths, in folder: URL) throws -> [URL] {
            try paths.paths.flatMap { path in
                let url = path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
                    throw InputError.missing(path: url.path, fix: "put the text of the general stage there")
                }
                try PlainTextReader.checkNotCompressed(url)
                guard isFolder.boolValue else { return [url] }
                let names: [String]
                do { names = try FileManager.default.contentsOfDirectory(atPath: url.path) } catch {
                    throw FormatError.unreadable(path: url.path, reason: "the folder cannot be listed")
                }
                let files = names.sorted().map(url.appendingPathComponent)
                // A text that is silently left out would be a surprise.
                for file in files { try PlainTextReader.checkNotCompressed(file) }
                let texts = files.filter { $0.pathExtension.lowercased() == "txt" }
                guard !texts.isEmpty else {
                    throw InputError.missing(
                        path: url.path + "/*.txt", fix: "put text files there, or name them one by one")
                }
                return texts
            }
        }
    }
#endif
