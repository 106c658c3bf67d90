#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel

    /// A task of a study with its files, checked.
    struct StudyInput {
        /// What the study file says.
        let plan: StudyTask
        let task: TextTask
        let data: DataFolder
        let teacherURL: URL
        /// SHA-256 of what decides all students of the task beside their recipes: the teacher's files and the data's.
        let fingerprint: String
        /// SHA-256 of the files that only some recipes read, by their paths: plain texts, and a student to start from.
        private let ownFingerprints: [[URL]: String]

        /// Where every cell is measured.
        static let split = Split.dev

        /// Reads what is there and refuses what cannot work, for every cell of the task.
        init(_ plan: StudyTask, cells: [StudyCell], studyFile: URL) throws {
            self.plan = plan
            let dataURL = Self.resolve(plan.data, beside: studyFile)
            teacherURL = Self.resolve(plan.teacher, beside: studyFile)
            guard FileManager.default.fileExists(atPath: teacherURL.path) else {
                throw InputError.missing(
                    path: teacherURL.path,
                    fix: "make the teacher with 'bitspike teacher', or correct its path in the study")
            }
            let unsuitable = InputError.unsuitableModel(
                path: teacherURL.path, why: "is no fine-tuned teacher; make one with 'bitspike teacher'")
            guard try ModelKind(teacherURL) == .teacher else { throw unsuitable }
            let folder = try CheckpointFolder(at: teacherURL)
            guard folder.hasClassifier else { throw unsuitable }
            try folder.requireHead()
            data = DataFolder(dataURL, usesOwnSplit: plan.ownSplit)
            guard FileManager.default.fileExists(atPath: dataURL.path) else {
                throw InputError.missing(
                    path: dataURL.path, fix: "correct the folder of task '\(plan.name)' in the study")
            }
            task = try DataOptions.task(
                plan.task, in: data,
                columns: plan.columns,
                isRegression: plan.regression, modelLabels: folder.config.labels)
            let files = [try data.file(of: .train, task: task), try data.file(of: Self.split, task: task)]
            try folder.config.check(teaches: task, at: teacherURL)
            // Columns and labels that do not fit would fail in every cell.
            _ = try TrainingData.examples(data.read(Self.split, task: task), modelLabels: folder.config.labels)
            var own: [[URL]: String] = [:]
            for cell in cells where cell.task == plan {
                try Self.check(cell, teacher: folder.config, path: studyFile.path)
                let files = try Self.ownFiles(of: cell.recipe, data: dataURL)
                if !files.isEmpty, own[files] == nil { own[files] = try InputFiles.fingerprint(files) }
            }
            ownFingerprints = own
            fingerprint = try Self.fingerprint(of: files, teacher: teacherURL, plan)
        }

        /// Columns count where a table's are named: others of the same file are other data.
        private static func fingerprint(of files: [URL], teacher: URL, _ plan: StudyTask) throws -> String {
            let content = try InputFiles.fingerprint(InputFiles.model(teacher) + files)
            let columns = plan.columns
            guard columns != .usual || plan.regression else { return content }
            let parts =
                [content, columns.text, columns.label, "\(plan.regression)"] + (columns.pair.map { [$0] } ?? [])
            return SHA256.hexDigest(Array(parts.joined(separator: "\u{0}").utf8))
        }

        /// The files that a recipe names itself.
        private static func ownFiles(of recipe: Recipe, data: URL) throws -> [URL] {
            let texts = try recipe.stages.compactMap(\.text).flatMap { try TrainingData.textFiles($0, in: data) }
            return try texts + (recipe.initialization.student.map(startFiles) ?? [])
        }

        /// A path of the study file.
        static func resolve(_ path: String, beside file: URL) -> URL {
            URL(fileURLWithPath: path, relativeTo: file.deletingLastPathComponent()).standardizedFileURL
        }

        private static func check(_ cell: StudyCell, teacher: BERTConfig, path: String) throws {
            do throws(RecipeError) { _ = try cell.recipe.layerMapping(for: teacher) } catch {
                throw RecipeError.malformed(path: path, why: "cell \(cell.name): \(error)")
            }
        }

        /// The files of a student that cells start from.
        private static func startFiles(_ path: String) throws -> [URL] {
            guard FileManager.default.fileExists(atPath: path) else {
                throw InputError.missing(path: path, fix: "correct initialization.student in the study's recipe")
            }
            return try InputFiles.model(URL(fileURLWithPath: path))
        }

        /// What a cell of this task is known by: with the same identity it has the same result.
        func identity(_ cell: StudyCell) throws -> String {
            let own = try ownFingerprints[Self.ownFiles(of: cell.recipe, data: data.url)]
            let parts =
                [cell.recipeSHA256, fingerprint, cell.embeddings.rawValue, plan.name] + (own.map { [$0] } ?? [])
            return SHA256.hexDigest(Array(parts.joined(separator: " ").utf8))
        }
    }

    extension StudyTask {
        /// Columns of a table.
        fileprivate var columns: ColumnNames { ColumnNames(text: textColumn, pair: pairColumn, label: labelColumn) }
    }
#endif
