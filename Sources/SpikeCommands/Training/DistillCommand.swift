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

        @Option(help: ArgumentHelp("Recipe, a JSON file; see recipes/.", valueName: "file"))
        var recipe: String

        @Option(help: ArgumentHelp("Folder of the fine-tuned teacher.", valueName: "dir"))
        var teacher: String

        @Option(help: "Task, where neither the recipe nor the teacher says it; see 'bitspike teacher --help'.")
        var task: String?

        @OptionGroup var dataOptions: DataOptions

        @Option(help: ArgumentHelp("Folder to write: the student's checkpoint.", valueName: "dir"))
        var output: String

        @Option(
            name: .customLong("set"),
            help: ArgumentHelp("Override of a recipe key, for example student.timeSteps=4.", valueName: "key=value"))
        var overrides: [String] = []

        @OptionGroup var options: TrainingOptions

        @OptionGroup var ledgerOptions: LedgerOptions

        func run() async throws {
            let url = URL(fileURLWithPath: recipe)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw InputError.missing(
                    path: recipe, fix: "name a recipe file with --recipe, for example one of recipes/")
            }
            let recipe = try Recipe.read(from: url, overrides: overrides)
            try options.start()
            let teacherURL = URL(fileURLWithPath: teacher)
            let labels = try CheckpointFolder(at: teacherURL).config.labels
            let name = try task ?? recipe.task ?? TeacherRecord.task(in: teacherURL)
            let job = DistillJob(
                teacherURL: teacherURL, task: try dataOptions.task(name, modelLabels: labels), data: dataOptions.folder,
                output: URL(fileURLWithPath: output), recipe: recipe, device: options.device, resume: options.resume,
                replacing: options.replace)
            try job.run(recordedIn: ledgerOptions.url)
            Console.data(job.output.relativePath)
        }
    }
#endif
