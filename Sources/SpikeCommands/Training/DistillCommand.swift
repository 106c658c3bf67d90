#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation
    import SpikeFormats
    import SpikeModel

    /// `bitspike distill`: a teacher becomes a spiking student.
    struct DistillCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "distill", abstract: "Distil a teacher into a spiking student as a recipe says.")

        @OptionGroup var recipeOptions: RecipeOptions

        @Option(help: ArgumentHelp("Folder of the fine-tuned teacher.", valueName: "dir"))
        var teacher: String

        @Option(
            help: ArgumentHelp(
                "Task; without it the recipe's, else the one that the teacher's folder names; see 'bitspike teacher --help'. A recipe of general stages alone needs none: its student has no head."
            ))
        var task: String?

        @OptionGroup var dataOptions: DataOptions

        @Option(help: ArgumentHelp("Folder to write: the student's checkpoint.", valueName: "dir"))
        var output: String

        @Option(
            help: ArgumentHelp(
                "Folder for teacher outputs, if the recipe's teacherCache allows any. (default: in the user's cache folder)",
                valueName: "dir"))
        var teacherCache: String?

        @OptionGroup var options: TrainingOptions

        @OptionGroup var ledgerOptions: LedgerOptions

        func run() async throws {
            let recipe = try recipeOptions.read()
            try options.start()
            let teacherURL = URL(fileURLWithPath: teacher)
            let labels = try CheckpointFolder(at: teacherURL).config.labels
            let named = task ?? recipe.task
            let isTaskless = named == nil && recipe.stages.allSatisfy { $0.kind == .general }
            let name = isTaskless ? nil : try named ?? TeacherRecord.task(in: teacherURL)
            guard FileManager.default.fileExists(atPath: dataOptions.data) else {
                throw InputError.missing(path: dataOptions.data, fix: "give the folder of the data with --data")
            }
            let job = DistillJob(
                teacherURL: teacherURL, task: try name.map { try dataOptions.task($0, modelLabels: labels) },
                data: dataOptions.folder,
                output: URL(fileURLWithPath: output), recipe: recipe, device: options.device, resume: options.resume,
                replacing: options.replace,
                teacherCache: teacherCache.map { TargetCache(folder: URL(fileURLWithPath: $0)) } ?? .standard)
            try job.run(recordedIn: ledgerOptions.url)
            Console.data(job.output.relativePath)
        }
    }
#endif
