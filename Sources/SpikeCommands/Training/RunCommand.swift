#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats

    /// `bitspike run`: the main job, from a teacher and labelled text to a packed student that classifies.
    struct RunCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Fine-tune the default teacher, distil a spiking student, pack it and measure both.")

        @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
        var output = "runs/demo"

        @Option(help: ArgumentHelp("BERT checkpoint to start from.", valueName: "dir"))
        var model = ".deps/models/all-MiniLM-L6-v2"

        @Option(help: ArgumentHelp("Labelled text in SST-2 layout: train, dev and test.", valueName: "dir"))
        var data = ".deps/data/movie-reviews"

        @Option(help: ArgumentHelp("Recipe of the student.", valueName: "file"))
        var recipe = "recipes/movie-reviews-ternary.json"

        @Option(help: "Passes of the teacher over the training split.")
        var teacherEpochs: Double = 2

        @Option(name: .customLong("set"), help: ArgumentHelp("Override of a recipe key.", valueName: "key=value"))
        var overrides: [String] = []

        @Option(help: "Threads to run on. (default: all cores)")
        var threads: Int?

        @Option(help: "cpu, or cuda where libtorch's CUDA is present.")
        var device: Device = .cpu

        @OptionGroup var ledgerOptions: LedgerOptions

        func validate() throws { try ThreadCount.validate(threads) }

        func run() async throws {
            let start = ContinuousClock.now
            for (path, fix) in [(model, "bitspike data get teacher"), (data, "bitspike data get text")] {
                guard FileManager.default.fileExists(atPath: path) else {
                    throw InputError.missing(path: path, fix: "get it with '\(fix)'")
                }
            }
            let recipe = try RecipeOptions.read(recipe, overrides)
            try TrainingOptions.start(device: device, threads: threads)
            let job = MainJob(
                root: URL(fileURLWithPath: output), base: URL(fileURLWithPath: model),
                data: DataFolder(URL(fileURLWithPath: data)), recipe: recipe,
                teacherRecipe: TeacherRecipe(
                    seed: recipe.seed, epochs: teacherEpochs,
                    batches: .init(maximumLength: recipe.batches.maximumLength),
                    pooling: try TeacherJob.pooling(of: URL(fileURLWithPath: model), task: .sst2)),
                ledger: ledgerOptions.url, device: device)
            let summary = try job.run(since: start)
            summary.table.forEach(Console.data)
        }
    }
#endif
